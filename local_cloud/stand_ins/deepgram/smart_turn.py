"""Whether what was just said sounds finished: Smart Turn's model on ONNX Runtime.

It hears up to eight seconds before a pause, their melody and not their words. The model file is taken out of the
`pipecat-ai` package by its path: importing the package would need half of what an agent is made of.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from local_cloud.stand_ins.recogniser import SAMPLE_RATE

__all__ = ["HEARD_BYTES", "TurnModel", "log_mel"]

log = logging.getLogger(__name__)

HEARD_S = 8
HEARD = HEARD_S * SAMPLE_RATE
HEARD_BYTES = 2 * HEARD
"""What the model hears at a time, as signed 16-bit samples."""

_FILE = "smart-turn-v3.2-cpu.onnx"

FFT = 400
HOP = 160
MELS = 80
LINEAR_BELOW_HZ = 1000
HZ_A_MEL = 200 / 3
LOG_STEP = np.log(6.4) / 27
DYNAMIC_RANGE = 8.0
"""Powers of ten below the loudest, under which everything counts as silent."""


class TurnModel:
    """The loaded model, which any number of microphones may share: an inference takes some 40 ms, in a thread."""

    def __init__(self, file: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        self._thread = ThreadPoolExecutor(1, "smart-turn")

    @classmethod
    def found(cls) -> "TurnModel | None":
        """None, and a line that says so, where its package is missing."""
        file = _model()
        if file is None:
            log.warning("%s is not installed (package pipecat-ai): turns end by silence alone", _FILE)
        return cls(file) if file else None

    async def finished(self, pcm: bytes) -> float:
        """How likely the speaker has finished, after the last of `pcm`, of which the last eight seconds count."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.probability, pcm)

    def probability(self, pcm: bytes) -> float:
        samples = np.frombuffer(pcm[-HEARD_BYTES:], dtype="<i2").astype(np.float32) / np.float32(32768)
        heard = np.pad(samples, (HEARD - len(samples), 0))
        heard = (heard - heard.mean()) / np.sqrt(heard.var() + 1e-7)
        (finished,) = self._session.run(None, {"input_features": log_mel(heard)[np.newaxis]})
        return float(np.ravel(finished)[0])


def log_mel(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The features that Whisper hears: the power of 80 mel bands every 10 ms, as a logarithm, around 0."""
    padded = np.pad(samples.astype(np.float64), FFT // 2, mode="reflect")
    frames = sliding_window_view(padded, FFT)[::HOP][: len(samples) // HOP]
    spectrum = np.fft.rfft(frames * np.hanning(FFT + 1)[:-1])
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    decades = np.log10(np.maximum(1e-10, power @ _mel_filters()).T)
    features: NDArray[np.float32] = ((np.maximum(decades, decades.max() - DYNAMIC_RANGE) + 4) / 4).astype(np.float32)
    return features


@cache
def _mel_filters() -> NDArray[np.float64]:
    """Slaney's triangles of equal area: of each band, the weight of each of the spectrum's frequencies."""
    nyquist = SAMPLE_RATE / 2
    linear = LINEAR_BELOW_HZ / HZ_A_MEL
    mels = np.linspace(0, linear + np.log(nyquist / LINEAR_BELOW_HZ) / LOG_STEP, MELS + 2)
    corners = np.where(mels < linear, mels * HZ_A_MEL, LINEAR_BELOW_HZ * np.exp(LOG_STEP * (mels - linear)))
    below, peak, above = corners[:-2], corners[1:-1], corners[2:]
    frequency = np.linspace(0, nyquist, FFT // 2 + 1)[:, np.newaxis]
    rising, falling = (frequency - below) / (peak - below), (above - frequency) / (above - peak)
    triangles: NDArray[np.float64] = np.maximum(0, np.minimum(rising, falling)) * 2 / (above - below)
    return triangles


def _model() -> Path | None:
    try:
        found = files("pipecat-ai") or ()
    except PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in found if file.name == _FILE), None)
