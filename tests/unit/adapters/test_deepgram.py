"""What Deepgram is asked, and what is made of its refusals: their code counts before the status."""

from functools import partial

import httpx
import pytest

from interview.adapters.deepgram import Deepgram
from interview.domain.languages import Language
from interview.errors import (
    ColloquyError,
    NotConfiguredError,
    RateLimitedError,
    TranscriptionRefusedError,
    TranscriptionUnavailableError,
)
from tests.builders import ENGLISH


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (400, "SLOW_UPLOAD", TranscriptionUnavailableError),
        (408, "SLOW_UPLOAD", TranscriptionUnavailableError),
        (403, "TOO_MANY_REQUESTS", RateLimitedError),
        (429, "", RateLimitedError),
        (400, "Bad Request", TranscriptionRefusedError),
        (402, "ASR_PAYMENT_REQUIRED", NotConfiguredError),
        (401, "INVALID_AUTH", NotConfiguredError),
        (503, "", TranscriptionUnavailableError),
    ],
)
def test_the_code_of_a_refusal_counts_before_its_status(
    monkeypatch: pytest.MonkeyPatch, status: int, code: str, error: type[ColloquyError]
) -> None:
    answer = httpx.Response(status, json={"err_code": code, "err_msg": "…", "request_id": "r1"})
    answering = partial(httpx.Client, transport=httpx.MockTransport(lambda _: answer))
    monkeypatch.setattr(httpx, "Client", answering)
    with Deepgram("key", api_url="https://deepgram.example") as client, pytest.raises(error, match=r"\(request r1\)"):
        client.transcribe(b"audio", "audio/ogg", ENGLISH)


@pytest.mark.parametrize("language", list(Language))
def test_a_recording_is_heard_in_the_language_of_its_interview(
    monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        best = {"transcript": "", "words": []}
        return httpx.Response(
            200, json={"metadata": {"duration": 1}, "results": {"channels": [{"alternatives": [best]}]}}
        )

    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=httpx.MockTransport(answer)))
    with Deepgram("key", api_url="https://deepgram.example") as client:
        transcript = client.transcribe(b"audio", "audio/ogg", language)
    assert asked[0].url.params["language"] == transcript.language == language.value
