"""Sound as numbers: 16 kHz, mono, between -1 and 1; and as files, by FFmpeg."""

import subprocess
from collections.abc import Iterable

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

__all__ = ["SAMPLE_RATE", "Sound", "decibels", "decoded", "loud_span", "loudness", "opus", "pcm16", "silence"]

SAMPLE_RATE = 16000
BITS_A_SECOND = 24_000
_WINDOW = SAMPLE_RATE // 100

Sound = NDArray[np.float32]


def decoded(file: bytes) -> Sound:
    """The sound in a file of any format."""
    form = ("-vn", "-ac", "1", "-ar", str(SAMPLE_RATE), "-f", "f32le", "-")
    return np.frombuffer(_ffmpeg("-i", "-", *form, content=file), "<f4")


def opus(sound: Sound, bits_a_second: int = BITS_A_SECOND) -> bytes:
    """As a small file; decoded it is as long as it was, to a sample."""
    raw = ("-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", "-")
    # The same sound gives the same bytes.
    exact = ("-fflags", "+bitexact", "-flags:a", "+bitexact")
    form = ("-c:a", "libopus", "-b:a", str(bits_a_second), *exact, "-f", "ogg", "-")
    return _ffmpeg(*raw, *form, content=sound.astype("<f4").tobytes())


def pcm16(sound: Sound) -> bytes:
    """Signed 16-bit samples, little-endian."""
    return (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()


def silence(seconds: float) -> Sound:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def loudness(parts: Sound | Iterable[Sound]) -> float:
    """The root of the mean square of a sound, or of several together, in decibels below full scale."""
    whole = parts if isinstance(parts, np.ndarray) else np.concatenate(list(parts))
    return decibels(float(np.sqrt(np.mean(np.square(whole, dtype=np.float64)))))


def decibels(amplitude: float) -> float:
    return 20 * float(np.log10(max(amplitude, 1e-9)))


def loud_span(sound: Sound, below_peak_db: float = 35) -> slice:
    """From the first to the last hundredth of a second that is not so much softer than the loudest."""
    windows = sound[: len(sound) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    levels = np.sqrt(np.mean(np.square(windows, dtype=np.float64), axis=1))
    loud = np.flatnonzero(levels >= levels.max() / 10 ** (below_peak_db / 20))
    return slice(int(loud[0]) * _WINDOW, (int(loud[-1]) + 1) * _WINDOW)


def _ffmpeg(*arguments: str, content: bytes) -> bytes:
    command = (imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *arguments)
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout
