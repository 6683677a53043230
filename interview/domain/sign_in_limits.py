"""How guessing passwords is slowed down, and for whom: never for those who have signed in from there before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

ATTEMPTS_COUNT_FOR = timedelta(days=1)
"""Since the last one that was let through."""
PLACES_ARE_KNOWN_FOR = timedelta(days=90)
IPV6_NETWORK_BITS = 64
"""What one household or office has at the least (RFC 6177); who has it, has all its addresses."""


@dataclass(frozen=True)
class Limit:
    """`free` attempts follow each other at once; from then on each waits twice as long as the one before, from one
    second up to `max_wait`."""

    free: int
    max_wait: timedelta


OF_A_DEVICE = Limit(10, timedelta(minutes=15))
OF_AN_ADDRESS_FROM_A_NETWORK = Limit(5, timedelta(minutes=15))
OF_A_NETWORK = Limit(100, timedelta(minutes=1))
"""Whatever the addresses. A whole office may be one network."""
OF_A_CODE = Limit(5, timedelta(minutes=15))
"""That somebody types, of one place or one person."""
OF_AN_ADDRESS = Limit(30, timedelta(minutes=15))
"""From wherever, but for the devices and networks where its owner signed in before."""


def network_of(source: str) -> str:
    """What counts as one place that attempts come from: an IPv4 address, or the network of an IPv6 address."""
    try:
        address = ip_address(source.strip())
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> IPV6_NETWORK_BITS << IPV6_NETWORK_BITS))
    return str(address)


def limits(address: str, network: str, *, device: str | None, is_known_network: bool) -> Mapping[str, Limit]:
    """What an attempt counts against, the narrowest first. `device` is one that the address's owner signed in with
    before: then nobody else's guesses matter."""
    if device:
        return {f"device {address} {device}": OF_A_DEVICE}
    narrow = {
        f"address and network {address} {network}": OF_AN_ADDRESS_FROM_A_NETWORK,
        f"network {network}": OF_A_NETWORK,
    }
    return narrow if is_known_network else {**narrow, f"address {address}": OF_AN_ADDRESS}
