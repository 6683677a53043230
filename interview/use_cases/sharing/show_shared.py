"""What a link to a result shows: the whole, and answer by answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.notes import NoteRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.s3 import MergedBucket
from interview.domain.decisions.notes import Note
from interview.domain.decisions.shares import Share, SharePart
from interview.domain.evaluation.score import Score
from interview.domain.evaluation.scorecard import Scorecard
from interview.domain.organisations.look import ShownLook
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import Session, require_question
from interview.use_cases.organisations.show_look import ShowLook
from interview.use_cases.sharing.open_share import OpenShare

MAX_NOTES = 100
PLAYS_FOR_S = 15 * 60
"""How long a video's address holds: a page that is still open asks for another one."""


@dataclass(frozen=True)
class SharedResult:
    """`scorecard` and `notes` as far as the link shows them."""

    share: Share
    session: Session
    look: ShownLook
    scorecard: Scorecard | None
    notes: Sequence[Note]


@dataclass(frozen=True)
class SharedAnswer:
    """Each part as far as the link shows it, and there is one. `text` is what counts of what was said or written."""

    share: Share
    session: Session
    answer: Answer
    playback_url: str | None
    text: str | None
    score: Score | None


@dataclass(frozen=True)
class ShowShared:
    open_share: OpenShare
    show_look: ShowLook
    scorecards: ScorecardRepository
    notes: NoteRepository

    def __call__(self, token: str, source: str) -> SharedResult:
        """Raises NotFoundError and TooManyAttemptsError, as `OpenShare`. It is counted as an opening."""
        share, session = self.open_share(token, source)
        made = self.scorecards.get(session.id) if SharePart.SCORE in share.shows else None
        notes = self.notes.of_people(session.id, MAX_NOTES) if SharePart.NOTES in share.shows else ()
        return SharedResult(
            share,
            session,
            look=self.show_look(session.organisation_id),
            scorecard=made.scorecard if made else None,
            notes=notes,
        )


@dataclass(frozen=True)
class ShowSharedAnswer:
    open_share: OpenShare
    answers: AnswerRepository
    scores: ScoreRepository
    merged: MergedBucket

    def __call__(self, token: str, source: str, question_index: int) -> SharedAnswer:
        """Raises NotFoundError and TooManyAttemptsError, as `OpenShare`."""
        share, session = self.open_share.again(token, source)
        require_question(session, question_index)
        answer = self.answers.without_words(session.id, question_index)
        video = answer.video if SharePart.VIDEO in share.shows and not session.erased_at.recordings else None
        scored = answer.scored_hash if SharePart.SCORE in share.shows else None
        return SharedAnswer(
            share,
            session,
            answer,
            playback_url=self.merged.playback_url(video.key, PLAYS_FOR_S) if video else None,
            text=answer.text if SharePart.TRANSCRIPT in share.shows else None,
            score=self.scores.standing(session.id, question_index, scored) if scored else None,
        )
