"""Deepgram's prerecorded recognition: a finished recording in, its transcript out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from interview.domain.clock import Clock, utc_now
from interview.domain.engines import SERVED_BY
from interview.domain.languages import Language, vocabulary
from interview.domain.transcripts.transcript import Transcript, transcript_from_deepgram
from interview.errors import (
    RateLimitedError,
    TranscriptionRefusedError,
    TranscriptionUnavailableError,
    VendorRefusedError,
)

if TYPE_CHECKING:
    import httpx

__all__ = ["Deepgram"]

VENDOR = "deepgram"
CONNECT_TIMEOUT_S = 5.0
WAITS_S = 120.0
"""For each read and write."""
OK = 200
UNAUTHORISED = frozenset({401, 402, 403})
"""No key, no credit, no permission: an operator has to act."""
TRANSIENT = frozenset({408, 409, 425})
SLOW_UPLOAD = "SLOW_UPLOAD"
"""Code that says that the upload stalled, not that the audio is bad: it counts before the status, as does the next."""
TOO_MANY_REQUESTS = "TOO_MANY_REQUESTS"


class Deepgram:
    """Client of `POST {api_url}/v1/listen`. Close it, or use it as a context manager.

    `timeout_s` bounds the wait for each read and write, not the whole call. Nothing of what was said is ever
    logged or put into an error.
    """

    def __init__(
        self,
        api_key: str,
        *,
        api_url: str,
        model: str = "nova-3",
        timeout_s: float = WAITS_S,
        clock: Clock = utc_now,
    ) -> None:
        import httpx

        self._model = model
        self._clock = clock
        self._http = httpx.Client(
            base_url=api_url,
            headers={"Authorization": f"Token {api_key}"},
            timeout=httpx.Timeout(timeout_s, connect=CONNECT_TIMEOUT_S),
        )

    def transcribe(self, audio: bytes | Path, content_type: str, language: Language) -> Transcript:
        """Send a recording (a file is streamed) and read what was heard; silence gives an empty transcript. It is heard
        as speech of this language.

        Raises VendorRefusedError (the key is refused or has no credit), TranscriptionRefusedError (audio or request
        is bad), RateLimitedError or TranscriptionUnavailableError (both retryable).
        """
        if isinstance(audio, Path):
            with audio.open("rb") as file:
                answer, served_by = self._listen(file, content_type, language)
        else:
            answer, served_by = self._listen(audio, content_type, language)
        return transcript_from_deepgram(
            answer, model=self._model, language=language, made_at=self._clock(), served_by=served_by
        )

    def check_key(self) -> None:
        """Ask about the key itself, which costs nothing. Raises VendorRefusedError or TranscriptionUnavailableError."""
        with self._reached():
            response = self._http.get("/v1/auth/token")
        if response.status_code in (401, 402) or response.is_server_error:
            raise _refusal(response)

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listen(self, audio: Any, content_type: str, language: Language) -> tuple[object, str | None]:
        """Its answer, and how the server names itself."""
        query = {
            "model": self._model,
            "language": language.value,
            "smart_format": "true",
            "mip_opt_out": "true",  # candidates' voices train nobody's models
        }
        if vocabulary(language).speech.filler_words:
            query["filler_words"] = "true"  # "um" is evidence of delivery
        with self._reached():
            response = self._http.post(
                "/v1/listen", params=query, content=audio, headers={"Content-Type": content_type}
            )
        if response.status_code != OK:
            raise _refusal(response)
        try:
            return response.json(), response.headers.get(SERVED_BY)
        except ValueError:
            raise TranscriptionUnavailableError("Deepgram's answer is not JSON") from None

    @contextmanager
    def _reached(self) -> Iterator[None]:
        import httpx

        try:
            yield
        except httpx.TimeoutException:
            raise TranscriptionUnavailableError("Deepgram did not answer in time") from None
        except httpx.TransportError as error:
            raise TranscriptionUnavailableError(f"Deepgram cannot be reached: {type(error).__name__}") from None


def _refusal(response: "httpx.Response") -> Exception:
    status = response.status_code
    code, request_id = _error_code(response)
    message = f"Deepgram answered {status} {code}".rstrip() + (f" (request {request_id})" if request_id else "")
    if code == TOO_MANY_REQUESTS or status == 429:
        return RateLimitedError(message, _retry_after_s(response))
    if code == SLOW_UPLOAD:
        return TranscriptionUnavailableError(message)
    if status in UNAUTHORISED:
        return VendorRefusedError(f"{message}: the API key is refused", VENDOR)
    if status in TRANSIENT or status >= 500:
        return TranscriptionUnavailableError(message)
    return TranscriptionRefusedError(message)


def _error_code(response: "httpx.Response") -> tuple[str, str]:
    """`err_code` (or the newer `category`) and the request's id, as the vendor's support will ask for them; empty where
    there is none."""
    try:
        body = response.json()
    except ValueError:
        return "", ""
    if not isinstance(body, dict):
        return "", ""
    return str(body.get("err_code") or body.get("category") or ""), str(body.get("request_id") or "")


def _retry_after_s(response: "httpx.Response") -> float | None:
    try:
        return max(0.0, float(response.headers["retry-after"]))
    except (KeyError, ValueError):
        return None
