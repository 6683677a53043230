"""How long it takes by keyboard alone from signing in to a decision with a reason: `make bench NAME=decide`.

A walk in a real Chromium over the examples of the cloud that `make run` started (`make seed` completes them): sign in,
put the list in order by score, open the best one, watch the evidence to its end, decide with a reason, and so on with
the next. Nothing is pressed before the page shows what it is pressed for, and nobody reads: what is timed is what the
pages take, and the evidence itself. The decisions stay with the examples.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from playwright.sync_api import Locator, Page, expect, sync_playwright

from benchmarks.reporting import report
from local_cloud.seed import DEMO_EMAIL, DEMO_PASSWORD
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page, chromium
from local_cloud.simulation.page_words import words
from local_cloud.simulation.recruiter import Recruiter

REASON = "Names causes and checks them."
MAX_TABS = 60
EVIDENCE_TIMEOUT_MS = 300_000
LETTER_MS = 60
"""A letter of who types fast: 200 in twelve seconds."""

say = partial(words, "en")


@dataclass
class Walk:
    """Presses of keys that lead or do something, and letters that are written, by part; seconds likewise."""

    page: Page
    presses: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    part: str = ""

    def during(self, part: str, walk: Callable[[], Any]) -> None:
        self.part = part
        began = time.monotonic()
        walk()
        self.seconds[part] = self.seconds.get(part, 0) + time.monotonic() - began

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses[self.part] += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text, delay=LETTER_MS)
        self.letters[self.part] += len(text)

    def tab_to(self, control: Locator) -> None:
        expect(control).to_be_visible()
        for _ in range(MAX_TABS):
            if control.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{control} is not reached")


def sign_in(walk: Walk, site: str) -> None:
    page = walk.page
    page.goto(f"{site}/dashboard")
    walk.tab_to(page.get_by_label(say("recruiter.signIn.email")))
    walk.type(DEMO_EMAIL)
    walk.tab_to(page.get_by_label(say("recruiter.signIn.password")))
    walk.type(DEMO_PASSWORD)
    walk.press("Enter")
    expect(page.locator(".row-link").first).to_be_visible()


def open_the_best(walk: Walk, best: str) -> None:
    page = walk.page
    sort = page.get_by_label(say("recruiter.sessions.sort"))
    walk.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    walk.tab_to(sort)
    while sort.input_value() != "score":
        walk.press("ArrowDown")
    first = page.locator(".row-link").first
    expect(first).to_contain_text(best)
    # A field keeps its letters: out of it first.
    walk.press("Tab")
    walk.press("j")
    expect(first).to_be_focused()
    walk.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(best)


def watch(walk: Walk) -> None:
    page = walk.page
    evidence = page.get_by_role("button", name=say("recruiter.player.evidence"))
    expect(evidence).to_be_visible()
    walk.press("e")
    expect(evidence).to_have_attribute("aria-pressed", "true")
    # Of the last answer: at the end of each other one the next is shown, with a player of its own.
    expect(evidence).to_have_attribute("aria-pressed", "false", timeout=EVIDENCE_TIMEOUT_MS)


def decide(walk: Walk) -> None:
    page = walk.page
    walk.press("a")
    reason = page.get_by_label(say("recruiter.decisions.reason")).first
    expect(reason).to_be_focused()
    walk.type(REASON)
    walk.press("Control+Enter")
    expect(page.get_by_text(say("recruiter.decisions.saved"))).to_be_visible()


def go_on(walk: Walk) -> None:
    heading = walk.page.get_by_role("heading", level=1)
    before = heading.inner_text()
    walk.press("j")
    expect(heading).not_to_have_text(before)
    expect(walk.page.locator("video").first).to_be_visible()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--site", default="http://localhost:8000", help="of a local cloud with its examples")
    parser.add_argument("--candidates", type=int, default=3)
    given = parser.parse_args()
    expect.set_options(timeout=PATIENCE_MS)
    with Recruiter(given.site, DEMO_EMAIL, DEMO_PASSWORD) as recruiter:
        scored = recruiter.scored()
    with (
        sync_playwright() as playwright,
        chromium(playwright) as browser,
        candidates_page(browser, locale="en", viewport={"width": 1280, "height": 860}) as (_, page),
    ):
        walk = Walk(page)
        walk.during("signing in", lambda: sign_in(walk, given.site))
        walk.during("the best by score", lambda: open_the_best(walk, scored[0]["candidate_name"]))
        for nth in range(given.candidates):
            walk.during("evidence", lambda: watch(walk))
            walk.during("deciding", lambda: decide(walk))
            if nth + 1 < given.candidates:
                walk.during("on to the next", lambda: go_on(walk))
    parts = {
        part: {"presses": walk.presses[part], "letters": walk.letters[part], "seconds": round(seconds, 1)}
        for part, seconds in walk.seconds.items()
    }
    whole = {"presses": walk.presses.total(), "letters": walk.letters.total()}
    print(report("decide", {"scored": len(scored), "decided": given.candidates, **whole, "parts": parts}))


if __name__ == "__main__":
    main()
