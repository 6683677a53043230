"""What `functions/score` reads."""

from typing import Literal

from pydantic import Field

from interview.settings import TOKENS_A_MINUTE, PublishingSettings


class ScoreSettings(PublishingSettings):
    groq_secret_arn: str = Field(description="secret with the Groq API key")
    groq_base_url: str = Field(description="base address of Groq's API")
    groq_tokens_a_minute: int = Field(ge=0, description=TOKENS_A_MINUTE)
    score_models: str = Field(pattern=r"^\S+(,\S+)*$", description="scoring models by preference, separated by commas")
    score_samples: Literal["one", "adaptive", "three"] = Field(description="of how many samples a score is made")

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.score_models.split(","))
