"""Answers in writing, for candidates who were offered that."""

from datetime import datetime

from interview.domain.transcripts.transcript import Transcript
from interview.domain.values import Value

__all__ = ["MAX_TEXT_ANSWER", "TYPED", "TextAnswer", "typed"]

MAX_TEXT_ANSWER = 10_000
"""Characters."""
TYPED = "typed"


class TextAnswer(Value):
    """What the candidate wrote."""

    text: str
    written_at: datetime


def typed(answer: TextAnswer) -> Transcript:
    """The written words in the place of heard ones; they have no times."""
    return Transcript(text=answer.text, words=(), language="", duration_ms=0, source=TYPED, made_at=answer.written_at)
