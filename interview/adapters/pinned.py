"""Connections to public addresses alone.

A name is looked up once, and the connection is made to the very address that was looked at: a name that leads elsewhere
the next time (DNS rebinding) leads nowhere. The certificate is checked against the name.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Sequence

import httpcore
from httpcore import NetworkBackend, NetworkStream, SyncBackend

from interview.domain.webhooks.endpoints import Network, is_permitted

__all__ = ["Pinned", "RefusedAddressError", "UnknownHostError"]

SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


class RefusedAddressError(Exception):
    """The name leads to where nobody is called."""


class UnknownHostError(Exception):
    """The name leads nowhere."""


class Pinned(NetworkBackend):
    """Connects to the address that was looked at, whatever the name leads to afterwards. `beyond` are networks beside
    the public one that may be called, `ends_at_s` is when it has to be over by the monotonic clock, and `most` how
    many bytes are read of an answer, as they come."""

    def __init__(self, beyond: Sequence[Network], ends_at_s: float, most: int) -> None:
        self._beyond = beyond
        self._ends_at_s = ends_at_s
        self._most = most
        self._inner = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> NetworkStream:
        address = self._address(host, port)
        stream = self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
        return _Bounded(stream, self._ends_at_s, self._most)

    def _address(self, host: str, port: int) -> str:
        """Raises UnknownHostError, and RefusedAddressError where any of the addresses is one that is not called."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnknownHostError from error
        addresses = [str(each[4][0]) for each in found]
        if not addresses or not all(is_permitted(address, self._beyond) for address in addresses):
            raise RefusedAddressError
        # Lambda reaches the internet by IPv4.
        return next((address for address in addresses if ":" not in address), addresses[0])


class _Bounded(NetworkStream):
    """Ends at its time, however slowly what comes drips in, and after so many bytes."""

    def __init__(self, inner: NetworkStream, ends_at_s: float, most: int) -> None:
        self._inner = inner
        self._ends_at_s = ends_at_s
        self._most = most
        self._read = 0

    def _left(self, timeout: float | None) -> float:
        left = self._ends_at_s - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._read >= self._most:
            raise httpcore.RemoteProtocolError("more than is read")
        data = self._inner.read(min(max_bytes, self._most), self._left(timeout))
        self._read += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Bounded(inner, self._ends_at_s, self._most)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
