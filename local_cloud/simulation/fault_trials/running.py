"""Many trials at a time: what records has its stations, what is only sent again needs none."""

import queue
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import connect
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.object_keys import chunk_prefix
from interview.domain.sessions.session import SessionState
from local_cloud import seed as seeding
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.errors import LocalCloudError
from local_cloud.processes import poll_until
from local_cloud.simulation.fault_trials.browser_worker import Station, station
from local_cloud.simulation.fault_trials.rows import ROWS
from local_cloud.simulation.fault_trials.trial import Lengths, Original, Trial
from local_cloud.simulation.fault_trials.verdicts import Outcome, Recorded, judge
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter

__all__ = ["Result", "Trials"]

PROCESSING_TIMEOUT_S = 600
"""Nothing is judged by it: trials that run side by side queue for the stand-in's recogniser."""
SETTLING_TIMEOUT_S = 60
"""Afterwards the outcome is what it is."""
WAITING_STATIONS = 2
JUDGES = 3
SENT_AHEAD = 3
"""So many sessions may be in the pipeline for each thread that sends again."""
ENDED = (SessionState.DONE, SessionState.FAILED)


@dataclass(frozen=True)
class Result:
    """How one trial ended: with an outcome, or with what went wrong in taking it."""

    row: str
    seed: int
    took_s: float
    outcome: Outcome | None = None
    error: str | None = None


@dataclass(frozen=True)
class _Job:
    row: str
    seed: int


class Trials:
    """`camera` is a file for Chromium's fake camera. `stations` record at once; two more wait out outages."""

    def __init__(self, cloud: LocalCloud, camera: Path, *, stations: int = 3, lengths: Lengths | None = None) -> None:
        self._cloud = cloud
        self._camera = camera
        self._stations = stations
        self._lengths = lengths or Lengths()
        self._results: queue.Queue[Result] = queue.Queue()
        self._originals: list[Original] = []
        self._completes = 0
        self._has_original = threading.Event()
        """Or there will be none."""
        self._recruiter = Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password)

    def run(self, seeds: Mapping[str, Iterable[int]]) -> Iterator[Result]:
        """Results as they come, for the seeds of each row.

        What is sent again are complete recordings: these are made first, and one where nobody asks for any.
        """
        self._warm_up()
        jobs = {name: [_Job(name, seed) for seed in seeds.get(name, ())] for name in ROWS}
        jobs["complete"] = jobs["complete"] or [_Job("complete", 0)]
        self._completes = len(jobs["complete"])
        live = [job for name, own in jobs.items() if ROWS[name].is_live and not ROWS[name].waits for job in own]
        waiting = [job for name, own in jobs.items() if ROWS[name].waits for job in own]
        stored = [
            job for name, own in jobs.items() if not ROWS[name].is_live and not ROWS[name].is_alone for job in own
        ]
        alone = [job for name, own in jobs.items() if ROWS[name].is_alone for job in own]
        with ThreadPoolExecutor(JUDGES) as self._judges, ExitStack() as stack:
            stack.callback(self._recruiter.close)
            together = ([(live, self._stations), (waiting, WAITING_STATIONS)], stored)
            groups: list[tuple[list[tuple[list[_Job], int]], list[_Job]]] = [together, ([], alone)]
            for recorded, sent_again in groups:
                expected = sum(len(own) for own, _ in recorded) + len(sent_again)
                threads = [self._record(own) for own, at_once in recorded for _ in range(min(at_once, len(own)))]
                threads += [self._send(sent_again)] if sent_again else []
                for _ in range(expected):
                    yield self._results.get()
                for thread in threads:
                    thread.join()

    def _warm_up(self) -> None:
        """One interview before all others: many functions that start at once would keep the first pages waiting."""
        trial = Trial(self._cloud, self._recruiter, random.Random(0), self._lengths)  # noqa: S311
        invitation = trial.invite()
        with trial.candidate(invitation) as candidate:
            candidate.answer(0, recording("incident"))
            candidate.finish()
        _wait_until_settled(self._cloud, Recorded(invitation.session_id, 0, {}))

    def _record(self, jobs: list[_Job]) -> threading.Thread:
        def work() -> None:
            try:
                with station(self._cloud.edge_url, self._camera) as place:
                    while job := _next(jobs):
                        self._play(job, place)
            except Exception as error:  # noqa: BLE001 - a browser that does not start leaves its jobs untaken
                while job := _next(jobs):
                    self._tell(job, time.monotonic(), error=error)

        return _started(work)

    def _send(self, jobs: list[_Job]) -> threading.Thread:
        def work() -> None:
            self._has_original.wait()
            under_way: deque[Future[None]] = deque()
            while job := _next(jobs):
                under_way.append(self._play(job, None))
                if ROWS[job.row].is_alone or len(under_way) > SENT_AHEAD:
                    under_way.popleft().result()

        return _started(work)

    def _play(self, job: _Job, place: Station | None) -> Future[None]:
        """Play a row; judging it is left to another thread, because the pipeline takes its time."""
        began = time.monotonic()
        trial = Trial(
            self._cloud,
            self._recruiter,
            random.Random(f"{job.row}/{job.seed}"),  # noqa: S311 - to be repeatable
            self._lengths,
            place,
            self._originals,
        )
        try:
            recorded = ROWS[job.row].play(trial)
        except Exception as error:  # noqa: BLE001 - one trial's end must not be that of all
            self._tell(job, began, error=error)
            return self._judges.submit(lambda: None)
        return self._judges.submit(self._judge, job, began, trial, recorded)

    def _judge(self, job: _Job, began: float, trial: Trial, recorded: Recorded) -> None:
        try:
            _wait_until_settled(self._cloud, recorded)
            outcome = judge(self._cloud, recorded, decode=not ROWS[job.row].is_live)
            if job.row == "complete":
                self._originals.append(trial.original_of(recorded))
            self._tell(job, began, outcome)
        except Exception as error:  # noqa: BLE001
            self._tell(job, began, error=error)

    def _tell(self, job: _Job, began: float, outcome: Outcome | None = None, *, error: Exception | None = None) -> None:
        if job.row == "complete":
            self._completes -= 1
            if self._originals or not self._completes:
                self._has_original.set()
        said = f"{type(error).__name__}: {error}" if error else None
        self._results.put(Result(job.row, job.seed, round(time.monotonic() - began, 1), outcome, said))


def _wait_until_settled(cloud: LocalCloud, recorded: Recorded) -> None:
    """Until the session was processed, and the video is of what the bucket has: a late event makes another merge."""
    about = (recorded.session_id, recorded.question)
    s3, bucket = cloud.client("s3"), cloud.outputs["RawBucket"]
    database = connect(cloud.mongodb_uri, seeding.DATABASE)
    with database.client:
        sessions, answers, chunks = SessionRepository(database), AnswerRepository(database), ChunkRepository(database)

        def is_processed() -> bool:
            session = sessions.get(recorded.session_id)
            return session is not None and session.state in ENDED

        def is_current() -> bool:
            registered = chunks.of_question(*about)
            stored = s3.list_objects_v2(Bucket=bucket, Prefix=chunk_prefix(*about)).get("KeyCount", 0)
            answer = answers.get(*about)
            if answer.video is None or len(registered) < stored:
                return False
            return answer.video.digest == plan_merge(answer.manifest, registered).digest

        if not poll_until(is_processed, timeout_s=PROCESSING_TIMEOUT_S, every_s=0.5):
            raise LocalCloudError(f"Session {recorded.session_id} was not processed in {PROCESSING_TIMEOUT_S} s.")
        poll_until(is_current, timeout_s=SETTLING_TIMEOUT_S, every_s=0.5)


def _next(jobs: list[_Job]) -> _Job | None:
    try:
        return jobs.pop(0)
    except IndexError:
        return None


def _started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread
