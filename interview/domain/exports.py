"""Results to take elsewhere: a file of one interview or of many, made by a job, kept for a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from interview.domain.decisions.entries import Author, Finding
from interview.domain.decisions.review import Review
from interview.domain.evaluation.rubric import RUBRIC
from interview.domain.evaluation.score import Score
from interview.domain.evaluation.scorecard import ScorecardVersion
from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.listing.entries import state_of
from interview.domain.listing.query import Order, Wanted
from interview.domain.proctoring import Flag
from interview.domain.recordings.videos import Gap
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.failures import AnswerFailureCode, Failure
from interview.domain.sessions.session import Contest, Session, SessionState
from interview.domain.spreadsheets import BYTE_ORDER_MARK, Cell, csv_lines, decimal, heads, in_words
from interview.domain.templates import AskedQuestion, Rubric
from interview.domain.transcripts.transcript import Transcript
from interview.domain.values import Value

__all__ = [
    "CONTENT_TYPES",
    "CSV_HEAD",
    "ENDING",
    "EXPORTS_LAST",
    "MAX_ATTEMPTS",
    "MAX_SESSIONS",
    "Export",
    "ExportFormat",
    "ExportState",
    "ExportWish",
    "ExportedAnswer",
    "ExportedFinding",
    "ExportedNote",
    "ExportedSession",
    "csv_row",
    "engines",
    "opening",
]

SCHEMA = "colloquy-export-1"
"""Of the JSON file: another one where what is there already changes; fields may be added."""
EXPORTS_LAST = timedelta(days=1)
MAX_ATTEMPTS = 3
"""At a step of one, as its queue counts them (`cdk/exports.py`)."""


class ExportFormat(StrEnum):
    CSV = "csv"
    JSON = "json"
    PDF = "pdf"


MAX_SESSIONS = {ExportFormat.CSV: 10_000, ExportFormat.JSON: 1_000, ExportFormat.PDF: 1}
"""Of one file, the first of the list."""

CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.JSON: "application/json",
    ExportFormat.PDF: "application/pdf",
}


class ExportState(StrEnum):
    WAITING = "waiting"
    """Or being made."""
    DONE = "done"
    FAILED = "failed"


class ExportWish(Value):
    """Of which interviews: of one, or else of those that the list shows when it is asked so."""

    session_id: UUID | None
    wanted: Wanted
    order: Order


class Export(Value):
    """A file that is being made for somebody, page by page. `sessions` are in it so far, in so many `parts`; the next
    page begins at `cursor`. `is_read`: there is no page left. `is_cut`: there were more than fit."""

    id: UUID
    organisation_id: UUID
    user_id: UUID
    format: ExportFormat
    language: Language = DEFAULT_LANGUAGE
    wish: ExportWish
    state: ExportState = ExportState.WAITING
    sessions: int = 0
    parts: int = 0
    cursor: str | None = None
    is_read: bool = False
    is_cut: bool = False
    size: int | None = None
    created_at: datetime
    expires_at: datetime


class ExportedAnswer(Value):
    """`transcript` is what counts: with its words and their times on the recording's clock, in the candidate's own
    words where `corrected`. `written` is a written answer, which counts in its place."""

    question_index: int
    question: AskedQuestion
    recorded_ms: int | None
    gaps: tuple[Gap, ...]
    failure: AnswerFailureCode | None
    transcript: Transcript | None
    corrected: bool
    written: str | None
    score: Score | None


class ExportedFinding(Value):
    author: Author
    at: datetime
    finding: Finding


class ExportedNote(Value):
    author: Author
    at: datetime
    text: str
    question_index: int | None
    at_ms: int | None


class ExportedSession(Value):
    """All that is known of an interview, as far as who exports it may see it. `scores_hidden`: what others found is
    left out, until they have judged each answer. `engines` are what judged, by their names; `indicative` in a score or
    scorecard says that it was no language model."""

    id: UUID
    template_id: UUID
    template_title: str
    template_language: Language
    language: Language
    rubric: Rubric
    candidate_name: str
    stated_name: str | None
    candidate_email: str | None
    tags: tuple[str, ...]
    state: SessionState
    failure: Failure | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    processed_at: datetime | None
    consent_text_version: str | None
    consent_given_at: datetime | None
    human_review_only: bool
    accommodations: Accommodations
    voice: str | None
    scores_hidden: bool
    engines: tuple[str, ...]
    scorecard: ScorecardVersion | None
    answers: tuple[ExportedAnswer, ...]
    flags: tuple[Flag, ...] = Field(description="what the browser noticed; they never change a score")
    findings: tuple[ExportedFinding, ...] = Field(description="of people, each as it was made, oldest first")
    notes: tuple[ExportedNote, ...]
    contest: Contest | None


CRITERIA = tuple(criterion.name for criterion in RUBRIC.criteria)
CSV_HEAD = (
    *("id", "candidate_name", "candidate_email", "template", "tags", "state"),
    *("created_at", "started_at", "completed_at"),
    *("overall", "low", "high", "confidence", "judged_by", "scored_answers", "answers"),
    *CRITERIA,
    "other_criteria",
    *("decision", "decided_by", "decided_at", "reason", "overall_by_person", "people_who_judged", "flags"),
)

INDICATIVE = "indicative, no language model"
HIDDEN = "hidden until you have judged each answer"


def csv_row(
    session: Session, made: ScorecardVersion | None, found: Review, flags: int, language: Language, *, hidden: bool
) -> Sequence[Cell]:
    """An interview in the order of `CSV_HEAD`. Where `hidden`, `made` and `found` are of nobody else's making."""
    card = made.scorecard if made else None
    levels = {criterion.name: criterion for criterion in card.criteria} if card else {}
    own = ((each.title or name, each.level) for name, each in levels.items() if name not in CRITERIA)
    others = [f"{title}: {decimal(level, language)}" for title, level in own]
    decision, override = found.decision, found.override
    return (
        *(str(session.id), session.candidate_name, session.candidate_email, session.template_title),
        *(", ".join(session.tags), in_words(state_of(session).value, language)),
        *(session.created_at, session.started_at, session.completed_at),
        *((card.overall, card.low, card.high) if card else (None,) * 3),
        in_words(card.confidence, language) if card and card.confidence else None,
        in_words(HIDDEN, language) if hidden else "; ".join(engines(made, in_words(INDICATIVE, language))),
        *((card.scored_answers, card.answers) if card else (None, None)),
        *(levels[name].level if name in levels else None for name in CRITERIA),
        "; ".join(others),
        in_words(decision.finding.choice.value, language) if decision else None,
        *((decision.author.name, decision.at) if decision else (None,) * 2),
        decision.finding.reason if decision else None,
        override.finding.overall if override else None,
        sum(bool(reviewer.levels) for reviewer in found.reviewers),
        flags,
    )


def engines(made: ScorecardVersion | None, indicative: str = INDICATIVE) -> tuple[str, ...]:
    """What judged, by its names, and that it was no language model where it was none."""
    if made is None:
        return ()
    names = (
        judge.model if judge.model == judge.service else f"{judge.model} ({judge.service})"
        for judge in made.scorecard.judges
    )
    marks = (indicative,) if made.scorecard.indicative else ()
    return (*names, *marks)


def opening(wanted: ExportFormat, made_at: datetime, language: Language) -> str:
    """What stands before the first interview."""
    if wanted is ExportFormat.CSV:
        return BYTE_ORDER_MARK + csv_lines([heads(CSV_HEAD, language)], language)
    if wanted is ExportFormat.PDF:
        return ""
    return f'{{"schema": "{SCHEMA}", "made_at": "{made_at.isoformat()}", "sessions": [\n'


ENDING: dict[ExportFormat, str] = {ExportFormat.CSV: "", ExportFormat.JSON: "\n]}\n", ExportFormat.PDF: ""}
