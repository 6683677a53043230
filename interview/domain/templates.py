"""Interview templates: a question bank with its times and the points a good answer covers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from interview.domain.text import VISIBLE

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), VISIBLE]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), VISIBLE]

MAX_TEMPLATE_CHARACTERS = 100_000
"""Fifty questions of a page each."""


def each_once(points: tuple[str, ...]) -> tuple[str, ...]:
    """The first of each: a point that is listed twice would count twice."""
    first: dict[str, str] = {}
    for point in points:
        first.setdefault(point.casefold(), point)
    return tuple(first.values())


class Question(BaseModel):
    """One question as the candidate hears it, and what the scorer looks for; up to `follow_ups` more may follow it."""

    model_config = ConfigDict(frozen=True)

    text: str
    thinking_time_s: int = 30
    answer_time_s: int = 180
    expected_points: Annotated[tuple[str, ...], AfterValidator(each_once)] = ()
    follow_ups: int = 0


class QuestionRequest(BaseModel):
    """A question as a recruiter writes it. What was taken once is read for ever, whatever is asked of new ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Paragraph
    thinking_time_s: int = Field(default=30, ge=0, le=600)
    answer_time_s: int = Field(default=180, ge=15, le=3600)
    expected_points: tuple[Line, ...] = Field(default=(), max_length=20)
    follow_ups: int = Field(default=0, ge=0, le=2, description="how many follow-up questions may be asked at most")

    def question(self) -> Question:
        """As it is stored."""
        return Question.model_validate(self.model_dump())


def require_bounded(questions: Sequence[QuestionRequest]) -> None:
    """Raise ValueError where they are too long altogether: each interview has a copy of them."""
    texts = (text for question in questions for text in (question.text, *question.expected_points))
    if sum(map(len, texts)) > MAX_TEMPLATE_CHARACTERS:
        raise ValueError(f"Questions and points have at most {MAX_TEMPLATE_CHARACTERS:,} characters altogether.")


class AskedQuestion(Question):
    """A question of one interview. `follows` is the index of the main question where this one is a follow-up."""

    model_config = ConfigDict(from_attributes=True)

    follows: int | None = None


class TemplateOutline(BaseModel):
    """A template in a list: `opening` are its first questions."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    title: str
    opening: tuple[str, ...]
    question_count: int
    longest_s: int
    created_at: datetime
    updated_at: datetime
    version: int = 1


class Template(BaseModel):
    """A question bank. Sessions keep the questions they were issued with; a change counts for later links, and makes
    another version."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    organisation_id: UUID
    title: str
    questions: tuple[Question, ...]
    created_at: datetime
    updated_at: datetime
    version: int = 1
