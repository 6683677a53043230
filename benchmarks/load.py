"""How many interviews at once one machine carries, and what gives first: `make bench NAME=load`.

Candidates without a browser take whole interviews at a local cloud of its own, in the real protocol and at the real
pace: link, consent, leave to record, a chunk every five seconds to the bucket, its event, the conversation through the
voice proxy, manifest, finish, merging and scoring. More and more of them, until something fails or falls behind: a
chunk that takes longer than the next one needs, a feedback that takes three seconds, an interview that is not done in
two minutes. Stand-ins take the place of the vendors, the emulator that of AWS, and they and the candidates share the
machine: whose processor time it was is given, in cores.
"""

import argparse
import asyncio
import os
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import uvloop

from benchmarks.percentiles import percentiles
from benchmarks.pipeline import Registrations, invited
from benchmarks.reporting import report
from benchmarks.voice_latency.moments import Moments
from benchmarks.voice_latency.page import converse
from benchmarks.voice_latency.vendors import Answers, Vendors, settings_for
from interview.adapters.mongo.client import connect
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import free_port
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter

STEPS = (10, 20, 40, 80, 160, 320, 640)
CHUNK_EVERY_S = 5.0
ANSWERS = 6
"""Spoken one after another while the recording goes on."""
SLOW_CHUNK_S = CHUNK_EVERY_S
SLOW_FEEDBACK_S = 3.0
DONE_TIMEOUT_S = 120
LOOKS_EVERY_S = 1.0
ENDED = ("done", "failed")
RECORDING = "incident"


@dataclass
class Step:
    """What so many candidates came to."""

    candidates: int
    posted: dict[tuple[UUID, int], float] = field(default_factory=dict)
    posts: list[float] = field(default_factory=list)
    done: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


class Processors:
    """Processor seconds of each part, since the last look."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._cloud = cloud
        self._before: dict[str, float] = {}
        self._at = time.monotonic()

    def cores(self) -> dict[str, float]:
        parts = self._cloud.processor_s()
        ours = ("The AWS emulator", "functions and tasks")  # a function that has ended counts as the emulator's
        used = {
            " with ".join(ours): sum(parts.pop(part, 0) for part in ours),
            **parts,
            "candidates and vendors": sum(os.times()[:2]),
        }
        now = time.monotonic()
        took, self._at = now - self._at, now
        before, self._before = self._before, used
        return {name: round((seconds - before.get(name, 0)) / took, 2) for name, seconds in used.items()}


class Bench:
    def __init__(self, cloud: LocalCloud, recruiter: Recruiter) -> None:
        self._cloud = cloud
        self._recruiter = recruiter
        self._recorded = recording(RECORDING)
        self._database = connect(cloud.mongodb_uri, "colloquy")
        self.answers = Answers(Moments)

    async def step(self, count: int) -> dict[str, Any]:
        step, first = Step(count), len(self.answers)
        found = await asyncio.to_thread(invited, self._recruiter, self._cloud.edge_url, count, ANSWERS)
        registrations, stop = Registrations(self._database), threading.Event()
        self._database["chunks"].delete_many({})
        expected = count * len(self._recorded.chunks)
        watcher = threading.Thread(target=registrations.watch, args=(expected, stop))
        processors = Processors(self._cloud)
        processors.cores()
        watcher.start()
        async with asyncio.TaskGroup() as group:
            for number, (session_id, candidate, lease) in enumerate(found):
                after_s = CHUNK_EVERY_S * number / count
                group.create_task(self._interview(step, session_id, candidate, lease, after_s))
        cores = processors.cores()
        stop.set()
        watcher.join()
        answered = [self.answers[number] for number in range(first, len(self.answers))]
        delays = [
            max(0.0, registrations.seen[key] - at) for key, at in step.posted.items() if key in registrations.seen
        ]
        feedback = [answer.whole() for answer in answered if answer.heard]
        result: dict[str, Any] = {
            "candidates": count,
            "post": percentiles(step.posts),
            "post_done_to_registered": percentiles(delays) if delays else None,
            "end_of_speech_to_first_sound": percentiles(feedback) if feedback else None,
            "finish_to_done": percentiles(step.done) if step.done else None,
            "interviews_done": len(step.done),
            "registered_of_posted": [len(delays), len(step.posted)],
            "faults": dict(step.faults),
            "cores": cores,
            "memory_mb": self._cloud.memory_mb()["total"],
        }
        return {**result, "gave": what_gave(result)}

    async def _interview(
        self, step: Step, session_id: UUID, candidate: Candidate, lease: dict[str, Any], after_s: float
    ) -> None:
        """One candidate: records and talks side by side, then finishes and waits for the score."""
        await asyncio.sleep(after_s)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._record(step, session_id, candidate, lease))
                group.create_task(converse(self._cloud.edge_url, candidate, ANSWERS, self.answers))
            await asyncio.to_thread(candidate.send_manifest, 0, self._recorded.manifest)
            began = time.perf_counter()
            await asyncio.to_thread(candidate.finish)
            await self._until_done(session_id)
            step.done.append(time.perf_counter() - began)
        except* Exception as faults:  # noqa: BLE001 (what gives is what is looked for)
            step.faults.update(type(fault).__name__ for fault in leaves(faults))
        finally:
            candidate.close()

    async def _until_done(self, session_id: UUID) -> None:
        """In the database: that many pages which ask would be a load of their own."""
        async with asyncio.timeout(DONE_TIMEOUT_S):
            while (await asyncio.to_thread(self._session, session_id))["state"] not in ENDED:
                await asyncio.sleep(LOOKS_EVERY_S)

    def _session(self, session_id: UUID) -> dict[str, Any]:
        return self._database.sessions.find_one({"_id": session_id}, {"state": True}) or {"state": ENDED[0]}

    async def _record(self, step: Step, session_id: UUID, candidate: Candidate, lease: dict[str, Any]) -> None:
        for index, body in self._recorded.chunks.items():
            due = asyncio.create_task(asyncio.sleep(CHUNK_EVERY_S))
            began = time.perf_counter()
            posted: httpx.Response = await asyncio.to_thread(candidate.post, lease, index, body)
            posted.raise_for_status()
            step.posted[session_id, index] = time.perf_counter()
            step.posts.append(step.posted[session_id, index] - began)
            await due


def leaves(group: BaseExceptionGroup[Any]) -> list[BaseException]:
    return [
        leaf for each in group.exceptions for leaf in (leaves(each) if isinstance(each, BaseExceptionGroup) else [each])
    ]


def what_gave(result: dict[str, Any]) -> list[str]:
    """Nothing, as long as all went as a candidate needs it."""
    gave = [f"{count} of {name}" for name, count in result["faults"].items()]
    if result["post"]["p99_ms"] > SLOW_CHUNK_S * 1000:
        gave.append("a chunk takes longer than the next one needs")
    if (feedback := result["end_of_speech_to_first_sound"]) and feedback["p99_ms"] > SLOW_FEEDBACK_S * 1000:
        gave.append("a feedback takes more than three seconds")
    if result["interviews_done"] < result["candidates"]:
        gave.append("interviews are not done in time")
    return gave


async def ramp(bench: Bench, ports: tuple[int, int], steps: list[int]) -> list[dict[str, Any]]:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2 * max(steps)))
    results: list[dict[str, Any]] = []
    async with Vendors(bench.answers).serve(*ports):
        await bench.step(2)  # every function is warm after this
        for count in steps:
            results.append(await bench.step(count))
            print(results[-1], flush=True)
            if results[-1]["gave"]:
                break
    return results


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base-port", type=int, default=8300)
    options.add_argument("--steps", type=int, nargs="+", default=list(STEPS), help="candidates at once")
    options.add_argument("--no-result-file", action="store_true")
    chosen = options.parse_args()
    deepgram, groq = free_port(), free_port()
    settings = settings_for(deepgram, groq)
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder,
        LocalCloud(base_port=chosen.base_port, data=Path(folder), settings=settings, environment={}) as cloud,
        Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter,
    ):
        results = uvloop.run(ramp(Bench(cloud, recruiter), (deepgram, groq), chosen.steps))
    print(report("load", {"steps": results}, keep=not chosen.no_result_file))


if __name__ == "__main__":
    main()
