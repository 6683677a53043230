"""The secrets of webhooks, which follow from the stage's key."""

from uuid import UUID

from interview.adapters.secrets import secret
from interview.domain.tokens import LinkPurpose, derived_token
from interview.domain.webhooks.deliveries import TokenOf


def token_of(link_key_secret_arn: str) -> TokenOf:
    """Secrets follow from the stage's key: they are stored nowhere."""

    def token(endpoint_id: UUID, number: int) -> str:
        key = secret(link_key_secret_arn, "the key of links")
        return derived_token(key, LinkPurpose.WEBHOOK, endpoint_id, number)

    return token
