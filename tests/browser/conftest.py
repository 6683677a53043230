"""A real Chromium before the deployed cloud; what a page complains about is kept and must be nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, expect, sync_playwright

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page, chromium, person
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter

PROCESSING_TIMEOUT_S = 300
LOOKS_EVERY_S = 0.2
"""Where a page or the database is asked again and again: each look costs both some milliseconds."""
WORD = re.compile("[a-z]{4,}")
SOME_WORDS = 5
"""Of those that are said in the first four seconds of the answer."""

expect.set_options(timeout=PATIENCE_MS)

Question = dict[str, Any]
QUESTION: Question = {
    "text": "Describe an incident in production and what you did.",
    "thinking_time_s": 60,
    "answer_time_s": 120,
    "expected_points": ["Stopped all deployments"],
}


LONG_NAME = ("Wolfeschlegelsteinhausenbergerdorff" * 6)[:190]
TITLE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter 👩‍🚀 مهندس برمجيات"
"""As long, and as far from the page's own language and direction, as people and their work are called."""
UNBROKEN: Question = QUESTION | {"text": f"What does {'supercalifragilistic' * 9} mean? ما معنى ذلك 🚒"}


AT_MAX_S = 900
"""A test waits for several things, each with a patience of its own, which is to run out first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(AT_MAX_S))


@dataclass
class Visit:
    """A page, and what it did that a calm page does not: complaints on the console, requests to other origins."""

    page: Page
    allowed: set[str]
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        self.page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc not in self.allowed:
            self.complaints.append(f"request to {address.netloc}")


@pytest.fixture(scope="session")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter of the usual picture, ten times a second: recording and showing it costs half a core less."""
    return person("incident", tmp_path_factory.mktemp("camera"), width=320, frames_a_second=10)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Its loop runs in this thread until it ends, so it belongs to this folder's tests alone."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright, camera: Path) -> Iterator[Browser]:
    """A browser in front of whose camera somebody sits."""
    with chromium(playwright, camera) as browser:
        yield browser


@contextmanager
def calm(page: Page, cloud: LocalCloud) -> Iterator[Visit]:
    """A visit that must have nothing to complain about at the end."""
    visit = Visit(page, {urlsplit(address).netloc for address in (cloud.edge_url, cloud.endpoint_url)})
    visit.watch()
    yield visit
    assert visit.complaints == []


@pytest.fixture
def visit(browser: Browser, cloud: LocalCloud) -> Iterator[Visit]:
    """A candidate's or a recruiter's fresh page, which must stay calm; of somebody who prefers no motion, which is a
    fifth of what a page costs: some tests that open a page themselves see it move."""
    with candidates_page(browser, reduced_motion="reduce") as (_, page), calm(page, cloud) as visit:
        yield visit


@pytest.fixture(scope="module")
def recruiter(cloud: LocalCloud) -> Iterator[Recruiter]:
    with Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter:
        yield recruiter


class Invite(Protocol):
    def __call__(self, *questions: Question, name: str = "Candidate", **accommodations: Any) -> tuple[str, str]:
        """(session id, link) of a new interview; it asks `QUESTION` where it is given none."""


@pytest.fixture
def invite(cloud: LocalCloud, recruiter: Recruiter) -> Invite:
    def invite(*questions: Question, name: str = "Candidate", **accommodations: Any) -> tuple[str, str]:
        template = recruiter.make_template(TITLE, list(questions or [QUESTION]))
        session_id, token = recruiter.invite(template, name, **accommodations)
        return session_id, f"{cloud.edge_url}/interview#{token}"

    return invite


def processed_interview(
    invite: Invite, cloud: LocalCloud, recruiter: Recruiter, *questions: Question, name: str = "Candidate"
) -> str:
    """The id of an interview that is done, taken without a browser; the first question has an answer."""
    session_id, link = invite(*questions, name=name)
    with Candidate(cloud.edge_url, link.partition("#")[2]) as candidate:
        candidate.start(name)
        candidate.answer(0, recording("incident"))
        candidate.finish()
    done(recruiter, session_id)
    return session_id


def done(recruiter: Recruiter, session_id: str) -> dict[str, Any]:
    """The results of an interview that must be processed without a fault."""
    results = recruiter.wait_for_results(session_id, timeout_s=PROCESSING_TIMEOUT_S)
    assert results["session"]["state"] == "done", results["session"]["failure"]
    return results


def words_heard(text: str) -> int:
    """How many words of a transcript the person said: the stand-in recognises speech approximately."""
    said = set(WORD.findall(recording("incident").answer.lower()))
    return sum(word in said for word in WORD.findall(text.lower()))


def hear(page: Page, at_least: int = SOME_WORDS) -> None:
    """Wait until so many words of the answer stand in the live transcript."""
    heard = page.get_by_role("region", name="What we hear")
    assert poll_until(
        lambda: words_heard(heard.inner_text()) >= at_least, timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S
    )


def sign_in(page: Page, cloud: LocalCloud, path: str = "") -> None:
    """Open a page of the dashboard and sign in there."""
    page.goto(f"{cloud.edge_url}/dashboard{path}")
    fill_in_sign_in(page, cloud)


def fill_in_sign_in(page: Page, cloud: LocalCloud) -> None:
    page.get_by_label("E-mail").fill(cloud.demo_email)
    page.get_by_label("Password").fill(cloud.demo_password)
    page.get_by_role("button", name="Sign in").click()
