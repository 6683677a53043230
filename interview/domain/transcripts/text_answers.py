"""Answers in writing, for candidates who were offered that."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from interview.domain.transcripts.transcript import Transcript

__all__ = ["MAX_TEXT_ANSWER", "TYPED", "TextAnswer", "typed"]

MAX_TEXT_ANSWER = 10_000
"""Characters."""
TYPED = "typed"


class TextAnswer(BaseModel):
    """What the candidate wrote."""

    model_config = ConfigDict(frozen=True)

    text: str
    written_at: datetime


def typed(answer: TextAnswer) -> Transcript:
    """The written words in the place of heard ones; they have no times."""
    return Transcript(text=answer.text, words=(), language="", duration_ms=0, source=TYPED, made_at=answer.written_at)
