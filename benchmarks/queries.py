"""What MongoDB looks at for each question that is asked of it, at a million interviews: `make bench NAME=queries`.

A MongoDB of its own is filled with interviews, an answer and a flag each; one organisation of 200 has three in ten of
them. The server's profiler says of each query by which index it went, what it looked at, what it gave and how long it
took: the best of three, at rest. No query may read a whole collection, which the server refuses anyway.
"""

import argparse
import copy
import random
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pymongo

from benchmarks.database import own_database
from benchmarks.reporting import report
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database, Document, document
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.session import Session, SessionState, next_execution
from interview.domain.templates import AskedQuestion, Template
from interview.domain.tokens import TicketRole

NOW = datetime.now(UTC).replace(microsecond=0)
ORGANISATIONS = 200
OF_THE_LARGEST = 0.3
TEMPLATES_EACH = 10
SHARES = {
    SessionState.DONE: 0.800,
    SessionState.PENDING: 0.120,
    SessionState.EXPIRED: 0.050,
    SessionState.FAILED: 0.020,
    SessionState.IN_PROGRESS: 0.009,
    SessionState.PROCESSING: 0.001,
}
BATCH = 5_000
BATCH_TIMEOUT_S = 120
TRIES = 3
COMMANDS = {"find", "aggregate", "count", "distinct", "update", "delete", "findAndModify"}


class World:
    """Whose interviews there are, and the documents of them."""

    def __init__(self, sessions: int) -> None:
        self._random = random.Random(1)  # noqa: S311 - the same world each time
        self._sessions = sessions
        self.organisations = [uuid4() for _ in range(ORGANISATIONS)]
        self.templates = {one: [uuid4() for _ in range(TEMPLATES_EACH)] for one in self.organisations}
        self.largest = self.organisations[0]
        self.some: list[UUID] = []
        self._one = document(
            Session(
                id=uuid4(),
                organisation_id=self.largest,
                template_id=uuid4(),
                template_title="Backend engineer",
                questions=tuple(AskedQuestion(text="Tell us about a migration that you ran.") for _ in range(3)),
                accommodations=Accommodations(),
                state=SessionState.PENDING,
                link_token_hash="",
                candidate_name="",
                expires_at=NOW,
                created_at=NOW,
            )
        )

    def sessions(self) -> Iterator[Document]:
        states, weights = list(SHARES), list(SHARES.values())
        for number in range(self._sessions):
            is_largest = self._random.random() < OF_THE_LARGEST
            organisation = self.largest if is_largest else self._random.choice(self.organisations)
            [state] = self._random.choices(states, weights)
            created_at = NOW - timedelta(minutes=self._random.randrange(365 * 24 * 60))
            session_id = uuid4()
            if number % (self._sessions // 100 or 1) == 0:
                self.some.append(session_id)
            running = state in (SessionState.DONE, SessionState.FAILED, SessionState.PROCESSING)
            yield {
                **copy.copy(self._one),
                "_id": session_id,
                "organisation_id": organisation,
                "template_id": self._random.choice(self.templates[organisation]),
                "state": state.value,
                "is_locked": running,
                "link_token_hash": session_id.hex,
                "candidate_name": f"Candidate {number}",
                "candidate_email": f"candidate.{number}@mail.example",
                "created_at": created_at,
                "expires_at": NOW + timedelta(days=7) if state is SessionState.PENDING else created_at,
                **({"execution": next_execution(session_id, 0, created_at).model_dump()} if running else {}),
            }

    @staticmethod
    def answer(session: Document) -> Document:
        return {"session_id": session["_id"], "question_index": 0, "organisation_id": session["organisation_id"]}

    @staticmethod
    def flag(session: Document) -> Document:
        at = session["created_at"]
        of = {"session_id": session["_id"], "question_index": 0, "type": "TAB_SWITCH", "detail": {}}
        return {**of, "event_id": uuid4(), "at": at, "expires_at": at + timedelta(days=730)}


def fill(database: Database, world: World) -> None:
    """The indexes last, which is faster."""
    batch: list[Document] = []

    def write() -> None:
        with pymongo.timeout(BATCH_TIMEOUT_S):
            database.sessions.insert_many(batch, ordered=False)
            database.answers.insert_many([world.answer(session) for session in batch], ordered=False)
            database.proctoring_events.insert_many([world.flag(session) for session in batch], ordered=False)
        batch.clear()

    for session in world.sessions():
        batch.append(session)
        if len(batch) == BATCH:
            write()
    if batch:
        write()
    create_indexes(database)


def questions(database: Database, world: World) -> Mapping[str, Callable[[], object]]:
    """Those that go by more than the id of one document."""
    sessions, answers, chunks = SessionRepository(database), AnswerRepository(database), ChunkRepository(database)
    flags, scores, templates = (
        ProctoringEventRepository(database),
        ScoreRepository(database),
        TemplateRepository(database),
    )
    connections, tickets = ConnectionRepository(database), TicketRepository(database)
    largest, [template, *_], one = world.largest, world.templates[world.largest], world.some[0]
    asked = Template.model_construct(
        id=template, organisation_id=largest, title="", questions=(), created_at=NOW, updated_at=NOW
    )
    return {
        "open interviews, to the limit": lambda: sessions.count_open(largest, most=10_000),
        "invited before, by address": lambda: sessions.invited_among(asked, {one: ("Nobody", "nobody@mail.example")}),
        "invited before, by name": lambda: sessions.invited_among(asked, {one: ("Nobody", None)}),
        "a link": lambda: sessions.by_link(one.hex),
        "a link that was replaced": lambda: sessions.was_link("none"),
        "sweep: unused links": lambda: sessions.unused(NOW),
        "sweep: interviews left open": lambda: sessions.abandoned(NOW),
        "sweep: interviews that were left": lambda: sessions.left(NOW),
        "sweep: half locked": lambda: sessions.half_locked(NOW),
        "sweep: attempts under way": lambda: sessions.under_way_since(NOW),
        "sweep: overtaken answers": lambda: answers.overtaken(NOW - timedelta(days=7)),
        "sweep: merges that are due": lambda: answers.merges_due(NOW),
        "sweep: erasures to go on with": lambda: ForgottenSessionRepository(database).due(NOW, 200),
        "an interview's answers": lambda: answers.progress(one),
        "an interview's deliveries": lambda: answers.deliveries(one),
        "an interview's flags": lambda: flags.page(one, None, None, 201),
        "an interview's flags, counted": lambda: flags.counts(one),
        "an interview's scores": lambda: scores.overalls(one, {}),
        "a question's chunks": lambda: chunks.of_question(one, 0),
        "templates": lambda: templates.outlines(largest, most=500),
        "who watches": lambda: connections.joined(one, TicketRole.RECRUITER, NOW),
        "sign-out: sockets": lambda: connections.end(one),
        "sign-out: tickets": lambda: tickets.withdraw(one),
        "erasure": lambda: ForgottenSessionRepository(database).erase(uuid4()),
    }


def seen(database: Database, ask: Callable[[], object]) -> list[dict[str, Any]]:
    """What the server did for one question: what it looked at, and the milliseconds of it."""
    database.command("profile", 0)
    database.drop_collection("system.profile")
    database.command("profile", 2)
    try:
        ask()
    finally:
        database.command("profile", 0)
    done = database["system.profile"].find({"ns": {"$regex": r"\.(?!system)"}})
    return [
        {
            "collection": entry["ns"].partition(".")[2],
            "plan": entry.get("planSummary", ""),
            "keys": entry.get("keysExamined", 0),
            "documents": entry.get("docsExamined", 0),
            "given": entry.get("nreturned", 0),
            "ms": entry.get("millis", 0),
        }
        for entry in done
        if entry["op"] in {"query", "update", "remove"} or COMMANDS & entry.get("command", {}).keys()
    ]


def measured(database: Database, ask: Callable[[], object]) -> list[dict[str, Any]]:
    tries = [seen(database, ask) for _ in range(TRIES)]
    return min(tries, key=lambda commands: sum(command["ms"] for command in commands))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sessions", type=int, default=1_000_000)
    chosen = options.parse_args()
    with own_database() as database:
        world = World(chosen.sessions)
        fill(database, world)
        asked = {name: measured(database, ask) for name, ask in questions(database, world).items()}
    scans = [name for name, commands in asked.items() if any("COLLSCAN" in each["plan"] for each in commands)]
    print(report("queries", {"sessions": chosen.sessions, "scans": scans, "questions": asked}))


if __name__ == "__main__":
    main()
