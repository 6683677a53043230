"""The container's process as it is deployed, between a scripted Deepgram, a real MongoDB and a fake Secrets Manager."""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.mongo.tickets import TicketRepository
from interview.domain.clock import utc_now
from interview.domain.sessions.session import Session, SessionState
from interview.domain.templates import Question
from interview.domain.tokens import TicketRole, hashed, new_token
from local_cloud.processes import Child, free_port, listening
from tests.builders import a_session, stored
from tests.voice_proxy.candidate import ORIGIN
from tests.voice_proxy.vendor import Vendor, scripted_vendor

ROOT = Path(__file__).parents[2]
QUESTIONS = ("What was your hardest bug?", "Why this team?")


@dataclass
class Proxy:
    """The running container."""

    port: int
    process: Child
    database: Database

    def session(self, **fields: Any) -> Session:
        return an_interview(self.database, **fields)

    def ticket(self, session: Session, role: TicketRole = TicketRole.VOICE) -> str:
        ticket = new_token()
        expires_at = utc_now() + timedelta(seconds=60)
        TicketRepository(self.database).issue(
            hashed(ticket), role, session.id, expires_at, link_token_hash=session.link_token_hash
        )
        return ticket

    def url(self, ticket: str) -> str:
        return f"ws://127.0.0.1:{self.port}/voice?ticket={ticket}"

    def door(self, session: Session) -> str:
        """An address that opens once."""
        return self.url(self.ticket(session))

    def log(self) -> list[dict[str, Any]]:
        """What it logged, one event a line."""
        return [json.loads(line) for line in self.process.log.read_text().splitlines()]


def an_interview(database: Database, **fields: Any) -> Session:
    """One that is under way."""
    defaults: dict[str, Any] = {
        "state": SessionState.IN_PROGRESS,
        "candidate_name": "Ada Lovelace",
        "questions": tuple(Question(text=text) for text in QUESTIONS),
        "expires_at": utc_now() + timedelta(days=1),
    }
    return stored(database, a_session(**{**defaults, **fields}))


@pytest.fixture(scope="module")
def database(database_uri: str, database_name: str) -> Iterator[Database]:
    store = connect(database_uri, database_name)
    create_indexes(store)
    yield store
    store.client.close()


@pytest.fixture(scope="module")
def scripted() -> Iterator[Vendor]:
    with scripted_vendor(free_port()) as vendor:
        yield vendor


@pytest.fixture
def vendor(scripted: Vendor) -> Vendor:
    """A vendor that behaves, until the test says otherwise."""
    vars(scripted).update(vars(Vendor(url=scripted.url)))
    return scripted


@pytest.fixture(scope="module")
def secrets(database_uri: str) -> Iterator[str]:
    """Address of a Secrets Manager that knows three secrets."""
    values = {"arn:mongodb": database_uri, "arn:deepgram": Vendor().key, "arn:groq": "a-groq-key"}

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            content = json.dumps({"Name": "secret", "SecretString": values[asked["SecretId"]]}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, name="secrets")
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def start_proxy(
    secrets: str, database: Database, database_name: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, str], Proxy]]:
    """Starts the container against the vendor's two addresses."""
    started: list[Child] = []

    def start(agent_url: str, listen_url: str, **settings: str) -> Proxy:
        port = free_port()
        environment = {
            **os.environ,
            "STAGE": "test",
            "MONGODB_SECRET_ARN": "arn:mongodb",
            "MONGODB_DATABASE": database_name,
            "DEEPGRAM_SECRET_ARN": "arn:deepgram",
            "GROQ_SECRET_ARN": "arn:groq",
            "GROQ_BASE_URL": "https://api.groq.com",
            "DEEPGRAM_AGENT_URL": agent_url,
            "DEEPGRAM_LISTEN_URL": listen_url,
            "DEEPGRAM_API_URL": listen_url.replace("ws", "http", 1).removesuffix("/v2/listen"),
            "THINK_MODEL": "openai/gpt-oss-20b",
            "SITE_ORIGINS": f"https://interviews.example.com,{ORIGIN}",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "AWS_ENDPOINT_URL": secrets,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            **settings,
        }
        log = tmp_path_factory.mktemp("voice-proxy") / f"{uuid4().hex}.log"
        child = Child(
            "voice proxy", [sys.executable, "-m", "voice_proxy_container"], log=log, env=environment, cwd=ROOT
        )
        started.append(child)
        child.wait_until(lambda: listening(port), timeout_s=30)
        return Proxy(port, child, database)

    yield start
    for child in started:
        child.stop()


@pytest.fixture(scope="module")
def proxy(start_proxy: Callable[[str, str], Proxy], scripted: Vendor) -> Proxy:
    return start_proxy(scripted.agent_url, scripted.listen_url)
