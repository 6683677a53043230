"""What `functions/feedback` reads."""

from pydantic import Field

from interview.settings import ModelSettings


class FeedbackSettings(ModelSettings):
    origin_secret_arn: str = Field(description="secret that CloudFront sends along and nobody else knows")
    feedback_models: str = Field(
        pattern=r"^\S+(,\S+)*$", description="models of the feedback by preference, separated by commas"
    )

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.feedback_models.split(","))
