"""The instant review: what a candidate is told right after an answer, on the page and by the agent's voice.

Two replies of a model: a score with written feedback, and two or three sentences to be spoken. Both are checked here
before anyone reads or hears them. What is not fit gives way to a neutral sentence, so that neither the model nor a
candidate who talks to it can put words into the agent's mouth.
"""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from interview.domain.scoring import Sample

__all__ = ["HIGHEST_SCORE", "Review", "ReviewPart"]

HIGHEST_SCORE = 10

ReviewPart = Literal["feedback", "spoken"]


class Review(BaseModel):
    """The instant review of one answer. `transcript_hash` names the words that it is about.

    `score` (0 to 10) is for recruiters and never told to the candidate; None where no model was asked: too little was
    said, or the candidate wishes that people alone judge.
    """

    model_config = ConfigDict(frozen=True)

    score: int | None = Field(default=None, ge=0, le=HIGHEST_SCORE)
    feedback: str
    spoken: str
    replaced: tuple[ReviewPart, ...] = ()
    """What the model wrote that was not fit to be told; a neutral text stands in its place."""
    transcript_hash: str
    samples: tuple[Sample, ...] = ()
    made_at: datetime
