"""How long a candidate waits for what is said and shown, and how much of it is ours: `make bench NAME=voice_latency`.

Pages without a browser answer the questions of interviews at a local cloud of its own, one after another and several at
once, through its edge. Deepgram and Groq are stand-ins with delays of their own, which report how long they
really worked on what a page waited for; that much is taken off, and nothing else.

- From the end of speech to the first sound of the feedback. With the last sound the page says that the answer is over;
  its last words are heard and stored, the feedback is made by its function, and the agent is told to say it. What
  stands for AWS counts as ours; a call that does nothing at the same doors, and a write of nothing much, are given
  beside it.
- From a word that recognition reports to the page that shows it, and to MongoDB.

How long a page waits in silence before it takes an answer for finished is the candidate's setting, and not in here.
"""

import argparse
import asyncio
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

import httpx
import uvloop

from benchmarks.percentiles import percentiles
from benchmarks.reporting import report
from benchmarks.voice_latency.moments import Moments, figures, note
from benchmarks.voice_latency.page import converse
from benchmarks.voice_latency.vendors import FRAMES, STATED_S, Answers, Vendors, clock, counted, settings_for
from interview.adapters.mongo.client import Database, connect
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import free_port, poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recruiter import Recruiter

QUESTION = {"text": "Describe an incident in production and what you did.", "expected_points": ["Names the cause"]}
ANSWER_TAKES_S = 3.0
"""About: those who answer at once begin spread over it."""
LOOK_EVERY_S = 0.005
NEWEST = 50
"""Lines of transcripts, of which the newest are those that change."""
PROBE_EVERY_S = 0.25


def watch(database: Database, answers: Answers, stop: threading.Event) -> None:
    """Look into the transcripts' lines for new words, until `stop` is set."""
    seen: dict[int, int] = {}
    while not stop.wait(LOOK_EVERY_S):
        lines = list(database["transcript_lines"].find({}, {"text": True}).sort("$natural", -1).limit(NEWEST))
        now = clock()
        for number, words in (counted(line["text"]) for line in lines):
            if words > seen.get(number, 0):
                seen[number] = words
                note(answers[number].stored, words, now)


class Bench:
    def __init__(self, cloud: LocalCloud, recruiter: Recruiter, questions: int) -> None:
        self._site = cloud.edge_url
        self._recruiter = recruiter
        self._questions = questions
        self._template = recruiter.make_template("Benchmark", [QUESTION] * questions)
        self.answers = Answers(Moments)

    async def interviews(self, count: int, *, at_once: bool) -> list[Moments]:
        """The answers of so many interviews."""
        first = len(self.answers)
        candidates = [self._invited(number) for number in range(count)]
        if at_once:
            async with asyncio.TaskGroup() as group:
                for number, candidate in enumerate(candidates):
                    group.create_task(self._converse(candidate, ANSWER_TAKES_S * number / count))
        else:
            for candidate in candidates:
                await self._converse(candidate)
        for candidate in candidates:
            candidate.close()
        found = [self.answers[number] for number in range(first, len(self.answers))]
        assert len(found) == count * self._questions
        assert await asyncio.to_thread(poll_until, lambda: all(len(a.stored) == FRAMES for a in found), timeout_s=10)
        return found

    async def _converse(self, candidate: Candidate, after_s: float = 0) -> None:
        await converse(self._site, candidate, self._questions, self.answers, after_s=after_s)

    def _invited(self, number: int) -> Candidate:
        _, token = self._recruiter.invite(self._template, f"Candidate {number}")
        candidate = Candidate(self._site, token)
        candidate.start(f"Candidate {number}")
        return candidate


class Probe:
    """What the ground beneath takes meanwhile: the emulator of AWS, and the database."""

    def __init__(self, site: str, database: Database) -> None:
        self._site = site
        self._scratch = database["benchmark_probe"]
        self._calls: list[float] = []
        self._writes: list[float] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._probe)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def figures(self) -> dict[str, Any]:
        return {"empty_call": percentiles(self._calls), "bare_write": percentiles(self._writes)}

    def _probe(self) -> None:
        """A call of a warm function that does nothing, through the same doors as that for feedback; and a write that
        the database keeps as it keeps all others."""
        with httpx.Client(base_url=self._site) as http:
            while not self._stop.wait(PROBE_EVERY_S):
                began = clock()
                http.get("/api/docs.css").raise_for_status()
                answered = clock()
                self._scratch.insert_one({})
                self._calls.append(answered - began)
                self._writes.append(clock() - answered)


async def measure(
    bench: Bench, ports: tuple[int, int], interviews: int, probe: Callable[[], Probe]
) -> dict[str, dict[str, Any]]:
    # A thread for each page: none waits for another's.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(interviews + 1))
    found = {}
    async with Vendors(bench.answers).serve(*ports):
        await bench.interviews(interviews, at_once=True)  # every function is warm after this
        for name, at_once in (("at_once", True), ("one_after_another", False)):
            with probe() as meanwhile:
                answers = await bench.interviews(interviews, at_once=at_once)
            found[name] = {**figures(answers), "meanwhile": meanwhile.figures()}
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base-port", type=int, default=8300)
    options.add_argument("--interviews", type=int, default=10, help="one after another, and again at once")
    options.add_argument("--questions", type=int, default=10, help="of each interview")
    options.add_argument("--no-result-file", action="store_true")
    chosen = options.parse_args()
    deepgram, groq = free_port(), free_port()
    settings = settings_for(deepgram, groq)
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder,
        LocalCloud(base_port=chosen.base_port, data=Path(folder), settings=settings, environment={}) as cloud,
        Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter,
        connect(cloud.mongodb_uri, "colloquy").client as client,
    ):
        database = client["colloquy"]
        bench = Bench(cloud, recruiter, chosen.questions)
        stop = threading.Event()
        watching = threading.Thread(target=watch, args=(database, bench.answers, stop))
        watching.start()
        try:
            found = uvloop.run(
                measure(bench, (deepgram, groq), chosen.interviews, lambda: Probe(cloud.edge_url, database))
            )
        finally:
            stop.set()
            watching.join()
        result = {
            "interviews": chosen.interviews,
            "stated_delays_s": STATED_S,
            **found,
        }
    print(report("voice_latency", result, keep=not chosen.no_result_file))


if __name__ == "__main__":
    main()
