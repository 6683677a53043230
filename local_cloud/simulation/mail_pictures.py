"""Take pictures of every letter, as the inbox of the local cloud shows it: wide and light, and narrow and dark.

`make mail-pictures` renders each kind of letter in each language, sends it by the stand-in of SES and real SMTP, and
opens it in Chromium. Each picture goes to `build/mail-pictures`, and a sheet of all of a language to
`docs/pictures/mail`. Nothing else of a cloud runs.
"""

import base64
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import httpx
from playwright.sync_api import Browser, sync_playwright

from interview.adapters.ses import Mail, Outcome, Ses
from interview.domain.languages import Language
from interview.domain.mail.letters import Letter, LetterKind, LetterParams
from interview.domain.mail.rendering import Links, Ready, RenderedLetter, render
from interview.domain.mail.texts import MailText, TextName
from interview.domain.mail.words import WORDS
from interview.domain.tokens import hashed
from local_cloud.processes import Child, free_port, listening
from local_cloud.simulation.browser import chromium

ROOT = Path(__file__).parents[2]
SINGLE = ROOT / "build" / "mail-pictures"
SHEETS = ROOT / "docs" / "pictures" / "mail"
LOOKS: dict[str, tuple[int, str]] = {"wide": (760, "light"), "narrow": (360, "dark")}
COLUMNS = {"wide": 4, "narrow": 5}
SITE = "https://interviews.example.com"
UNTIL = datetime(2026, 12, 15, 16, 0, tzinfo=UTC)
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 5
OWN = {
    Language.ENGLISH: (
        "{candidate}, {company} would like to hear from you",
        "Dear {candidate},\nwe liked what you sent us for “{template}”.\n\n{link}\n\nTake your time until {ends}.\n"
        "Best wishes, {inviter}",
    ),
    Language.GERMAN: (
        "{candidate}, {company} möchte Sie kennenlernen",
        "Guten Tag {candidate},\nIhre Bewerbung für „{template}“ hat uns gefallen.\n\n{link}\n\n"
        "Sie haben Zeit bis {ends}.\nViele Grüße, {inviter}",
    ),
}


class Sheet(NamedTuple):
    """A letter by a name, as it is sent."""

    name: str
    content: RenderedLetter


def letters(language: Language) -> Iterator[Sheet]:
    """Each kind, each decision, one in own words, and one with names that hardly fit."""
    for kind in LetterKind:
        for choice in sorted(WORDS[language].decisions) if kind is LetterKind.DECISION else ("failing",):
            name = f"decision-{choice}" if kind is LetterKind.DECISION else kind.value.replace("_", "-")
            yield Sheet(name, _rendered(kind, language, choice=choice))
    subject, text = OWN[language]
    own = MailText(name=TextName.INVITATION, language=language, subject=subject, text=text)
    yield Sheet("own-words", _rendered(LetterKind.INVITATION, language, own=own))
    yield Sheet("long-names", _rendered(LetterKind.REMINDER, language, name=LONG, title=LONG, organisation=LONG))


def _rendered(kind: LetterKind, language: Language, own: MailText | None = None, **fields: Any) -> RenderedLetter:
    words = WORDS[language]
    params = LetterParams(
        name=words.example_name,
        organisation="Acme",
        title="https://hooks.example.com/colloquy" if kind is LetterKind.WEBHOOK_DISABLED else words.example_title,
        inviter="Grace Hopper",
        until=UNTIL,
        time_zone="Europe/Berlin",
    ).model_copy(update=fields)
    letter = Letter(
        id=kind.value,
        organisation_id=UUID(int=1),
        kind=kind,
        to="ada@example.com",
        language=language,
        params=params,
        created_at=UNTIL - timedelta(days=14),
        due_at=UNTIL - timedelta(days=14),
    )
    token = hashed("a token")[:43]
    links = Links(f"{SITE}/interview#{token}", f"{SITE}/unsubscribe#{UUID(int=1)}.{token}")
    is_out = kind in (LetterKind.REMINDER, LetterKind.RESULTS_READY)
    has_button = fields.get("choice") != "advance"
    ready = [Ready(words.example_title, 3), Ready("Sales", 1)] if kind is LetterKind.RESULTS_READY else []
    return render(letter, Links(links.button * has_button, links.unsubscribe * is_out), ready, own=own)


@contextmanager
def inbox(folder: Path) -> Iterator[str]:
    """The stand-in of SES with its inbox, at this address."""
    port, module = free_port(), "local_cloud.stand_ins.mail.ses_stand_in"
    arguments = ("--port", str(port), "--smtp-port", str(free_port()), "--folder", str(folder / "inbox"))
    child = Child(module, [sys.executable, "-m", module, *arguments], log=folder / "log", env=os.environ, cwd=ROOT)
    try:
        child.wait_until(lambda: listening(port), timeout_s=30)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.stop()


def deliver(url: str, sheet: Sheet) -> int:
    """Its number in the inbox."""
    sender = Ses("interviews@example.com", "", url)
    sent = sender.send(Mail(sheet.name, "ada@example.com", "Acme", None, "", sheet.content))
    if sent.outcome is not Outcome.SENT:
        raise RuntimeError(f"{sheet.name} was not sent: {sent.outcome}")
    newest: dict[str, Any] = httpx.get(f"{url}/inbox/messages.json").raise_for_status().json()[0]
    return int(newest["id"])


def picture(browser: Browser, address: str, look: str, path: Path) -> None:
    width, scheme = LOOKS[look]
    page = browser.new_page(viewport={"width": width, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    surplus = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if surplus > 0:
        raise RuntimeError(f"{address} is {surplus} px too wide for {width}")
    page.screenshot(path=path, full_page=True)
    page.close()


def sheet_of(browser: Browser, pictures: list[Path], look: str, path: Path) -> None:
    """All of them on one page, with their names."""
    width, _ = LOOKS[look]
    figures = "".join(
        f'<figure><figcaption>{each.stem}</figcaption><img src="data:image/png;base64,{_encoded(each)}"></figure>'
        for each in pictures
    )
    style = (
        f"body {{ margin: 16px; font: 14px sans-serif; background: #888; columns: {COLUMNS[look]}; column-gap: 16px }}"
        "figure { margin: 0 0 16px; break-inside: avoid } figcaption { padding: 4px 0 }"
        "img { width: 100%; display: block }"
    )
    # Two thirds as large are large enough to read.
    page = browser.new_page(viewport={"width": COLUMNS[look] * (width * 2 // 3 + 16) + 32, "height": 640})
    page.set_content(f"<!doctype html><style>{style}</style>{figures}")
    page.screenshot(path=path, full_page=True)
    page.close()


def _encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def main() -> None:
    for kept in (SINGLE, SHEETS):
        kept.mkdir(parents=True, exist_ok=True)
    os.environ |= {"AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-mail-") as folder,
        inbox(Path(folder)) as url,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        for language in Language:
            numbers = {sheet.name: deliver(url, sheet) for sheet in letters(language)}
            for look in LOOKS:
                taken = []
                for name, number in numbers.items():
                    path = SINGLE / f"{name}-{language.value}-{look}.png"
                    picture(browser, f"{url}/inbox/{number}/html", look, path)
                    taken.append(path)
                sheet_of(browser, taken, look, SHEETS / f"{language.value}-{look}.png")
    print(f"{len(list(SINGLE.glob('*.png')))} pictures in {SINGLE}, and sheets in {SHEETS}")


if __name__ == "__main__":
    main()
