"""The single words of one answer, with their times, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.transcripts.transcript import Transcript, Word
from interview.errors import NotFoundError


@dataclass(frozen=True)
class WordPage:
    """Words of the transcript that was made then. `next_start` is None on the last page."""

    made_at: datetime
    words: Sequence[Word]
    next_start: int | None


@dataclass(frozen=True)
class ListWords:
    sessions: SessionRepository
    answers: AnswerRepository

    def __call__(self, user: User, session_id: UUID, question_index: int, start: int, limit: int) -> WordPage:
        """Of the transcript that counts, or of the live one as long as there is no other.

        Raises NotFoundError for a session of another organisation, and where there is no transcript.
        """
        self.sessions.of_organisation(user.organisation_id, session_id)
        answer = self.answers.without_words(session_id, question_index)
        name = answer.shown_transcript
        if name is None:
            raise NotFoundError("There is no transcript.")
        transcript: Transcript = getattr(answer, name)
        words = self.answers.words(session_id, question_index, name, start, limit + 1)
        return WordPage(transcript.made_at, words[:limit], start + limit if len(words) > limit else None)
