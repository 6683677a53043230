"""What a voice's sound goes through before it is handed out."""

import hashlib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from local_cloud.stand_ins.voices import pico, piper
from local_cloud.stand_ins.voices.engine import MissingVoiceError, Samples, verify
from local_cloud.stand_ins.voices.sound import bounded, resampled

AMPLITUDE = 10_000


def tone(hertz: float, rate: int, seconds: float = 1.0) -> Samples:
    at = np.arange(round(seconds * rate)) / rate
    return (AMPLITUDE * np.sin(2 * np.pi * hertz * at)).astype(np.int16)


def middle(samples: Samples) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Without the edges, where the tone begins and ends at once."""
    edge = len(samples) // 10
    return samples[edge:-edge].astype(np.float64)


@pytest.mark.parametrize("want", [8000, 16000, 24000, 32000, 48000])
@pytest.mark.parametrize("have", [16000, 22050])
def test_a_tone_stays_the_tone_at_another_rate(have: int, want: int) -> None:
    heard = resampled(tone(1000, have), have, want)
    assert len(heard) == want
    assert np.abs(middle(heard) - middle(tone(1000, want))).max() < AMPLITUDE / 200


@pytest.mark.parametrize("want", [8000, 16000])
def test_what_the_lower_rate_cannot_hold_is_left_out_not_folded_back(want: int) -> None:
    heard = resampled(tone(want * 0.6, 22050), 22050, want)
    assert np.abs(middle(heard)).max() < AMPLITUDE / 100


def test_full_scale_stays_in_range() -> None:
    square = np.where(tone(100, 22050) > 0, 32767, -32768).astype(np.int16)
    heard = resampled(square, 22050, 24000).astype(np.int32)
    assert (np.sign(middle(heard.astype(np.int16))) != 0).mean() > 0.95
    assert np.abs(np.diff(heard)).max() < 65_000, "it has wrapped around"


@pytest.mark.parametrize(("text", "pause_s"), [("A sentence.", 0.35), ("a clause,", 0.15), ("a word", 0.15)])
def test_a_pause_after_a_phrase_fits_its_words(text: str, pause_s: float) -> None:
    rate = 16000
    silence = np.zeros(rate, np.int16)
    spoken = np.concatenate((silence, tone(300, rate), silence[: rate // 10]))
    assert len(bounded(spoken, rate, text)) / rate == pytest.approx(0.05 + 1 + pause_s, abs=0.002)
    assert not len(bounded(silence, rate, text))


def test_weights_that_nobody_tried_do_not_speak(tmp_path: Path) -> None:
    file = tmp_path / "voice.onnx"
    with pytest.raises(MissingVoiceError, match="FileNotFoundError"):
        verify(file, "00")
    file.write_bytes(b"other weights")
    with pytest.raises(MissingVoiceError, match="not the file that was tried"):
        verify(file, "00")
    verify(file, hashlib.sha256(b"other weights").hexdigest())


@pytest.mark.parametrize("voice", [piper, pico])
def test_a_voice_whose_wheel_is_missing_says_so(voice: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(voice, "distribution", nothing)
    with pytest.raises(MissingVoiceError, match="No package metadata"):
        voice.load("en")
