"""Somebody who calls the product's API, as the pages do."""

from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx

__all__ = ["ApiClient"]


class ApiClient:
    """At the edge of `site`. Calls raise httpx.HTTPStatusError where they are refused."""

    def __init__(self, site: str) -> None:
        self._api = httpx.Client(base_url=site, timeout=30, event_hooks={"request": [_name]})

    def close(self) -> None:
        self._api.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _call(self, method: str, path: str, **request: Any) -> dict[str, Any]:
        response = self._api.request(method, path, **request)
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer


def _name(request: httpx.Request) -> None:
    request.headers["x-request-id"] = str(uuid4())
