"""What letters to candidates say, as an organisation words it: plain text with places to fill in, in each language.

The way into the interview, the way out of reminders, and who sends it are no part of the text: `rendering` puts them
into every letter, so that none is lost.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from interview.domain.languages import Language
from interview.domain.mail.letters import Letter, LetterKind
from interview.domain.mail.words import WORDS, LetterWords
from interview.domain.values import Value
from interview.errors import LinkMisplacedError, UnknownPlaceError

__all__ = [
    "LINK",
    "PLACES",
    "MailSettings",
    "MailText",
    "TextName",
    "filled",
    "paragraphs_of",
    "places_of",
    "require_fillable",
    "text_name",
    "usual_text",
]

LINK = "{link}"
"""Stands by itself where the button is to be; without it the button stands at the end."""
PLACE = re.compile(r"\{([^{}]*)\}")
PLACES: Mapping[str, str] = {
    "candidate": "name",
    "company": "organisation",
    "template": "title",
    "inviter": "inviter",
    "ends": "until",
}
"""As people write them, and as the usual words call them (`words.py`)."""


class TextName(StrEnum):
    """The letters that can be worded anew. Of a decision each choice has its own."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    LINK_REPLACED = "link_replaced"
    FINISHED = "finished"
    ADVANCE = "advance"
    REJECT = "reject"


DECISIONS = (TextName.ADVANCE, TextName.REJECT)
WITH_END = (TextName.INVITATION, TextName.REMINDER, TextName.LINK_REPLACED)
"""They ask somebody to come, until a moment."""


class MailText(Value):
    name: TextName
    language: Language
    subject: str
    text: str


class MailSettings(Value):
    """Of an organisation, changed under its version: 1 where nothing was ever set. In `time_zone` times are told to
    whose own is not known."""

    id: UUID
    version: int = 1
    time_zone: str | None = None
    texts: tuple[MailText, ...] = Field(default=())
    updated_at: datetime | None = None

    def own(self, name: TextName | None, language: Language) -> MailText | None:
        """None where the usual text holds."""
        return next((each for each in self.texts if each.name is name and each.language is language), None)

    def with_text(self, changed: MailText) -> tuple[MailText, ...]:
        return (*self.without(changed.name, changed.language), changed)

    def without(self, name: TextName, language: Language) -> tuple[MailText, ...]:
        return tuple(each for each in self.texts if (each.name, each.language) != (name, language))


def text_name(letter: Letter) -> TextName | None:
    """None of a letter that nobody words anew: those to people with an account."""
    name = letter.params.choice if letter.kind is LetterKind.DECISION else letter.kind.value
    return TextName(name) if name in set(TextName) else None


def places_of(name: TextName) -> tuple[str, ...]:
    return tuple(place for place in PLACES if place != "ends" or name in WITH_END)


def has_link(name: TextName, language: Language) -> bool:
    return bool(_usual_words(name, language).button)


def usual_text(name: TextName, language: Language) -> MailText:
    """What holds where an organisation has written nothing, as it would write it."""
    words, said = WORDS[language], _usual_words(name, language)
    own_names = {usual: f"{{{place}}}" for place, usual in PLACES.items()}
    parts = [words.greeting, *said.paragraphs, *([LINK] if said.button else []), *said.last]
    text = "\n\n".join(part if part == LINK else part.format_map(own_names) for part in parts)
    return MailText(name=name, language=language, subject=said.subject.format_map(own_names), text=text)


def require_fillable(text: MailText) -> None:
    """Raises UnknownPlaceError where something in braces would not be filled in, and LinkMisplacedError where the link
    does not stand in a paragraph of its own, or more than once."""
    known = places_of(text.name)
    paragraphs = paragraphs_of(text.text)
    links = paragraphs.count(LINK)
    rest = "\n".join(each for each in paragraphs if each != LINK)
    if LINK in rest or LINK in text.subject or links > has_link(text.name, text.language):
        raise LinkMisplacedError("{link} stands once, in a paragraph of its own, and only where there is one.")
    if unknown := sorted(set(PLACE.findall(f"{text.subject}\n{rest}")) - set(known)):
        filled_in = ", ".join(f"{{{place}}}" for place in known)
        raise UnknownPlaceError(f"Nothing is known to be filled in for {unknown[0]!r}: only {filled_in}.")


def paragraphs_of(text: str) -> list[str]:
    """Divided by empty lines."""
    return [part.strip() for part in re.split(r"\n[^\S\n]*\n", text) if part.strip()]


def filled(text: str, values: Mapping[str, str]) -> str:
    """`values` are by the usual words' names. What is filled in is not looked through again."""
    return PLACE.sub(lambda place: values[PLACES[place[1]]] if place[1] in PLACES else place[0], text)


def _usual_words(name: TextName, language: Language) -> LetterWords:
    words = WORDS[language]
    return words.decisions[name.value] if name in DECISIONS else words.letters[LetterKind(name.value)]
