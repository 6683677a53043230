"""A candidate sees what is kept of them, has messages sent elsewhere, and withdraws: by the link that they have."""

import httpx
from playwright.sync_api import Page, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.browser import PATIENCE_MS
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import OF_COLOURS, broken_rules, violations
from tests.browser.conftest import LONG_NAME, UNBROKEN, Invite, Visit, done

ADDRESS = "ada.lovelace@example.com"


def ask_for_rights(page: Page, name: str = "Your data and your rights") -> None:
    expect(page.get_by_role("heading", level=1)).to_be_focused()  # a key that came before would be the heading's
    page.get_by_text(name, exact=True).press("Enter")


def test_a_candidate_sees_what_is_kept_moves_messages_and_withdraws(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    session_id, link = invite(UNBROKEN, name=LONG_NAME)
    with Candidate(cloud.edge_url, link.partition("#")[2]) as candidate:
        candidate.start("Ada")
        candidate.answer(0, recording("incident"))
        candidate.finish()
    done(recruiter, session_id)
    page = visit.page
    page.goto(link)
    ask_for_rights(page)
    held = page.get_by_role("region", name="What is kept of you")
    expect(held.get_by_text("a video")).to_be_visible(timeout=PATIENCE_MS)
    held.get_by_role("button", name="Watch and read it").press("Enter")
    video = held.get_by_label("Your answer to question 1 of 1")
    expect(video).to_be_visible()
    page.wait_for_function("() => document.querySelector('video').readyState >= 1")
    save = held.get_by_role("link", name="Save the video").get_attribute("href")
    assert save
    saved = httpx.get(save).raise_for_status()
    assert "attachment" in saved.headers["content-disposition"]
    with page.expect_download() as text:
        held.get_by_role("button", name="Save the text").click()
    assert text.value.suggested_filename == "my-interview-1.txt"
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert broken_rules(page, OF_COLOURS) == []
    page.emulate_media(color_scheme="light")

    contact = page.get_by_role("region", name="Your name and your address")
    expect(contact.get_by_text(f"You were invited as {LONG_NAME}.")).to_be_visible()
    contact.get_by_label("E-mail address for messages to you").fill(ADDRESS)
    contact.get_by_role("button", name="Use this address").click()
    expect(contact.get_by_text(f"We have written to {ADDRESS}.")).to_be_visible()
    asks = page.get_by_role("link", name="Is this your address?").first

    def has_come() -> bool:
        page.goto(f"{cloud.edge_url}/inbox")
        return asks.is_visible()

    assert poll_until(has_come, timeout_s=60)
    asks.click()
    confirm = page.frame_locator("iframe").get_by_role("link", name="Confirm the address").get_attribute("href")
    assert confirm
    page.goto(confirm)
    expect(page.get_by_role("heading", name="Is this your address?")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Yes, use this address").click()
    expect(page.get_by_text("Done.")).to_be_visible()

    page.goto(link)
    ask_for_rights(page)
    expect(page.get_by_text(f"Messages go to {ADDRESS} now.")).to_be_visible()
    page.get_by_role("button", name="Withdraw…").press("Enter")
    expect(page.get_by_role("button", name="No, go on")).to_be_focused()
    assert violations(page) == []
    page.get_by_role("button", name="Yes, withdraw").click()
    expect(page.get_by_text("You withdrew from this interview.")).to_be_visible()
    ask_for_rights(page)
    expect(page.get_by_text("You withdrew on")).to_be_visible()
    assert violations(page) == []
    session = recruiter.progress(session_id)["session"]
    assert (session["state"], session["candidate_email"], session["stated_name"]) == ("withdrawn", ADDRESS, "Ada")
