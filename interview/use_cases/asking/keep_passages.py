"""Keep the passages of interviews as what was said in them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.passages import Kept, PassageRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.asking.passages import passages_of
from interview.domain.sessions.session import FINISHED


@dataclass(frozen=True)
class KeepPassages:
    """Each time all of an interview's passages are made anew of what is stored: twice, late or out of order does no
    harm."""

    sessions: SessionRepository
    answers: AnswerRepository
    passages: PassageRepository

    def __call__(self, session_ids: Collection[UUID]) -> int:
        """How many of these interviews there are. Those that are gone, or have not finished, have no passages."""
        turns = self.sessions.listing_turns(session_ids)
        for session_id, (turn, session) in turns.items():
            if session is None:
                continue
            said = self.answers.said(session_id) if session.state in FINISHED else ()
            self.passages.put({session_id: Kept(turn, passages_of(session, said))})
        if gone := set(session_ids) - turns.keys():
            self.passages.remove(gone)
        return len(turns)

    def lacking(self, session_ids: Collection[UUID]) -> int:
        """Of these, those that have finished and have no passages by the rules as they are."""
        present = self.passages.present(session_ids)
        finished = [
            session.id for session in self.sessions.those(set(session_ids) - present) if session.state in FINISHED
        ]
        return self(finished) if finished else 0
