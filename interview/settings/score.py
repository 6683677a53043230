"""What `functions/score` reads."""

from typing import Literal

from pydantic import Field

from interview.settings import ModelSettings, PublishingSettings


class ScoreSettings(PublishingSettings, ModelSettings):
    score_models: str = Field(pattern=r"^\S+(,\S+)*$", description="scoring models by preference, separated by commas")
    score_samples: Literal["one", "adaptive", "three"] = Field(description="of how many samples a score is made")

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.score_models.split(","))
