"""What `functions/live_authorizer` reads."""

from pydantic import Field

from interview.settings import DatabaseSettings


class LiveAuthorizerSettings(DatabaseSettings):
    origin_secret_arn: str = Field(description="secret that CloudFront sends along and nobody else knows")
