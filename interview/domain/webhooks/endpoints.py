"""Where an organisation is told of events: an address on the internet, and how it is doing."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, Field

from interview.domain.values import Value

__all__ = [
    "DISABLED_AFTER",
    "MAX_WEBHOOKS",
    "Address",
    "Endpoint",
    "EndpointFault",
    "Network",
    "checked_address",
    "is_permitted",
    "networks_of",
    "paused_until",
]

MAX_WEBHOOKS = 10
"""Of one organisation."""
MAX_ADDRESS = 500
PORTS = (443, 8443)
DISABLED_AFTER = timedelta(days=7)
"""Of failures without a success in between."""
PAUSES_S = (5, 60, 300, 900, 3600, 7200)
"""After that many failures one after the other: the last one from then on."""
HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")

Network = IPv4Network | IPv6Network
INSIDE = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10", "192.88.99.0/24", "3fff::/20")))
"""What counts as public and is not: IPv4 addresses in disguise (NAT64), networks of one site, what led to 6to4 (RFC
7526), and what documentation has for examples (RFC 9637)."""


class EndpointFault(StrEnum):
    """Why an endpoint is told nothing any more."""

    FAILING = "failing"
    GONE = "gone"


def checked_address(text: str, ports: Collection[int] | None = PORTS) -> str:
    """Raises ValueError for what is no https address of a host by its name, on one of these ports: None for any."""
    parts = urlsplit(text)
    if parts.scheme != "https":
        raise ValueError("This has to begin with https://.")
    if parts.username is not None or parts.password is not None:
        raise ValueError("This has to be without a name and a password.")
    if parts.fragment or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("This is not an address that can be called.")
    if not HOST.fullmatch((parts.hostname or "").lower()):
        raise ValueError("This has to name a host by its full name.")
    if parts.port is not None and ports is not None and parts.port not in ports:
        raise ValueError("The port has to be 443 or 8443.")
    return text


Address = Annotated[str, Field(min_length=1, max_length=MAX_ADDRESS), AfterValidator(checked_address)]


class Endpoint(Value):
    """`types` are the events that it is told of. `failures` in a row have been since `failing_since`, and it is left
    alone until `retry_at`. The next wake-up that was sent for it is for `wake_at`."""

    id: UUID
    organisation_id: UUID
    url: str
    description: str
    types: tuple[str, ...]
    secret_number: int = 1
    created_at: datetime
    created_by: UUID
    failures: int = 0
    failing_since: datetime | None = None
    retry_at: datetime | None = None
    wake_at: datetime | None = None
    disabled_at: datetime | None = None
    fault: EndpointFault | None = None


def paused_until(failures: int, now: datetime, asked_s: float | None = None) -> datetime:
    """When an endpoint is tried again that has failed so often in a row, or has asked for a pause itself."""
    usual = PAUSES_S[min(failures, len(PAUSES_S)) - 1]
    return now + timedelta(seconds=min(max(usual, asked_s or 0), PAUSES_S[-1]))


def networks_of(text: str) -> tuple[Network, ...]:
    """Networks beyond the public one that a stage may call, separated by commas. Raises ValueError."""
    return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())


def is_permitted(address: str, beyond: Sequence[Network] = ()) -> bool:
    """Whether an address is somewhere on the public internet, and nowhere inside: not of this machine, a private
    network, the cloud's own services, many at once, nor another address in disguise."""
    found = ip_address(address.partition("%")[0])
    if _is_in(found, beyond):
        return True
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or getattr(found, "teredo", None)
    if inner is not None or _is_in(found, INSIDE):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _is_in(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
