"""A recruiter at the page itself: signs in, and waits until all of a page is there."""

from functools import partial

from playwright.sync_api import Locator, Page, expect

from local_cloud.simulation.page_words import words

__all__ = ["loaded", "shown", "sign_in"]


def sign_in(page: Page, language: str, email: str, password: str) -> None:
    say = partial(words, language)
    page.get_by_label(say("recruiter.signIn.email")).fill(email)
    page.get_by_label(say("recruiter.signIn.password")).fill(password)
    page.get_by_role("button", name=say("recruiter.signIn.signIn")).click()


def loaded(page: Page) -> None:
    """Wait until no part of the page is awaited any more."""
    expect(page.locator(".busy")).to_have_count(0)


def shown(video: Locator) -> None:
    """Go a second into it, and wait until that is on the screen."""
    expect(video).to_be_visible()
    video.evaluate(
        "video => new Promise((seen) => { video.requestVideoFrameCallback(() => seen()); video.currentTime = 1; })"
    )
