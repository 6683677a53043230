"""The Deepgram adapter against the stand-in's process, with speech it really hears."""

import io
import os
import re
import wave
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from interview.adapters.deepgram import Deepgram
from interview.errors import (
    NotConfiguredError,
    RateLimitedError,
    TranscriptionRefusedError,
    TranscriptionUnavailableError,
)
from local_cloud.processes import free_port
from local_cloud.simulation.recordings import recording
from tests.builders import ENGLISH
from tests.contract.deepgram_client import cut, hum, silence
from tests.contract.deepgram_client import speech as spoken
from tests.stand_ins import StandIn

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def stand_in(deepgram_stand_in: StandIn) -> Iterator[StandIn]:
    yield deepgram_stand_in
    deepgram_stand_in.reset()


@pytest.fixture
def client(stand_in: StandIn) -> Iterator[Deepgram]:
    with Deepgram("any key", api_url=stand_in.url, clock=lambda: NOW) as client:
        yield client


@pytest.fixture(scope="module")
def speech() -> bytes:
    """A few spoken words, as a browser recorded them."""
    return b"".join(recording("mp4").chunks.values())


def as_file(pcm: bytes) -> bytes:
    """A WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 16000, 0, "NONE", ""))
        out.writeframes(pcm)
    return file.getvalue()


def word_errors(said: str, heard: str) -> float:
    """Word error rate: edits that turn what was heard into what was said, over the words said."""
    reference, words = (re.findall(r"[a-z']+", text.lower()) for text in (said, heard))
    return _edits(reference, words) / len(reference)


def _edits(left: Sequence[str], right: Sequence[str]) -> int:
    row = list(range(len(right) + 1))
    for n, wanted in enumerate(left, 1):
        above, row = row, [n]
        for m, given in enumerate(right, 1):
            row.append(min(above[m] + 1, row[-1] + 1, above[m - 1] + (wanted != given)))
    return row[-1]


class TestSpeech:
    def test_becomes_a_transcript_with_times(self, client: Deepgram) -> None:
        said = recording("backend-experience")
        transcript = client.transcribe(b"".join(said.chunks.values()), "video/webm", ENGLISH)
        assert word_errors(said.answer, transcript.text) < 0.12
        assert transcript.text == " ".join(word.text for word in transcript.words)
        assert transcript.text.count(".") > 1
        starts = [word.start_ms for word in transcript.words]
        assert starts == sorted(starts)
        assert all(word.start_ms < word.end_ms <= transcript.duration_ms for word in transcript.words)
        assert abs(transcript.duration_ms - said.duration_ms) < 1000

    def test_is_recorded_with_the_name_of_what_heard_it(
        self, stand_in: StandIn, client: Deepgram, speech: bytes
    ) -> None:
        transcript = client.transcribe(speech, "video/mp4", ENGLISH)
        assert (
            transcript.source == httpx.get(f"{stand_in.url}/health", timeout=60).json()["engines"]["recognition_engine"]
        )
        assert "whisper-base int8 (faster-whisper " in transcript.source
        assert (transcript.language, transcript.made_at) == ("en", NOW)
        assert transcript.request_id

    def test_in_a_file_is_heard_as_in_memory(self, client: Deepgram, speech: bytes, tmp_path: Path) -> None:
        file = tmp_path / "answer"
        file.write_bytes(speech)
        from_file = client.transcribe(file, "video/mp4", ENGLISH)
        assert from_file.has_speech
        assert from_file == client.transcribe(speech, "video/mp4", ENGLISH)

    @pytest.mark.parametrize("sound", [silence(2), hum(8)], ids=["silence", "hum"])
    def test_that_is_missing_gives_an_empty_transcript(self, client: Deepgram, sound: bytes) -> None:
        transcript = client.transcribe(as_file(sound), "audio/wav", ENGLISH)
        assert not transcript.has_speech
        assert transcript.duration_ms == len(sound) // 32

    def test_after_a_long_pause_is_where_it_was_said(self, client: Deepgram) -> None:
        pcm = spoken("incident")
        sentence, _ = cut(pcm, 3, 5)
        transcript = client.transcribe(as_file(sentence + silence(40) + sentence), "audio/wav", ENGLISH)
        first, second = [word for word in transcript.words if word.text.lower().startswith("database")]
        assert abs(second.start_ms - first.start_ms - len(sentence) / 32 - 40_000) < 300


class TestFailures:
    @pytest.mark.parametrize("kind", ["server_error", "disconnect", "wrong_schema", "garbage"])
    def test_are_retryable(self, stand_in: StandIn, client: Deepgram, speech: bytes, kind: str) -> None:
        stand_in.fail(kind)
        with pytest.raises(TranscriptionUnavailableError) as caught:
            client.transcribe(speech, "video/mp4", ENGLISH)
        assert caught.value.retryable

    @pytest.mark.parametrize("retry_after_s", [30, None])
    def test_by_rate_limit_say_how_long(
        self, stand_in: StandIn, client: Deepgram, speech: bytes, retry_after_s: float | None
    ) -> None:
        stand_in.fail("rate_limit", retry_after_s=retry_after_s)
        with pytest.raises(RateLimitedError) as caught:
            client.transcribe(speech, "video/mp4", ENGLISH)
        assert caught.value.retry_after_s == retry_after_s

    def test_by_slowness_end_in_time(self, stand_in: StandIn, speech: bytes) -> None:
        stand_in.fail("slow", delay_s=60)
        with (
            Deepgram("any key", api_url=stand_in.url, timeout_s=0.2) as client,
            pytest.raises(TranscriptionUnavailableError, match="in time"),
        ):
            client.transcribe(speech, "video/mp4", ENGLISH)

    def test_by_nobody_listening_are_retryable(self, speech: bytes) -> None:
        with (
            Deepgram("any key", api_url=f"http://127.0.0.1:{free_port()}") as client,
            pytest.raises(TranscriptionUnavailableError, match="reached"),
        ):
            client.transcribe(speech, "video/mp4", ENGLISH)


class TestRefusals:
    def test_of_the_key_are_an_operators_business(self, stand_in: StandIn, speech: bytes) -> None:
        with (
            Deepgram("invalid key", api_url=stand_in.url) as client,
            pytest.raises(NotConfiguredError, match="INVALID_AUTH") as caught,
        ):
            client.transcribe(speech, "video/mp4", ENGLISH)
        assert not caught.value.retryable

    @pytest.mark.parametrize("audio", [b"", b"<html>no audio</html>", bytes(4096)])
    def test_of_what_is_no_audio_are_final(self, client: Deepgram, audio: bytes) -> None:
        with pytest.raises(TranscriptionRefusedError, match=r"400 Bad Request \(request ") as caught:
            client.transcribe(audio, "audio/ogg", ENGLISH)
        assert not caught.value.retryable

    def test_of_an_unknown_model_are_final(self, stand_in: StandIn, speech: bytes) -> None:
        with (
            Deepgram("any key", api_url=stand_in.url, model="nova-0") as client,
            pytest.raises(TranscriptionRefusedError),
        ):
            client.transcribe(speech, "video/mp4", ENGLISH)


class TestTheStandIn:
    def test_fetches_no_addresses(self, stand_in: StandIn) -> None:
        answer = httpx.post(
            f"{stand_in.url}/v1/listen", json={"url": "https://example.com/a.wav"}, headers={"Authorization": "Token k"}
        )
        assert answer.status_code == 400
        assert set(answer.json()) == {"err_code", "err_msg", "request_id"}

    def test_wants_a_key(self, stand_in: StandIn, speech: bytes) -> None:
        assert httpx.post(f"{stand_in.url}/v1/listen", content=speech).status_code == 401

    def test_says_that_it_is_well_while_it_listens(self, stand_in: StandIn) -> None:
        assert httpx.get(f"{stand_in.url}/health", timeout=60).json()["engines"].keys() == {
            "recognition_engine",
            "voice_engine",
        }


@pytest.mark.skipif("DEEPGRAM_API_KEY" not in os.environ, reason="DEEPGRAM_API_KEY is not set: nobody to ask")
def test_the_real_service_hears_the_same_words() -> None:
    said = recording("backend-experience")
    with Deepgram(os.environ["DEEPGRAM_API_KEY"], api_url="https://api.deepgram.com") as client:
        transcript = client.transcribe(b"".join(said.chunks.values()), "video/webm", ENGLISH)
    assert word_errors(said.answer, transcript.text) < 0.2
    assert "nova-3" in transcript.source
