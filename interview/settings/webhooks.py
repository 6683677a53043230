"""What `functions/webhooks` reads."""

from pydantic import Field, field_validator

from interview.domain.webhooks.endpoints import networks_of
from interview.settings import LinkSettings


class WebhookSettings(LinkSettings):
    webhooks_queue_url: str = Field(description="queue of endpoints that are to be told something")
    webhook_networks: str = Field(
        description="networks beside the public one that webhooks may call, separated by commas; empty: none"
    )

    @field_validator("webhook_networks")
    @classmethod
    def _networks(cls, text: str) -> str:
        networks_of(text)
        return text
