"""The request to an endpoint of somebody else's: by https, to a public address, once, and not for long.

The name is looked up once, and the connection is made to the very address that was looked at: a name that leads
elsewhere the next time (DNS rebinding) leads nowhere. The certificate is checked against the name. Redirects are not
followed, nor proxies used, and of the answer its status alone is read.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Mapping, Sequence

import httpcore
from httpcore import NetworkBackend, NetworkStream, SyncBackend

from interview.domain.clock import utc_now
from interview.domain.webhooks.deliveries import DeliveryAttempt, DeliveryFault
from interview.domain.webhooks.endpoints import Network, is_permitted

TOTAL_S = 10.0
CONNECT_S = 4.0
MAX_READ_BYTES = 32 * 1024
"""Of the heads of an answer."""
MAX_PAUSE_S = 7200.0

SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


class RefusedAddressError(Exception):
    """The name leads to where nobody is called."""


class UnknownHostError(Exception):
    """The name leads nowhere."""


class WebhookClient:
    """`beyond` are networks beside the public one that may be called."""

    def __init__(self, beyond: Sequence[Network] = (), total_s: float = TOTAL_S) -> None:
        self._beyond = beyond
        self._total_s = total_s

    def post(self, url: str, headers: Mapping[str, str], body: str) -> DeliveryAttempt:
        """Never raises: what went wrong is in the attempt."""
        at, began = utc_now(), time.monotonic()
        status, fault, pause = None, None, None
        try:
            status, pause = self._post(url, headers, body, began + self._total_s)
            fault = None if 200 <= status < 300 else DeliveryFault.STATUS
        except RefusedAddressError:
            fault = DeliveryFault.REFUSED_ADDRESS
        except UnknownHostError:
            fault = DeliveryFault.UNKNOWN_HOST
        except httpcore.TimeoutException:
            fault = DeliveryFault.TIMEOUT
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            is_bad = isinstance(error.__context__ or error, ssl.SSLCertVerificationError)
            fault = DeliveryFault.BAD_CERTIFICATE if is_bad else DeliveryFault.UNREACHABLE
        duration_ms = round(1000 * (time.monotonic() - began))
        return DeliveryAttempt(at=at, status=status, fault=fault, duration_ms=duration_ms, retry_after_s=pause)

    def _post(self, url: str, headers: Mapping[str, str], body: str, ends_at_s: float) -> tuple[int, float | None]:
        timeouts = {"connect": CONNECT_S, "read": self._total_s, "write": self._total_s, "pool": self._total_s}
        backend = _Pinned(self._beyond, ends_at_s)
        with (
            httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool,
            pool.stream(
                "POST", url, headers=list(headers.items()), content=body.encode(), extensions={"timeout": timeouts}
            ) as response,
        ):
            return response.status, _pause(response.headers)


def _pause(headers: Sequence[tuple[bytes, bytes]]) -> float | None:
    """What the endpoint asks for in seconds, where it does."""
    asked = [value for name, value in headers if name.lower() == b"retry-after"]
    return min(float(asked[0]), MAX_PAUSE_S) if asked and asked[0].isdigit() else None


class _Pinned(NetworkBackend):
    """Connects to the address that was looked at, whatever the name leads to afterwards."""

    def __init__(self, beyond: Sequence[Network], ends_at_s: float) -> None:
        self._beyond = beyond
        self._ends_at_s = ends_at_s
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
        return _Bounded(stream, self._ends_at_s)

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

    def __init__(self, inner: NetworkStream, ends_at_s: float) -> None:
        self._inner = inner
        self._ends_at_s = ends_at_s
        self._read = 0

    def _left(self, timeout: float | None) -> float:
        left = self._ends_at_s - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._read >= MAX_READ_BYTES:
            raise httpcore.RemoteProtocolError("more than is read")
        data = self._inner.read(min(max_bytes, MAX_READ_BYTES), self._left(timeout))
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
        return _Bounded(inner, self._ends_at_s)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
