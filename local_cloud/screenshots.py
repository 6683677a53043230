"""Take the pictures of docs/pictures: every page, wide and light, and narrow and dark.

`make screenshots` runs an interview in a local cloud and stops at each view on its way.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect, sync_playwright

from local_cloud.browser import candidates_page, chromium, ordinary_page, person, speak
from local_cloud.cloud import LocalCloud
from local_cloud.demo import DEMO_QUESTIONS, provoke
from local_cloud.interviewee import agree, begin, finish, go_on, hear_feedback, start_answer
from local_cloud.recruiter import Recruiter

PICTURES = Path("docs/pictures")
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 360, "height": 740}
SECONDS = 1000
BASE_PORT = 8600


def picture(page: Page, name: str) -> None:
    """The view as it is now, in both looks."""
    for look, size, scheme in (("wide", WIDE, "light"), ("narrow", NARROW, "dark")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.screenshot(path=PICTURES / f"{name}-{look}.png", animations="disabled")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")


def candidates_way(page: Page, site: str, link: str) -> None:
    page.goto(site)
    picture(page, "landing")
    page.goto(link)
    expect(page.get_by_role("heading", name="Before we begin")).to_be_visible(timeout=30 * SECONDS)
    picture(page, "consent")
    agree(page, link)
    expect(page.get_by_text("We can see you well.")).to_be_visible(timeout=60 * SECONDS)
    picture(page, "hardware-check")
    begin(page)
    for number, words in enumerate(DEMO_QUESTIONS, 1):
        start_answer(page, number)
        provoke(page, number)
        speak(page, words)
        if number == 1:
            picture(page, "answering")
        page.get_by_role("button", name="I'm done").click()
        hear_feedback(page)
        if number == 1:
            picture(page, "feedback")
        go_on(page)
    finish(page)
    picture(page, "thank-you")
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("heading", name="This interview is closed")).to_be_visible(timeout=30 * SECONDS)
    picture(page, "closed")


def recruiters_way(page: Page, cloud: LocalCloud, session_id: str) -> None:
    page.goto(f"{cloud.front_door_url}/dashboard")
    expect(page.get_by_label("E-mail")).to_be_visible(timeout=30 * SECONDS)
    picture(page, "sign-in")
    page.get_by_label("E-mail").fill(cloud.demo_email)
    page.get_by_label("Password").fill(cloud.demo_password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Demo Candidate").first).to_be_visible(timeout=30 * SECONDS)
    picture(page, "interviews")
    page.goto(f"{cloud.front_door_url}/dashboard#/templates")
    expect(page.get_by_role("heading", name="Templates")).to_be_visible(timeout=30 * SECONDS)
    picture(page, "templates")
    page.goto(f"{cloud.front_door_url}/dashboard#/sessions/{session_id}")
    expect(page.locator("video").first).to_be_visible(timeout=30 * SECONDS)
    picture(page, "session")


def take(cloud: LocalCloud, playwright: Playwright, camera: Path) -> None:
    with Recruiter(cloud.front_door_url, cloud.demo_email, cloud.demo_password) as recruiter:
        template = recruiter.make_template("Backend engineer", list(DEMO_QUESTIONS.values()))
        session_id, token = recruiter.invite(template, "Demo Candidate")
        link = f"{cloud.front_door_url}/interview#{token}"
        with ordinary_page(playwright, camera) as (_, page):
            candidates_way(page, cloud.front_door_url, link)
        recruiter.wait_for_results(session_id)
    with chromium(playwright) as browser, candidates_page(browser) as (_, page):
        recruiters_way(page, cloud, session_id)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-pictures-") as folder,
        LocalCloud(base_port=BASE_PORT, data=Path(folder) / "data", environment={}) as cloud,
        sync_playwright() as playwright,
    ):
        take(cloud, playwright, person("incident", Path(folder)))
    print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES}")


if __name__ == "__main__":
    main()
