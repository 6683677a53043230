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
    plug_in,
    speak,
    unplug,
)
from local_cloud.simulation.page_candidate import begin, enter_room, finish, go_on, press, start_answer
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.conftest import QUESTION, Invite, Visit, calm, done, sign_in

WORDS = "incident"
SOME_S = 4
CHANGES_OVER_MS = 1000
"""So long there is no picture at most until another camera gives one."""
UNHURRIED = QUESTION | {"thinking_time_s": 600, "answer_time_s": 3600}


def watch(visit: Visit, cloud: LocalCloud, session_id: str) -> Page:
    """The recruiter's page of an interview that is under way, joined to what is told of it."""
    sign_in(visit.page, cloud, f"#/sessions/{session_id}")
    expect(visit.page.get_by_text("The candidate is there now")).to_be_visible()
    return visit.page


def test_what_the_page_notices_and_what_is_noticed_of_it(
    playwright: Playwright, camera: Path, visit: Visit, invite: Invite, cloud: LocalCloud
) -> None:
    """One walk: what a candidate does, then a connection that is lost, then a page that goes."""
    session_id, link = invite(UNHURRIED, silence_s=None)
    with ordinary_page(playwright, camera) as (context, page):
        with calm(page, cloud):
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

        page.emulate_media(reduced_motion="reduce")
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


def test_a_device_that_goes_is_told_of_and_without_both_the_time_stands_still(
    browser: Browser, visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    session_id, link = invite(UNHURRIED, silence_s=None)
    with candidates_page(browser, reduced_motion="reduce") as (_, page), calm(page, cloud):
        enter_room(page, link)
        watched = watch(visit, cloud, session_id)
        start_answer(page, 1)
        speak(page, WORDS, at_most_s=SOME_S)
        unplug(page, "audio")
        expect(watched.get_by_text("The microphone was disconnected").first).to_be_visible()
        unplug(page, "video")
        expect(watched.get_by_text("The camera was disconnected").first).to_be_visible()

        unplug(page, "audio", "video", stays_away=True)
        notice, time = page.get_by_text("Your time stands still meanwhile"), page.locator(".timer-value")
        expect(notice).to_be_visible()
        left = time.inner_text()
        speak(page, WORDS, at_most_s=SOME_S)
        assert time.inner_text() == left
        plug_in(page)
        expect(notice).to_be_hidden()
        expect(time).not_to_have_text(left)
        speak(page, WORDS, at_most_s=SOME_S)
        press(page, "I'm done")
        go_on(page)
        finish(page)
    [given] = done(recruiter, session_id)["answers"]
    gaps = given["video"]["gaps"]
    assert {gap["reason"]["code"] for gap in gaps} <= {"camera_off"}
    assert sum(gap["end_ms"] - gap["start_ms"] for gap in gaps) < CHANGES_OVER_MS
    assert given["video"]["duration_ms"] == pytest.approx(given["video"]["recorded_ms"], abs=500)
    assert given["video"]["recorded_ms"] > 2 * SOME_S * 1000, "before and after"


def test_more_faces_and_none(
    playwright: Playwright, visit: Visit, invite: Invite, cloud: LocalCloud, tmp_path: Path
) -> None:
    session_id, link = invite(UNHURRIED)
    with (
        chromium(playwright, comings_and_goings(tmp_path)) as browser,
        candidates_page(browser, reduced_motion="reduce") as (_, page),
        calm(page, cloud),
    ):
        enter_room(page, link)
        recruiter = watch(visit, cloud, session_id)
        expect(recruiter.get_by_text("More than one face in view").first).to_be_visible()
        expect(recruiter.get_by_text("No face in view").first).to_be_visible()
