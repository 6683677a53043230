"""Whether somebody speaks, by silero's model on ONNX Runtime, and whether they sound as if they had finished.

The model file is taken out of the `silero-vad` package by its path: importing the package would need torch.
"""

from importlib.metadata import files
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray

from local_cloud.stand_ins.deepgram.smart_turn import HEARD_BYTES, TurnModel
from local_cloud.stand_ins.recogniser import SAMPLE_RATE

__all__ = ["WINDOW", "WINDOW_BYTES", "WINDOW_S", "SpeechModel", "SpeechStream"]

WINDOW = 512
"""Samples the model takes at a time."""
WINDOW_BYTES = 2 * WINDOW
WINDOW_S = WINDOW / SAMPLE_RATE

_CONTEXT = 64
_FILE = "silero_vad_16k_op15.onnx"


class SpeechModel:
    """The loaded models, which any number of streams may share."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])
        self._turns = TurnModel.found()

    def stream(self) -> "SpeechStream":
        return SpeechStream(self._session, self._turns)


class SpeechStream:
    """One microphone. A window costs about 0.1 ms, so it may be asked on the event loop."""

    def __init__(self, session: onnxruntime.InferenceSession, turns: TurnModel | None) -> None:
        self._session = session
        self._turns = turns
        self._heard = bytearray()
        self._state: NDArray[np.float32] = np.zeros((2, 1, 128), np.float32)
        self._context: NDArray[np.float32] = np.zeros(_CONTEXT, np.float32)
        self._rate = np.array(SAMPLE_RATE, np.int64)

    def probability(self, window: bytes) -> float:
        """How likely speech is in the next `WINDOW` signed 16-bit samples."""
        self._heard += window
        del self._heard[:-HEARD_BYTES]
        samples = np.frombuffer(window, dtype="<i2").astype(np.float32) / np.float32(32768)
        heard = np.concatenate((self._context, samples))[np.newaxis]
        self._context = samples[-_CONTEXT:]
        speech, self._state = self._session.run(None, {"input": heard, "state": self._state, "sr": self._rate})
        return float(speech[0, 0])

    async def finished(self, heard_s: float) -> float | None:
        """How likely the speaker has finished, by the melody of the last so many seconds. None: nobody can tell."""
        heard = self._heard[-2 * round(heard_s * SAMPLE_RATE) :]
        return await self._turns.finished(bytes(heard)) if self._turns else None


def _model() -> Path:
    for file in files("silero-vad") or ():
        if file.name == _FILE:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"{_FILE} is not in the package silero-vad")
