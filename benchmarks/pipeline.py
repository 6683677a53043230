"""How long the pipeline takes on this machine: `make bench NAME=pipeline`.

Measures, against a local cloud of its own: from the end of a chunk's POST to its document in MongoDB, for 1, 20 and 100
sessions that post at once; from "finish" to `done`, with stand-ins for both vendors, of which the one for recognition
knows the sound already; and the memory of the whole local cloud. As peers, in the same run: a bare PUT of the same
bytes to the same emulator, and what that stand-in takes by itself for the same sound when it first hears it.
"""

import argparse
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.percentiles import percentiles
from benchmarks.reporting import report
from interview.adapters.deepgram import Deepgram
from interview.adapters.mongo.client import Database, connect
from interview.domain.languages import DEFAULT_LANGUAGE
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.cloud.vendors import DEEPGRAM
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter

SESSIONS = (1, 20, 100)
MIN_POSTS = 100
"""A single session posts so many chunks, one after another; of more, each posts at least four."""
QUESTION = {"text": "What was your hardest bug?", "expected_points": ["Names the cause"]}
RECORDING, ANOTHER = "incident", "motivation"


@dataclass
class Registrations:
    """Watches the registry of chunks; `seen` is when a (session, chunk) was first found there."""

    database: Database
    seen: dict[tuple[UUID, int], float] = field(default_factory=dict)

    def watch(self, expected: int, stop: threading.Event) -> None:
        """Poll every 5 ms until all that are expected have been found, or `stop` is set."""
        while len(self.seen) < expected and not stop.wait(0.005):
            now = time.perf_counter()
            for chunk in self.database["chunks"].find({}, {"session_id": 1, "chunk_index": 1}):
                self.seen.setdefault((chunk["session_id"], chunk["chunk_index"]), now)


def invited(
    recruiter: Recruiter, site: str, count: int, questions: int = 1
) -> list[tuple[UUID, Candidate, dict[str, Any]]]:
    """Candidates who have begun and hold a lease for the first question."""
    template = recruiter.make_template("Benchmark", [QUESTION] * questions)
    ready = []
    for number in range(count):
        session_id, token = recruiter.invite(template, f"Candidate {number}")
        candidate = Candidate(site, token)
        candidate.start(f"Candidate {number}")
        ready.append((UUID(session_id), candidate, candidate.lease(0)))
    return ready


def registration(cloud: LocalCloud, recruiter: Recruiter, sessions: int) -> dict[str, Any]:
    """POST done ▶ registered, while so many sessions post at once."""
    bodies = list(recording(RECORDING).chunks.values())
    posts = max(len(bodies), MIN_POSTS // sessions)
    ready = invited(recruiter, cloud.edge_url, sessions)
    posted: dict[tuple[UUID, int], float] = {}
    took: list[float] = []

    def post(session_id: UUID, candidate: Candidate, lease: dict[str, Any]) -> None:
        for index in range(posts):
            began = time.perf_counter()
            candidate.post(lease, index, bodies[index % len(bodies)]).raise_for_status()
            posted[session_id, index] = time.perf_counter()
            took.append(posted[session_id, index] - began)

    database = connect(cloud.mongodb_uri, "colloquy")
    database["chunks"].delete_many({})
    registrations = Registrations(database)
    stop = threading.Event()
    expected = sessions * posts
    watcher = threading.Thread(target=registrations.watch, args=(expected, stop))
    watcher.start()
    with ThreadPoolExecutor(sessions) as pool:
        for done in [pool.submit(post, *one) for one in ready]:
            done.result()
    watcher.join(timeout=120)
    stop.set()
    watcher.join()
    for _, candidate, _ in ready:
        candidate.close()
    database.client.close()
    delays = [registrations.seen[key] - at for key, at in posted.items() if key in registrations.seen]
    return {
        "sessions": sessions,
        "posted": len(posted),
        "registered": len(delays),
        "post": percentiles(took),
        "post_done_to_registered": percentiles([max(0.0, delay) for delay in delays]),
    }


def bare_put(cloud: LocalCloud) -> dict[str, float]:
    """The peer: one PUT of the same bytes to the same emulator, nothing behind it."""
    s3 = cloud.client("s3")
    s3.create_bucket(Bucket="benchmark-peer")
    body = recording(RECORDING).chunks[0]
    took = []
    for number in range(100):
        began = time.perf_counter()
        s3.put_object(Bucket="benchmark-peer", Key=str(number), Body=body)
        took.append(time.perf_counter() - began)
    return percentiles(took)


def recogniser_alone(api_url: str) -> dict[str, float]:
    """What the stand-in takes to hear a recording, which it does once: what it heard of late it knows. Another one
    comes first, so that it is awake."""
    took = []
    with Deepgram("stand-in", api_url=api_url) as deepgram:
        for name in (ANOTHER, RECORDING):
            recorded = recording(name)
            began = time.perf_counter()
            deepgram.transcribe(b"".join(recorded.chunks.values()), recorded.content_type, DEFAULT_LANGUAGE)
            took.append(time.perf_counter() - began)
    return percentiles(took[1:])


def finish_to_done(cloud: LocalCloud, recruiter: Recruiter, runs: int) -> dict[str, Any]:
    """From the candidate's finish to `done`, one interview of one answer at a time."""
    recorded = recording(RECORDING)
    template = recruiter.make_template("Benchmark", [QUESTION])
    took = []
    for number in range(runs):
        session_id, token = recruiter.invite(template, f"Candidate {number}")
        with Candidate(cloud.edge_url, token) as candidate:
            candidate.start(f"Candidate {number}")
            candidate.answer(0, recorded)
            began = time.perf_counter()
            candidate.finish()
            recruiter.wait_for_results(session_id)
            took.append(time.perf_counter() - began)
    return percentiles(took)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base-port", type=int, default=8300)
    options.add_argument("--runs", type=int, default=10, help="interviews for finish ▶ done")
    chosen = options.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder,
        LocalCloud(base_port=chosen.base_port, data=Path(folder), environment={}) as cloud,
        Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter,
    ):
        alone = recogniser_alone(f"http://127.0.0.1:{chosen.base_port + DEEPGRAM.port}")
        finish_to_done(cloud, recruiter, 1)  # every function is warm after this
        result = {
            "bare_put": bare_put(cloud),
            "recogniser_alone": alone,
            "finish_to_done": finish_to_done(cloud, recruiter, chosen.runs),
            "registration": [registration(cloud, recruiter, sessions) for sessions in SESSIONS],
            "memory_mb": cloud.memory_mb(),
        }
    print(report("pipeline", result))


if __name__ == "__main__":
    main()
