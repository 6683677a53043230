"""A candidate at the page itself: reads what it says, presses its buttons, speaks kept answers."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from local_cloud.simulation.browser import PATIENCE_MS, Throttle, speak

__all__ = [
    "agree",
    "answer",
    "answer_over_a_poor_connection",
    "begin",
    "begin_with_practice",
    "enter_room",
    "finish",
    "go_on",
    "hear_feedback",
    "pass_checks",
    "practise",
    "press",
    "start_answer",
]

SPEAKS_WITHIN_MS = 90_000
DELIVERS_WITHIN_MS = 90_000
SETTLES_MS = 450
GREETING = "motivation"
GREETING_S = 1.5
"""The beginning of a kept recording: a voice of any words tries a microphone."""

QUESTION_HEADING = re.compile(r"uestion \d+ of \d+")

Step = Callable[[Page, int], None]


def press(page: Page, name: str) -> None:
    """Press a button as a person does: one that comes within the page's 0.4 s after another press is passed over."""
    page.wait_for_timeout(SETTLES_MS)
    page.get_by_role("button", name=name).click(timeout=SPEAKS_WITHIN_MS)


def agree(page: Page, link: str) -> None:
    """Open the link and agree to be recorded; the camera is asked for next."""
    page.goto(link)
    expect(page.get_by_role("heading", name="Before we begin")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("checkbox", name="I agree").check()
    page.get_by_role("button", name="Check camera and microphone").click()


def begin(page: Page) -> None:
    """Wait until the checks are passed, and begin without practice."""
    begin_with_practice(page)
    skip = page.get_by_role("button", name="Skip practice")
    # Who comes back to a question is not asked to practise again.
    question = page.get_by_role("heading", name=QUESTION_HEADING)
    expect(skip.or_(question)).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    if skip.is_visible():
        press(page, "Skip practice")


def pass_checks(page: Page) -> None:
    """Say something into the microphone, and wait until all else is found in order."""
    expect(page.get_by_role("list", name="Checks")).to_be_visible(timeout=PATIENCE_MS)
    works = page.get_by_text("Your microphone works.")
    if not works.is_visible():
        speak(page, GREETING, at_most_s=GREETING_S)
        expect(works).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="I'm ready")).to_be_enabled(timeout=PATIENCE_MS)


def begin_with_practice(page: Page) -> None:
    """Pass the checks, and begin: a first visit leads to the practice question."""
    pass_checks(page)
    press(page, "I'm ready")


def practise(page: Page, words: str, *, at_most_s: float) -> None:
    """Try the practice question, and stop where what was heard of it is to be read."""
    expect(page.get_by_role("heading", name="A question to practise on")).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    press(page, "Try it")
    speak(page, words, at_most_s=at_most_s)
    press(page, "I'm done")
    expect(page.get_by_role("region", name="What we heard")).to_be_visible(timeout=PATIENCE_MS)


def enter_room(page: Page, link: str) -> None:
    agree(page, link)
    begin(page)


def start_answer(page: Page, number: int) -> None:
    """Hear question `number` (from 1) to its end, and start answering."""
    expect(page.get_by_role("heading", name=f"Question {number} of")).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    start = page.get_by_role("button", name="Start answering")
    expect(start).to_be_enabled(timeout=SPEAKS_WITHIN_MS)
    press(page, "Start answering")
    expect(page.get_by_role("button", name="I'm done")).to_be_visible(timeout=PATIENCE_MS)


def answer_over_a_poor_connection(
    page: Page, link: str, storage: str, words: str, *, at_most_s: float = 60
) -> Throttle:
    """Speak into the first question while the connection is poor from the answer's beginning; neither has ended yet."""
    throttle = Throttle(page, storage)
    enter_room(page, link)
    start_answer(page, 1)
    throttle.poor = True
    speak(page, words, at_most_s=at_most_s)
    return throttle


def answer(
    page: Page,
    number: int,
    words: str,
    while_answering: Step = lambda _page, _number: None,
    *,
    at_most_s: float = 60,
) -> None:
    """Answer question `number` with a kept recording's words, and say that it is done."""
    start_answer(page, number)
    while_answering(page, number)
    speak(page, words, at_most_s=at_most_s)
    press(page, "I'm done")


def hear_feedback(page: Page) -> None:
    """Wait until the interviewer is heard on the answer that was just finished."""
    expect(page.get_by_role("heading", name="About your answer")).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    expect(page.get_by_text("Speaking", exact=True)).to_be_visible(timeout=SPEAKS_WITHIN_MS)


def go_on(page: Page) -> None:
    """Leave the feedback for the next question or the end; where none came in time, the page is there already."""
    leave = page.get_by_role("button", name="Next question").or_(
        page.get_by_role("button", name="Finish the interview")
    )
    there = page.get_by_role("button", name="Start answering").or_(page.get_by_role("heading", name="Thank you"))
    expect(leave.or_(there)).to_be_visible(timeout=SPEAKS_WITHIN_MS)
    if leave.is_visible():
        page.wait_for_timeout(SETTLES_MS)
        leave.click()


def finish(page: Page) -> None:
    """Wait until the last piece has arrived."""
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=SPEAKS_WITHIN_MS + DELIVERS_WITHIN_MS)
