"""Both pages by keyboard alone: Tab, Shift+Tab, Enter, Space, and letters where the focus is."""

from playwright.sync_api import Page, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.browser import PATIENCE_MS, speak
from local_cloud.simulation.page_candidate import SPEECH_TIMEOUT_MS, pass_checks
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.conftest import Invite, Visit, hear, processed_interview
from tests.browser.keyboard import Keyboard

SOME_S = 4


def test_a_candidate_takes_an_interview(visit: Visit, invite: Invite, recruiter: Recruiter) -> None:
    session_id, link = invite(silence_s=None)
    page, keyboard = visit.page, Keyboard(visit.page)
    page.goto(link)
    expect(page.get_by_role("heading", name="Your interview")).to_be_focused()
    keyboard.press(page.get_by_role("checkbox", name="I agree"), "Space")
    keyboard.press(page.get_by_role("button", name="Check camera and microphone"))
    expect(page.get_by_role("heading", name="Camera and microphone")).to_be_focused()
    name = page.get_by_role("textbox", name="Your name")
    ready = page.get_by_role("button", name="I'm ready")
    keyboard.type(name, "Ada Lovelace")
    pass_checks(page)
    keyboard.to(ready)
    keyboard.to(name, key="Shift+Tab")
    keyboard.press(ready)
    expect(page.get_by_role("heading", name="A question to practise on")).to_be_focused(timeout=SPEECH_TIMEOUT_MS)
    keyboard.press(page.get_by_role("button", name="Skip practice"))

    heading = page.get_by_role("heading", name="Question 1 of 1")
    expect(heading).to_be_focused(timeout=SPEECH_TIMEOUT_MS)
    keyboard.press(page.get_by_role("button", name="Start answering"))
    done = page.get_by_role("button", name="I'm done")
    expect(done).to_be_focused()
    speak(page, "incident", at_most_s=SOME_S)
    hear(page)
    page.keyboard.press("Enter")
    expect(heading).to_be_focused()
    expect(page.get_by_role("heading", name="About your answer")).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    keyboard.press(page.get_by_role("button", name="Finish the interview"))
    expect(page.get_by_role("heading", name="Thank you")).to_be_focused(timeout=SPEECH_TIMEOUT_MS + PATIENCE_MS)
    answer = recruiter.results(session_id)["answers"][0]
    assert (answer["live_transcript"] or answer["transcript"])["text"]


def sign_in_by_keys(keyboard: Keyboard, page: Page, cloud: LocalCloud) -> None:
    page.goto(f"{cloud.edge_url}/dashboard")
    keyboard.type(page.get_by_role("textbox", name="E-mail"), cloud.demo_email)
    keyboard.type(page.get_by_label("Password"), cloud.demo_password)
    page.keyboard.press("Enter")


def test_a_recruiter_signs_in_and_plays_a_video(
    visit: Visit, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    processed_interview(invite, cloud, recruiter, name="Grace Hopper")
    page, keyboard = visit.page, Keyboard(visit.page)
    sign_in_by_keys(keyboard, page, cloud)
    expect(page.get_by_role("heading", name="Interviews")).to_be_focused()
    keyboard.press(page.get_by_role("link", name="Grace Hopper").first)
    expect(page.get_by_role("heading", name="Grace Hopper")).to_be_focused()
    keyboard.press(page.get_by_label("Answer: Question 1"), "Space")
    playing = "(video => !video.paused && video.currentTime > 0)(document.querySelector('video'))"
    assert poll_until(lambda: bool(page.evaluate(playing)), timeout_s=PATIENCE_MS / 1000)


def test_a_dialog_takes_the_focus_and_gives_it_back(visit: Visit, invite: Invite, cloud: LocalCloud) -> None:
    invite()
    page, keyboard = visit.page, Keyboard(visit.page)
    sign_in_by_keys(keyboard, page, cloud)
    opener = page.get_by_role("button", name="Invite a candidate", exact=True)
    keyboard.press(opener)
    dialog = page.get_by_role("dialog")
    keyboard.type(dialog.get_by_label("Candidate’s name"), "Alan Turing")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="The link is ready")).to_be_focused()
    keyboard.press(dialog.get_by_role("button", name="Copy link"))
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
