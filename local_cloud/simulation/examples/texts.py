"""What is asked and answered: questions of the labelled answers (`evaluation/answers`), with an answer of each kind."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["KINDS", "Kind", "Question", "question"]

FOLDER = Path(__file__).resolve().parents[3] / "evaluation" / "answers"

Kind = str
KINDS: tuple[Kind, ...] = ("excellent", "good", "fair", "weak", "poor")


@dataclass(frozen=True)
class Question:
    """`answers` are texts by their kind."""

    name: str
    text: str
    expected_points: tuple[str, ...]
    answers: dict[Kind, str]


@cache
def question(name: str) -> Question:
    told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Question(
        name=name,
        text=told["question"],
        expected_points=tuple(told["expected_points"]),
        answers={each["kind"]: " ".join(each["text"].split()) for each in told["answers"] if each["kind"] in KINDS},
    )
