"""Write the letters that follow from what happened to an interview."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.events import Event, LinkIssued, SessionChanged
from interview.domain.mail.letters import Letter, LetterKind, LetterParams, letter_id
from interview.domain.sessions.session import Session, SessionState

__all__ = ["WRITTEN_FOR", "WriteLetters", "of_session"]

DIGEST_EVERY = timedelta(hours=1)
"""So often at most somebody is told that results are ready: those of an hour go together."""
NOT_JUST_INVITED = timedelta(hours=12)
"""Nobody is reminded of what they were told so lately."""


class Place(NamedTuple):
    """What letters of an interview name beside it."""

    organisation: str
    inviter: str
    inviter_email: str | None


def of_session(
    session: Session, kind: LetterKind, which: object, place: Place, clock: Clock, **fields: object
) -> Letter:
    """A letter to the candidate."""
    now = clock()
    params = LetterParams(
        name=session.addressed_as,
        organisation=place.organisation,
        title=session.template_title,
        inviter=place.inviter,
        until=session.expires_at,
    )
    letter = Letter(
        id=letter_id(kind, session.id, which),
        organisation_id=session.organisation_id,
        session_id=session.id,
        kind=kind,
        to=session.candidate_email or "",
        reply_to=place.inviter_email,
        language=session.language,
        params=params,
        link_id=session.id,
        link_number=session.link_number,
        created_at=now,
        due_at=now,
    )
    return letter.model_copy(update=fields)


@dataclass(frozen=True)
class WriteLetters:
    """An event may come twice, late or out of order: what it says is looked up, and a letter is written once."""

    sessions: SessionRepository
    accounts: AccountRepository
    letters: LetterRepository
    clock: Clock = utc_now

    def __call__(self, event: Event) -> Sequence[str]:
        """The ids of those that are written and due."""
        write = WRITTEN_FOR.get(type(event))
        session = self.sessions.get(event.session_id) if write else None
        if write is None or session is None:
            return ()
        due: list[str] = []
        for letter in write(self, event, session):
            self.letters.queue(letter)
            if letter.due_at <= self.clock():
                due.append(letter.id)
        return due

    def of_link(self, event: Event, session: Session) -> Iterator[Letter]:
        """The link itself, and the reminders of it for which there is time."""
        assert isinstance(event, LinkIssued)
        number = event.data.link_number
        if not (session.by_email and session.candidate_email) or number != session.link_number:
            return
        place = self.place(session)
        kind = LetterKind.LINK_REPLACED if number and not self._is_new_to(session) else LetterKind.INVITATION
        yield of_session(session, kind, number, place, self.clock)
        for days in session.reminders:
            due_at = session.expires_at - timedelta(days=days)
            if due_at > event.at + NOT_JUST_INVITED:
                which = f"{number}:{days}"
                yield of_session(session, LetterKind.REMINDER, which, place, self.clock, due_at=due_at)

    def _is_new_to(self, session: Session) -> bool:
        """Whether an earlier link was sent to another address alone, to somebody who was not meant."""
        written_to = self.letters.addresses(session.id)
        return bool(written_to) and session.candidate_email not in written_to

    def of_state(self, event: Event, session: Session) -> Iterator[Letter]:
        assert isinstance(event, SessionChanged)
        match event.data.state:
            case SessionState.COMPLETED if session.by_email and session.candidate_email and event.session_version:
                yield of_session(session, LetterKind.FINISHED, 0, self.place(session), self.clock)
            case SessionState.CANCELLED if session.cancellation and session.cancellation.tells:
                if session.candidate_email:
                    which = event.session_version
                    yield of_session(session, LetterKind.CANCELLED, which, self.place(session), self.clock)
            case SessionState.DONE:
                yield from self._ready(session)

    def _ready(self, session: Session) -> Iterator[Letter]:
        """For whoever invited, with the others of this hour."""
        inviter = self.accounts.user(session.invited_by) if session.invited_by else None
        if inviter is None or inviter.is_disabled or inviter.results_mail_off:
            return
        now = self.clock()
        organisation = self.accounts.organisation(session.organisation_id)
        yield Letter(
            id=letter_id(LetterKind.RESULTS_READY, session.id, inviter.id),
            organisation_id=session.organisation_id,
            session_id=session.id,
            user_id=inviter.id,
            kind=LetterKind.RESULTS_READY,
            to=inviter.email,
            language=session.template_language,
            params=LetterParams(
                name=inviter.name,
                organisation=organisation.name if organisation else "",
                title=session.template_title,
            ),
            created_at=now,
            due_at=now.replace(minute=0, second=0, microsecond=0) + DIGEST_EVERY,
        )

    def place(self, session: Session) -> Place:
        organisation = self.accounts.organisation(session.organisation_id)
        inviter = self.accounts.user(session.invited_by) if session.invited_by else None
        is_there = inviter is not None and not inviter.is_disabled
        return Place(
            organisation.name if organisation else "",
            inviter.name if inviter and is_there else "",
            inviter.email if inviter and is_there else None,
        )


Write = Callable[[WriteLetters, Event, Session], Iterator[Letter]]
WRITTEN_FOR: Mapping[type, Write] = {LinkIssued: WriteLetters.of_link, SessionChanged: WriteLetters.of_state}
"""Event ▶ what is written. All others are passed over: `cdk/mail.py` subscribes to these alone."""
