"""What `functions/feedback` reads."""

from pydantic import Field

from interview.settings import TOKENS_A_MINUTE, DatabaseSettings


class FeedbackSettings(DatabaseSettings):
    origin_secret_arn: str = Field(description="secret that CloudFront sends along and nobody else knows")
    groq_secret_arn: str = Field(description="secret with the Groq API key")
    groq_base_url: str = Field(description="base address of Groq's API")
    groq_tokens_a_minute: int = Field(ge=0, description=TOKENS_A_MINUTE)
    feedback_models: str = Field(
        pattern=r"^\S+(,\S+)*$", description="models of the feedback by preference, separated by commas"
    )

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.feedback_models.split(","))
