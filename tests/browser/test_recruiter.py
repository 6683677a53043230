"""A recruiter invites, watches and reviews in a real browser."""

from playwright.sync_api import expect

from local_cloud.browser import PATIENCE_MS
from local_cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import Invite, Visit, processed_interview, sign_in


def test_the_sign_in_page(visit: Visit, cloud: LocalCloud) -> None:
    visit.page.goto(f"{cloud.front_door_url}/dashboard")
    expect(visit.page.get_by_label("E-mail")).to_be_visible()
    assert violations(visit.page) == []


def test_a_recruiter_reviews_a_processed_interview(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    session_id = processed_interview(invite, cloud, recruiter)
    sign_in(page, cloud, f"#/sessions/{session_id}")
    video = page.locator("video")
    expect(video).to_be_visible()
    # The page's policy forbids eval, which Playwright's own waiting would use.
    assert poll_until(
        lambda: page.evaluate("document.querySelector('video').readyState > 0"), within_s=PATIENCE_MS / 1000
    )
    assert page.evaluate("document.querySelector('video').duration") > 19
    page.evaluate("document.querySelector('video').currentTime = 15")
    assert poll_until(
        lambda: page.evaluate("document.querySelector('video').currentTime >= 15"), within_s=PATIENCE_MS / 1000
    )
    expect(page.get_by_text("database").first).to_be_visible()
    assert violations(page) == []


def test_a_new_template_becomes_a_link(visit: Visit, cloud: LocalCloud) -> None:
    page = visit.page
    sign_in(page, cloud, "#/templates/new")
    page.get_by_label("Title").fill("Made in the browser")
    page.get_by_label("What the candidate is asked").fill("Why this job?")
    assert violations(page) == []
    page.get_by_role("button", name="Save template").click()
    expect(page.get_by_text("Made in the browser").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Interviews").click()
    page.get_by_role("button", name="Invite a candidate").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Candidate’s name").fill("Barbara Liskov")
    assert violations(page) == []
    dialog.get_by_role("button", name="Make the link").click()
    link = dialog.get_by_label("The candidate’s link").input_value()
    assert link.startswith(f"{cloud.front_door_url}/interview#")
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("link", name="Barbara Liskov").first).to_be_visible()


def test_tabs_show_interviews_by_state(visit: Visit, cloud: LocalCloud) -> None:
    page = visit.page
    sign_in(page, cloud)
    expect(page.get_by_role("heading", name="Interviews")).to_be_visible()
    assert violations(page) == []
    for tab in ("All", "Pending", "In progress", "Processing", "Done", "Failed"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
