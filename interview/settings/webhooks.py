"""What `functions/webhooks` reads."""

from pydantic import field_validator

from interview.domain.webhooks.endpoints import networks_of
from interview.settings import CallingSettings, LinkSettings


class WebhookSettings(LinkSettings, CallingSettings):
    @field_validator("webhook_networks")
    @classmethod
    def _networks(cls, text: str) -> str:
        networks_of(text)
        return text
