"""Two tasks and those who converse meanwhile, and what became of their words."""

import asyncio
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from websockets.asyncio.server import serve

from benchmarks.rolling_deploy.ecs import Ecs, Front, Task, is_listening
from benchmarks.rolling_deploy.page import Notes, Page
from benchmarks.rolling_deploy.vendor import converse
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.domain.clock import utc_now
from interview.domain.sessions.session import Session, SessionState
from interview.domain.templates import Question
from interview.domain.tokens import TicketRole, hashed, new_token
from local_cloud.processes import Child, free_port

__all__ = ["Deploy", "deploy_while_people_speak"]

ORIGIN = "http://localhost:8000"
ROOT = Path(__file__).parents[2]
TASK = "from voice_proxy_container import task_standing, __main__; task_standing.LOOK_EVERY_S = {}; __main__.main()"
ARRIVAL_TIMEOUT_S = 5.0


@dataclass(frozen=True)
class Deploy:
    """What became of it. `lost`: words that were said and stand in no line."""

    notes: list[Notes]
    lost: int
    twice: int
    ended_after_s: float
    """The old task, from the deploy on."""
    old_was_left_to: int
    """Sockets of the old task when it was told to stop."""


async def deploy_while_people_speak(
    database: Database,
    mongodb_uri: str,
    logs: Path,
    answers_s: list[list[float]],
    *,
    look_every_s: float,
    after_s: float,
) -> Deploy:
    """So many people, each with as many answers; the deploy begins after a while."""
    vendor, aws, door = free_port(), free_port(), free_port()
    front = Front()
    ecs = Ecs({"arn:mongodb": mongodb_uri, "arn:deepgram": "a-key", "arn:groq": "a-key"}, front)
    started: list[Child] = []

    async def start(name: str) -> None:
        port = free_port()
        environment = _environment(port, vendor, aws, database.name) | {
            "ECS_CONTAINER_METADATA_URI_V4": f"http://127.0.0.1:{aws}/v4/{name}",
            "ECS_AGENT_URI": f"http://127.0.0.1:{aws}/agent/{name}",
        }
        command = [sys.executable, "-c", TASK.format(look_every_s)]
        child = Child(name, command, log=logs / f"{name}.log", env=environment, cwd=ROOT)
        started.append(child)
        await is_listening(port)
        ecs.register(name, Task(name, port, child))

    sessions = [_a_session() for _ in answers_s]
    for session in sessions:
        AnswerRepository(database).add(session)
        SessionRepository(database).add(session)
    pages = [
        Page(number, lambda session=session: asyncio.to_thread(_door, database, session, door), ORIGIN)  # type: ignore[misc]
        for number, session in enumerate(sessions)
    ]
    clock = asyncio.get_running_loop().time
    try:
        async with serve(converse, "127.0.0.1", vendor, compression=None), ecs.serve(aws):
            ecs.definition = "old"
            await start("old")
            async with await front.serve(door), asyncio.TaskGroup() as talking:
                over = asyncio.Event()
                for page, seconds in zip(pages, answers_s, strict=True):
                    talking.create_task(_after(random.uniform(0, min(after_s, ARRIVAL_TIMEOUT_S)), page, seconds, over))  # noqa: S311
                await asyncio.sleep(after_s)
                began = clock()
                await start("new")
                ecs.definition = "new"
                old = ecs.tasks["old"]
                while old.child.exit_code is None:
                    await asyncio.sleep(0.05)
                over.set()
                ended_after_s = clock() - began
                left_to = front.open[old.port]
    finally:
        for child in started:
            await asyncio.to_thread(child.stop)
    said = [word for page in pages for word in page.notes.said]
    heard = Counter(
        word
        for session in sessions
        for line in database["transcript_lines"].find({"session_id": session.id}, {"text": True})
        for word in line["text"].split()
    )
    return Deploy(
        [page.notes for page in pages],
        lost=sum(not heard[word] for word in said),
        twice=sum(heard[word] > 1 for word in said),
        ended_after_s=ended_after_s,
        old_was_left_to=left_to,
    )


async def _after(seconds: float, page: Page, answers_s: list[float], over: asyncio.Event) -> None:
    await asyncio.sleep(seconds)
    await page.interview(answers_s, over)


def _door(database: Database, session: Session, port: int) -> str:
    """An address that opens once."""
    ticket = new_token()
    until = utc_now() + timedelta(seconds=60)
    TicketRepository(database).issue(
        hashed(ticket), TicketRole.VOICE, session.id, until, link_token_hash=session.link_token_hash
    )
    return f"ws://127.0.0.1:{port}/voice?ticket={ticket}"


def _a_session() -> Session:
    now = utc_now()
    return Session(
        id=uuid4(),
        organisation_id=uuid4(),
        template_id=uuid4(),
        template_title="Benchmark",
        questions=(Question(text="What was your hardest bug?"), Question(text="Why this team?")),
        candidate_name="Candidate",
        state=SessionState.IN_PROGRESS,
        link_token_hash=hashed(new_token()),
        expires_at=now + timedelta(days=1),
        created_at=now,
    )


def _environment(port: int, vendor: int, aws: int, database: str) -> dict[str, str]:
    return {
        **os.environ,
        "STAGE": "benchmark",
        "MONGODB_SECRET_ARN": "arn:mongodb",
        "MONGODB_DATABASE": database,
        "DEEPGRAM_SECRET_ARN": "arn:deepgram",
        "GROQ_SECRET_ARN": "arn:groq",
        "GROQ_BASE_URL": "https://api.groq.com",
        "DEEPGRAM_AGENT_URL": f"ws://127.0.0.1:{vendor}/v1/agent/converse",
        "DEEPGRAM_LISTEN_URL": f"ws://127.0.0.1:{vendor}/v2/listen",
        "DEEPGRAM_API_URL": f"http://127.0.0.1:{vendor}",
        "THINK_MODEL": "openai/gpt-oss-20b",
        "SITE_ORIGINS": ORIGIN,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{aws}",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
