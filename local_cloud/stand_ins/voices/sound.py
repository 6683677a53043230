"""A phrase's sound as it is handed out: at the rate that is asked for, with a pause at its end that fits its words."""

import numpy as np
from av import AudioFrame, AudioResampler

from local_cloud.stand_ins.voices.engine import Samples

__all__ = ["bounded", "resampled"]

_SILENT = 300
"""Of 32,768: below is breath and noise of the voice."""
_BEFORE_S = 0.05
_AFTER_CLAUSE_S, _AFTER_SENTENCE_S = 0.15, 0.35
_SENTENCE_ENDS = ".!?…\"”“'»)"


def bounded(samples: Samples, sample_rate: int, text: str) -> Samples:
    """Without the silence around it, but for a breath before and a pause after it."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _SILENT)
    if not len(loud):
        return samples[:0]
    pause_s = _AFTER_SENTENCE_S if text.rstrip()[-1:] in _SENTENCE_ENDS else _AFTER_CLAUSE_S
    start = max(0, loud[0] - round(_BEFORE_S * sample_rate))
    end = loud[-1] + 1 + round(pause_s * sample_rate)
    missing = max(0, end - len(samples))
    return np.pad(samples[start:end], (0, missing))


def resampled(samples: Samples, have: int, want: int) -> Samples:
    """Without anything of the band folded back."""
    if have == want or not len(samples):
        return samples
    frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = have
    resampler = AudioResampler("s16", "mono", want)
    parts = [part.to_ndarray().reshape(-1) for part in (*resampler.resample(frame), *resampler.resample(None))]
    return np.concatenate(parts).astype(np.int16)
