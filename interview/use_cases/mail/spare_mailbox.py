"""Whether a letter that confirms an address may go there: a mailbox is not filled by whoever knows its address."""

from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.tokens import address_mark
from interview.errors import TooManyAttemptsError


def may_write_to(usage: UsageRepository, key: str, organisation_id: UUID, address: str, now: datetime) -> bool:
    """It is counted, whichever feature asks. Whoever asked is told the same either way."""
    try:
        usage.count_of_key(quotas.PUBLIC_REQUESTS_OF_ADDRESS, address_mark(key, organisation_id, address), now)
    except TooManyAttemptsError:
        return False
    return True
