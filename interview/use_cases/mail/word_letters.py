"""Show and change what is mailed to candidates, and see it before it is."""

from collections.abc import Callable
from dataclasses import dataclass

from interview.adapters.mongo.mail_settings import MailSettingsRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.languages import Language
from interview.domain.mail.letters import Letter, LetterKind, LetterParams
from interview.domain.mail.rendering import Links, RenderedLetter, render
from interview.domain.mail.texts import (
    DECISIONS,
    MailSettings,
    MailText,
    TextName,
    has_link,
    require_fillable,
    usual_text,
)
from interview.domain.mail.words import WORDS
from interview.domain.sessions.session import LINK_TTL
from interview.errors import ChangedMeanwhileError
from interview.use_cases.organisations.show_look import ShowLook

EXAMPLE = Links("https://example.com/interview#…", "https://example.com/unsubscribe#…")
"""What no letter of a preview leads to."""


@dataclass(frozen=True)
class WordLetters:
    settings: MailSettingsRepository
    show_look: ShowLook
    clock: Clock = utc_now

    def show(self, user: User) -> MailSettings:
        return self.settings.get(user.organisation_id)

    def word(self, user: User, text: MailText, version: int | None) -> MailSettings:
        """The usual text written anew is the usual text. Raises UnknownPlaceError, LinkMisplacedError and
        ChangedMeanwhileError."""
        require_fillable(text)
        if text == usual_text(text.name, text.language):
            return self.unword(user, text.name, text.language, version)
        return self._change(user, version, lambda before: {"texts": _stored(before.with_text(text))})

    def unword(self, user: User, name: TextName, language: Language, version: int | None) -> MailSettings:
        """Back to the usual text. Raises ChangedMeanwhileError."""
        return self._change(user, version, lambda before: {"texts": _stored(before.without(name, language))})

    def time_zone(self, user: User, time_zone: str | None, version: int | None) -> MailSettings:
        """Raises ChangedMeanwhileError."""
        return self._change(user, version, lambda _: {"time_zone": time_zone})

    def preview(self, user: User, text: MailText) -> RenderedLetter:
        """As somebody would read it, whom nobody knows. Nothing is stored. Raises UnknownPlaceError and
        LinkMisplacedError."""
        require_fillable(text)
        now, look = self.clock(), self.show_look(user.organisation_id)
        is_decision = text.name in DECISIONS
        words = WORDS[text.language]
        letter = Letter(
            id="preview",
            organisation_id=user.organisation_id,
            kind=LetterKind.DECISION if is_decision else LetterKind(text.name.value),
            to=user.email,
            language=text.language,
            params=LetterParams(
                name=words.example_name,
                organisation=look.name,
                title=words.example_title,
                inviter=user.name,
                until=now.replace(minute=0, second=0, microsecond=0) + LINK_TTL,
                time_zone=self.settings.get(user.organisation_id).time_zone,
                choice=text.name.value if is_decision else "",
            ),
            created_at=now,
            due_at=now,
        )
        links = Links(
            EXAMPLE.button if has_link(text.name, text.language) else "",
            EXAMPLE.unsubscribe if text.name is TextName.REMINDER else "",
        )
        return render(letter, links, own=text, look=look)

    def _change(
        self, user: User, version: int | None, fields: Callable[[MailSettings], dict[str, object]]
    ) -> MailSettings:
        before = self.settings.get(user.organisation_id)
        changed = None
        if version is None or version == before.version:
            changed = self.settings.change(before, fields(before), self.clock())
        if changed is None:
            raise ChangedMeanwhileError("Somebody else changed these settings meanwhile.")
        return changed


def _stored(texts: tuple[MailText, ...]) -> list[dict[str, object]]:
    return [text.model_dump() for text in texts]
