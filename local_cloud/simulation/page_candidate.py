"""A candidate at the page itself: reads what it says, presses its buttons, speaks kept answers."""

import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from local_cloud.simulation.browser import PATIENCE_MS, Throttle, speak
from local_cloud.simulation.page_words import said

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
    "read_consent",
    "start_answer",
]

SPEECH_TIMEOUT_MS = 90_000
DELIVERY_TIMEOUT_MS = 90_000
SETTLES_MS = 450
PRESS_TIMEOUT_MS = 10_000
GREETING = "motivation"
GREETING_S = 1.5
"""The beginning of a kept recording: a voice of any words tries a microphone."""

QUESTION_HEADING = re.compile(r"\d+ \w+ \d+")

Step = Callable[[Page, int], None]


def press(page: Page, name: str) -> None:
    """Press a button as a person does: one that comes within the page's 0.4 s after another press is passed over."""
    page.wait_for_timeout(SETTLES_MS)
    page.get_by_role("button", name=name).click(timeout=SPEECH_TIMEOUT_MS)


def press_while_there(page: Page, name: str) -> None:
    """Press a button, unless what it does comes by itself meanwhile."""
    page.wait_for_timeout(SETTLES_MS)
    button = page.get_by_role("button", name=name)
    with suppress(PlaywrightTimeoutError):
        if button.is_visible():
            button.click(timeout=PRESS_TIMEOUT_MS)


def read_consent(page: Page, link: str) -> None:
    """Open the link; from here on the page speaks the interview's language."""
    page.goto(link)
    expect(page.locator("form#consent")).to_be_visible(timeout=PATIENCE_MS)


def agree(page: Page, link: str) -> None:
    """Open the link and agree to be recorded; the camera is asked for next."""
    read_consent(page, link)
    page.get_by_role("checkbox", name=said(page, "candidate.consent.agree")).check()
    page.get_by_role("button", name=said(page, "candidate.consent.goOn")).click()


def begin(page: Page) -> None:
    """Wait until the checks are passed, and begin without practice."""
    begin_with_practice(page)
    skip = page.get_by_role("button", name=said(page, "candidate.practice.skip"))
    # Who comes back to a question is not asked to practise again.
    question = page.get_by_role("heading", name=QUESTION_HEADING)
    unreached = page.get_by_text(said(page, "shared.errors.offline")).first
    expect(skip.or_(question).or_(unreached).first).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    if unreached.is_visible():
        press(page, said(page, "hardware.start.ready"))
        expect(skip.or_(question)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    if skip.is_visible():
        press(page, said(page, "candidate.practice.skip"))


def pass_checks(page: Page) -> None:
    """Say something into the microphone, and wait until all else is found in order."""
    expect(page.get_by_role("meter")).to_be_visible(timeout=PATIENCE_MS)
    works = page.get_by_text(said(page, "hardware.checks.microphone.works"))
    if not works.is_visible():
        speak(page, GREETING, at_most_s=GREETING_S)
        expect(works).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name=said(page, "hardware.start.ready"))).to_be_enabled(timeout=PATIENCE_MS)


def begin_with_practice(page: Page) -> None:
    """Pass the checks, and begin: a first visit leads to the practice question."""
    pass_checks(page)
    press(page, said(page, "hardware.start.ready"))


def practise(page: Page, words: str, *, at_most_s: float) -> None:
    """Try the practice question, and stop where what was heard of it is to be read."""
    heading = said(page, "candidate.practice.heading")
    expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    press(page, said(page, "candidate.practice.tryIt"))
    speak(page, words, at_most_s=at_most_s)
    press_while_there(page, said(page, "candidate.conversation.done"))
    heard = said(page, "candidate.practice.heardLabel")
    expect(page.get_by_role("region", name=heard)).to_be_visible(timeout=PATIENCE_MS)


def enter_room(page: Page, link: str) -> None:
    agree(page, link)
    begin(page)


def start_answer(page: Page, number: int) -> None:
    """Hear question `number` (from 1) to its end, and start answering."""
    heading = re.compile(rf"\b{number} \w+ \d+")
    expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    start = said(page, "candidate.conversation.startAnswering")
    expect(page.get_by_role("button", name=start)).to_be_enabled(timeout=SPEECH_TIMEOUT_MS)
    press(page, start)
    done = said(page, "candidate.conversation.done")
    expect(page.get_by_role("button", name=done)).to_be_visible(timeout=PATIENCE_MS)


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
    press_while_there(page, said(page, "candidate.conversation.done"))


def hear_feedback(page: Page) -> None:
    """Wait until the interviewer is heard on the answer that was just finished."""
    heading = said(page, "candidate.conversation.aboutYourAnswer")
    expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    speaking = said(page, "candidate.interviewer.states.speaking")
    expect(page.get_by_text(speaking, exact=True)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)


def go_on(page: Page) -> None:
    """Leave the feedback for the next question or the end; where none came in time, the page is there already."""
    leave = page.get_by_role("button", name=said(page, "candidate.conversation.next")).or_(
        page.get_by_role("button", name=said(page, "candidate.conversation.finish"))
    )
    there = page.get_by_role("button", name=said(page, "candidate.conversation.startAnswering")).or_(
        page.get_by_role("heading", name=said(page, "candidate.done.heading"))
    )
    expect(leave.or_(there)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    page.wait_for_timeout(SETTLES_MS)
    with suppress(PlaywrightTimeoutError):
        if leave.is_visible():
            leave.click(timeout=PRESS_TIMEOUT_MS)


def finish(page: Page) -> None:
    """Wait until the last piece has arrived."""
    heading = said(page, "candidate.done.heading")
    expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=SPEECH_TIMEOUT_MS + DELIVERY_TIMEOUT_MS)
