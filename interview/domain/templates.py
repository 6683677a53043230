"""Interview templates: questions, their times, the points a good answer covers, and what answers are judged by."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from interview.domain.hashing import canonical_hash
from interview.domain.languages import DEFAULT_LANGUAGE, Language, vocabulary
from interview.domain.languages.spelling import spellings
from interview.domain.text import ON_ONE_LINE, VISIBLE
from interview.domain.values import Value

MAX_LINE_CHARACTERS = 300
"""Of a title, or of a point that a good answer covers."""
MAX_QUESTION_CHARACTERS = 2_000
MAX_QUESTIONS = 50
MAX_POINTS = 20
MAX_FOLLOW_UPS = 2
CONTENT = "content"
"""The criterion that every rubric has: how well an answer is put counts for nothing where it answers nothing."""
HIGHEST_LEVEL = 5
"""Levels run from 0 to 5: on such scales models agree best with people."""
MAX_CRITERIA = 8
MAX_CRITERION_NAME = 30
MAX_CRITERION_TITLE = 60
MAX_WEIGHT = 100
MAX_REMINDERS = 3
MAX_REMINDER_DAYS = 30
MAX_THINKING_TIME_S = 600
MIN_ANSWER_TIME_S = 15
MAX_ANSWER_TIME_S = 3_600
USUAL_THINKING_TIME_S = 30
USUAL_ANSWER_TIME_S = 180

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_LINE_CHARACTERS), VISIBLE, ON_ONE_LINE
]
Paragraph = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_CHARACTERS), VISIBLE
]

Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_CRITERION_TITLE), VISIBLE, ON_ONE_LINE
]
"""Of a criterion."""

MAX_TEMPLATE_CHARACTERS = 100_000
"""Fifty questions of a page each."""


def each_once(points: tuple[str, ...]) -> tuple[str, ...]:
    """The first of each: a point that is listed twice would count twice."""
    first: dict[str, str] = {}
    for point in points:
        first.setdefault(point.casefold(), point)
    return tuple(first.values())


class Criterion(Value):
    """One thing judged. `anchors[level]` says what an answer of that level does, in observable behaviour. `title` is
    what people read for `name`; empty where pages have words of their own for it."""

    name: str
    title: str = ""
    judges: str
    weight: int
    anchors: tuple[str, ...]


class Rubric(Value):
    """What answers are judged by."""

    criteria: tuple[Criterion, ...]

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of the rubric's canonical JSON without what criteria are called: equal hashes mean that the
        same was judged."""
        return canonical_hash(self.model_dump(mode="json", exclude={"criteria": {"__all__": {"title"}}}))


def require_impersonal(text: str) -> None:
    """Raise ValueError where a criterion judges who somebody is, in whatever language."""
    traits = [vocabulary(language).filters.judged_traits for language in Language]
    if any(trait.search(spelling) for spelling in spellings(text) for trait in traits):
        raise PydanticCustomError(
            "judges_a_person",
            "A criterion judges what is said, not who says it: no accent, age, health, origin or sex.",
        )


class CriterionRequest(Value):
    """A criterion as a recruiter writes it: what is observed, never who somebody is."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=MAX_CRITERION_NAME, description="lower-case letters, digits and underscores")
    title: Title | None = Field(default=None, description="what people read for it")
    judges: Line = Field(description="the question that it answers")
    weight: int = Field(ge=1, le=MAX_WEIGHT)
    anchors: tuple[Line, ...] = Field(
        min_length=HIGHEST_LEVEL + 1,
        max_length=HIGHEST_LEVEL + 1,
        description="what an answer of each level does, from 0 to 5",
    )

    @field_validator("name")
    @classmethod
    def _plain(cls, name: str) -> str:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise ValueError("The name of a criterion is of lower-case letters, digits and underscores.")
        return name

    @field_validator("name", "title", "judges")
    @classmethod
    def _of_the_answer(cls, text: str | None) -> str | None:
        if text:
            require_impersonal(text.replace("_", " "))
        return text

    @field_validator("anchors")
    @classmethod
    def _of_the_answers(cls, anchors: tuple[str, ...]) -> tuple[str, ...]:
        for anchor in anchors:
            require_impersonal(anchor)
        return anchors

    @field_validator("anchors")
    @classmethod
    def _different(cls, anchors: tuple[str, ...]) -> tuple[str, ...]:
        if len({anchor.casefold() for anchor in anchors}) < len(anchors):
            raise ValueError("Two levels are described alike: nobody could tell them apart.")
        return anchors


class RubricRequest(Value):
    """A rubric as a recruiter writes it."""

    model_config = ConfigDict(extra="forbid")

    criteria: tuple[CriterionRequest, ...] = Field(min_length=1, max_length=MAX_CRITERIA)

    @field_validator("criteria")
    @classmethod
    def _sound(cls, criteria: tuple[CriterionRequest, ...]) -> tuple[CriterionRequest, ...]:
        names = [criterion.name for criterion in criteria]
        if len(set(names)) < len(names):
            raise ValueError("Two criteria have the same name.")
        titles = [criterion.title.casefold() for criterion in criteria if criterion.title]
        if len(set(titles)) < len(titles):
            raise ValueError("Two criteria have the same title.")
        if CONTENT not in names:
            raise ValueError("One criterion is called content: how well an answer is put counts for nothing without.")
        return criteria

    def rubric(self) -> Rubric:
        """As it is stored."""
        return Rubric.model_validate(self.model_dump(exclude_none=True))


class Question(Value):
    """One question as the candidate hears it, and what the scorer looks for; up to `follow_ups` more may follow it.
    Its answer counts `weight` times among those of the interview."""

    text: str
    thinking_time_s: int = USUAL_THINKING_TIME_S
    answer_time_s: int = USUAL_ANSWER_TIME_S
    expected_points: Annotated[tuple[str, ...], AfterValidator(each_once)] = ()
    follow_ups: int = 0
    weight: int = 1


class QuestionRequest(Value):
    """A question as a recruiter writes it. What was taken once is read for ever, whatever is asked of new ones."""

    model_config = ConfigDict(extra="forbid")

    text: Paragraph
    thinking_time_s: int = Field(default=USUAL_THINKING_TIME_S, ge=0, le=MAX_THINKING_TIME_S)
    answer_time_s: int = Field(default=USUAL_ANSWER_TIME_S, ge=MIN_ANSWER_TIME_S, le=MAX_ANSWER_TIME_S)
    expected_points: tuple[Line, ...] = Field(default=(), max_length=MAX_POINTS)
    follow_ups: int = Field(
        default=0, ge=0, le=MAX_FOLLOW_UPS, description="how many follow-up questions may be asked at most"
    )
    weight: int = Field(default=1, ge=1, le=MAX_WEIGHT, description="how many times its answer counts")

    def question(self) -> Question:
        """As it is stored."""
        return Question.model_validate(self.model_dump())


def require_bounded(questions: Sequence[QuestionRequest]) -> None:
    """Raise ValueError where they are too long altogether: each interview has a copy of them."""
    texts = (text for question in questions for text in (question.text, *question.expected_points))
    if sum(map(len, texts)) > MAX_TEMPLATE_CHARACTERS:
        raise PydanticCustomError(
            "too_long_together",
            "Questions and points have at most {max_length} characters altogether.",
            {"max_length": MAX_TEMPLATE_CHARACTERS},
        )


class Blinding(StrEnum):
    """Whether who judges an interview does so before they see the scores, or on top of that who it is."""

    OFF = "off"
    SCORES = "scores"
    IDENTITY = "identity"


def longest_s(questions: Sequence[Question]) -> int:
    """How long they take at most, with all follow-up questions."""
    return sum((each.thinking_time_s + each.answer_time_s) * (1 + each.follow_ups) for each in questions)


class AskedQuestion(Question):
    """A question of one interview. `follows` is the index of the main question where this one is a follow-up."""

    model_config = ConfigDict(from_attributes=True)

    follows: int | None = None


class FoundQuestion(Value):
    """A question that was asked before, and in which template it stands."""

    template_id: UUID
    template_title: str
    language: Language
    question: Question


class TemplateOutline(Value):
    """A template in a list: `opening` are its first questions."""

    id: UUID
    title: str
    language: Language = DEFAULT_LANGUAGE
    opening: tuple[str, ...]
    question_count: int
    longest_s: int
    created_at: datetime
    updated_at: datetime
    version: int = 1
    archived_at: datetime | None = None


class Editor(Value):
    """Who saved a version."""

    id: UUID
    name: str


class TemplateVersionOutline(Value):
    """A version in a list. `saved_by` is None where that was not stored yet."""

    version: int = 1
    title: str
    updated_at: datetime
    saved_by: Editor | None = None


class Template(Value):
    """A question bank. Sessions keep the questions they were issued with; a change counts for later links, and makes
    another version."""

    id: UUID
    organisation_id: UUID
    title: str
    language: Language = DEFAULT_LANGUAGE
    """Of its questions, and of what recruiters read about the answers."""
    questions: tuple[Question, ...]
    rubric: Rubric | None = None
    """What answers are judged by; None for what is usual at the time."""
    shows_scores: bool = False
    """Whether candidates are told figures when their interview is over."""
    asks_self_identification: bool = False
    """Whether they are then asked, of their own accord, for the categories of a bias audit."""
    blinding: Blinding = Blinding.OFF
    reminders: tuple[int, ...] = ()
    """How many days before the link's end candidates are reminded who were invited by e-mail."""
    created_at: datetime
    updated_at: datetime
    version: int = 1
    saved_by: Editor | None = None
    """This version; None where that was not stored yet."""
    archived_at: datetime | None = None
    """Since when nobody is invited to it any more; links that are out go on."""
