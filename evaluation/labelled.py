"""The labelled answers: what they are is told in docs/evaluation.md.

A file of `answers/` is one question: its language, text, expected points and six answers, one of each kind.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from interview.domain.evaluation.rubric import HIGHEST_LEVEL, CriterionName
from interview.domain.evaluation.score import Verdict
from interview.domain.languages import Language

__all__ = [
    "KINDS",
    "Kind",
    "LabelledAnswer",
    "Question",
    "fluent_off_topic",
    "labelled_answers",
    "paraphrases",
    "questions",
]

Kind = Literal["excellent", "good", "fair", "weak", "poor", "off-topic"]

KINDS: dict[Kind, int] = {"excellent": 5, "good": 4, "fair": 3, "weak": 2, "poor": 1, "off-topic": 0}
"""The level of content that an answer of a kind has."""

FOLDER = Path(__file__).parent

Level = Annotated[int, Field(ge=0, le=HIGHEST_LEVEL)]
Spoken = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Answer(_Closed):
    kind: Kind
    labels: dict[CriterionName, Level]
    points: tuple[Verdict, ...]
    text: Spoken


class Question(_Closed):
    """A question with its answers. `name` is its file's."""

    name: str
    language: Language
    question: str
    expected_points: tuple[str, ...]
    answers: tuple[_Answer, ...]


class LabelledAnswer(_Closed):
    """One answer, and what a person who knows the rubric would give it: a level (0 to 5) for each criterion, and a
    verdict on each expected point."""

    name: str
    question: str
    kind: Kind
    language: Language
    asked: str
    expected_points: tuple[str, ...]
    labels: dict[CriterionName, Level]
    points: tuple[Verdict, ...]
    text: str

    def saying(self, text: str) -> "LabelledAnswer":
        """The same answer in other words."""
        return self.model_copy(update={"text": text})


@cache
def questions() -> tuple[Question, ...]:
    files = sorted((FOLDER / "answers").glob("*.toml"))
    return tuple(Question(name=file.stem, **tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


@cache
def labelled_answers() -> tuple[LabelledAnswer, ...]:
    return tuple(
        LabelledAnswer(
            name=f"{question.name} {answer.kind}",
            question=question.name,
            kind=answer.kind,
            language=question.language,
            asked=question.question,
            expected_points=question.expected_points,
            labels=answer.labels,
            points=answer.points,
            text=answer.text,
        )
        for question in questions()
        for answer in question.answers
    )


def paraphrases() -> tuple[tuple[LabelledAnswer, LabelledAnswer], ...]:
    """Answers with themselves in other words, one of each question."""
    told = tomllib.loads((FOLDER / "paraphrases.toml").read_text(encoding="utf-8"))
    by_name = {answer.name: answer for answer in labelled_answers()}
    originals = [(by_name[f"{question} {entry['kind']}"], entry["text"]) for question, entry in told.items()]
    return tuple((original, original.saying(" ".join(text.split()))) for original, text in originals)


def fluent_off_topic() -> tuple[LabelledAnswer, ...]:
    """Fluent answers to something else, which nothing is fitted to."""
    told = tomllib.loads((FOLDER / "off_topic.toml").read_text(encoding="utf-8"))["answers"]
    hosts = {answer.question: answer for answer in labelled_answers() if answer.kind == "off-topic"}
    return tuple(hosts[each["question"]].saying(" ".join(each["text"].split())) for each in told)
