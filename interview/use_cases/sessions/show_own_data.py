"""What is held of a candidate, for themselves: all of one interview, and nothing of anybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import MergedBucket
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.mail.letters import Letter
from interview.domain.sessions.answer import Answer, AnswerProgress
from interview.domain.sessions.session import UNDER_WAY, Session, SessionState, require_question
from interview.errors import NotFoundError

MAX_LETTERS = 100


class HeldAnswer(NamedTuple):
    """What there is of one question. `is_awaited`: the recording is still being put together."""

    question_index: int
    recorded_ms: int | None
    has_video: bool
    is_awaited: bool
    is_in_words: bool
    is_written: bool
    is_corrected: bool
    has_feedback: bool
    is_scored: bool


class OwnData(NamedTuple):
    session: Session
    organisation_name: str
    answers: Sequence[HeldAnswer]
    flags: int
    letters: Sequence[Letter]


class OwnAnswer(NamedTuple):
    """`playback_url` plays for an hour, as a recruiter's does."""

    session: Session
    answer: Answer
    is_awaited: bool
    playback_url: str | None
    download_url: str | None


@dataclass(frozen=True)
class ShowOwnData:
    """As long as the interview is kept, whatever became of it. Neither scores nor flags are told: that there are some
    is."""

    answers: AnswerRepository
    scores: ScoreRepository
    events: ProctoringEventRepository
    letters: LetterRepository
    accounts: AccountRepository
    merged: MergedBucket
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session) -> OwnData:
        """Raises TooManyAttemptsError."""
        self.usage.count_of_session(quotas.RESULT_LOOKS, session.id, self.clock())
        scored = self.scores.overalls(session.id, self.answers.scored_hashes(session.id))
        asked = len(session.questions)
        held = [
            _held(session, answer, is_scored=answer.question_index in scored)
            for answer in self.answers.progress(session.id)
            if answer.question_index < asked
        ]
        organisation = self.accounts.organisation(session.organisation_id)
        letters = self.letters.of_session(session.id, MAX_LETTERS)
        return OwnData(
            session,
            organisation_name=organisation.name if organisation else "",
            answers=[answer for answer in held if _is_something(answer)],
            flags=sum(self.events.counts_of([session.id]).values()),
            letters=[letter for letter in letters if letter.user_id is None],
        )

    def answer(self, session: Session, question_index: int) -> OwnAnswer:
        """Raises NotFoundError for a question that there is not, or that the candidate does not know, however the
        interview ended: whoever never begins, or leaves early, reads no more. Raises TooManyAttemptsError."""
        require_question(session, question_index)
        self.usage.count_of_session(quotas.RESULT_LOOKS, session.id, self.clock())
        answer = self.answers.without_words(session.id, question_index)
        if answer.given_at is None and not _is_something(_held(session, answer.progress, is_scored=False)):
            raise NotFoundError("No such question.")
        key = answer.video.key if answer.video and not session.erased_at.recordings else None
        return OwnAnswer(
            session,
            answer,
            is_awaited=_is_awaited(session, answer.progress),
            playback_url=self.merged.playback_url(key) if key else None,
            download_url=self.merged.download_url(key, _file_name(question_index, key)) if key else None,
        )


def _held(session: Session, answer: AnswerProgress, *, is_scored: bool) -> HeldAnswer:
    return HeldAnswer(
        question_index=answer.question_index,
        recorded_ms=answer.recorded_ms,
        has_video=answer.has("video") and not session.erased_at.recordings,
        is_awaited=_is_awaited(session, answer),
        is_in_words=answer.has("transcript") or answer.has("live_transcript"),
        is_written=answer.has("text_answer"),
        is_corrected=answer.has("correction"),
        has_feedback=answer.has("feedback"),
        is_scored=is_scored,
    )


def _is_awaited(session: Session, answer: AnswerProgress) -> bool:
    """A withdrawn interview's recordings may be put together still; one that failed is not by itself."""
    if answer.has("video") or not answer.recorded_ms or session.erased_at.recordings:
        return False
    return session.state in (*UNDER_WAY, SessionState.IN_PROGRESS)


def _is_something(answer: HeldAnswer) -> bool:
    return any(
        (
            answer.recorded_ms,
            answer.has_video,
            answer.is_in_words,
            answer.is_written,
            answer.has_feedback,
            answer.is_scored,
        )
    )


def _file_name(question_index: int, key: str) -> str:
    return f"my-interview-question-{question_index + 1}{PurePosixPath(key).suffix}"
