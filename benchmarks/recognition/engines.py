"""What hears: the stand-in for Deepgram as a process, and pocketsphinx beside it."""

import asyncio
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.processor_time import processor_time_s
from benchmarks.recognition.live import hear
from benchmarks.recognition.reports import latencies, timed_words
from interview.adapters.deepgram import Deepgram
from interview.domain.languages import Language
from local_cloud.processes import Child, free_port, listening
from local_cloud.simulation.spoken import Spoken
from local_cloud.simulation.word_errors import word_errors, words_of

__all__ = ["PEERS_LANGUAGE", "Heard", "Recogniser", "peer", "recogniser"]

PEER = (sys.executable, "-m", "benchmarks.recognition.pocketsphinx_peer")
PEERS_LANGUAGE = "en"


@dataclass(frozen=True)
class Heard:
    """One fixture, heard one way. `latencies_s`: for each word whose end is known, until it was reported."""

    fixture: Spoken
    by: str
    text: str
    processor_s: float
    latencies_s: list[float] = field(default_factory=list)

    @property
    def said(self) -> int:
        return len(words_of(self.fixture.text, self.fixture.language))

    @property
    def errors(self) -> int:
        said, heard = (words_of(text, self.fixture.language) for text in (self.fixture.text, self.text))
        return word_errors(said, heard)

    def figures(self) -> dict[str, Any]:
        errors = {"word_error_rate": round(self.errors / self.said, 3)} if self.said else {"made_up": self.errors}
        return errors | {"s_a_second": round(self.processor_s / self.fixture.duration_s, 3), "text": self.text}


class Recogniser:
    """The stand-in. What it uses counts with all its processes."""

    def __init__(self, process: Child, port: int) -> None:
        self._process = process
        self._address = f"127.0.0.1:{port}"

    def live(self, fixture: Spoken) -> Heard:
        before = processor_time_s(self._process.pid)
        engine, reports = asyncio.run(hear(f"ws://{self._address}/v2/listen", fixture.pcm, Language(fixture.language)))
        used_s = processor_time_s(self._process.pid) - before
        known = latencies(timed_words(fixture), reports, fixture.language)
        return Heard(fixture, engine, reports[-1].text, used_s, known)

    def prerecorded(self, fixture: Spoken) -> Heard:
        with Deepgram("stand-in", api_url=f"http://{self._address}") as deepgram:
            before = processor_time_s(self._process.pid)
            heard = deepgram.transcribe(fixture.file, "audio/ogg", Language(fixture.language))
            return Heard(fixture, heard.source, heard.text, processor_time_s(self._process.pid) - before)


@contextmanager
def recogniser(folder: Path) -> Iterator[Recogniser]:
    port = free_port()
    command = (sys.executable, "-m", "local_cloud.stand_ins.deepgram_stand_in", "--port", str(port))
    child = Child("stand-in for Deepgram", command, log=folder / "stand-in.log", env=os.environ)
    try:
        child.wait_until(lambda: listening(port), timeout_s=60)
        yield Recogniser(child, port)
    finally:
        child.stop()


def peer(fixture: Spoken, *, live: bool) -> Heard:
    """Pocketsphinx, in a process for each sound. One call at a time in a process, for its time is counted."""
    command = (*PEER, "--live") if live else PEER
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run(command, input=fixture.pcm, capture_output=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = json.loads(told.splitlines()[-1])[1] if live else json.loads(told)
    used_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Heard(fixture, "pocketsphinx", " ".join(word["word"] for word in words), used_s)
