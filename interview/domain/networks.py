"""What is shown and kept of an address that somebody came from: the neighbourhood, and nobody's own."""

from ipaddress import ip_address, ip_network

__all__ = ["neighbourhood_of"]

IPV4_BITS, IPV6_BITS = 24, 48


def neighbourhood_of(source: str) -> str | None:
    """An address without its last part, as a network that many share. None where there is none."""
    try:
        address = ip_address(source.strip())
    except ValueError:
        return None
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network((address, IPV4_BITS if address.version == 4 else IPV6_BITS), strict=False))
