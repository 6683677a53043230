"""The recogniser's processes, which end when they like."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from local_cloud.processes import poll_until
from local_cloud.stand_ins.deepgram.workers import Passage, Rank, TranscriberError, Workers

AT_ONCE_S = 10
"""A new process starts meanwhile; one that hangs is given a minute."""

RECOGNISER = """
import os, subprocess, sys
from local_cloud.stand_ins.recogniser import HeardWord, answer_all

def hear(pcm, language, before):
    if language == "leaves a child":
        subprocess.Popen([sys.executable, "-S", "-c", "import sys; sys.stdin.read()"])
    if language == "breaks off":
        os.write(1, b'[{"word":')
    if language != "en":
        os._exit(1)
    return [HeardWord(word="heard", start=0.5, end=0.75, confidence=1.0)]

open(sys.argv[1], "w").write(str(os.getpid()))
answer_all(hear, sys.stdin.buffer, sys.stdout)
"""


@asynccontextmanager
async def running(pid: Path) -> AsyncIterator[Workers]:
    workers = Workers((sys.executable, "-c", RECOGNISER, str(pid)))
    workers.start()
    yield workers
    await workers.close()


async def heard(workers: Workers, language: str = "en") -> list[str]:
    passage = Passage(b"sound", 1.0, language)
    async with asyncio.timeout(AT_ONCE_S):
        _, words = await workers.hear(Rank.RECORDING, lambda: passage)
    return [f"{word['word']} at {word['start']}" for word in words]


def test_words_have_their_times_on_the_passages_clock(tmp_path: Path) -> None:
    async def hear() -> list[str]:
        async with running(tmp_path / "pid") as workers:
            return await heard(workers)

    assert asyncio.run(hear()) == ["heard at 1.5"]


@pytest.mark.parametrize("end", ["ends", "breaks off", "leaves a child"])
def test_a_process_that_ends_fails_at_once_what_it_hears_and_is_replaced(tmp_path: Path, end: str) -> None:
    """Whatever is left of its pipe: half an answer, or a child that holds it open."""

    async def hear() -> None:
        async with running(tmp_path / "pid") as workers:
            for _ in range(2):
                with pytest.raises(TranscriberError):
                    await heard(workers, end)
                assert await heard(workers) == ["heard at 1.5"]

    asyncio.run(hear())


def test_so_does_one_whose_end_is_noticed_late(tmp_path: Path) -> None:
    """Where the event loop was busy, a process's end and its pipes' are known in one moment."""
    pid = tmp_path / "pid"

    async def hear() -> None:
        async with running(pid) as workers:
            assert await heard(workers)
            failing = asyncio.create_task(heard(workers, "ends"))
            for _ in range(3):  # until it is asked
                await asyncio.sleep(0)
            process = Path(f"/proc/{pid.read_text()}")
            assert poll_until(lambda: not process.exists(), timeout_s=AT_ONCE_S)
            with pytest.raises(TranscriberError):
                await failing
            assert await heard(workers) == ["heard at 1.5"]

    asyncio.run(hear())
