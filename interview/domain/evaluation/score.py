"""A score as it is kept: what was found in one answer, with the words that it rests on, and how sure it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Literal, NamedTuple, TypeVar, get_args

from pydantic import ConfigDict, Field, model_validator

from interview.domain.evaluation.quotes import Evidence
from interview.domain.evaluation.samples import Sample
from interview.domain.templates import Rubric
from interview.domain.values import Value

__all__ = [
    "VERDICTS",
    "AbstentionReason",
    "Attempt",
    "AttemptKind",
    "Confidence",
    "CriterionScore",
    "Judge",
    "JudgedLevels",
    "Overall",
    "PointScore",
    "Score",
    "ScoreVersion",
    "Scored",
    "Verdict",
    "judges_of",
    "standing_score",
]

Verdict = Literal["missing", "partly", "found"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""From worst to best."""

AbstentionReason = Literal[
    "no_speech",
    "too_few_words",
    "recording_gaps",
    "heard_badly",
    "other_language",
    "heavily_corrected",
    "off_topic",
    "unsupported_evidence",
    "samples_disagree",
]

Confidence = Literal["low", "medium", "high"]

AttemptKind = Literal[
    "wishes_score",
    "overrides_rules",
    "plays_role",
    "addresses_judge",
    "asks_secrets",
    "dictates_words",
    "forges_message",
    "encodes_text",
]


class Attempt(Value):
    """A passage of an answer, in its own words. The times are None where no timed words match (a corrected text)."""

    quote: str
    kind: Annotated[str, Field(json_schema_extra={"enum": [*get_args(AttemptKind)]})]
    start_ms: int | None
    end_ms: int | None


class CriterionScore(Value):
    """The level (0 to 5) of one criterion: the median of all samples, from `low` to `high`. `supported` is False when
    no quote of the model's was really said. `title` is the rubric's."""

    name: str
    title: str = ""
    level: int
    low: int
    high: int
    reason: str
    evidence: tuple[Evidence, ...]
    unfound_quotes: int
    supported: bool

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, stored: object) -> object:
        """Once there was one sample, and no range."""
        if isinstance(stored, dict) and "low" not in stored and "level" in stored:
            return {**stored, "low": stored["level"], "high": stored["level"]}
        return stored


class PointScore(Value):
    """Whether one expected point is found in the answer. That needs a quote that was really said."""

    point: str
    verdict: Annotated[str, Field(json_schema_extra={"enum": [*VERDICTS]})]
    evidence: tuple[Evidence, ...]
    unfound_quotes: int

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, stored: object) -> object:
        """Once a point was stored as covered or not."""
        if isinstance(stored, dict) and "verdict" not in stored and "covered" in stored:
            return {**stored, "verdict": "found" if stored["covered"] else "missing"}
        return stored


class Overall(Value):
    """What a score comes to.

    `overall` runs from 0 to 10 with one decimal: twice the weighted mean level of the supported criteria, the median
    of all samples, between `low` and `high`. It is None where a person must score. `certainty` (0 to 1) is a figure for
    `confidence`; both are None where there is no overall figure. `indicative`: what judged is no language model.
    `transcript_hash` names the words.
    """

    overall: float | None
    low: float | None
    high: float | None
    confidence: Annotated[str, Field(json_schema_extra={"enum": [*get_args(Confidence)]})] | None = None
    certainty: float | None = None
    indicative: bool = False
    transcript_hash: str

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, stored: object) -> object:
        """Once there was one sample, and no range."""
        if isinstance(stored, dict) and "low" not in stored and "overall" in stored:
            return {**stored, "low": stored["overall"], "high": stored["overall"]}
        return stored

    def is_about(self, words: str | None) -> bool:
        """Whether it was made of the words with this hash."""
        return self.transcript_hash == words


class Score(Overall):
    """The scorecard of one answer. `overall` is None exactly when `abstained_because` is set.

    `influence`: the overall of the first sample without the sentences of `attempts`, less that with them; None where
    that was not asked. Neither is ever deducted. The hashes tell what a later score may differ by: instructions and
    question (`prompt_hash`), rubric, or the words.
    """

    abstained_because: Annotated[str, Field(json_schema_extra={"enum": [*get_args(AbstentionReason)]})] | None
    criteria: tuple[CriterionScore, ...]
    expected_points: tuple[PointScore, ...]
    attempts: tuple[Attempt, ...] = ()
    influence: float | None = None
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    summary: str
    word_count: int
    unfound_quotes: int
    """Quotes of the model's, over all criteria and points, that the candidate never said or that show nothing."""
    unfit_texts: int = 0
    """Texts of the model's that were left out: they spoke of who the candidate is, or to them, or were not plain."""
    prompt_hash: str
    prompt_version: int = 1
    rubric_hash: str
    samples: tuple[Sample, ...]
    """The model answers behind this score: none where no model was asked."""


class Judge(Value):
    """What judged, as it names itself. `indicative`: it is no language model."""

    model_config = ConfigDict(protected_namespaces=())

    service: str
    model: str
    indicative: bool


class JudgedLevels(NamedTuple):
    """The levels (0 to 5) that a score with a figure has evidence for, by criterion, and the rubric it was judged
    by."""

    rubric_hash: str
    levels: Mapping[str, int]


class ScoreVersion(Value):
    """A score that was made then. A later one stands beside it.

    `version` is how often another one had been asked for. `rubric` is what it was judged by; None where that was not
    stored yet.
    """

    scored_at: datetime
    score: Score
    version: int = 0
    rubric: Rubric | None = None


Scored = TypeVar("Scored", Overall, Score)


def standing_score(scores: Iterable[Scored], words: str | None) -> Scored | None:
    """Of the scores of one answer, oldest first, the one that holds: the newest of those about the words that count,
    whose hash `words` is. None where there is none: what was judged of other words says nothing of these."""
    about_these = [score for score in scores if score.is_about(words)]
    return next(reversed(about_these), None)


def judges_of(scores: Iterable[Score]) -> tuple[Judge, ...]:
    """Each one time, in the order in which they come."""
    samples = (sample for score in scores for sample in score.samples)
    judges = (Judge(service=each.service, model=each.model, indicative=each.indicative) for each in samples)
    return tuple(dict.fromkeys(judges))
