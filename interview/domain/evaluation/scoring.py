"""Scoring one answer: what a model's reply is worth.

The model judges text alone. It gives a verdict for each expected point and a level for each criterion, with quotes;
everything else is ours: a quote that the candidate did not say, or that shows nothing, is thrown out and counted, what
is left without evidence counts for nothing, and the overall figure is computed here.
"""

from collections.abc import Iterable, Sequence

from pydantic import ConfigDict, Field

from interview.domain.evaluation.model_texts import COMMON_SHARE, common_share, is_fit_to_read
from interview.domain.evaluation.prompts import OneLine, parse
from interview.domain.evaluation.quotes import Quotable
from interview.domain.evaluation.rubric import CONTENT, HIGHEST_LEVEL, Criterion, Rubric
from interview.domain.evaluation.samples import Sample
from interview.domain.evaluation.score import AbstentionReason, CriterionScore, PointScore, Score, Verdict
from interview.domain.evaluation.scoring_prompt import PROMPT_VERSION, ScoringPrompt, point_key
from interview.domain.languages import Language
from interview.domain.transcripts.text_normalisation import spoken_words
from interview.domain.transcripts.transcript import Transcript
from interview.domain.values import Value
from interview.errors import ModelAnswerError

__all__ = [
    "RULES_VERSION",
    "ModelAnswer",
    "abstain",
    "parse_answer",
    "reason_to_abstain",
    "score_answer",
]

RULES_VERSION = 4
"""Of what this module makes of a model's reply: another one with every change."""

MIN_WORDS = 25
"""Below this many words there is nothing to score: a person decides."""
MAX_GAPS = 0.1
"""Share of the recording that may be missing."""
MIN_CONFIDENCE = 0.6
"""The recogniser's own, of a word: below it, one in three is another."""
MIN_COMMON_SHARE = 1 / 20
"""Of an answer's words, that are among its language's most frequent: somebody terse has few of them."""
MAX_CORRECTED = 0.2
"""Share of the words that may be the candidate's correction: what is judged must be what was said."""

SUBSTANTIAL = 3
"""The level of content from which on it needs two quotes, from different places."""
MAX_WITHOUT_POINTS = 2
"""The level of content of an answer in which no expected point is found: “in part, in general terms”."""

MAX_BULLETS = 5


def reason_to_abstain(prompt: ScoringPrompt) -> AbstentionReason | None:
    """Why no model should be asked, or None if one should: too little is there to be fair by, or it is not what the
    candidate said."""
    transcript, recording = prompt.transcript, prompt.recording
    if not transcript.has_speech:
        return "no_speech"
    if (recording.gaps or 0) > MAX_GAPS:
        return "recording_gaps"
    if len(spoken_words(transcript.text)) < MIN_WORDS:
        return "too_few_words"
    if recording.confidence is not None and recording.confidence < MIN_CONFIDENCE:
        return "heard_badly"
    if not _is_in(prompt.spoken_language, transcript):
        return "other_language"
    return "heavily_corrected" if (recording.corrected or 0) > MAX_CORRECTED else None


def _is_in(language: Language, transcript: Transcript) -> bool:
    """Whether its words can be of this language, and are of no other known one rather; where the recogniser names
    another, they have to be clearly."""
    shares = {each: common_share(transcript.text, each) for each in Language}
    recognised = transcript.language.partition("-")[0]
    names_another = recognised in set(Language) and recognised != language
    return shares[language] == max(shares.values()) and shares[language] >= (
        COMMON_SHARE if names_another else MIN_COMMON_SHARE
    )


def abstain(prompt: ScoringPrompt, reason: AbstentionReason) -> Score:
    """The scorecard that leaves the answer to a person, without any model's opinion."""
    return Score(
        overall=None,
        low=None,
        high=None,
        abstained_because=reason,
        criteria=(),
        expected_points=(),
        attempts=prompt.attempts,
        strengths=(),
        improvements=(),
        summary="",
        word_count=len(spoken_words(prompt.transcript.text)),
        unfound_quotes=0,
        prompt_hash=prompt.prompt_hash,
        prompt_version=PROMPT_VERSION,
        rubric_hash=prompt.rubric.hash,
        transcript_hash=prompt.transcript_hash,
        samples=(),
    )


class _CriterionAnswer(Value):
    model_config = ConfigDict(extra="forbid", strict=True)

    evidence: list[str]
    reason: OneLine
    level: int = Field(ge=0, le=HIGHEST_LEVEL)


class _PointAnswer(Value):
    model_config = ConfigDict(extra="forbid", strict=True)

    evidence: list[str]
    verdict: Verdict


class ModelAnswer(Value):
    """A model's reply, of the prompt's schema, its quotes not yet looked up in the transcript."""

    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())

    expected_points: dict[str, _PointAnswer] = Field(default_factory=dict)
    criteria: dict[str, _CriterionAnswer]
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
    """Check the model's answer against what was really said and compute the scorecard. Words that talk to whoever
    judges are no evidence."""
    answer, unfit_texts = _fit_to_read(answer)
    asked = (prompt.question, prompt.main_question or "")
    said = Quotable(prompt.transcript, asked, [attempt.quote for attempt in prompt.attempts])
    points = tuple(
        _point_score(point, answer.expected_points[point_key(n)], said)
        for n, point in enumerate(prompt.expected_points, 1)
    )
    # A follow-up may meet its own question and none of the main one's points.
    is_bound = bool(points) and prompt.main_question is None
    misses_all = is_bound and all(point.verdict == "missing" for point in points)
    criteria = tuple(
        _criterion_score(criterion, answer.criteria[criterion.name], said, misses_all=misses_all)
        for criterion in prompt.rubric.criteria
    )
    overall, reason = _overall(prompt.rubric, criteria), None
    if sample.indicative and _content(criteria).level == 0:
        overall, reason = None, "off_topic"
    return Score(
        overall=overall,
        low=overall,
        high=overall,
        indicative=sample.indicative,
        abstained_because=reason or ("unsupported_evidence" if overall is None else None),
        criteria=criteria,
        expected_points=points,
        attempts=prompt.attempts,
        strengths=_bullets(answer.strengths),
        improvements=_bullets(answer.improvements),
        summary=answer.summary,
        word_count=len(spoken_words(prompt.transcript.text)),
        unfound_quotes=sum(score.unfound_quotes for score in criteria) + sum(point.unfound_quotes for point in points),
        unfit_texts=unfit_texts,
        prompt_hash=prompt.prompt_hash,
        prompt_version=PROMPT_VERSION,
        rubric_hash=prompt.rubric.hash,
        transcript_hash=prompt.transcript_hash,
        samples=(sample.model_copy(update={"overall": overall}),),
    )


def _fit_to_read(answer: ModelAnswer) -> tuple[ModelAnswer, int]:
    """The answer without texts that recruiters may not read, and how many they were."""
    unfit = 0

    def fit(text: str) -> str:
        nonlocal unfit
        if not text or is_fit_to_read(text):
            return text
        unfit += 1
        return ""

    criteria = {
        name: judged.model_copy(update={"reason": fit(judged.reason)}) for name, judged in answer.criteria.items()
    }
    bullets = {name: [fit(text) for text in getattr(answer, name)] for name in ("strengths", "improvements")}
    return answer.model_copy(update={"criteria": criteria, **bullets, "summary": fit(answer.summary)}), unfit


def _criterion_score(
    criterion: Criterion, answer: _CriterionAnswer, said: Quotable, *, misses_all: bool
) -> CriterionScore:
    evidence, unfound = said.look_up(answer.evidence)
    level = answer.level
    # Level 0 says that there is nothing to quote; any other level needs words that were said.
    needed = 1 if level > 0 else 0
    if criterion.name == CONTENT:
        level = min(level, MAX_WITHOUT_POINTS) if misses_all else level
        needed = 2 if level >= SUBSTANTIAL else needed
    return CriterionScore(
        name=criterion.name,
        title=criterion.title,
        level=level,
        low=level,
        high=level,
        reason=answer.reason,
        evidence=evidence,
        unfound_quotes=unfound,
        supported=len(evidence) >= needed and (needed > 0 or not unfound),
    )


def _point_score(point: str, answer: _PointAnswer, said: Quotable) -> PointScore:
    evidence, unfound = said.look_up(answer.evidence)
    verdict = answer.verdict if evidence else "missing"
    return PointScore(point=point, verdict=verdict, evidence=evidence, unfound_quotes=unfound)


def _overall(rubric: Rubric, criteria: Sequence[CriterionScore]) -> float | None:
    """Twice the weighted mean of the supported levels, at most `2 * (content + 1)`: form adds to substance, and stands
    for none. None without supported content, and when less than half the weight is supported."""
    weights: dict[str, int] = {criterion.name: criterion.weight for criterion in rubric.criteria}
    supported = [score for score in criteria if score.supported]
    content = _content(criteria)
    weight = sum(weights[score.name] for score in supported)
    if not content.supported or weight * 2 < sum(weights.values()):
        return None
    mean = sum(weights[score.name] * score.level for score in supported) / weight
    return round(2 * min(mean, content.level + 1), 1)


def _content(criteria: Iterable[CriterionScore]) -> CriterionScore:
    return next(score for score in criteria if score.name == CONTENT)


def _bullets(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)[:MAX_BULLETS]
