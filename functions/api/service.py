"""What the routes call: the use cases, put together for this process."""

from functools import cache

from interview.settings import ApiSettings, load
from interview.wiring import api as wiring


@cache
def settings() -> ApiSettings:
    return load(ApiSettings)


def api() -> wiring.Api:
    """Raises NotConfiguredError until an operator has set the database's address."""
    return wiring.api(settings())
