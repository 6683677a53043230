"""A real Chromium before the deployed cloud; what a page complains about is kept and must be nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, sync_playwright

from local_cloud.browser import candidates_page, chromium, person
from local_cloud.cloud import LocalCloud
from local_cloud.recruiter import Recruiter

QUESTION = {
    "text": "Describe an incident in production and what you did.",
    "thinking_time_s": 60,
    "answer_time_s": 120,
    "expected_points": ["Stopped all deployments"],
}


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
    return person("incident", tmp_path_factory.mktemp("camera"))


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


@pytest.fixture
def visit(browser: Browser, cloud: LocalCloud) -> Iterator[Visit]:
    """A candidate's or a recruiter's fresh page, which must have nothing to complain about at the end."""
    with candidates_page(browser) as (_, page):
        s3 = urlsplit(cloud.endpoint_url).netloc
        visit = Visit(page, {urlsplit(cloud.front_door_url).netloc, s3})
        visit.watch()
        yield visit
        assert visit.complaints == []


@pytest.fixture(scope="module")
def recruiter(cloud: LocalCloud) -> Iterator[Recruiter]:
    with Recruiter(cloud.front_door_url, cloud.demo_email, cloud.demo_password) as recruiter:
        yield recruiter


@pytest.fixture
def invite(cloud: LocalCloud, recruiter: Recruiter) -> Callable[[int], tuple[str, str]]:
    """(session id, link) of a new interview of so many questions."""

    def invite(questions: int = 1) -> tuple[str, str]:
        template = recruiter.make_template("Browser", [QUESTION] * questions)
        session_id, token = recruiter.invite(template, "Candidate")
        return session_id, f"{cloud.front_door_url}/interview#{token}"

    return invite
