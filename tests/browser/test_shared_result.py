"""Somebody without an account is shown a result, exports are fetched, in a real browser."""

from playwright.sync_api import expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.browser import PATIENCE_MS
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import broken_rules, violations
from tests.browser.conftest import LONG_NAME, UNBROKEN, Invite, Visit, processed_interview, words_heard

NAMES = "⟨Personalabteilung⟩ لجنة التوظيف " + "W" * 40


def test_a_result_is_shared_watched_and_answered(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    session_id = processed_interview(invite, cloud, recruiter, UNBROKEN, name=LONG_NAME)
    share_id, path = recruiter.share(session_id, NAMES)
    page.goto(f"{cloud.edge_url}{path}")
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG_NAME)
    assert page.title() == "Shared result · Colloquy", "a window's title names nobody"
    ready = "document.querySelector('video')?.readyState > 0"
    assert poll_until(lambda: bool(page.evaluate(ready)), timeout_s=PATIENCE_MS / 1000)
    assert page.evaluate("document.querySelector('video').duration") > 19
    assert page.locator(".shared-video .watermark span").first.inner_text().startswith("⟨Personalabteilung⟩")
    assert words_heard(page.get_by_role("main").inner_text()) >= 3
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    assert broken_rules(page) == []

    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("textbox", name="Comment")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("textbox", name="Comment").fill("We would like to meet them.")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_text("1 comment was sent.")).to_be_visible()

    recruiter.revoke(session_id, share_id)
    page.reload()
    expect(page.get_by_role("heading", name="There is nothing to see here.")).to_be_visible()
    assert violations(page) == []
    assert LONG_NAME not in page.content()
    # The browser notes that an address was not found.
    visit.complaints[:] = [told for told in visit.complaints if "404" not in told]
