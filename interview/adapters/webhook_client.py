"""The request to an endpoint of somebody else's: by https, to a public address (`pinned`), once, and not for long.
Redirects are not followed, nor proxies used, and of the answer its status alone is read."""

import ssl
import time
from collections.abc import Mapping, Sequence

import httpcore

from interview.adapters.pinned import Pinned, RefusedAddressError, UnknownHostError
from interview.domain.clock import utc_now
from interview.domain.webhooks.deliveries import DeliveryAttempt, DeliveryFault
from interview.domain.webhooks.endpoints import Network

TOTAL_S = 10.0
CONNECT_S = 4.0
MAX_READ_BYTES = 32 * 1024
"""Of the heads of an answer."""
MAX_PAUSE_S = 7200.0


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
        backend = Pinned(self._beyond, ends_at_s, MAX_READ_BYTES)
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
