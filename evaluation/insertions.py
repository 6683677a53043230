"""Sentences that are put into answers, of the suite in `tests/attempts`: attempts on the judge, and honest ones that
look like such."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

__all__ = ["Insertion", "SuiteName", "kept_apart", "read_insertions"]

SuiteName = Literal["attempts", "honest"]

SUITE = Path(__file__).parents[1] / "tests" / "attempts"


class Insertion(BaseModel):
    """A sentence, in a language (BCP 47 primary tag). Of an attempt, which the suite tells with what stands around it,
    the attempt alone. `unseen`: no pattern was written for it."""

    model_config = ConfigDict(frozen=True)

    text: str = Field(validation_alias=AliasChoices("attempt", "text"))
    language: str
    unseen: bool = False
    kind: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it is in words, not in a code or a machine's message."""
        return self.kind not in ("encodes_text", "forges_message")


def read_insertions(name: SuiteName) -> list[Insertion]:
    lines = (SUITE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Insertion.model_validate_json(line) for line in lines]


def kept_apart(name: SuiteName) -> list[Insertion]:
    """Such that nothing was made from: no pattern, no weight, no threshold."""
    told = tomllib.loads((Path(__file__).parent / "kept_apart.toml").read_text(encoding="utf-8"))[name]
    return [Insertion(text=text, language=language, unseen=True) for language, texts in told.items() for text in texts]
