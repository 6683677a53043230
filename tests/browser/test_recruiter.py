"""A recruiter invites, watches and reviews in a real browser."""

import re
from typing import Any
from uuid import UUID, uuid4

import httpx
from playwright.sync_api import Browser, expect

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import connect
from interview.domain.clock import utc_now
from interview.domain.transcripts.transcript import Transcript, Word
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.seed import DATABASE
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import (
    LONG_NAME,
    LOOKS_EVERY_S,
    PROCESSING_TIMEOUT_S,
    QUESTION,
    SOME_WORDS,
    UNBROKEN,
    Invite,
    Visit,
    done,
    processed_interview,
    sign_in,
    words_heard,
)
from tests.browser.layout import misfits
from tests.builders import permit_of

BLACK_BESIDE_IT = """
(() => {
  const { clientWidth, clientHeight, videoWidth, videoHeight } = document.querySelector("video");
  return Math.abs(clientHeight - (clientWidth * videoHeight) / videoWidth);
})()
"""
"""How much higher than its picture, in pixels, the player is."""


def test_the_sign_in_page(visit: Visit, cloud: LocalCloud) -> None:
    visit.page.goto(f"{cloud.edge_url}/dashboard")
    expect(visit.page.get_by_label("E-mail")).to_be_visible()
    assert violations(visit.page) == []


def test_a_recruiter_reviews_a_processed_interview(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    session_id = processed_interview(invite, cloud, recruiter, UNBROKEN, name=LONG_NAME)
    sign_in(page, cloud, f"#/sessions/{session_id}")
    video = page.locator("video")
    expect(video).to_be_visible()
    # The page's policy forbids eval, which Playwright's own waiting would use.
    assert poll_until(
        lambda: page.evaluate("document.querySelector('video').readyState > 0"), timeout_s=PATIENCE_MS / 1000
    )
    assert page.evaluate("document.querySelector('video').duration") > 19
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert poll_until(lambda: page.evaluate(BLACK_BESIDE_IT) < 2, timeout_s=PATIENCE_MS / 1000)
    page.evaluate("document.querySelector('video').currentTime = 15")
    assert poll_until(
        lambda: page.evaluate("document.querySelector('video').currentTime >= 15"), timeout_s=PATIENCE_MS / 1000
    )
    assert words_heard(page.get_by_role("main").inner_text()) >= 3 * SOME_WORDS
    assert violations(page) == []
    assert misfits(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_a_recruiter_decides_by_keyboard_and_notes_a_moment(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    session_id = processed_interview(invite, cloud, recruiter, UNBROKEN, QUESTION, name=LONG_NAME)
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, cloud, f"#/sessions/{session_id}")
    found = page.get_by_role("region", name="Your decision")
    notes = page.get_by_role("region", name="Notes and findings")
    expect(found.get_by_text("Nobody has decided yet.")).to_be_visible()
    notes.get_by_role("textbox", name="Note").fill("A hard one. ")
    page.keyboard.type("ahrn?")
    expect(notes.get_by_role("textbox", name="Note")).to_have_value("A hard one. ahrn?")
    expect(found.get_by_role("radio", checked=True)).to_have_count(0)
    page.get_by_role("heading", level=1).focus()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Question 2")).to_be_focused()
    assert page.url.endswith(f"#/sessions/{session_id}/q/2")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Question 1")).to_be_focused()
    page.keyboard.press(">")
    expect(page.get_by_label("Speed")).to_have_value("1.25")
    page.keyboard.press("v")
    playing = "(video => !video.paused && video.currentTime > 0)(document.querySelector('video'))"
    assert poll_until(lambda: bool(page.evaluate(playing)), timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S)
    page.keyboard.press(" ")
    assert page.evaluate("document.querySelector('video').paused")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(found.get_by_role("radio", name="Hold")).to_be_checked()
    expect(found.get_by_role("textbox", name="Reason").first).to_be_focused()
    page.keyboard.type("Let us hear what the team says.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(found.get_by_text("Let us hear what the team says.").first).to_be_visible()
    expect(found.get_by_text("Nobody has decided yet.")).to_have_count(0)

    video = page.locator("video")
    expect(video).to_be_visible()
    page.evaluate("document.querySelector('video').currentTime = 7")
    notes.get_by_role("combobox", name="About").select_option("Question 1")
    notes.get_by_role("button", name="Add the note").click()
    moment = notes.get_by_role("button", name=re.compile(r"^Question 1, at 0:0[67]$"))
    expect(moment).to_be_visible()
    page.evaluate("document.querySelector('video').currentTime = 0")
    moment.click()
    playing = "document.querySelector('video').currentTime >= 6"
    assert poll_until(lambda: page.evaluate(playing), timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S)

    answer = page.get_by_role("article", name="Question 1")
    answer.get_by_text("Not judged by you yet").click()
    for criterion in ("Content", "Structure", "Clarity", "Delivery"):
        answer.get_by_role("combobox", name=criterion).select_option(index=4)
    answer.get_by_role("button", name="Save your levels").click()
    expect(answer.get_by_text("Yours: 6.0 / 10")).to_be_visible()
    expect(answer.get_by_role("region", name="Levels side by side")).to_be_visible()
    notes.get_by_role("combobox", name="New tag").fill("Senior")
    page.keyboard.press("Enter")
    expect(notes.get_by_role("button", name="Remove senior")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


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
    page.get_by_role("button", name="Invite a candidate", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Candidate’s name").fill("Barbara Liskov")
    assert violations(page) == []
    dialog.get_by_role("button", name="Make the link").click()
    link = dialog.get_by_label("The candidate’s link").input_value()
    assert link.startswith(f"{cloud.edge_url}/interview#")
    assert violations(page) == []
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("link", name="Barbara Liskov").first).to_be_visible()


def test_the_list_is_searched_filtered_and_worked_through(visit: Visit, invite: Invite, cloud: LocalCloud) -> None:
    """One walk: a name that is long, found, opened by the keyboard and come back from; cards; several at once."""
    page, name = visit.page, f"Listed{LONG_NAME}"
    session_id, _ = invite(name=name)
    sign_in(page, cloud)
    page.get_by_role("searchbox").fill(name[:9].upper())
    row = page.locator(".list-block [role=row]")
    expect(row).to_have_count(1)
    assert violations(page) == []
    row.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.go_back()
    expect(page.locator(f"#row-{session_id}")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value(name[:9].upper())

    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Decide").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Hold").check()
    dialog.get_by_label("Reason").fill("Too early to say.")
    assert violations(page) == []
    dialog.get_by_role("button", name="Save the decisions").click()
    expect(row.get_by_role("alert")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("link", name="Failed").click()
    expect(page.get_by_text("No interview fits these filters.")).to_be_visible()
    page.get_by_role("link", name="Clear filters").click()
    page.get_by_role("link", name="Not begun").click()
    page.get_by_text("Filters (1)").click()
    expect(page.get_by_role("checkbox", name="Not begun")).to_be_checked()
    assert violations(page) == []
    page.get_by_role("button", name=f"New link for {name}").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_an_address_that_leads_nowhere(visit: Visit, browser: Browser, cloud: LocalCloud) -> None:
    with candidates_page(browser) as (_, page):
        answer = page.goto(f"{cloud.edge_url}/dashbaord")
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", name="There is nothing at this address.")).to_be_visible()
        assert violations(page) == []
        page.goto(cloud.edge_url)
        assert violations(page) == []
        sign_in(page, cloud, f"#/sessions/{uuid4()}")
        expect(page.get_by_text("There is no such interview")).to_be_visible()
        assert violations(page) == []
    page = visit.page
    sign_in(page, cloud, "#/nowhere")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    assert violations(page) == []


HEARD = "I told the teem to stop all deployments, and I asked one engineer to talk with support."


def heard_live(cloud: LocalCloud, session_id: str) -> None:
    """What the voice proxy leaves: the words of the first answer, each with its time."""
    words = [
        Word(text=word, start_ms=3000 + at * 500, end_ms=3400 + at * 500, confidence=0.9)
        for at, word in enumerate(HEARD.split())
    ]
    transcript = Transcript(
        text=HEARD, words=tuple(words), language="en", duration_ms=20_000, source="test", made_at=utc_now()
    )
    database = connect(cloud.mongodb_uri, DATABASE)
    with database.client:
        AnswerRepository(database).store_live_transcript(
            permit_of(database, UUID(session_id)), 0, transcript, complete=True
        )


def given_feedback(candidate: Candidate) -> dict[str, Any]:
    """The feedback on the first answer, asked for until it is there, as the page does."""
    found: dict[str, Any] = {}

    def came() -> bool:
        try:
            answer = candidate.feedback(0)
        except httpx.TimeoutException:
            return False
        found.update(answer.json())
        return answer.status_code == httpx.codes.OK

    assert poll_until(came, timeout_s=PROCESSING_TIMEOUT_S, every_s=LOOKS_EVERY_S)
    return found


def test_a_recruiter_sees_corrections_follow_ups_and_written_answers(
    visit: Visit, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    template = recruiter.make_template("Browser", [{**QUESTION, "follow_ups": 1}])
    session_id, token = recruiter.invite(template, "Candidate", answer_time_factor=1.5, text_answers=True)
    with Candidate(cloud.edge_url, token) as candidate:
        candidate.start("Candidate")
        candidate.answer(0, recording("incident"))
        heard_live(cloud, session_id)
        candidate.correct(0, HEARD.replace("teem", "team"))
        follow_up = given_feedback(candidate)["follow_up"]
        candidate.write(follow_up["question_index"], "We told support first.\nThen we wrote to every customer.")
        candidate.finish()
    done(recruiter, session_id)

    sign_in(page, cloud, f"#/sessions/{session_id}")
    whole = page.get_by_role("region", name="Scorecard of the interview")
    expect(whole.get_by_text("No overall figure.")).to_be_visible()
    whole.get_by_role("button", name="Question 1", exact=True).first.click()
    expect(page.get_by_role("heading", name="Question 1", exact=True)).to_be_focused()
    first = page.get_by_role("article", name="Question 1", exact=True)
    expect(first.get_by_role("deletion")).to_have_text("heard: teem")
    expect(first.get_by_role("insertion")).to_have_text("corrected to: team")
    expect(first.get_by_text("The score is about the corrected text.")).to_be_visible()
    expect(first.get_by_text("First impression, right after the answer:")).to_be_visible()
    page.keyboard.press("n")
    followed = page.get_by_role("article", name="Follow-up 1 to question 1")
    expect(followed.get_by_text(follow_up["text"])).to_be_visible()
    expect(followed.get_by_text("This answer was written, not recorded.")).to_be_visible()
    page.keyboard.press("p")
    arranged = page.get_by_text("More time was given: 1.5 times that of the template.")
    expect(arranged).to_be_hidden()
    page.get_by_text("Details of the interview").click()
    expect(arranged).to_be_visible()

    expect(first.locator("video")).to_be_visible()
    first.locator(".transcript button").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    played = "document.querySelector('video').currentTime"
    assert poll_until(lambda: 4 <= page.evaluate(played) < 8, timeout_s=PATIENCE_MS / 1000)
    assert first.locator(".transcript [tabindex='0']").count() == 1
    assert violations(page) == []


def test_what_a_candidate_asked_for_is_arranged_with_the_link(
    visit: Visit, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    recruiter.make_template("Arranged", [QUESTION])
    sign_in(page, cloud)
    page.get_by_role("button", name="Invite a candidate", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Candidate’s name").fill("Grace Hopper")
    dialog.get_by_text("Accommodations").click()
    dialog.get_by_label("Time to think and to answer").select_option(label="Twice as much")
    dialog.get_by_label("When an answer ends by itself").select_option(label="Never, only by “I'm done”")
    dialog.get_by_label("Captions of what the interviewer says").check()
    assert violations(page) == []
    dialog.get_by_role("button", name="Make the link").click()
    token = dialog.get_by_label("The candidate’s link").input_value().partition("#")[2]
    with Candidate(cloud.edge_url, token) as candidate:
        interview = candidate.interview()
    assert interview["accommodations"] == {
        "answer_time_factor": 2,
        "silence_s": None,
        "captions": True,
        "text_answers": False,
    }
    assert interview["questions"][0]["answer_time_s"] == 2 * QUESTION["answer_time_s"]


def test_nothing_that_was_typed_is_lost_without_a_question(
    browser: Browser, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    """One walk: errors at their fields, leaving, two editors, a new tab, an invitation, signing out."""
    template = recruiter.make_template("Walked", [QUESTION])
    with candidates_page(browser) as (context, page):
        sign_in(page, cloud, f"#/templates/{template}")
        question = page.get_by_label("What the candidate is asked")
        question.fill("  ")
        page.get_by_role("button", name="Save template").click()
        expect(question).to_be_focused()
        expect(question).to_have_accessible_description("Write what the candidate is asked.")
        assert violations(page) == []

        question.fill("My own wording?")
        page.get_by_role("link", name="All templates").click()
        ask = page.get_by_role("dialog", name="Leave without saving?")
        assert violations(page) == []
        ask.get_by_role("button", name="Keep editing").click()
        expect(question).to_have_value("My own wording?")
        assert page.url.endswith(f"#/templates/{template}")

        other = context.new_page()  # signed in, too
        other.goto(f"{cloud.edge_url}/dashboard#/templates/{template}")
        other.get_by_label("Title").fill("Somebody else’s title")
        other.get_by_role("button", name="Save template").click()
        expect(other.get_by_role("link", name="Somebody else’s title").first).to_be_visible()

        page.get_by_role("button", name="Save template").click()
        changed = page.get_by_role("dialog", name="This template was changed meanwhile")
        expect(changed).to_contain_text("Somebody else’s title")
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(question).to_have_value("My own wording?")
        page.get_by_role("button", name="Save template").click()
        changed.get_by_role("button", name="Save mine in its place").click()
        expect(page.get_by_text("My own wording?").first).to_be_visible()

        page.get_by_role("link", name="Interviews").click()

        for again in (False, True):
            page.get_by_role("button", name="Invite a candidate", exact=True).click()
            dialog = page.get_by_role("dialog")
            name = dialog.get_by_label("Candidate’s name")
            dialog.get_by_role("button", name="Make the link").click()
            expect(name).to_be_focused()
            expect(name).to_have_accessible_description("Write the candidate’s name.")
            name.fill("Edsger Twice")
            page.keyboard.press("Escape")
            dialog.get_by_role("button", name="Go on typing").click()
            expect(name).to_have_value("Edsger Twice")
            dialog.get_by_role("button", name="Make the link").click()
            if again:
                invited = dialog.get_by_role("button", name="Invite them again")
                expect(invited).to_be_visible()
                assert violations(page) == []
                invited.click()
            expect(dialog.get_by_label("The candidate’s link")).to_be_visible()
            dialog.get_by_role("button", name="Close").click()

        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_label("E-mail")).to_be_visible()
        expect(other.get_by_label("E-mail")).to_be_visible()
        other.reload()
        expect(other.get_by_label("E-mail")).to_be_visible()


def test_a_rubric_is_written_and_an_interview_scored_again_by_it(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    """One walk, in a narrow window: another criterion, an error at its field, a further score, and what it changed."""
    page = visit.page
    session_id = processed_interview(invite, cloud, recruiter, QUESTION)
    template = recruiter.progress(session_id)["session"]["template_id"]
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, cloud, f"#/templates/{template}")
    page.get_by_role("button", name="Write a rubric of your own").click()
    page.get_by_role("button", name="Add a criterion").click()
    criterion = page.get_by_role("group", name="New criterion").last
    expect(criterion.get_by_label("Name of the criterion")).to_be_focused()
    page.keyboard.type("Ownership")
    criterion = page.get_by_role("group", name="Ownership").last
    criterion.get_by_label("What it means, as a question").fill("Does the answer say who did what?")
    for level in range(6):
        criterion.get_by_label(f"Level {level}").fill(f"Says so at level {min(level, 4)}.")
    page.get_by_role("button", name="Save template").click()
    highest = criterion.get_by_label("Level 5, the highest")
    expect(highest).to_be_focused()
    expect(highest).to_have_accessible_description("This is the same as level 4: nobody could tell them apart.")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    highest.fill("Says of each step who did it.")
    page.get_by_role("button", name="Save template").click()
    expect(page.get_by_role("heading", name="Templates", level=1)).to_be_visible()

    page.goto(f"{cloud.edge_url}/dashboard#/sessions/{session_id}")
    page.get_by_role("button", name="Score the whole interview again").click()
    dialog = page.get_by_role("dialog", name="Score the whole interview again")
    assert violations(page) == []
    dialog.get_by_role("button", name="Score again").click()
    expect(page.get_by_text("1 of 1 answer is being scored again.")).to_be_visible()
    expect(page.get_by_role("button", name="Score this answer again")).to_be_disabled()

    page.get_by_text("How this was judged", exact=True).click()
    versions = page.get_by_role("region", name="All scores of this answer")
    expect(versions).to_contain_text("Version 2", timeout=PROCESSING_TIMEOUT_S * 1000)
    expect(versions.get_by_role("listitem").filter(has_text="Version 2")).to_contain_text("counts")
    expect(versions).to_contain_text("Not the same: the rubric.")
    expect(versions).to_contain_text("Ownership: new, level")
    expect(page.get_by_text("Judged by this rubric, version")).to_be_visible()
    expect(page.get_by_role("heading", name="Ownership")).to_be_visible()
    expect(page.get_by_role("button", name="Score this answer again")).to_be_enabled()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
