"""The page's rule, which node runs: the modules are the page's own."""

import asyncio
import json
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

from local_cloud.cloud.cloud import REPOSITORY

__all__ = ["Judgement", "Rule", "rule"]


class Judgement:
    """What the rule says of one answer."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.spoke_on = asyncio.Event()
        self.prepare = asyncio.Event()
        self.told = asyncio.Event()


class Rule:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._ids = count()
        self._judged: dict[int, Judgement] = {}

    def answer(self, silence_s: float | None) -> tuple[int, Judgement]:
        """Another answer, of a candidate whose link has this silence."""
        number, judgement = next(self._ids), Judgement()
        self._judged[number] = judgement
        self.tell(number, silence_s=silence_s, begin=True)
        return number, judgement

    def tell(self, number: int, **heard: Any) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"id": number, **heard}).encode() + b"\n")

    async def listen(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            said = json.loads(line)
            getattr(self._judged[said["id"]], said["event"]).set()


@asynccontextmanager
async def rule() -> AsyncIterator[Rule]:
    with tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder:
        built = Path(folder) / "rule.mjs"
        source = Path(__file__).with_name("rule.mjs")
        command = (REPOSITORY / "node_modules/.bin/rolldown", source, "--platform", "node", "--file", built)
        await asyncio.to_thread(subprocess.run, command, check=True, capture_output=True, cwd=REPOSITORY)
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec("node", built, stdin=pipe, stdout=pipe)
        judge = Rule(process)
        listening = asyncio.create_task(judge.listen())
        try:
            yield judge
        finally:
            process.terminate()
            await process.wait()
            await listening
