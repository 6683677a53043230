"""A result is exported and shared, and seen by somebody without an account, in a real browser."""

from playwright.sync_api import Page, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.browser import PATIENCE_MS
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import broken_rules, violations
from tests.browser.conftest import (
    LONG_NAME,
    LOOKS_EVERY_S,
    UNBROKEN,
    Invite,
    Visit,
    processed_interview,
    sign_in,
    words_heard,
)

NAMES = "⟨Personalabteilung⟩ لجنة التوظيف " + "W" * 40


def shared(page: Page, cloud: LocalCloud, session_id: str) -> str:
    """The path of a link that a recruiter makes, who has saved a document of the result first."""
    sign_in(page, cloud, f"#/sessions/{session_id}")
    page.get_by_role("button", name="Export").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Make the file").click()
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.endswith(".pdf")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    dialog.get_by_role("button", name="Close").click()

    page.get_by_role("button", name="Share").click()
    dialog.get_by_role("textbox", name="Who it is for").fill(NAMES)
    for part in ("Score, with how sure it is", "Your team's notes", "They may write a comment"):
        dialog.get_by_role("checkbox", name=part).check()
    assert violations(page) == []
    dialog.get_by_role("button", name="Make the link").click()
    link = dialog.get_by_role("textbox", name="Link").input_value()
    assert broken_rules(page) == []
    return link.removeprefix(cloud.edge_url)


def revoke(page: Page, cloud: LocalCloud, session_id: str) -> None:
    page.goto(f"{cloud.edge_url}/dashboard#/sessions/{session_id}")
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("opened 1 time")).to_be_visible()
    dialog.get_by_role("button", name=f"Revoke the link for {NAMES}").click()
    expect(dialog.get_by_text("revoked")).to_be_visible()


def test_a_result_is_shared_watched_and_answered(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    session_id = processed_interview(invite, cloud, recruiter, UNBROKEN, name=LONG_NAME)
    path = shared(page, cloud, session_id)
    page.goto(f"{cloud.edge_url}{path}")
    expect(page.get_by_role("heading", level=1)).to_have_text(LONG_NAME)
    assert page.title() == "Shared result · Colloquy", "a window's title names nobody"
    ready = "document.querySelector('video')?.readyState > 0"
    assert poll_until(lambda: bool(page.evaluate(ready)), timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S)
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

    revoke(page, cloud, session_id)
    page.goto(f"{cloud.edge_url}{path}")
    expect(page.get_by_role("heading", name="There is nothing to see here.")).to_be_visible()
    assert violations(page) == []
    assert LONG_NAME not in page.content()
    # The browser notes that an address was not found.
    visit.complaints[:] = [told for told in visit.complaints if "404" not in told]
