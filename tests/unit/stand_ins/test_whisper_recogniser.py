import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from local_cloud.stand_ins.deepgram import whisper_recogniser
from local_cloud.stand_ins.deepgram.speech import WINDOW_BYTES
from local_cloud.stand_ins.deepgram.whisper_recogniser import MAX_KNOWN, WhisperRecogniser
from local_cloud.stand_ins.deepgram.workers import Passage, Rank
from local_cloud.stand_ins.recogniser import HeardWord
from local_cloud.stand_ins.whisper_weights import KNOWN


class SomebodySpeaks:
    """In every window."""

    def stream(self) -> "SomebodySpeaks":
        return self

    def probability(self, _window: bytes) -> float:
        return 1.0


class Counted:
    """In the place of the processes: each passage is one word."""

    def __init__(self, *_: Any) -> None:
        self.heard: list[str] = []

    def start(self) -> None:
        pass

    async def hear(self, _rank: Rank, passage: Callable[[], Passage]) -> tuple[Passage, list[HeardWord]]:
        asked = passage()
        self.heard.append(asked.language)
        return asked, [HeardWord(word=f"word{len(self.heard)}", start=0, end=1, confidence=1)]


def test_a_recording_that_was_heard_of_late_is_not_heard_again(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = Counted()
    monkeypatch.setattr(whisper_recogniser, "Workers", lambda *_: workers)
    recogniser = WhisperRecogniser(next(iter(KNOWN.values())), SomebodySpeaks())  # type: ignore[arg-type]

    def heard(number: int, language: str = "en") -> list[HeardWord]:
        sound = number.to_bytes(2, "big") * (WINDOW_BYTES * 10)
        return asyncio.run(recogniser.recognise(sound, language))

    first = heard(0)
    assert heard(0) == first
    assert heard(0, "de") != first
    assert workers.heard == ["en", "de"]
    for number in range(1, MAX_KNOWN):
        heard(number)
    assert heard(0) != first
