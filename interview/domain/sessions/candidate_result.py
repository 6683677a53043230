"""What a candidate is told of their interview when it is over: of each answer what was strong, what was missing and how
it could be said, or that a person looks at it.

It rests on the scores and the feedback that there are. The words are the page's, but for the candidate's own and for an
example that the feedback gives. What the employer expects, what was written for recruiters, and levels are not told.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal, NamedTuple
from uuid import UUID

from interview.domain.evaluation.feedback import MAX_QUOTE
from interview.domain.evaluation.quotes import Evidence
from interview.domain.evaluation.rubric import CONTENT, HIGHEST_LEVEL, RUBRIC, Criterion
from interview.domain.evaluation.score import AbstentionReason, CriterionScore, Judge, Overall, Score, judges_of
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import (
    CANCELLED,
    EXPIRED,
    UNDER_WAY,
    Session,
    SessionState,
    require_standing_by,
)
from interview.domain.templates import Rubric
from interview.domain.values import Value
from interview.errors import InterviewCancelledError, LinkExpiredError, NotOverError, ResultAwaitedError

__all__ = [
    "MAX_COMMENT",
    "MAX_CONTEST",
    "RESULT_PERIOD",
    "AnswerResult",
    "CandidateResult",
    "GivenRating",
    "Judged",
    "Missing",
    "PersonDecides",
    "Satisfaction",
    "Standing",
    "Strength",
    "candidate_result",
    "readable_until",
    "require_contestable",
    "require_readable",
]

RESULT_PERIOD = timedelta(days=30)
"""How long after the lock the result is there at the least; until the link's end where that is later."""
MAX_COMMENT = 800
MAX_CONTEST = 2_000

RESULT_OVER = "The result of this interview is no longer shown. Ask your recruiter for it."

NOTHING = frozenset({"nothing_recorded", "nothing_arrived"})
"""Failures that say that there is no answer."""
STRONG_FROM = 3
"""The level from which on a criterion is called strong: “answers the question with some specifics”."""
MISSING_UP_TO = 3

Standing = Literal["awaited", "judged", "person", "nothing"]
"""It is being processed; there is something to say; a person looks at it; there was no answer."""

PersonDecides = Literal["wished", "little_said", "hard_to_hear", "other_language", "unsure", "failed"]
"""Why a person looks at it, without a verdict."""

_WHY: Mapping[str, PersonDecides] = {
    "no_speech": "little_said",
    "too_few_words": "little_said",
    "recording_gaps": "hard_to_hear",
    "heard_badly": "hard_to_hear",
    "other_language": "other_language",
}


class Strength(Value):
    """What was strong: a criterion, with the candidate's own words for it. `title` is what the organisation calls one
    of its own, None for the usual ones. `in_part`: not all of it, but what the question asks for was met there."""

    criterion: str
    title: str | None = None
    in_part: bool = False
    quote: str | None


class Missing(Value):
    """What was missing: a criterion, and `title` as of `Strength`. `left_open`: sides of the question to which nothing
    was said. `example` is how it could be said, where the feedback has that."""

    criterion: str
    title: str | None = None
    left_open: bool = False
    example: str | None = None


class Judged(Value):
    """A criterion. `title` is what the organisation calls one of its own, None for the usual ones."""

    name: str
    title: str | None


class AnswerResult(Value):
    """`why` says why a person looks at it. `figure` is None where candidates are not to see any."""

    question_index: int
    standing: Standing
    why: PersonDecides | None = None
    strength: Strength | None = None
    missing: Missing | None = None
    figure: Overall | None = None


class CandidateResult(Value):
    """`criteria` are what was judged, `judges` by what; none where no answer was. A machine that was not sure of one
    judged it all the same."""

    is_ready: bool
    people_only: bool
    answers: tuple[AnswerResult, ...]
    criteria: tuple[Judged, ...]
    judges: tuple[Judge, ...]
    readable_until: datetime


class Satisfaction(Value):
    """How the interview was for the candidate, from 1 to 5. It is nobody's judgement, and shown beside no score."""

    rating: int
    comment: str = ""
    rated_at: datetime


class GivenRating(NamedTuple):
    """What is counted of it; `template_id` is None where that was not stored yet."""

    template_id: UUID | None
    rated_at: datetime
    rating: int


def readable_until(session: Session) -> datetime:
    """Until when the link shows the result of a locked session."""
    locked_at = session.completed_at or session.created_at
    return max(session.expires_at, locked_at + RESULT_PERIOD)


def require_readable(session: Session, now: datetime) -> None:
    """Raise NotOverError before the lock, InterviewCancelledError, WithdrawnError, and LinkExpiredError where nobody
    began or the time for it is over."""
    require_standing_by(session)
    if session.state is SessionState.CANCELLED:
        raise InterviewCancelledError(CANCELLED)
    if session.state is SessionState.EXPIRED:
        raise LinkExpiredError(EXPIRED)
    if not session.is_locked:
        raise NotOverError("The interview is not finished yet.")
    if now >= readable_until(session):
        raise LinkExpiredError(RESULT_OVER)


def require_contestable(session: Session, now: datetime) -> None:
    """As `require_readable`, and raise ResultAwaitedError while it is processed: there is nothing to contest yet."""
    require_readable(session, now)
    if session.state in UNDER_WAY:
        raise ResultAwaitedError("The result is being made. Contest it as soon as it is there.")


def candidate_result(
    session: Session,
    answers: Sequence[Answer],
    scores: Mapping[int, Score],
    rubrics: Mapping[int, Rubric] = MappingProxyType({}),
) -> CandidateResult:
    """`scores` are those that hold, by question index, and `rubrics` those that are stored with them."""
    is_ready = session.state not in UNDER_WAY
    told: list[AnswerResult] = []
    judged: list[Score] = []
    criteria: dict[Judged, None] = {}
    for answer in answers:
        score = scores.get(answer.question_index)
        titles = _titles(session, answer, score, rubrics.get(answer.question_index)) if score else {}
        told.append(_answer_result(session, answer, score, titles, is_ready=is_ready))
        if score and (told[-1].standing == "judged" or told[-1].why == "unsure"):
            judged.append(score)
            criteria |= dict.fromkeys(Judged(name=name, title=title) for name, title in titles.items())
    return CandidateResult(
        is_ready=is_ready,
        people_only=session.people_only,
        answers=tuple(told),
        criteria=tuple(criteria),
        judges=judges_of(judged),
        readable_until=readable_until(session),
    )


def _titles(session: Session, answer: Answer, score: Score, stored: Rubric | None) -> dict[str, str | None]:
    """Of each criterion of a score, as the rubric has it that the score was judged by."""
    at_hand = [rubric for rubric in (session.rubric, answer.score_rubric, RUBRIC) if rubric]
    usual = session.rubric or RUBRIC
    rubric = stored or next((each for each in at_hand if each.hash == score.rubric_hash), usual)
    written = {criterion.name: criterion for criterion in rubric.criteria}
    return {criterion.name: _title(criterion.name, written.get(criterion.name)) for criterion in score.criteria}


def _title(name: str, written: Criterion | None) -> str | None:
    """A criterion of a usual name may be another one all the same."""
    usual = next((criterion for criterion in RUBRIC.criteria if criterion.name == name), None)
    if usual and (written is None or (written.judges, written.anchors) == (usual.judges, usual.anchors)):
        return None
    return (written.title if written else "") or name.replace("_", " ")


def _answer_result(
    session: Session, answer: Answer, score: Score | None, titles: Mapping[str, str | None], *, is_ready: bool
) -> AnswerResult:
    index = answer.question_index
    if not _is_answered(answer):
        return AnswerResult(question_index=index, standing="nothing")
    if session.people_only:
        return AnswerResult(question_index=index, standing="person", why="wished")
    # While it is processed a failure may still be mended, and a score be about words that no longer count.
    if not is_ready and (answer.failure or not answer.is_scored_by(score)):
        return AnswerResult(question_index=index, standing="awaited")
    if score is None or not answer.is_scored_by(score):
        return AnswerResult(question_index=index, standing="person", why="failed")
    if score.abstained_because:
        return AnswerResult(question_index=index, standing="person", why=_why(score.abstained_because))
    strength = _strength(score)
    missing = _missing(score, strength, _example(answer), is_bound=session.questions[index].follows is None)
    return AnswerResult(
        question_index=index,
        standing="judged",
        strength=strength and strength.model_copy(update={"title": titles.get(strength.criterion)}),
        missing=missing and missing.model_copy(update={"title": titles.get(missing.criterion)}),
        figure=Overall(**score.model_dump(include=set(Overall.model_fields))) if session.shows_scores else None,
    )


def _is_answered(answer: Answer) -> bool:
    """An answer that cannot be read may be one."""
    if answer.failure and answer.failure.code not in NOTHING:
        return True
    recorded = answer.video or (answer.manifest and answer.manifest.runs)
    return bool(answer.text_answer or answer.live_transcript or answer.transcript or recorded)


def _why(reason: AbstentionReason | str) -> PersonDecides:
    return _WHY.get(reason, "unsure")


def _strength(score: Score) -> Strength | None:
    """The criterion of the highest level, the first of equals; else an expected point that was met, which is not
    named."""
    best = max((each for each in score.criteria if each.supported), key=lambda each: each.level, default=None)
    if best and best.level >= STRONG_FROM:
        return Strength(criterion=best.name, quote=_quote(best.evidence))
    met = [point.evidence for point in score.expected_points if point.verdict == "found"]
    return Strength(criterion=CONTENT, in_part=True, quote=_quote(met[0])) if met else None


def _example(answer: Answer) -> str | None:
    feedback = answer.standing_feedback
    return (feedback.example or None) if feedback else None


def _missing(score: Score, strength: Strength | None, example: str | None, *, is_bound: bool) -> Missing | None:
    """What the question asks for and the answer does not say goes before how it is said; a follow-up need not meet the
    main question's points. A criterion without evidence is nobody's lack."""
    supported = {each.name: each for each in score.criteria if each.supported}
    content = supported.get(CONTENT)
    lacks_points = is_bound and any(each.verdict != "found" for each in score.expected_points)
    if content and content.level <= MISSING_UP_TO and lacks_points:
        return Missing(criterion=CONTENT, left_open=True, example=example)
    others: list[CriterionScore] = [
        each
        for each in supported.values()
        if each.level < HIGHEST_LEVEL and each.name != (strength.criterion if strength else None)
    ]
    weakest = min(others, key=lambda each: each.level, default=None)
    return Missing(criterion=weakest.name, example=example) if weakest and weakest.level <= MISSING_UP_TO else None


def _quote(evidence: Sequence[Evidence]) -> str | None:
    """The shortest, as many words of it as feedback may repeat."""
    quotes = sorted((each.quote.split() for each in evidence), key=len)
    if not quotes:
        return None
    words = quotes[0]
    return " ".join(words[:MAX_QUOTE]) + ("…" if len(words) > MAX_QUOTE else "")
