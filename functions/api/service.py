"""What the routes call: the use cases, put together for this process."""

from functools import cache

from interview import wiring
from interview.settings import ApiSettings, load


@cache
def settings() -> ApiSettings:
    return load(ApiSettings)


def api() -> wiring.Api:
    """Raises NotConfiguredError until an operator has set the database's address."""
    return wiring.api(settings())
