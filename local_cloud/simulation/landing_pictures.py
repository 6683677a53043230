"""Take the pictures of the landing page, in one language: `make landing-pictures` of the cloud that `make run` started.

They show its examples (`make seed` completes them), and one interview that is taken for them. Each is taken as a wide
and as a narrow window shows it, in both themes.
"""

import argparse
import base64
import tempfile
from functools import partial
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

from local_cloud.seed import DEMO_EMAIL, DEMO_PASSWORD
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page, chromium, person, speak
from local_cloud.simulation.examples.plan import TEMPLATES
from local_cloud.simulation.page_candidate import (
    SPEECH_TIMEOUT_MS,
    enter_room,
    finish,
    go_on,
    hear_feedback,
    press,
    start_answer,
)
from local_cloud.simulation.page_recruiter import loaded, shown, sign_in
from local_cloud.simulation.page_words import said, words
from local_cloud.simulation.recruiter import Recruiter
from local_cloud.simulation.screenshots import FOLDERS, TEXTS

PICTURES = Path("static_site/landing/pictures")
ROLES = {"en": "operations", "de": "workshop"}
NAMES = {"en": "Candidate 46", "de": "Kandidatin 46"}
Shape = tuple[str, dict[str, int], float]
"""Its name, CSS pixels, and how many of the picture's each is wide."""
WIDE: Shape = ("wide", {"width": 1024, "height": 688}, 1.25)
WHOLE: Shape = ("wide", {"width": 1280, "height": 860}, 1)
"""As large a picture, of a page that shows more where it has the room."""
NARROW: Shape = ("narrow", {"width": 390, "height": 480}, 2)
QUALITY = 82


class Album:
    def __init__(self, language: str) -> None:
        self.language = language
        self.folder = PICTURES / language
        self.folder.mkdir(parents=True, exist_ok=True)

    def take(
        self,
        page: Page,
        name: str,
        *,
        wide: Shape = WIDE,
        top: Locator | None = None,
        narrow_top: Locator | None = None,
    ) -> None:
        """The view as it is now; what `top` finds is at the top of it, `narrow_top` in the narrow one."""
        chrome = page.context.new_cdp_session(page)
        for (shape, size, scale), at in ((wide, top), (NARROW, narrow_top or top)):
            metrics = {**size, "deviceScaleFactor": scale, "mobile": False}
            chrome.send("Emulation.setDeviceMetricsOverride", metrics)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                if at:
                    at.evaluate("element => element.scrollIntoView({ block: 'start', behavior: 'instant' })")
                page.wait_for_timeout(SETTLES_MS)
                taken = chrome.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
                (self.folder / f"{name}-{shape}-{scheme}.webp").write_bytes(base64.b64decode(taken["data"]))
        chrome.send("Emulation.clearDeviceMetricsOverride")
        chrome.detach()


SETTLES_MS = 400
"""Until a page is laid out anew in another window."""
COMPARED = 3


def recruiters_pages(page: Page, album: Album, site: str, recruiter: Recruiter) -> None:
    say = partial(words, album.language)
    title = TEMPLATES[ROLES[album.language]].title
    best = [
        each
        for each in recruiter.scored()
        if each["template_title"] == title and each["figure"]["scored_share"] == 1  # each of its answers has a figure
    ]
    page.goto(f"{site}/dashboard")
    sign_in(page, album.language, DEMO_EMAIL, DEMO_PASSWORD)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(say("recruiter.sessions.title"))
    page.goto(f"{site}/dashboard#/?template_id={best[0]['template_id']}")
    expect(page.get_by_text(best[0]["candidate_name"])).to_be_visible()
    album.take(page, "list", wide=WHOLE, narrow_top=page.get_by_role("search"))

    page.goto(f"{site}/dashboard#/sessions/{best[0]['id']}")
    expect(heading).to_have_text(best[0]["candidate_name"])
    shown(page.locator("video").first)
    loaded(page)
    summed_up = page.get_by_role("heading", name=say("recruiter.interviewScorecard.title"))
    album.take(page, "review", wide=WHOLE, narrow_top=summed_up)
    points = page.get_by_role("heading", name=say("recruiter.scorecard.points")).first
    album.take(page, "evidence", top=points, narrow_top=points)

    ids = "&".join(f"id={each['id']}" for each in best[:COMPARED])
    page.goto(f"{site}/dashboard#/compare?{ids}")
    expect(page.get_by_text(best[0]["candidate_name"]).first).to_be_visible()
    loaded(page)
    whole = page.get_by_role("heading", level=2).first
    album.take(page, "compare", top=whole)


def candidates_pages(page: Page, album: Album, site: str, recruiter: Recruiter) -> None:
    texts = TEXTS[album.language]
    template = recruiter.template(texts.titles[0], list(texts.questions), language=album.language)
    session_id, token = recruiter.invite(template, NAMES[album.language], silence_s=None)
    link = f"{site}/interview#{token}"
    enter_room(page, link)
    for number, name in enumerate(texts.answers, 1):
        start_answer(page, number)
        speak(page, name)
        if number == 1:
            expect(page.get_by_text(said(page, "candidate.transcript.awaited"))).to_have_count(0)
            album.take(page, "answer")
        press(page, said(page, "candidate.conversation.done"))
        hear_feedback(page)
        go_on(page)
    finish(page)
    recruiter.wait_for_results(session_id)
    page.goto("about:blank")
    page.goto(link)
    result = page.get_by_role("heading", name=said(page, "result.heading"))
    expect(result).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    album.take(page, "result", top=result)


PAGES = {"recruiter": recruiters_pages, "candidate": candidates_pages}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--language", choices=sorted(FOLDERS), default="en")
    parser.add_argument("--site", default="http://localhost:8000", help="of a local cloud with its examples")
    parser.add_argument("--pages", choices=sorted(PAGES), help="of these alone")
    given = parser.parse_args()
    album = Album(given.language)
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-pictures-") as folder,
        Recruiter(given.site, DEMO_EMAIL, DEMO_PASSWORD) as recruiter,
        sync_playwright() as playwright,
        chromium(playwright, person("incident", Path(folder))) as browser,
    ):
        for take in [PAGES[given.pages]] if given.pages else PAGES.values():
            with candidates_page(browser, locale=album.language) as (_, page):
                take(page, album, given.site, recruiter)
    print(f"{len(list(album.folder.glob('*.webp')))} pictures in {album.folder}")


if __name__ == "__main__":
    main()
