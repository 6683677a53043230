"""The candidate has read what is recorded, agrees, and begins."""

from dataclasses import dataclass

from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.languages import Language
from interview.domain.organisations.consent import ConsentText
from interview.domain.sessions.session import CLOSED, CONSENT_VERSION, Consent, Session, SessionState, require_open
from interview.errors import ConsentChangedError, LinkClosedError
from interview.use_cases.organisations.show_consent import ShowConsent
from interview.use_cases.publish_events import Publish, left_to_the_sweeper


@dataclass(frozen=True)
class Started:
    """`started_now` is true for exactly one of all calls for a session."""

    session: Session
    started_now: bool


@dataclass(frozen=True)
class StartInterview:
    sessions: SessionRepository
    settings: OrganisationSettingsRepository
    show_consent: ShowConsent
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(
        self,
        session: Session,
        name: str,
        text_version: str,
        language: Language | None = None,
        *,
        human_review_only: bool,
        text_hash: str | None = None,
    ) -> Started:
        """pending ▶ in_progress; a repeat keeps the first name, consent, language and start. `language` is the
        candidate's own choice: from here on it is settled, for questions are heard in it.

        `text_hash` names the text that was read, in whichever language; None for the one in the interview's. It is kept
        as it was shown, and what it promises holds.

        Raises LinkClosedError, and ConflictError where another text was agreed to than the one that holds.
        """
        now = self.clock()
        require_open(session, now)
        if session.state is SessionState.IN_PROGRESS:
            return Started(session, started_now=False)
        if text_version != CONSENT_VERSION:
            raise ConsentChangedError("The consent text has changed. Reload the page and read it again.")
        text = self._agreed(session, text_hash)
        consent = Consent(
            text_version=text_version, text_hash=text.id, given_at=now, human_review_only=human_review_only
        )
        self.settings.keep_text(text)
        chosen = language or session.language
        started = self.sessions.start(session.permit, consent, name, chosen, now, text.retention)
        if started is None:
            raise LinkClosedError(CLOSED)
        self.publish(started.id)
        return Started(started, started_now=started.started_at == now)

    def _agreed(self, session: Session, text_hash: str | None) -> ConsentText:
        languages = [session.language, *(each for each in Language if each is not session.language)]
        for language in languages:
            text = self.show_consent(session.organisation_id, language)
            if text_hash in (None, text.id):
                return text
        raise ConsentChangedError("The consent text has changed. Reload the page and read it again.")
