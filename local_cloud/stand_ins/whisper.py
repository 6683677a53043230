"""Whisper on one core: a stretch of sound in, its words with their times out. Equal sound gives equal words.

As a process it is asked as `recogniser` says.

Whisper pads what it hears to half a minute, and most of the time goes into that. Here it hears little more than there
is: a third of the time or less, and no more errors on the kept recordings.
"""

import math
import sys
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens, merge_punctuations
from numpy.typing import NDArray

from local_cloud.stand_ins.recogniser import SAMPLE_RATE, HeardWord, answer_all
from local_cloud.stand_ins.whisper_weights import KNOWN, Weights

__all__ = ["Whisper"]

FRAMES_A_SECOND = 100
LONGEST_S = 30
"""What it can hear at once."""
ROOM_S = 2.0
"""Silence after the sound, for Whisper to notice that it ends."""
STEP_S = 10
"""It hears so many seconds, or a multiple. In 5 s it leaves out the end of every sixth short sentence."""
TOKENS_A_SECOND = 8
"""More is no speech but a loop."""
TOLD_TOKENS = 60
"""How much of what was said before it is told."""

REPETITIVE = 2.4
"""Text that packs better than this says the same again and again."""
SILENT, UNLIKELY = 0.6, -1.0
"""Words that are unlikely, of sound that is probably silence, are invented."""

LETTER_S, LEAST_WORD_S = 0.06, 0.3
"""How long a word takes to say; what it is given beyond that is a pause."""
OPENING, CLOSING = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、-"


class Whisper:
    def __init__(self, weights: Weights) -> None:
        self._languages = weights.languages
        self._whisper = WhisperModel("", device="cpu", compute_type="int8", cpu_threads=1, files=dict(weights.read()))

    def hear(self, pcm: bytes, language: str, before: str = "") -> list[HeardWord]:
        """The words of at most `LONGEST_S` of signed 16-bit samples; `before`: what was said until then.

        There are none in a language that the weights do not know: they would be invented.
        """
        if language not in self._languages:
            return []
        samples = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
        seconds = len(samples) / SAMPLE_RATE
        whisper = self._whisper
        tokenizer = Tokenizer(whisper.hf_tokenizer, whisper.model.is_multilingual, task="transcribe", language=language)
        encoded = self._encoded(samples, seconds)
        tokens = self._tokens(tokenizer, encoded, before, seconds)
        (parts,) = whisper.find_alignment(tokenizer, [tokens], encoded, round(seconds * FRAMES_A_SECOND))
        merge_punctuations(parts, OPENING, CLOSING)
        return [_word(part, samples) for part in parts if any(map(str.isalnum, part["word"]))]

    def _encoded(self, samples: NDArray[np.float32], seconds: float) -> Any:
        heard_s = min(LONGEST_S, STEP_S * math.ceil((seconds + ROOM_S) / STEP_S))
        return self._whisper.encode(pad_or_trim(self._whisper.feature_extractor(samples), heard_s * FRAMES_A_SECOND))

    def _tokens(self, tokenizer: Tokenizer, encoded: Any, before: str, seconds: float) -> list[int]:
        told = tokenizer.encode(" " + before)[-TOLD_TOKENS:] if before else []
        prompt = self._whisper.get_prompt(tokenizer, told, without_timestamps=True)
        (result,) = self._whisper.model.generate(
            encoded,
            [prompt],
            beam_size=1,
            max_length=len(prompt) + 8 + math.ceil(seconds * TOKENS_A_SECOND),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
        )
        tokens = [token for token in result.sequences_ids[0] if token < tokenizer.eot]
        invented = _invented(tokenizer.decode(tokens), result.scores[0], result.no_speech_prob)
        return [] if invented else tokens


def _invented(text: str, likelihood: float, silence: float) -> bool:
    raw = text.encode()
    return len(raw) > REPETITIVE * len(zlib.compress(raw)) or (silence > SILENT and likelihood < UNLIKELY)


def _word(part: Mapping[str, Any], samples: NDArray[np.float32]) -> HeardWord:
    text = str(part["word"]).strip().strip("-–—…").removesuffix("...")
    start_s, end_s = _said(float(part["start"]), float(part["end"]), text, samples)
    confidence = min(1.0, float(part["probability"]))
    return HeardWord(word=text, start=round(start_s, 3), end=round(end_s, 3), confidence=round(confidence, 4))


def _said(start_s: float, end_s: float, text: str, samples: NDArray[np.float32]) -> tuple[float, float]:
    """When a word was said: where it is loudest, of a time that has a pause in it."""
    length_s = LEAST_WORD_S + LETTER_S * len(text)
    if end_s - start_s <= length_s:
        return start_s, end_s
    loud = np.concatenate(([0.0], np.cumsum(np.abs(samples[int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)]))))
    length = int(length_s * SAMPLE_RATE)
    first = int(np.argmax(loud[length:] - loud[:-length])) / SAMPLE_RATE if len(loud) > length else 0.0
    return start_s + first, start_s + first + length_s


if __name__ == "__main__":
    answer_all(Whisper(KNOWN[sys.argv[1]]).hear, sys.stdin.buffer, sys.stdout)
