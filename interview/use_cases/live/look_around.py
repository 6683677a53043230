"""What somebody who came now would find."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from interview.adapters.site import Site
from interview.errors import NotYetConfiguredError, RetryableError, VendorRefusedError

OK = 200
UNAVAILABLE = 503


@dataclass(frozen=True)
class ClosedDoor:
    path: str
    reason: str


@dataclass(frozen=True)
class LookAround:
    """Costs no vendor's time. Each of `ask_vendors` asks one about our key, and raises what its adapter does."""

    site: Site
    paths: Sequence[str]
    ask_vendors: Sequence[Callable[[], None]]

    def closed_doors(self) -> list[ClosedDoor]:
        """The paths that do not answer well. That a stage is not configured is no fault of its doors; where an address
        of the database is wrong the API has counted it itself."""
        closed: list[ClosedDoor] = []
        for path in self.paths:
            status, body = self.site.get(path)
            is_unconfigured = status == UNAVAILABLE and NotYetConfiguredError.code in body
            if status != OK and not is_unconfigured:
                closed.append(ClosedDoor(path, f"HTTP {status}" if status else body))
        return closed

    def refusals(self) -> list[VendorRefusedError]:
        """One that is busy or away wakes nobody; one whose key is still to be set neither."""
        refusals: list[VendorRefusedError] = []
        for ask in self.ask_vendors:
            with suppress(RetryableError, NotYetConfiguredError):
                try:
                    ask()
                except VendorRefusedError as refusal:
                    refusals.append(refusal)
        return refusals
