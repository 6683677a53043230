"""A recruiter asks across interviews, in a real browser."""

import re

from playwright.sync_api import expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.browser import PATIENCE_MS
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import LONG_NAME, LOOKS_EVERY_S, UNBROKEN, Invite, Visit, processed_interview, sign_in
from tests.browser.layout import misfits, resize

ASKED = "Who had trouble with a database?"
NAME = f"Asked{LONG_NAME}"[:190]


def test_a_question_is_answered_in_a_candidates_own_words_and_played(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    processed_interview(invite, cloud, recruiter, UNBROKEN, name=NAME)
    is_found = poll_until(lambda: NAME in recruiter.answering(ASKED), timeout_s=PATIENCE_MS / 1000, every_s=0.5)
    assert is_found, "an event lists it"

    sign_in(page, cloud, "#/ask")
    question = page.get_by_role("searchbox", name="Your question")
    question.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("At least 3 characters, please.")
    expect(question).to_be_focused()
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    quotes = page.get_by_role("list", name=f"What {NAME} said").first
    expect(quotes.locator("mark").first).to_be_visible()
    assert violations(page) == []
    resize(page, 360, 740)
    assert misfits(page) == []

    quotes.get_by_role("link", name=re.compile("^Play at ")).first.click()
    expect(page.get_by_role("article", name="Question 1")).to_be_visible()
    is_there = "(video => video?.readyState > 0 && video.currentTime > 0)(document.querySelector('video'))"
    assert poll_until(lambda: bool(page.evaluate(is_there)), timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S)
    page.go_back()
    expect(quotes).to_be_visible()
    expect(question).to_have_value(ASKED)
