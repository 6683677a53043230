"""Scoring one answer: what a model's reply is worth.

The model judges text alone. It gives a level for each criterion with quotes; everything else is ours: a quote
that the candidate did not say is thrown out and counted, and the overall figure is computed here.
"""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from interview.domain.evaluation.prompts import OneLine, parse
from interview.domain.evaluation.quotes import Evidence, Quotable
from interview.domain.evaluation.rubric import HIGHEST_LEVEL, Criterion, Rubric
from interview.domain.evaluation.samples import Sample
from interview.domain.evaluation.scoring_prompt import ScoringPrompt, point_key
from interview.domain.transcripts.text_normalisation import spoken_words
from interview.domain.transcripts.transcript import Transcript
from interview.errors import ModelAnswerError

__all__ = [
    "AbstentionReason",
    "CriterionScore",
    "ModelAnswer",
    "Overall",
    "PointScore",
    "Score",
    "abstain",
    "parse_answer",
    "reason_to_abstain",
    "score_answer",
]

AbstentionReason = Literal["no_speech", "too_few_words", "unsupported_evidence"]

FEWEST_WORDS = 10
"""Below this many words there is nothing to score: a person decides."""

MOST_BULLETS = 5


class CriterionScore(BaseModel):
    """The level (0 to 5) of one criterion. `supported` is False when no quote of the model's was really said."""

    model_config = ConfigDict(frozen=True)

    name: str
    level: int
    reason: str
    evidence: tuple[Evidence, ...]
    unfound_quotes: int
    supported: bool


class PointScore(BaseModel):
    """Whether the answer covers one expected point. Covered needs a quote that was really said."""

    model_config = ConfigDict(frozen=True)

    point: str
    covered: bool
    evidence: tuple[Evidence, ...]
    unfound_quotes: int


class Score(BaseModel):
    """The scorecard of one answer.

    `overall` runs from 0 to 10 with one decimal: twice the weighted mean level of the supported criteria. It is
    None exactly when `abstained_because` is set, and then a person must score. The hashes tell what a later score
    may differ by: instructions and question (`prompt_hash`), rubric, or the words (`transcript_hash`).
    """

    model_config = ConfigDict(frozen=True)

    overall: float | None
    abstained_because: str | None
    criteria: tuple[CriterionScore, ...]
    expected_points: tuple[PointScore, ...]
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    summary: str
    word_count: int
    unfound_quotes: int
    """Quotes the model gave that the candidate never said, over all criteria and points."""
    prompt_hash: str
    rubric_hash: str
    transcript_hash: str
    samples: tuple[Sample, ...]
    """The model answers behind this score: one, or none where no model was asked."""


class Overall(BaseModel):
    """What a score comes to, without the reasons: None where it is left to a person."""

    model_config = ConfigDict(frozen=True)

    overall: float | None
    transcript_hash: str


def reason_to_abstain(transcript: Transcript) -> AbstentionReason | None:
    """Why no model should be asked about this transcript, or None if one should."""
    if not transcript.has_speech:
        return "no_speech"
    return "too_few_words" if len(spoken_words(transcript.text)) < FEWEST_WORDS else None


def abstain(prompt: ScoringPrompt, reason: AbstentionReason) -> Score:
    """The scorecard that leaves the answer to a person, without any model's opinion."""
    return Score(
        overall=None,
        abstained_because=reason,
        criteria=(),
        expected_points=(),
        strengths=(),
        improvements=(),
        summary="",
        word_count=len(spoken_words(prompt.transcript.text)),
        unfound_quotes=0,
        prompt_hash=prompt.prompt_hash,
        rubric_hash=prompt.rubric.hash,
        transcript_hash=prompt.transcript_hash,
        samples=(),
    )


class _CriterionAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    evidence: list[str]
    reason: OneLine
    level: int = Field(ge=0, le=HIGHEST_LEVEL)


class _PointAnswer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    evidence: list[str]
    covered: bool


class ModelAnswer(BaseModel):
    """A model's reply, of the prompt's schema, its quotes not yet looked up in the transcript."""

    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())

    criteria: dict[str, _CriterionAnswer]
    expected_points: dict[str, _PointAnswer] = {}
    strengths: list[OneLine]
    improvements: list[OneLine]
    summary: OneLine


def parse_answer(prompt: ScoringPrompt, text: str) -> ModelAnswer:
    """Read a model's reply. Raises ModelAnswerError, which quotes none of it, when it is not of the schema."""
    answer = parse(ModelAnswer, text)
    if set(answer.criteria) != {criterion.name for criterion in prompt.rubric.criteria}:
        raise ModelAnswerError("the answer does not judge exactly the rubric's criteria")
    if set(answer.expected_points) != {point_key(n) for n in range(1, len(prompt.expected_points) + 1)}:
        raise ModelAnswerError("the answer does not judge exactly the expected points")
    return answer


def score_answer(prompt: ScoringPrompt, answer: ModelAnswer, sample: Sample) -> Score:
    """Check the model's answer against what was really said and compute the scorecard."""
    said = Quotable(prompt.transcript)
    criteria = tuple(
        _criterion_score(criterion, answer.criteria[criterion.name], said) for criterion in prompt.rubric.criteria
    )
    points = tuple(
        _point_score(point, answer.expected_points[point_key(n)], said)
        for n, point in enumerate(prompt.expected_points, 1)
    )
    overall = _overall(prompt.rubric, criteria)
    return Score(
        overall=overall,
        abstained_because="unsupported_evidence" if overall is None else None,
        criteria=criteria,
        expected_points=points,
        strengths=_bullets(answer.strengths),
        improvements=_bullets(answer.improvements),
        summary=answer.summary,
        word_count=len(spoken_words(prompt.transcript.text)),
        unfound_quotes=sum(score.unfound_quotes for score in criteria) + sum(point.unfound_quotes for point in points),
        prompt_hash=prompt.prompt_hash,
        rubric_hash=prompt.rubric.hash,
        transcript_hash=prompt.transcript_hash,
        samples=(sample,),
    )


def _criterion_score(criterion: Criterion, answer: _CriterionAnswer, said: Quotable) -> CriterionScore:
    evidence, unfound = said.look_up(answer.evidence)
    return CriterionScore(
        name=criterion.name,
        level=answer.level,
        reason=answer.reason,
        evidence=evidence,
        unfound_quotes=unfound,
        # Level 0 says that there is nothing to quote; any other level needs words that were said.
        supported=bool(evidence) or (answer.level == 0 and unfound == 0),
    )


def _point_score(point: str, answer: _PointAnswer, said: Quotable) -> PointScore:
    evidence, unfound = said.look_up(answer.evidence)
    covered = answer.covered and bool(evidence)
    return PointScore(point=point, covered=covered, evidence=evidence, unfound_quotes=unfound)


def _overall(rubric: Rubric, criteria: Sequence[CriterionScore]) -> float | None:
    """Twice the weighted mean of the supported levels; None when less than half the weight is supported."""
    weights: dict[str, int] = {criterion.name: criterion.weight for criterion in rubric.criteria}
    supported = [score for score in criteria if score.supported]
    weight = sum(weights[score.name] for score in supported)
    if weight * 2 < sum(weights.values()):
        return None
    return round(2 * sum(weights[score.name] * score.level for score in supported) / weight, 1)


def _bullets(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)[:MOST_BULLETS]
