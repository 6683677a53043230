"""What the routes call: the use cases, put together for this process."""

from interview import wiring
from interview.settings import ApiSettings, load

settings = load(ApiSettings)


def api() -> wiring.Api:
    """Raises NotConfiguredError until an operator has set the database's address."""
    return wiring.api(settings)
