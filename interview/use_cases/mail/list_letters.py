"""What was written to a candidate, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.mail.letters import Letter, LetterKind, LetterState, why_useless
from interview.domain.sessions.session import Session
from interview.domain.tokens import address_mark
from interview.use_cases.decisions.judge_first import JudgeFirst

MAX_LISTED = 100


@dataclass(frozen=True)
class ListLetters:
    sessions: SessionRepository
    letters: LetterRepository
    judge_first: JudgeFirst
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def __call__(self, user: User, session_id: UUID) -> Sequence[Letter]:
        """The newest first, without reminders that would not be sent if their time came now, and without those of a
        decision that is hidden from who asks. Raises NotFoundError for a session of another organisation."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        hidden = {LetterKind.RESULTS_READY}
        if self.judge_first.hides(user.id, session):
            hidden.add(LetterKind.DECISION)
        shown = [letter for letter in self.letters.of_session(session_id, MAX_LISTED) if letter.kind not in hidden]
        return [letter for letter in shown if not self._waits_in_vain(letter, session)]

    def _waits_in_vain(self, letter: Letter, session: Session) -> bool:
        if letter.kind is not LetterKind.REMINDER or letter.state is not LetterState.WAITING:
            return False
        if why_useless(letter, session, self.clock()):
            return True
        return bool(self.letters.suppressed(address_mark(self.link_key(), letter.organisation_id, letter.to)))
