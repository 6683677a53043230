"""A candidate takes an interview in a real browser."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Playwright, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page, chromium, nobody, speak
from local_cloud.simulation.page_candidate import (
    SPEECH_TIMEOUT_MS,
    agree,
    answer,
    begin,
    enter_room,
    finish,
    go_on,
    hear_feedback,
    press,
    start_answer,
)
from local_cloud.simulation.recruiter import Recruiter
from tests import traffic
from tests.browser.accessibility import violations
from tests.browser.conftest import LOOKS_EVERY_S, QUESTION, SOME_WORDS, Invite, Visit, calm, done, hear, words_heard

WORDS = "incident"
SOME_S = 7
WRITTEN = (
    "During an incident in production last May our orders stood still. First I stopped all deployments, then I read "
    "the logs of the queue and found that the disk was full. I deleted old files, and after twelve minutes it worked."
)


@pytest.mark.usefixtures("recogniser")
def test_an_interview_from_the_link_to_the_thank_you(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    session_id, link = invite(QUESTION, QUESTION, silence_s=None)
    page = visit.page
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(cloud.edge_url)))
    page.goto(link)
    expect(page.get_by_role("heading", name="Before we begin")).to_be_visible()
    assert violations(page) == []
    agree(page, link)
    expect(page.get_by_text("We can see you well.")).to_be_visible()
    assert violations(page) == []
    begin(page)
    expect(page.get_by_role("button", name="Start answering")).to_be_enabled(timeout=SPEECH_TIMEOUT_MS)
    assert violations(page) == []
    for number in (1, 2):
        start_answer(page, number)
        speak(page, WORDS, at_most_s=SOME_S)
        hear(page)
        if number == 1:
            assert violations(page) == []
        press(page, "I'm done")
        hear_feedback(page)
        if number == 1:
            assert violations(page) == []
        go_on(page)
    finish(page)
    assert violations(page) == []
    of_the_site = [path for path in asked if path.startswith("/")]
    assert 0 < len(of_the_site) + traffic.TIME_TOLD <= traffic.REQUESTS
    assert 0 < len([path for path in of_the_site if path.endswith(("-ticket", "-tickets"))]) <= traffic.TICKETS

    results = done(recruiter, session_id)
    for given in results["answers"]:
        assert given["video"]["duration_ms"] == pytest.approx(given["video"]["recorded_ms"], abs=500)
        assert given["video"]["gaps"] == []
        assert words_heard(given["transcript"]["text"]) >= SOME_WORDS
        assert given["feedback"]["spoken"]


def test_silence_ends_an_answer(visit: Visit, invite: Invite) -> None:
    _, link = invite()
    enter_room(visit.page, link)
    start_answer(visit.page, 1)
    speak(visit.page, WORDS, at_most_s=SOME_S)
    expect(visit.page.get_by_role("heading", name="About your answer")).to_be_visible()


def test_a_reload_in_mid_answer_loses_nothing(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    session_id, link = invite(silence_s=None)
    page = visit.page
    enter_room(page, link)
    start_answer(page, 1)
    speak(page, WORDS, at_most_s=SOME_S)
    assert poll_until(lambda: bool(cloud.chunks_of(session_id)), timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text("Welcome back.")).to_be_visible()
    begin(page)
    answer(page, 1, WORDS, at_most_s=SOME_S)
    hear_feedback(page)
    go_on(page)
    finish(page)
    results = done(recruiter, session_id)
    [given] = results["answers"]
    assert given["video"]["duration_ms"] > (SOME_S + 4) * 1000, "both runs are in the video"
    assert len({chunk["chunk_index"] // 1000 for chunk in cloud.chunks_of(session_id)}) == 2


def test_without_the_agent_the_interview_goes_on_in_text(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    session_id, link = invite()
    failures = f"http://127.0.0.1:{cloud.base_port + 4}/stand-in/failures"
    httpx.post(failures, json={"kind": "refuse", "target": "agent", "times": 50}).raise_for_status()
    try:
        page = visit.page
        with page.expect_response(lambda response: "/voice/speech" in response.url) as question:
            enter_room(page, link)
        assert question.value.status == 200, "it is heard all the same"
        expect(page.get_by_text("Text only")).to_be_visible()
        expect(page.get_by_text(str(QUESTION["text"]), exact=True)).to_be_visible()
        answer(page, 1, WORDS, at_most_s=SOME_S)
        go_on(page)
        finish(page)
    finally:
        httpx.delete(failures).raise_for_status()
    results = done(recruiter, session_id)
    assert words_heard(results["answers"][0]["transcript"]["text"]) >= SOME_WORDS


def test_nobody_before_camera_and_microphone_is_told_and_may_go_on(
    playwright: Playwright, invite: Invite, cloud: LocalCloud, tmp_path: Path
) -> None:
    _, link = invite()
    with (
        chromium(playwright, nobody(tmp_path)) as browser,
        candidates_page(browser) as (_, page),
        calm(page, cloud),
    ):
        agree(page, link)
        expect(page.get_by_text("We cannot find your face.")).to_be_visible()
        expect(page.get_by_text("Your browser records your picture and your sound.")).to_be_visible()
        go_on = page.get_by_role("button", name="Go on although nothing is heard")
        expect(go_on).to_be_visible()
        ready = page.get_by_role("button", name="I'm ready")
        expect(ready).to_be_disabled()
        assert violations(page) == []
        page.get_by_role("button", name="Continue anyway").click()
        expect(ready).to_be_disabled()
        go_on.click()
        expect(ready).to_be_enabled()


def test_a_denied_camera_is_explained(playwright: Playwright, invite: Invite, cloud: LocalCloud, camera: Path) -> None:
    _, link = invite()
    with (
        chromium(playwright, camera, denied=True) as browser,
        candidates_page(browser) as (_, page),
        calm(page, cloud),
    ):
        agree(page, link)
        expect(page.get_by_role("alert")).to_contain_text("does not let us use the camera")
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
        assert violations(page) == []


def test_a_finished_link_says_so_kindly(visit: Visit, invite: Invite, cloud: LocalCloud) -> None:
    _, link = invite()
    with Candidate(cloud.edge_url, link.partition("#")[2]) as candidate:
        candidate.start("Candidate")
        candidate.finish()
    page = visit.page
    page.goto(link)
    expect(page.get_by_role("heading", name="This interview is finished")).to_be_visible()
    expect(page.get_by_text("is with the recruiting team")).to_be_visible()
    expect(page.get_by_role("region", name="Do you see it differently?")).to_be_visible()
    assert violations(page) == []


def test_the_result_is_read_contested_and_rated_by_the_same_link(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    session_id, link = invite(text_answers=True)
    with Candidate(cloud.edge_url, link.partition("#")[2]) as candidate:
        candidate.start("Candidate")
        candidate.write(0, WRITTEN)
        candidate.finish()
    page = visit.page
    page.goto(link)
    result = page.get_by_role("region", name="Your result")
    expect(result.get_by_text("Strong, as far as counts of words can tell:")).to_be_visible(timeout=PATIENCE_MS * 3)
    expect(result).not_to_contain_text("of 10")
    expect(page.get_by_role("region", name="What was judged, and by what")).to_contain_text("No language model judged")
    assert violations(page) == []
    page.get_by_label("What should a person look at again?").fill("The disk.")
    page.get_by_role("button", name="Send to the recruiting team").click()
    expect(page.get_by_text("The recruiting team sees it.")).to_be_visible()
    page.get_by_role("radio", name="4").check()
    page.get_by_role("button", name="Send my rating").click()
    expect(page.get_by_text("Thank you. You can change it here.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("What should a person look at again?")).to_have_value("The disk.")
    expect(page.get_by_role("radio", name="4")).to_be_checked()
    done(recruiter, session_id)
    assert recruiter.progress(session_id)["contest"]["text"] == "The disk."


@pytest.mark.parametrize(
    ("link", "heading"),
    [("", "This link is not complete"), ("#5f0b9b9e-2d3c-4f0e-9a39-6a6d0a3f9b11", "We do not know this link")],
)
def test_a_link_that_is_none_says_so(browser: Browser, cloud: LocalCloud, link: str, heading: str) -> None:
    with candidates_page(browser) as (_, page):
        page.goto(f"{cloud.edge_url}/interview{link}")
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert violations(page) == []


def test_a_second_tab_leaves_the_first_alone_until_it_takes_over(
    visit: Visit, invite: Invite, cloud: LocalCloud
) -> None:
    _, link = invite()
    first = visit.page
    first.goto(link)
    expect(first.get_by_role("heading", name="Before we begin")).to_be_visible()
    with first.context.new_page() as second, calm(second, cloud):
        second.goto(link)
        elsewhere = "Your interview is open in another tab"
        expect(second.get_by_role("heading", name=elsewhere)).to_be_visible()
        assert violations(second) == []
        second.get_by_role("button", name="Continue here").click()
        expect(second.get_by_role("heading", name="Before we begin")).to_be_visible()
        expect(first.get_by_role("heading", name=elsewhere)).to_be_visible()
