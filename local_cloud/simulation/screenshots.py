"""Take the pictures of docs/pictures: every page, wide and light, and narrow and dark, in one language.

`make screenshots` runs three interviews in a local cloud and stops at each view on the way: one as it should be, one
with a correction, a follow-up and a written answer, and one over a poor connection. A fourth is written by the API, to
stand beside the first. What it looks for on the pages has the words of their own catalogues.
"""

import argparse
import re
import tempfile
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Playwright, expect, sync_playwright

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page, chromium, ordinary_page, person, speak
from local_cloud.simulation.demo import DEMO_QUESTIONS, provoke
from local_cloud.simulation.page_candidate import (
    DELIVERY_TIMEOUT_MS,
    SPEECH_TIMEOUT_MS,
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
    read_consent,
    start_answer,
)
from local_cloud.simulation.page_recruiter import loaded, shown, sign_in
from local_cloud.simulation.page_words import said, words
from local_cloud.simulation.recruiter import Recruiter
from local_cloud.simulation.sayings import text_of

PICTURES = Path("docs/pictures")
FOLDERS = {"en": PICTURES, "de": PICTURES / "de"}
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 360, "height": 740}
BASE_PORT = 8600
NAME = "Demo Candidate"
OTHER_NAME = "Ada Lovelace"


@dataclass(frozen=True)
class Texts:
    """What a recruiter writes, and what a candidate says and writes."""

    titles: tuple[str, str, str]
    """Of the interview as it should be, of that with a correction, and of that over a poor connection."""
    questions: tuple[dict[str, Any], ...]
    answers: tuple[str, ...]
    """The names of what is said, by question."""
    corrected: int
    """The question whose answer is corrected."""
    written: str
    reason: str
    """Of a decision."""
    asked: str
    """Of all interviews."""


TEXTS = {
    "en": Texts(
        titles=("Backend engineer", "Operations engineer", "Support engineer"),
        questions=tuple(DEMO_QUESTIONS.values()),
        answers=tuple(DEMO_QUESTIONS),
        corrected=1,
        written=(
            "We agreed that every new index is tried on a copy of the database first, and that somebody looks at the"
            " disk before each sale. Nothing like it has happened since."
        ),
        reason="A clear account of the incident. Let us hear what the team says.",
        asked="Who stopped the deployments?",
    ),
    "de": Texts(
        titles=("Backend-Entwicklung", "Betrieb", "Kundendienst"),
        questions=(
            {
                "text": "Erzählen Sie von Ihrem letzten Projekt.",
                "expected_points": ["Eine alte Anwendung ersetzt", "Mit den Leuten gesprochen", "Nur halb so groß"],
            },
        ),
        answers=("projekt",),
        corrected=0,
        written=(
            "Danach haben wir jeden Monat gefragt, was wirklich benutzt wird, und entfernt, was niemand vermisst hat."
            " So ist die Anwendung klein geblieben."
        ),
        reason="Klar erzählt. Wir hören noch, was das Team sagt.",
        asked="Wer hat eine alte Anwendung ersetzt?",
    ),
}


class Album:
    """The pictures of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.texts = TEXTS[language]
        self.folder = FOLDERS[language]
        self.folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str, middle: Locator | None = None, *, awaited: bool = True) -> None:
        """The view in both looks, once nothing on it is `awaited` any more; what `middle` finds is in its middle."""
        if awaited:
            loaded(page)
        for look, size, scheme in (("wide", WIDE, "light"), ("narrow", NARROW, "dark")):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            if middle:
                middle.evaluate("element => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
            page.wait_for_function(PICTURES_IN_VIEW)
            page.screenshot(path=self.folder / f"{name}-{look}.png", animations="disabled")
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")


PICTURES_IN_VIEW = """() => [...document.images].every(
    (image) => image.complete || image.getBoundingClientRect().top > innerHeight,
)"""
SAVED = re.compile(r"\d")
"""How many words a correction changed."""
FOLLOW_UP = re.compile("Follow-up|Nachfrage")


def candidates_way(page: Page, album: Album, link: str) -> None:
    read_consent(page, link)
    album.take(page, "consent")
    agree(page, link)
    expect(page.get_by_text(said(page, "hardware.checks.face.one"))).to_be_visible()
    pass_checks(page)
    album.take(page, "hardware-check")
    begin_with_practice(page)
    try_it = page.get_by_role("button", name=said(page, "candidate.practice.tryIt"))
    expect(try_it).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    album.take(page, "practice")
    practise(page, album.texts.answers[-1], at_most_s=6)
    album.take(page, "practice-heard")
    press(page, said(page, "candidate.practice.goOn"))
    for number, name in enumerate(album.texts.answers, 1):
        start_answer(page, number)
        provoke(page, number)
        speak(page, name)
        if number == 1:
            album.take(page, "answering")
        press(page, said(page, "candidate.conversation.done"))
        hear_feedback(page)
        if number == 1:
            album.take(page, "feedback")
        go_on(page)
    finish(page)
    album.take(page, "thank-you")
    closed = said(page, "candidate.closed.heading")
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("heading", name=closed)).to_be_visible()
    album.take(page, "closed")


def correcting_and_writing(page: Page, album: Album, link: str) -> None:
    """An interview of one question, about which there is a follow-up; answers may be written."""
    enter_room(page, link)
    said_aloud = album.texts.answers[album.texts.corrected]
    answer(page, 1, said_aloud)
    hear_feedback(page)
    page.get_by_text(said(page, "candidate.correction.open")).click()
    heard = page.get_by_label(said(page, "candidate.correction.label"))
    heard.fill(mended(heard.input_value(), text_of(said_aloud)))
    save = page.get_by_role("button", name=said(page, "candidate.correction.save"))
    press(page, said(page, "candidate.correction.save"))
    expect(page.locator("form", has=save).get_by_role("status")).to_have_text(SAVED)
    album.take(page, "correction", heard)
    go_on(page)

    write = said(page, "candidate.conversation.write")
    expect(page.get_by_role("heading", name=FOLLOW_UP)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    expect(page.get_by_role("button", name=write)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    album.take(page, "follow-up")
    press(page, write)
    field = page.get_by_label(said(page, "candidate.writing.label"))
    field.fill(album.texts.written)
    album.take(page, "writing", field)
    press(page, said(page, "candidate.conversation.send"))
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


def over_a_poor_connection(page: Page, album: Album, cloud: LocalCloud, link: str) -> None:
    """An interview of one question; the link is closed before its recording has arrived, and opened once more."""
    throttle = answer_over_a_poor_connection(page, link, cloud.endpoint_url, album.texts.answers[-1])
    expect(page.get_by_text(said(page, "candidate.notices.soundOnly"))).to_be_visible()
    expect(page.get_by_text(said(page, "candidate.interviewer.states.poor"))).to_be_visible()
    album.take(page, "poor-connection")
    press(page, said(page, "candidate.conversation.done"))
    sending = page.get_by_role("heading", name=said(page, "candidate.delivering.heading"))
    leave = page.get_by_role("button", name=said(page, "candidate.conversation.finish"))
    # Whoever is away is not always reviewed in time.
    expect(leave.or_(sending)).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    if leave.is_visible():
        press(page, said(page, "candidate.conversation.finish"))
    expect(sending).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    album.take(page, "sending")

    with Candidate(cloud.edge_url, link.partition("#")[2]) as candidate:
        candidate.finish()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text(words(album.language, "candidate.closed.sending"))).to_be_visible()
    album.take(page, "closed-sending", awaited=False)
    throttle.poor = False
    sent = page.get_by_text(said(page, "candidate.closed.sent"))
    expect(sent).to_be_visible(timeout=DELIVERY_TIMEOUT_MS)


def recruiters_way(
    page: Page, album: Album, cloud: LocalCloud, session_id: str, corrected_id: str, beside_id: str
) -> None:
    say = partial(words, album.language)
    page.goto(f"{cloud.edge_url}/dashboard")
    expect(page.get_by_label(say("recruiter.signIn.email"))).to_be_visible()
    album.take(page, "sign-in")
    sign_in(page, album.language, cloud.demo_email, cloud.demo_password)
    expect(page.get_by_text(NAME).first).to_be_visible()
    album.take(page, "interviews")
    page.get_by_role("button", name=say("recruiter.sessions.invite")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(say("recruiter.invitation.name")).fill(NAME)
    dialog.get_by_text(say("recruiter.accommodations.title")).click()
    dialog.get_by_label(say("recruiter.accommodations.time")).select_option("1.5")
    end = dialog.get_by_label(say("recruiter.accommodations.end"))
    end.select_option(label=say("recruiter.accommodations.never"))
    album.take(page, "accommodations", end)
    dialog.get_by_role("button", name=say("recruiter.dialog.close")).click()
    press(page, say("recruiter.dialog.discard"))
    page.goto(f"{cloud.edge_url}/dashboard#/templates")
    expect(page.get_by_role("heading", name=say("recruiter.templates.title"))).to_be_visible()
    album.take(page, "templates")
    page.goto(f"{cloud.edge_url}/dashboard#/sessions/{session_id}")
    shown(page.locator("video").first)
    album.take(page, "session")
    page.goto(f"{cloud.edge_url}/dashboard#/sessions/{corrected_id}")
    corrected = page.get_by_role("article").filter(has_text=say("recruiter.transcript.correctionMarked"))
    shown(corrected.locator("video"))
    loaded(page)
    transcript = corrected.get_by_role("heading", name=say("recruiter.transcript.title"))
    album.take(page, "session-correction", transcript)
    page.goto(f"{cloud.edge_url}/dashboard#/sessions/{corrected_id}/q/2")
    written = page.get_by_role("heading", name=say("recruiter.transcript.written"))
    expect(written).to_be_visible()
    loaded(page)
    album.take(page, "session-follow-up", written)
    beyond_one_interview(page, album, cloud, session_id, beside_id)


def beyond_one_interview(page: Page, album: Album, cloud: LocalCloud, session_id: str, beside_id: str) -> None:
    """A decision and what leads away from it, two side by side, a question to all, figures, a template, a list."""
    say = partial(words, album.language)
    dashboard = f"{cloud.edge_url}/dashboard"
    page.goto(f"{dashboard}#/sessions/{session_id}")
    decision = page.get_by_role("heading", name=say("recruiter.decisions.title"))
    expect(decision).to_be_visible()
    loaded(page)
    page.keyboard.press("h")
    reason = page.get_by_role("textbox", name=say("recruiter.decisions.reason")).first
    expect(reason).to_be_focused()
    reason.fill(album.texts.reason)
    album.take(page, "decision", decision)
    reason.focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(album.texts.reason).first).to_be_visible()
    for name, button in (("share", "shares.share"), ("export", "exports.export")):
        page.get_by_role("button", name=say(button), exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        album.take(page, name)
        page.get_by_role("dialog").get_by_role("button", name=say("recruiter.dialog.close")).click()
    page.goto(f"{dashboard}#/compare?id={session_id}&id={beside_id}")
    shown(page.locator("video").first)
    album.take(page, "compare")
    page.goto(f"{dashboard}#/ask")
    page.get_by_role("searchbox", name=say("ask.question")).fill(album.texts.asked)
    page.keyboard.press("Enter")
    expect(page.locator("main mark").first).to_be_visible()
    album.take(page, "ask")
    page.goto(f"{dashboard}#/analytics")
    expect(page.locator("main svg").first).to_be_visible()
    album.take(page, "analytics")
    page.goto(f"{dashboard}#/templates")
    page.get_by_role("link", name=album.texts.titles[0], exact=True).click()
    expect(page.get_by_label(say("recruiter.template.title"), exact=True)).to_have_value(album.texts.titles[0])
    album.take(page, "template")
    page.goto(f"{dashboard}#/invitations")
    expect(page.locator("#people-file")).to_be_visible()
    album.take(page, "invitations")


def take(cloud: LocalCloud, album: Album, playwright: Playwright, camera: Path) -> None:
    site, texts = cloud.edge_url, album.texts
    reader = {"locale": album.language}
    with chromium(playwright) as browser, candidates_page(browser, **reader) as (_, page):
        page.goto(site)
        expect(page.get_by_role("heading", name=words(album.language, "landing.landing.heading"))).to_be_visible()
        album.take(page, "landing")
    with Recruiter(site, cloud.demo_email, cloud.demo_password) as recruiter:

        def invite(
            title: str, *asked: dict[str, Any], follow_ups: int = 0, **accommodations: object
        ) -> tuple[str, str]:
            """(session id, link) of an interview that asks this."""
            questions = [question | {"follow_ups": follow_ups} for question in asked]
            template = recruiter.make_template(title, questions, language=album.language)
            session_id, token = recruiter.invite(template, NAME, **accommodations)
            return session_id, f"{site}/interview#{token}"

        first, second, third = texts.titles
        # Its answers wait for the button, so that there is time for a picture of each.
        session_id, link = invite(first, *texts.questions, silence_s=None)
        with ordinary_page(playwright, camera) as (_, page):
            candidates_way(page, album, link)
        corrected_id, corrected = invite(second, texts.questions[texts.corrected], follow_ups=1, text_answers=True)
        poor_id, poor = invite(third, texts.questions[-1], silence_s=None)
        with chromium(playwright, camera) as browser:
            with candidates_page(browser) as (_, page):
                correcting_and_writing(page, album, corrected)
            with candidates_page(browser) as (_, page):
                over_a_poor_connection(page, album, cloud, poor)
        beside_id, beside = recruiter.invite(
            recruiter.template(first, list(texts.questions), language=album.language), OTHER_NAME, text_answers=True
        )
        with Candidate(site, beside) as candidate:
            candidate.start(OTHER_NAME)
            for number in range(len(texts.questions)):
                candidate.write(number, texts.written)
            candidate.finish()
        for taken in (session_id, corrected_id, poor_id, beside_id):
            recruiter.wait_for_results(taken)
    with chromium(playwright) as browser, candidates_page(browser, **reader) as (_, page):
        recruiters_way(page, album, cloud, session_id, corrected_id, beside_id)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--language", choices=sorted(FOLDERS), default="en")
    album = Album(parser.parse_args().language)
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-pictures-") as folder,
        LocalCloud(base_port=BASE_PORT, data=Path(folder) / "data", environment={}) as cloud,
        sync_playwright() as playwright,
    ):
        take(cloud, album, playwright, person("incident", Path(folder)))
    print(f"{len(list(album.folder.glob('*.png')))} pictures in {album.folder}")


if __name__ == "__main__":
    main()
