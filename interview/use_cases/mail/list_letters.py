"""What was written to a candidate, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.mail.letters import Letter, LetterKind

MAX_LISTED = 100


@dataclass(frozen=True)
class ListLetters:
    sessions: SessionRepository
    letters: LetterRepository

    def __call__(self, user: User, session_id: UUID) -> Sequence[Letter]:
        """The newest first. Raises NotFoundError for a session of another organisation."""
        self.sessions.of_organisation(user.organisation_id, session_id)
        found = self.letters.of_session(session_id, MAX_LISTED)
        return [letter for letter in found if letter.kind is not LetterKind.RESULTS_READY]
