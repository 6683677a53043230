"""A recruiter invites, watches and reviews in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Browser, expect

from local_cloud.browser import candidates_page
from local_cloud.candidate import Candidate
from local_cloud.cloud import LocalCloud
from local_cloud.demo import provoke
from local_cloud.interviewee import enter_room, start_answer
from local_cloud.processes import poll_until
from local_cloud.recordings import recording
from local_cloud.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import Visit

Invite = Callable[..., tuple[str, str]]
SECONDS = 1000


def sign_in(visit: Visit, cloud: LocalCloud, path: str = "") -> None:
    page = visit.page
    page.goto(f"{cloud.front_door_url}/dashboard{path}")
    page.get_by_label("E-mail").fill(cloud.demo_email)
    page.get_by_label("Password").fill(cloud.demo_password)
    assert violations(page) == []
    page.get_by_role("button", name="Sign in").click()


def test_a_recruiter_reviews_a_processed_interview(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    session_id, link = invite()
    with Candidate(cloud.front_door_url, link.partition("#")[2]) as candidate:
        candidate.start("Candidate")
        candidate.answer(0, recording("incident"))
        candidate.finish()
    recruiter.wait_for_results(session_id)
    sign_in(visit, cloud, f"#/sessions/{session_id}")
    page = visit.page
    video = page.locator("video")
    expect(video).to_be_visible(timeout=30 * SECONDS)
    # The page's policy forbids eval, which Playwright's own waiting would use.
    assert poll_until(lambda: page.evaluate("document.querySelector('video').readyState > 0"), within_s=30)
    assert page.evaluate("document.querySelector('video').duration") > 19
    page.evaluate("document.querySelector('video').currentTime = 15")
    assert poll_until(lambda: page.evaluate("document.querySelector('video').currentTime >= 15"), within_s=30)
    expect(page.get_by_text("database").first).to_be_visible()
    assert violations(page) == []


def test_flags_reach_a_recruiter_who_watches(visit: Visit, browser: Browser, invite: Invite, cloud: LocalCloud) -> None:
    session_id, link = invite()
    with candidates_page(browser) as (_, candidate):
        enter_room(candidate, link)
        sign_in(visit, cloud, f"#/sessions/{session_id}")
        expect(visit.page.get_by_text("Live", exact=True)).to_be_visible(timeout=30 * SECONDS)
        start_answer(candidate, 1)
        provoke(candidate, 1)
        expect(visit.page.get_by_text("Copied text").first).to_be_visible(timeout=20 * SECONDS)
        assert violations(visit.page) == []


def test_a_new_template_becomes_a_link(visit: Visit, cloud: LocalCloud) -> None:
    sign_in(visit, cloud)
    page = visit.page
    expect(page.get_by_role("heading", name="Interviews")).to_be_visible(timeout=30 * SECONDS)
    assert violations(page) == []
    for tab in ("All", "Pending", "In progress", "Processing", "Done", "Failed"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
