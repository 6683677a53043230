"""Take the pictures of docs/pictures: every page, wide and light, and narrow and dark.

`make screenshots` runs three interviews in a local cloud and stops at each view on the way: one as it should be, one
with a correction, a follow-up and a written answer, and one over a poor connection.
"""

import tempfile
from difflib import SequenceMatcher
from pathlib import Path

from playwright.sync_api import Locator, Page, Playwright, expect, sync_playwright

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page, chromium, ordinary_page, person, speak
from local_cloud.simulation.demo import DEMO_QUESTIONS, provoke
from local_cloud.simulation.page_candidate import (
    DELIVERS_WITHIN_MS,
    SPEAKS_WITHIN_MS,
    agree,
    answer,
    answer_over_a_poor_connection,
    begin_with_practice,
    enter_room,
    finish,
    go_on,
    hear_feedback,
    pass_checks,
    practise,
    press,
    start_answer,
)
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter

PICTURES = Path("docs/pictures")
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 360, "height": 740}
BASE_PORT = 8600
WRITTEN = (
    "We agreed that every new index is tried on a copy of the database first, and that somebody looks at the disk"
    " before each sale. Nothing like it has happened since."
)


def picture(page: Page, name: str, middle: Locator | None = None) -> None:
    """The view as it is now, in both looks; what `middle` finds is in the middle of it."""
    for look, size, scheme in (("wide", WIDE, "light"), ("narrow", NARROW, "dark")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if middle:
            middle.evaluate("element => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.screenshot(path=PICTURES / f"{name}-{look}.png", animations="disabled")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")


def candidates_way(page: Page, site: str, link: str) -> None:
    page.goto(site)
    picture(page, "landing")
    page.goto(link)
    expect(page.get_by_role("heading", name="Before we begin")).to_be_visible()
    picture(page, "consent")
    agree(page, link)
    expect(page.get_by_text("We can see you well.")).to_be_visible()
    pass_checks(page)
    picture(page, "hardware-check")
    begin_with_practice(page)
    expect(page.get_by_role("button", name="Try it")).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    picture(page, "practice")
    practise(page, "motivation", at_most_s=6)
    picture(page, "practice-heard")
    press(page, "Go to the first question")
    for number, words in enumerate(DEMO_QUESTIONS, 1):
        start_answer(page, number)
        provoke(page, number)
        speak(page, words)
        if number == 1:
            picture(page, "answering")
        press(page, "I'm done")
        hear_feedback(page)
        if number == 1:
            picture(page, "feedback")
        go_on(page)
    finish(page)
    picture(page, "thank-you")
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("heading", name="This interview is finished")).to_be_visible()
    picture(page, "closed")


def correcting_and_writing(page: Page, link: str) -> None:
    """An interview of one question, about which there is a follow-up; answers may be written."""
    enter_room(page, link)
    answer(page, 1, "incident")
    hear_feedback(page)
    page.get_by_text("Correct what we heard").click()
    words = page.get_by_label("What you said")
    words.fill(mended(words.input_value(), recording("incident").answer))
    press(page, "Save the correction")
    expect(page.get_by_text("Saved:")).to_be_visible()
    picture(page, "correction", words)
    go_on(page)

    instead = page.get_by_role("button", name="Write your answer instead")
    expect(page.get_by_role("heading", name="Follow-up to question 1 of 1")).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    expect(instead).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    picture(page, "follow-up")
    press(page, "Write your answer instead")
    field = page.get_by_label("Your answer")
    field.fill(WRITTEN)
    picture(page, "writing", field)
    press(page, "Send my answer")
    go_on(page)
    finish(page)


def mended(heard: str, said: str) -> str:
    """What was heard, with the first word put right that was misheard; at the most three in one place."""
    words, right = heard.split(), said.split()
    plain, meant = ([word.strip(".,").lower() for word in text] for text in (words, right))
    for kind, a, b, c, d in SequenceMatcher(None, plain, meant, autojunk=False).get_opcodes():
        if kind == "replace" and b - a <= 3 and d - c <= 3:
            return " ".join([*words[:a], *right[c:d], *words[b:]])
    return heard


def over_a_poor_connection(page: Page, cloud: LocalCloud, link: str) -> None:
    """An interview of one question; the link is closed before its recording has arrived, and opened once more."""
    throttle = answer_over_a_poor_connection(page, link, cloud.endpoint_url, "motivation")
    sound_only = page.get_by_text("we record sound only for a while")
    expect(sound_only).to_be_visible()
    expect(page.get_by_text("Poor connection")).to_be_visible()
    picture(page, "poor-connection", sound_only)
    press(page, "I'm done")
    sending = page.get_by_role("heading", name="Sending your answers")
    leave = page.get_by_role("button", name="Finish the interview")
    # Whoever is away is not always reviewed in time.
    expect(leave.or_(sending)).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    if leave.is_visible():
        press(page, "Finish the interview")
    expect(sending).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    picture(page, "sending")

    with Candidate(cloud.front_door_url, link.partition("#")[2]) as candidate:
        candidate.finish()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text("A part of your recording had not arrived.")).to_be_visible()
    picture(page, "closed-sending")
    throttle.poor = False
    expect(page.get_by_text("All that we could still send has arrived.")).to_be_visible(timeout=DELIVERS_WITHIN_MS)


def shown(video: Locator) -> None:
    """Go a second into it, and wait until that is on the screen."""
    expect(video).to_be_visible()
    video.evaluate(
        "video => new Promise((seen) => { video.requestVideoFrameCallback(() => seen()); video.currentTime = 1; })"
    )


def recruiters_way(page: Page, cloud: LocalCloud, session_id: str, corrected_id: str) -> None:
    page.goto(f"{cloud.front_door_url}/dashboard")
    expect(page.get_by_label("E-mail")).to_be_visible()
    picture(page, "sign-in")
    page.get_by_label("E-mail").fill(cloud.demo_email)
    page.get_by_label("Password").fill(cloud.demo_password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Demo Candidate").first).to_be_visible()
    picture(page, "interviews")
    page.get_by_role("button", name="Invite a candidate").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Candidate’s name").fill("Demo Candidate")
    dialog.get_by_text("Accommodations").click()
    dialog.get_by_label("Time to think and to answer").select_option(label="Half as much again")
    dialog.get_by_label("When an answer ends by itself").select_option(label="Never, only by “I'm done”")
    picture(page, "accommodations", dialog.get_by_label("When an answer ends by itself"))
    dialog.get_by_role("button", name="Close").click()
    press(page, "Discard it")
    page.goto(f"{cloud.front_door_url}/dashboard#/templates")
    expect(page.get_by_role("heading", name="Templates")).to_be_visible()
    picture(page, "templates")
    page.goto(f"{cloud.front_door_url}/dashboard#/sessions/{session_id}")
    shown(page.locator("video").first)
    expect(page.get_by_text("Loading the words")).to_have_count(0)
    picture(page, "session")
    page.goto(f"{cloud.front_door_url}/dashboard#/sessions/{corrected_id}")
    first = page.get_by_role("article", name="Question 1", exact=True)
    expect(first.get_by_text("The candidate corrected").first).to_be_visible()
    shown(first.locator("video"))
    expect(page.get_by_text("Loading the words")).to_have_count(0)
    picture(page, "session-correction", first.get_by_role("heading", name="Transcript"))
    followed = page.get_by_role("article", name="Follow-up 1 to question 1")
    picture(page, "session-follow-up", followed.get_by_role("heading", name="Written answer"))


def take(cloud: LocalCloud, playwright: Playwright, camera: Path) -> None:
    site = cloud.front_door_url
    with Recruiter(site, cloud.demo_email, cloud.demo_password) as recruiter:

        def invite(title: str, *names: str, follow_ups: int = 0, **accommodations: object) -> tuple[str, str]:
            """(session id, link) of an interview that asks the demo's questions of these names."""
            questions = [DEMO_QUESTIONS[name] | {"follow_ups": follow_ups} for name in names]
            session_id, token = recruiter.invite(
                recruiter.make_template(title, questions), "Demo Candidate", **accommodations
            )
            return session_id, f"{site}/interview#{token}"

        session_id, link = invite("Backend engineer", *DEMO_QUESTIONS)
        with ordinary_page(playwright, camera) as (_, page):
            candidates_way(page, site, link)
        corrected_id, corrected = invite("Operations engineer", "incident", follow_ups=1, text_answers=True)
        poor_id, poor = invite("Support engineer", "motivation", silence_s=None)
        with chromium(playwright, camera) as browser:
            with candidates_page(browser) as (_, page):
                correcting_and_writing(page, corrected)
            with candidates_page(browser) as (_, page):
                over_a_poor_connection(page, cloud, poor)
        for taken in (session_id, corrected_id, poor_id):
            recruiter.wait_for_results(taken)
    with chromium(playwright) as browser, candidates_page(browser) as (_, page):
        recruiters_way(page, cloud, session_id, corrected_id)


def main() -> None:
    expect.set_options(timeout=PATIENCE_MS)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-pictures-") as folder,
        LocalCloud(base_port=BASE_PORT, data=Path(folder) / "data", environment={}) as cloud,
        sync_playwright() as playwright,
    ):
        take(cloud, playwright, person("incident", Path(folder)))
    print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES}")


if __name__ == "__main__":
    main()
