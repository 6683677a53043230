"""The engine that recognition is measured beside: pocketsphinx, English alone.

    python -m benchmarks.recognition.pocketsphinx_peer < audio.pcm

reads 16 kHz mono signed 16-bit little-endian samples to the end and prints a JSON list of the words heard, each
`{"word", "start", "end", "confidence"}` with times in seconds. With `--live` it hears as people speak: utterance by
utterance, in one pass, tuned by its first second; each line is a JSON list `[seconds of sound so far, words so far]`.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from local_cloud.stand_ins.deepgram.speech import WINDOW_BYTES, WINDOW_S, SpeechModel
from local_cloud.stand_ins.recogniser import SAMPLE_RATE, HeardWord

__all__ = ["live", "recognise"]

FRAMES_A_SECOND = 100
DOWNSAMPLING = 2
"""Score the acoustic model at every second frame: a sixth faster, and no worse on the kept recordings."""
REPORT_WINDOWS = 8
"""So many windows of sound between reports, a quarter of a second."""
WINDOWS_BEFORE = 9
PAUSE_WINDOWS = 10

TUNING_S = 1.0
"""How much of an utterance tunes the front end to the voice before the words are looked for."""
BEAM = 5000
"""Guesses kept at a time while listening."""


def recognise(pcm: bytes) -> list[HeardWord]:
    """The words in `pcm`; none where nobody speaks."""
    from pocketsphinx import Decoder, Segmenter

    # The segmenter hands out speech when it ends: silence after the last word lets it.
    pcm += bytes(2 * SAMPLE_RATE)
    heard: list[HeardWord] = []
    decoder = Decoder(samprate=SAMPLE_RATE, ds=DOWNSAMPLING, loglevel="FATAL")
    for segment in Segmenter(sample_rate=SAMPLE_RATE).segment(io.BytesIO(pcm)):
        decoder.start_utt()
        decoder.process_raw(segment.pcm, full_utt=True)
        decoder.end_utt()
        heard += _words(decoder.seg() or (), segment.start_time)
    return heard


def live(pcm: bytes) -> Iterator[tuple[float, list[HeardWord]]]:
    """Seconds of sound so far, and the words so far."""
    stream, utterance = SpeechModel().stream(), _Utterance()
    before: list[HeardWord] = []
    recent: list[bytes] = []
    spoken = silent = 0
    windows = range(0, len(pcm) - WINDOW_BYTES + 1, WINDOW_BYTES)
    for at, start in enumerate(windows, 1):
        window = pcm[start : start + WINDOW_BYTES]
        recent = [*recent, window][-WINDOWS_BEFORE:]
        speech = stream.probability(window)
        spoken, silent = (spoken + 1 if speech >= 0.5 else 0), (silent + 1 if speech < 0.35 else 0)
        if utterance.speaking:
            utterance.hear(window)
            if silent >= PAUSE_WINDOWS:
                utterance.end()
                before += utterance.words()
        elif spoken >= 3:
            utterance.begin((at - len(recent)) * WINDOW_S)
            utterance.hear(b"".join(recent))
        if at % REPORT_WINDOWS == 0 or at == len(windows):
            yield at * WINDOW_S, [*before, *(utterance.words() if utterance.speaking else [])]


class _Utterance:
    """What somebody says without a long pause."""

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        # The second, more careful pass would come when the speaker has finished, and keep them waiting.
        self._decoder = Decoder(samprate=SAMPLE_RATE, ds=DOWNSAMPLING, maxhmmpf=BEAM, fwdflat=False, loglevel="FATAL")
        self._start_s = 0.0
        self._untuned = bytearray()
        self._tuned = False
        self.speaking = False

    def begin(self, start_s: float) -> None:
        self._start_s = start_s
        self._untuned.clear()
        self._tuned, self.speaking = False, True

    def hear(self, pcm: bytes) -> None:
        if self._tuned:
            self._decoder.process_raw(pcm)
            return
        self._untuned += pcm
        if len(self._untuned) >= 2 * SAMPLE_RATE * TUNING_S:
            self._tune()

    def end(self) -> None:
        if self.speaking and not self._tuned and self._untuned:
            self._tune()
        if self.speaking and self._tuned:
            self._decoder.end_utt()
        self.speaking = False

    def words(self) -> list[HeardWord]:
        return list(_words(self._decoder.seg() or (), self._start_s)) if self._tuned else []

    def _tune(self) -> None:
        """Take the loudness and colour of the voice from what was said so far, then look for words in it."""
        pcm = bytes(self._untuned)
        self._decoder.start_utt()
        self._decoder.process_raw(pcm, no_search=True, full_utt=True)
        self._decoder.end_utt()
        self._decoder.set_cmn(self._decoder.get_cmn(False))
        self._decoder.start_utt()
        self._decoder.process_raw(pcm)
        self._tuned = True


def _words(parts: Any, offset_s: float) -> Iterator[HeardWord]:
    """The words among a decoder's parts: not `<sil>` and `[NOISE]`; `the(2)`, a pronunciation, is `the`."""
    for part in parts:
        word = part.word.partition("(")[0]
        if word and word[0] not in "<[+":
            yield HeardWord(
                word=word,
                start=round(offset_s + part.start_frame / FRAMES_A_SECOND, 3),
                end=round(offset_s + (part.end_frame + 1) / FRAMES_A_SECOND, 3),
                confidence=round(min(1.0, part.prob), 4),
            )


if __name__ == "__main__":
    sound = sys.stdin.buffer.read()
    if sys.argv[1:] == ["--live"]:
        for report in live(sound):
            print(json.dumps(report))
    else:
        json.dump(recognise(sound), sys.stdout)
