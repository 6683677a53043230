"""Speech recognition without a key: pocketsphinx, in a process of its own, for it keeps the interpreter to itself.

    python -m local_cloud.stand_ins.recogniser < audio.pcm

reads 16 kHz mono signed 16-bit little-endian samples to the end and prints a JSON list of the words heard, each
`{"word", "start", "end", "confidence"}` with times in seconds. A fresh decoder each time makes equal audio give equal
words.

    python -m local_cloud.stand_ins.recogniser --stream

listens while people speak. It reads `Request`s, each one byte of kind, four of length (big-endian) and the content:

| kind | content | what |
|---|---|---|
| `b` | seconds, as text | somebody begins to speak, that long after the stream's start |
| `a` | samples | what is said |
| `e` | – | they pause |
| `r` | – | report: print a JSON list, in one line, of the words since the last `b` |
"""

import io
import json
import struct
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO, TypedDict

__all__ = ["AUDIO", "BEGIN", "END", "REPORT", "SAMPLE_RATE", "HeardWord", "frame", "listen", "recognise"]

SAMPLE_RATE = 16000
FRAMES_A_SECOND = 100
DOWNSAMPLING = 2
"""Score the acoustic model at every second frame: a sixth faster, and no worse on the kept recordings."""

BEGIN, AUDIO, END, REPORT = b"b", b"a", b"e", b"r"
_HEADER = struct.Struct(">cI")

TUNING_S = 1.0
"""How much of an utterance tunes the front end to the voice before the words are looked for."""
BEAM = 5000
"""Guesses kept at a time while listening."""


class HeardWord(TypedDict):
    word: str
    start: float
    end: float
    confidence: float


def recognise(pcm: bytes) -> list[HeardWord]:
    """The words in `pcm`; none where nobody speaks."""
    from pocketsphinx import Decoder, Segmenter

    # The segmenter hands out speech when it ends: silence after the last word lets it.
    pcm += bytes(2 * SAMPLE_RATE)
    decoder = Decoder(samprate=SAMPLE_RATE, ds=DOWNSAMPLING, loglevel="FATAL")
    heard: list[HeardWord] = []
    for segment in Segmenter(sample_rate=SAMPLE_RATE).segment(io.BytesIO(pcm)):
        decoder.start_utt()
        decoder.process_raw(segment.pcm, full_utt=True)
        decoder.end_utt()
        heard += _words(decoder.seg() or (), segment.start_time)
    return heard


def listen(requests: BinaryIO, reports: TextIO) -> None:
    """Serve requests until there are no more."""
    utterance = _Utterance()
    while header := requests.read(_HEADER.size):
        kind, length = _HEADER.unpack(header)
        content = requests.read(length)
        if kind == BEGIN:
            utterance.begin(float(content))
        elif kind == AUDIO:
            utterance.hear(content)
        elif kind == END:
            utterance.end()
        else:
            reports.write(json.dumps(utterance.words()) + "\n")
            reports.flush()


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """A request as it is sent."""
    return _HEADER.pack(kind, len(content)) + content


class _Utterance:
    """What somebody says without a long pause."""

    def __init__(self) -> None:
        from pocketsphinx import Decoder

        # The second, more careful pass would come when the speaker has finished, and keep them waiting.
        self._decoder = Decoder(samprate=SAMPLE_RATE, ds=DOWNSAMPLING, maxhmmpf=BEAM, fwdflat=False, loglevel="FATAL")
        self._start_s = 0.0
        self._untuned = bytearray()
        self._tuned = False
        self._speaking = False

    def begin(self, start_s: float) -> None:
        self._start_s = start_s
        self._untuned.clear()
        self._tuned, self._speaking = False, True

    def hear(self, pcm: bytes) -> None:
        if self._tuned:
            self._decoder.process_raw(pcm)
            return
        self._untuned += pcm
        if len(self._untuned) >= 2 * SAMPLE_RATE * TUNING_S:
            self._tune()

    def end(self) -> None:
        if self._speaking and not self._tuned and self._untuned:
            self._tune()
        if self._speaking and self._tuned:
            self._decoder.end_utt()
        self._speaking = False

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
    if sys.argv[1:] == ["--stream"]:
        listen(sys.stdin.buffer, sys.stdout)
    else:
        json.dump(recognise(sys.stdin.buffer.read()), sys.stdout)
