"""Fifty interviews that finish at once, on a vendor's limits: `make bench NAME=score`.

Three answers each, scored by the product's own code against the stand-in for Groq and a MongoDB of its own: on the
limits of the free plan a minute (its 200,000 tokens a day, some 65 samples, are left out), and on 250,000 tokens a
minute. How many scores are lost, in which order they are made, and when the last one is; meanwhile feedback is asked
for, every 120 and every 10 s. Order is that of the first call for an answer: how many of all pairs of scores were made
in it, and how many places one was away from it at most.

Beside it the policy of before as a peer: nobody counts, a reply's first budget is 4,096, whoever is refused asks the
next model, and what still fails is tried again as `Transcribe` is in the state machine.

The state machine is played here: a function's answer or error leads to what the definition says of `Score`. Sixteen
functions at once, which share nothing but the database. Time goes `speed` times as fast for both sides, so that the
work of this machine, and its delays, count for as much more.
"""

import argparse
import json
import os
import queue
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

import httpx

from benchmarks.reporting import report
from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.mongo.model_limits import ModelLimitRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.scoring_line import ScoringLineRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain import tokens
from interview.domain.clock import to_milliseconds, utc_now
from interview.domain.evaluation.model_limits import FEEDBACK_SHARE
from interview.domain.sessions.session import Session, SessionState
from interview.domain.templates import AskedQuestion
from interview.domain.transcripts.transcript import Transcript
from interview.errors import ColloquyError, FeedbackUnavailableError
from interview.use_cases.evaluation.make_feedback import MakeFeedback
from interview.use_cases.evaluation.make_scorecard import MakeScorecard
from interview.use_cases.evaluation.mend_failure import MendFailure
from interview.use_cases.evaluation.score_answer import ScoreAnswer
from interview.use_cases.evaluation.score_in_turn import ScoreInTurn
from interview.wiring.score import PATIENCE_S
from local_cloud.cloud.mongod import Mongod
from local_cloud.processes import Child, free_port, listening
from local_cloud.simulation.recordings import recording

ROOT = Path(__file__).parents[1]
MODELS = ("openai/gpt-oss-120b", "openai/gpt-oss-20b")
INTERVIEWS, ANSWERS = 50, 3
FUNCTIONS = 16
QUESTIONS = tuple(
    AskedQuestion(text=text, expected_points=("Names the cause", "Says what was measured", "Tells how it ended"))
    for text in ("What was your hardest bug?", "Tell us about an incident.", "How did you find its cause?")
)


@dataclass(frozen=True)
class Plan:
    """What the vendor gives, and how fast time goes meanwhile."""

    name: str
    limits: Mapping[str, int]
    speed: float
    feedback_every_s: float


FREE = Plan("8,000 tokens and 30 requests a minute", {"tokens_a_minute": 8_000, "requests_a_minute": 30}, 40, 120)
LARGER = Plan("250,000 tokens a minute", {"tokens_a_minute": 250_000}, 5, 10)


@dataclass(frozen=True)
class FastTime:
    """Time that goes `speed` times as fast."""

    speed: float
    began: datetime = field(default_factory=utc_now)
    started: float = field(default_factory=time.monotonic)

    def seconds(self) -> float:
        return (time.monotonic() - self.started) * self.speed

    def now(self) -> datetime:
        return to_milliseconds(self.began + timedelta(seconds=self.seconds()))

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / self.speed)


class Time(Protocol):
    """Seconds on a clock, and how they pass."""

    def seconds(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


Score = Callable[[UUID, int], int]
"""A function's run: in how many seconds to come again, 0 for a score. Raises what the product raises."""


@dataclass
class Run:
    """What one run of fifty interviews came to, in seconds from its beginning."""

    time: Time
    began: float = 0.0
    came: dict[tuple[int, int], float] = field(default_factory=dict)
    scored: dict[tuple[int, int], float] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    calls: int = 0
    feedback: list[bool] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def called(self, answer: tuple[int, int]) -> None:
        with self.lock:
            now = self.time.seconds()
            self.began = self.began or now
            self.calls += 1
            self.came.setdefault(answer, now - self.began)

    def ended(self, answer: tuple[int, int], lost_to: str | None) -> None:
        with self.lock:
            if lost_to:
                self.lost.append(lost_to)
            else:
                self.scored[answer] = self.time.seconds() - self.began

    def figures(self) -> dict[str, Any]:
        order = sorted(self.scored, key=self.scored.__getitem__)
        arrival = {answer: place for place, answer in enumerate(sorted(self.scored, key=self.came.__getitem__))}
        places = [arrival[answer] for answer in order]
        pairs = [(a, b) for at, a in enumerate(places) for b in places[at + 1 :]]
        return {
            "scored": len(self.scored),
            "lost": len(self.lost),
            "lost_to": dict(Counter(self.lost)),
            "last_s": round(max(self.scored.values(), default=0)),
            "pairs_in_order_of_arrival": round(sum(a < b for a, b in pairs) / max(1, len(pairs)), 4),
            "places_from_arrival_max": max((abs(place - at) for at, place in enumerate(places)), default=0),
            "runs_of_the_function_an_answer": round(self.calls / len(self.came), 1),
            "feedback_given": f"{sum(self.feedback)} of {len(self.feedback)}",
        }


class Machine:
    """What the definition says of `Score`, at the pace of `time`."""

    def __init__(self, time: Time, retry: Mapping[str, Any]) -> None:
        self._time = time
        self._retry = retry

    def score(self, run: Callable[[], int]) -> str | None:
        """Until there is a score; the name of the error that it was lost to."""
        tries = 0
        while True:
            try:
                wait_s = run()
            except ColloquyError as error:
                name = type(error).__name__
                if name not in self._retry["ErrorEquals"] or tries == self._retry["MaxAttempts"]:
                    return name
                self._time.sleep(self._retry["IntervalSeconds"] * self._retry["BackoffRate"] ** tries)
                tries += 1
                continue
            if not wait_s:
                return None
            self._time.sleep(wait_s)
            tries = 0


def retry_of(state: str) -> dict[str, Any]:
    definition = json.loads((ROOT / "cdk" / "process_interview.asl.json").read_text())
    (retry,) = definition["States"]["Questions"]["ItemProcessor"]["States"][state]["Retry"]
    return dict(retry)


def retry_of_before() -> dict[str, Any]:
    """A limit was one of the errors that are tried again, as it still is of the recogniser."""
    return {**retry_of("Score"), "ErrorEquals": [*retry_of("Score")["ErrorEquals"], "RateLimitedError"]}


@dataclass(frozen=True)
class Bench:
    """One plan, in a database of its own."""

    mongodb_uri: str
    groq_url: str
    plan: Plan
    time: FastTime

    def measure(self, *, in_line: bool) -> dict[str, Any]:
        run, done = Run(self.time), threading.Event()
        limits = {**self.plan.limits, "speed": self.plan.speed}
        httpx.put(f"{self.groq_url}/stand-in/limits", json=limits).raise_for_status()
        machine = Machine(self.time, retry_of("Score") if in_line else retry_of_before())
        billed = len(self._bill())
        with ExitStack() as opened:
            name = f"bench_{uuid4().hex[:8]}"
            databases = [opened.enter_context(self._database(name)) for _ in range(FUNCTIONS)]
            sessions = [self._finished(databases[0]) for _ in range(INTERVIEWS)]
            functions: queue.Queue[Score] = queue.Queue()
            for database in databases:
                functions.put(self._function(database, in_line=in_line))

            def process(answer: tuple[int, int]) -> None:
                def call() -> int:
                    score = functions.get()
                    run.called(answer)
                    try:
                        return score(sessions[answer[0]].id, answer[1])
                    finally:
                        functions.put(score)

                run.ended(answer, machine.score(call))

            make = self._make_feedback(databases[0] if in_line else None)
            candidates = threading.Thread(target=self._ask_for_feedback, args=(make, run, done))
            candidates.start()
            answers = [(interview, answer) for interview in range(INTERVIEWS) for answer in range(ANSWERS)]
            with ThreadPoolExecutor(len(answers)) as pool:
                list(pool.map(process, answers))
            done.set()
            candidates.join()
            databases[0].client.drop_database(name)
        asked = [each["prompt_tokens"] + each["budget"] for each in self._bill()[billed:]]
        return {**run.figures(), "tokens_counted": sum(asked)}

    def _bill(self) -> list[dict[str, Any]]:
        bill: list[dict[str, Any]] = httpx.get(f"{self.groq_url}/stand-in/usage").raise_for_status().json()
        return bill

    def _function(self, database: Database, *, in_line: bool) -> Score:
        if in_line:
            in_turn = ScoreInTurn(
                self._score_answer(database, self._groq(database, patience_s=PATIENCE_S, leaves=FEEDBACK_SHARE)),
                ScoringLineRepository(database, clock=self.time.now),
                MendFailure(SessionRepository(database), AnswerRepository(database)),
                MakeScorecard(
                    SessionRepository(database),
                    AnswerRepository(database),
                    ScoreRepository(database),
                    ScorecardRepository(database),
                ),
            )
            return lambda session_id, answer: in_turn(session_id, answer).wait_s
        before = self._score_answer(database, self._groq(None, first_budget=4096))

        def score(session_id: UUID, answer: int) -> int:
            before(session_id, answer)
            return 0

        return score

    def _make_feedback(self, database: Database | None) -> MakeFeedback:
        """By the scorers' first model first: with that of the settings it would have limits of its own."""
        return MakeFeedback(
            self._groq(database, reasoning_effort="low", first_budget=512, max_budget=2048, max_pause_s=2)
        )

    def _ask_for_feedback(self, make: MakeFeedback, run: Run, done: threading.Event) -> None:
        """As one candidate after the other does meanwhile."""
        session, words = a_session(), spoken()
        while not done.wait(self.plan.feedback_every_s / self.time.speed):
            try:
                make.by_model(session, 0, words)
                run.feedback.append(True)
            except FeedbackUnavailableError:
                run.feedback.append(False)

    def _groq(self, database: Database | None, **fields: Any) -> Groq:
        limits = None if database is None else ModelLimitRepository(database, clock=self.time.now)
        return Groq(
            "key",
            base_url=self.groq_url,
            models=MODELS,
            limits=limits,
            sleep=self.time.sleep,
            clock=self.time.seconds,
            **fields,
        )

    def _score_answer(self, database: Database, groq: Groq) -> ScoreAnswer:
        return ScoreAnswer(SessionRepository(database), AnswerRepository(database), ScoreRepository(database), groq)

    @contextmanager
    def _database(self, name: str) -> Iterator[Database]:
        database = connect(self.mongodb_uri, name)
        with database.client:
            create_indexes(database)
            yield database

    def _finished(self, database: Database) -> Session:
        """An interview that is to be scored now, all its answers different ones."""
        session = a_session()
        answers = AnswerRepository(database)
        answers.add(session)
        SessionRepository(database).add(session)
        for index in range(ANSWERS):
            answers.store_transcript(session.id, index, spoken(), None)
        return session


def a_session() -> Session:
    now = utc_now()
    return Session(
        id=uuid4(),
        organisation_id=uuid4(),
        template_id=uuid4(),
        template_title="Benchmark",
        questions=QUESTIONS,
        candidate_name="Candidate",
        state=SessionState.COMPLETED,
        is_locked=True,
        link_token_hash=tokens.hashed(tokens.new_token()),
        created_at=now,
        completed_at=now,
        expires_at=now + timedelta(days=14),
    )


def spoken() -> Transcript:
    """A minute of the kept recording's words, which nobody else said."""
    text = f"{recording('incident').answer} It was incident {uuid4().int % 10**6}. {recording('incident').answer}"
    return Transcript(text=text, words=(), language="en", duration_ms=60_000, source="benchmark", made_at=utc_now())


@contextmanager
def groq_stand_in(folder: Path) -> Iterator[str]:
    port = free_port()
    module = "local_cloud.stand_ins.groq_stand_in"
    command = [sys.executable, "-m", module, "--port", str(port)]
    child = Child(module, command, log=folder / "groq.log", env=os.environ, cwd=ROOT)
    try:
        child.wait_until(lambda: listening(port), timeout_s=60)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.stop()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--speed", type=float, default=1, help="how much faster than the plans say time goes")
    chosen = options.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-bench-") as name,
        Mongod(Path(name) / "data", port=free_port(), log=Path(name) / "mongod.log") as mongod,
        groq_stand_in(Path(name)) as groq_url,
    ):
        figures: dict[str, Any] = {}
        for plan in (replace(plan, speed=chosen.speed * plan.speed) for plan in (FREE, LARGER)):
            bench = Bench(mongod.uri, groq_url, plan, FastTime(plan.speed))
            figures[plan.name] = {
                "speed": plan.speed,
                "in_line": bench.measure(in_line=True),
                "before": bench.measure(in_line=False),
            }
    print(report("score", {"interviews": INTERVIEWS, "answers": INTERVIEWS * ANSWERS, "plans": figures}))


if __name__ == "__main__":
    main()
