"""What makes an interview fair for one candidate: more time, no silence timer, captions, writing for speaking."""

from pydantic import ConfigDict, Field

from interview.domain.templates import AskedQuestion
from interview.domain.values import Value

__all__ = ["Accommodations", "AccommodationsRequest"]


class Accommodations(Value):
    """Set by a recruiter with the link; the defaults are what everyone gets.

    `answer_time_factor` stretches the time to think and to answer. After `silence_s` of silence an answer ends; None
    waits until the candidate says so.
    """

    answer_time_factor: float = 1.0
    silence_s: int | None = 4
    captions: bool = False
    text_answers: bool = False

    def gives_at_least(self, other: "Accommodations") -> bool:
        """Whether nobody who began with the other has less with this."""
        return (
            self.answer_time_factor >= other.answer_time_factor
            and (self.silence_s is None or (other.silence_s is not None and self.silence_s >= other.silence_s))
            and self.captions >= other.captions
            and self.text_answers >= other.text_answers
        )

    def thinking_time_s(self, question: AskedQuestion) -> int:
        return round(question.thinking_time_s * self.answer_time_factor)

    def answer_time_s(self, question: AskedQuestion) -> int:
        return round(question.answer_time_s * self.answer_time_factor)


class AccommodationsRequest(Value):
    """What a recruiter may set."""

    model_config = ConfigDict(extra="forbid")

    answer_time_factor: float = Field(default=1.0, ge=1, le=3, allow_inf_nan=False)
    silence_s: int | None = Field(default=4, ge=2, le=15)
    captions: bool = False
    text_answers: bool = False

    def accommodations(self) -> Accommodations:
        """As they are stored."""
        return Accommodations.model_validate(self.model_dump())
