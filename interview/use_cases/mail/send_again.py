"""Write to a candidate because a person asks for it: the link once more, a reminder of it, or what was decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.choice import Choice
from interview.domain.decisions.review import review
from interview.domain.mail.letters import Letter, LetterKind, letter_id
from interview.domain.sessions.session import Session, has_expired
from interview.domain.tokens import LinkPurpose, address_mark, derived_token, hashed
from interview.errors import (
    AddressRefusedError,
    InterviewOverError,
    JudgeFirstError,
    LinkUnknownError,
    MailOffError,
    NoAddressError,
    NothingDecidedError,
    UnsubscribedError,
)
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.mail.post_letter import PostLetter
from interview.use_cases.mail.write_letters import Place, of_session

AskedKind = Literal[LetterKind.INVITATION, LetterKind.REMINDER, LetterKind.DECISION]


@dataclass(frozen=True)
class SendAgain:
    """Each letter counts, by an id of the caller's making: what is sent twice with the same one is one, and counts
    once."""

    sessions: SessionRepository
    accounts: AccountRepository
    decisions: DecisionRepository
    letters: LetterRepository
    usage: UsageRepository
    judge_first: JudgeFirst
    post_letter: PostLetter
    link_key: Callable[[], str]
    is_on: bool = True
    """Whether this stage sends mail."""
    clock: Clock = utc_now

    def __call__(self, user: User, session_id: UUID, kind: AskedKind, request_id: UUID) -> Letter:
        """Raises NotFoundError for a session of another organisation, NoAddressError where there is none to write to,
        QuotaExceededError, and what each kind raises."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        which = f"again:{request_id}"
        if there := self.letters.get(letter_id(kind, session_id, which)):
            return there
        if not session.candidate_email:
            raise NoAddressError("There is no e-mail address of this candidate.")
        params = _KINDS[kind](self, user, session)
        organisation = self.accounts.organisation(session.organisation_id)
        place = Place(organisation.name if organisation else "", user.name, user.email)
        letter = of_session(session, kind, which, place, self.clock)
        letter = letter.model_copy(update={"params": letter.params.model_copy(update=params)})
        self.usage.count(quotas.LETTERS_ASKED_FOR, session_id)
        self.post_letter(letter)
        return letter

    def _link(self, _user: User, session: Session) -> Mapping[str, str]:
        """Raises InterviewOverError where nobody can answer any more, and LinkUnknownError where the link was made
        before there were letters: a new one can be sent."""
        if session.is_locked or has_expired(session, self.clock()):
            raise InterviewOverError("This interview is over: its link is of no use any more.")
        token = derived_token(self.link_key(), LinkPurpose.INTERVIEW, session.id, session.link_number)
        if hashed(token) != session.link_token_hash:
            raise LinkUnknownError("This link cannot be written down again. Issue a new one.")
        return {}

    def _reminder(self, user: User, session: Session) -> Mapping[str, str]:
        """Raises as `_link` does, UnsubscribedError, AddressRefusedError, MailOffError, and TooManyAttemptsError for
        somebody who was reminded lately: two recruiters remind once."""
        self._link(user, session)
        if session.reminders_stopped_at:
            raise UnsubscribedError("The candidate asked for no more reminders.")
        if self.letters.suppressed(
            address_mark(self.link_key(), session.organisation_id, session.candidate_email or "")
        ):
            raise AddressRefusedError("Earlier mails to this address came back, or were reported as spam.")
        if not self.is_on:
            raise MailOffError("No mail is sent from here.")
        self.usage.count_of_session(quotas.REMINDERS_ASKED_FOR, session.id, self.clock())
        return {}

    def _decision(self, user: User, session: Session) -> Mapping[str, str]:
        """Raises JudgeFirstError where it is hidden from who asks, and NothingDecidedError where there is none that
        the candidate could be told."""
        if self.judge_first.hides(user.id, session):
            raise JudgeFirstError("Judge each answer first.")
        decision = review(self.decisions.of_session(session.id)).decision
        if decision is None or decision.finding.choice is Choice.HOLD:
            raise NothingDecidedError("Nothing was decided that the candidate could be told.")
        return {"choice": decision.finding.choice.value}


_KINDS: Mapping[LetterKind, Callable[[SendAgain, User, Session], Mapping[str, str]]] = {
    LetterKind.INVITATION: SendAgain._link,
    LetterKind.REMINDER: SendAgain._reminder,
    LetterKind.DECISION: SendAgain._decision,
}
