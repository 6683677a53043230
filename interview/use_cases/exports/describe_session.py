"""All that is known of an interview, as far as somebody may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.notes import NoteRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.decisions.blinding import as_seen
from interview.domain.decisions.entries import Entry, rubric_of
from interview.domain.decisions.review import Review, review
from interview.domain.evaluation.score import Score
from interview.domain.evaluation.scorecard import ScorecardVersion
from interview.domain.exports import (
    ExportedAnswer,
    ExportedFinding,
    ExportedNote,
    ExportedSession,
    csv_row,
    engines,
)
from interview.domain.languages import Language
from interview.domain.sessions.session import Session
from interview.domain.spreadsheets import Cell
from interview.use_cases.sessions.list_flags import ListFlags

MAX_FLAGS = quotas.PROCTORING_EVENTS.most + 200
"""What a browser may notice, and an answer each that took longer than its time."""


@dataclass(frozen=True)
class DescribeSession:
    """`hidden` says that this person has to judge first."""

    answers: AnswerRepository
    scores: ScoreRepository
    scorecards: ScorecardRepository
    decisions: DecisionRepository
    notes: NoteRepository
    list_flags: ListFlags

    def row(self, user: User, session: Session, language: Language, *, hidden: bool) -> Sequence[Cell]:
        """In one line: what it comes to, and what people decided."""
        found = self._found(user, session.id, hidden=hidden)
        seen = as_seen(session, user, hidden=hidden)
        flags = self._count_flags(session, found)
        return csv_row(seen, self._scorecard(session, hidden=hidden), found, flags, language, hidden=hidden)

    def whole(self, user: User, session: Session, *, hidden: bool) -> ExportedSession:
        """With every answer, word and finding."""
        seen, made = as_seen(session, user, hidden=hidden), self._scorecard(session, hidden=hidden)
        consent = session.consent
        fields = seen.model_dump(include=set(ExportedSession.model_fields) & set(Session.model_fields) - {"rubric"})
        return ExportedSession(
            **fields,
            rubric=rubric_of(session),
            consent_text_version=consent.text_version if consent else None,
            consent_given_at=consent.given_at if consent else None,
            human_review_only=session.people_only,
            scores_hidden=hidden,
            engines=engines(made),
            scorecard=made,
            answers=tuple(self._answer(session, index, hidden=hidden) for index in range(len(session.questions))),
            flags=tuple(self.list_flags.page(session, self.answers.progress(session.id), None, None, MAX_FLAGS).flags),
            findings=tuple(
                ExportedFinding(author=entry.author, at=entry.at, finding=entry.finding)
                for entry in sorted(
                    self._entries(user, session.id, hidden=hidden), key=lambda entry: (entry.at, entry.id)
                )
            ),
            notes=tuple(
                ExportedNote(**note.model_dump(include=set(ExportedNote.model_fields)))
                for note in self.notes.page(session.id, user.id if hidden else None, None, quotas.NOTES.most)
            ),
        )

    def _answer(self, session: Session, index: int, *, hidden: bool) -> ExportedAnswer:
        answer = self.answers.get(session.id, index)
        score: Score | None = None
        if not hidden:
            score = self.scores.standing(session.id, index, answer.scored_hash)
        return ExportedAnswer(
            question_index=index,
            question=session.questions[index],
            recorded_ms=answer.progress.recorded_ms,
            gaps=answer.video.gaps if answer.video else (),
            failure=answer.failure.code if answer.failure else None,
            transcript=answer.heard,
            corrected=answer.correction_counts,
            written=answer.text_answer.text if answer.text_answer else None,
            score=score,
        )

    def _scorecard(self, session: Session, *, hidden: bool) -> ScorecardVersion | None:
        return None if hidden else self.scorecards.get(session.id)

    def _entries(self, user: User, session_id: UUID, *, hidden: bool) -> list[Entry]:
        return [entry for entry in self.decisions.of_session(session_id) if entry.author.id == user.id or not hidden]

    def _found(self, user: User, session_id: UUID, *, hidden: bool) -> Review:
        return review(self._entries(user, session_id, hidden=hidden))

    def _count_flags(self, session: Session, found: Review) -> int:
        """Those that nobody set aside."""
        flags = self.list_flags.page(session, self.answers.progress(session.id), None, None, MAX_FLAGS).flags
        return len({flag.id for flag in flags} - {made.finding.flag_id for made in found.dismissals})
