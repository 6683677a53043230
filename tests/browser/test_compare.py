"""A recruiter lays interviews of one template side by side, in a real browser."""

import re

from playwright.sync_api import expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.browser import PATIENCE_MS
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import LONG_NAME, LOOKS_EVERY_S, QUESTION, UNBROKEN, Visit, done, sign_in
from tests.browser.layout import misfits, resize

OTHER = "Compared مهندس 👩‍🚀"


def test_two_interviews_are_compared_played_and_decided_about(
    visit: Visit, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    """One walk: chosen in the list, laid side by side, played in turn, decided about by the keyboard."""
    page, name = visit.page, f"Compared{LONG_NAME}"[:190]
    template = recruiter.make_template("Compared", [QUESTION, UNBROKEN])
    spoken, token = recruiter.invite(template, name)
    with Candidate(cloud.edge_url, token) as candidate:
        candidate.start(name)
        candidate.answer(0, recording("incident"))
        candidate.finish()
    written, token = recruiter.invite(template, OTHER, text_answers=True)
    with Candidate(cloud.edge_url, token) as candidate:
        candidate.start(OTHER)
        candidate.write(0, "We stopped all deployments first, and told every customer what had happened and why.")
        candidate.finish()
    for session_id in (spoken, written):
        done(recruiter, session_id)

    sign_in(page, cloud, "#/?q=compared")
    row = page.locator(".list-block [role=row]")
    expect(row).to_have_count(2)
    row.first.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("Choose two to five interviews")).to_be_visible()
    row.last.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1, name="Compare 2 interviews")).to_be_focused()
    whole = page.get_by_role("table", name="The whole interview")
    expect(whole.get_by_role("columnheader")).to_have_count(3)
    table = page.get_by_role("table", name="Question 1")
    expect(table.get_by_role("link", name=name)).to_be_visible()
    expect(table.get_by_text("This answer was written, not recorded.")).to_be_visible()
    expect(table.get_by_text("We stopped all deployments first")).to_be_visible()
    expect(table.locator("video")).to_be_visible()
    assert violations(page) == []

    page.keyboard.press("t")
    expect(page.get_by_text(re.compile("^Playing Compared"))).to_be_visible()
    playing = "(video => !video.paused && video.currentTime > 0)(document.querySelector('video'))"
    assert poll_until(lambda: bool(page.evaluate(playing)), timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S)
    page.keyboard.press("t")
    assert page.evaluate("document.querySelector('video').paused")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Question 2")).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", name="Question 2")).to_be_visible()
    # From then on they stay in their order.
    expect(whole.get_by_text("Loading…")).to_have_count(0)

    resize(page, 360, 740)
    shown = whole.locator(".compared-heads .compared-cell:visible")
    expect(shown).to_have_count(1)
    first = shown.inner_text()
    page.keyboard.press("j")
    expect(shown).not_to_have_text(first)
    page.keyboard.press("h")
    expect(page.get_by_role("textbox", name="Reason")).to_be_focused()
    page.keyboard.type("Let us hear both once more.")
    page.get_by_role("button", name="Save the decision").click()
    expect(whole.get_by_text("Let us hear both once more.")).to_be_visible()
    assert violations(page) == []
    assert misfits(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("o")
    expect(page.get_by_role("region", name="Your decision").get_by_text("Let us hear both once more.")).to_be_visible()
