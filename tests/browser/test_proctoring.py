"""What a candidate's page notices reaches the recruiter who watches."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.browser import (
    candidates_page,
    chromium,
    comings_and_goings,
    hide_tab,
    look_away,
    ordinary_page,
    unplug,
)
from local_cloud.simulation.page_candidate import begin, enter_room, start_answer
from tests.browser.conftest import QUESTION, Invite, Visit, calm, sign_in

UNHURRIED = QUESTION | {"thinking_time_s": 600, "answer_time_s": 3600}


def watch(visit: Visit, cloud: LocalCloud, session_id: str) -> Page:
    """The recruiter's page of an interview that is under way, joined to what is told of it."""
    sign_in(visit.page, cloud, f"#/sessions/{session_id}")
    expect(visit.page.get_by_text("Shown as it happens")).to_be_visible()
    return visit.page


def test_what_the_page_notices(
    playwright: Playwright, camera: Path, visit: Visit, invite: Invite, cloud: LocalCloud
) -> None:
    session_id, link = invite(UNHURRIED)
    with ordinary_page(playwright, camera) as (_, page), calm(page, cloud):
        enter_room(page, link)
        recruiter = watch(visit, cloud, session_id)
        start_answer(page, 1)

        page.keyboard.press("Control+A")
        page.keyboard.press("Control+C")
        expect(recruiter.get_by_text("Copied text").first).to_be_visible()
        page.keyboard.press("Control+V")
        expect(recruiter.get_by_text("Pasted text").first).to_be_visible()
        look_away(page)
        expect(recruiter.get_by_text("Another window was in front").first).to_be_visible()
        hide_tab(page)
        expect(recruiter.get_by_text("The interview’s tab was hidden").first).to_be_visible()
        page.get_by_role("button", name="Full screen").click()
        expect(page.get_by_role("button", name="Full screen")).to_be_hidden()
        page.evaluate("document.exitFullscreen()")
        expect(recruiter.get_by_text("Left full screen").first).to_be_visible()


def test_a_lost_connection_and_a_page_that_goes_are_noted(
    browser: Browser, visit: Visit, invite: Invite, cloud: LocalCloud
) -> None:
    session_id, link = invite(UNHURRIED, silence_s=None)
    with candidates_page(browser) as (context, page):
        enter_room(page, link)
        recruiter = watch(visit, cloud, session_id)
        start_answer(page, 1)
        context.set_offline(True)
        # Behind a graver notice it waits to be opened.
        expect(page.get_by_text("Your connection is away")).to_be_attached()
        context.set_offline(False)
        expect(recruiter.get_by_text(re.compile("The connection was lost for"))).to_be_visible()

        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        begin(page)
        start_answer(page, 1)
        expect(recruiter.get_by_text(re.compile("The interview’s page was gone for"))).to_be_visible()


@pytest.mark.parametrize(
    ("kind", "flag"),
    [("audio", "The microphone was disconnected"), ("video", "The camera was disconnected")],
)
def test_a_device_that_goes(
    browser: Browser, visit: Visit, invite: Invite, cloud: LocalCloud, kind: str, flag: str
) -> None:
    session_id, link = invite(UNHURRIED)
    with candidates_page(browser) as (_, page), calm(page, cloud):
        enter_room(page, link)
        recruiter = watch(visit, cloud, session_id)
        start_answer(page, 1)
        unplug(page, kind)
        expect(recruiter.get_by_text(flag).first).to_be_visible()


def test_more_faces_and_none(
    playwright: Playwright, visit: Visit, invite: Invite, cloud: LocalCloud, tmp_path: Path
) -> None:
    session_id, link = invite(UNHURRIED)
    with (
        chromium(playwright, comings_and_goings(tmp_path)) as browser,
        candidates_page(browser) as (_, page),
        calm(page, cloud),
    ):
        enter_room(page, link)
        recruiter = watch(visit, cloud, session_id)
        expect(recruiter.get_by_text("More than one face in view").first).to_be_visible()
        expect(recruiter.get_by_text("No face in view").first).to_be_visible()
