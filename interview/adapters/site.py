"""The stage's own doors, as a browser reaches them."""

from typing import NamedTuple

__all__ = ["Answer", "Site"]

TIMEOUT_S = 8.0


class Answer(NamedTuple):
    """`status` is 0 where there was none; then `body` says why."""

    status: int
    body: str


class Site:
    def __init__(self, url: str) -> None:
        self._url = url

    def get(self, path: str) -> Answer:
        import httpx

        try:
            answer = httpx.get(f"{self._url}{path}", timeout=TIMEOUT_S)
        except httpx.TransportError as error:
            return Answer(0, type(error).__name__)
        return Answer(answer.status_code, answer.text)
