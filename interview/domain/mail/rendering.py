"""A letter as it is read: subject, plain text, and HTML that says the same. No picture, no script, nothing that tells
whether it was opened."""

import html
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from interview.domain.mail.letters import Letter, LetterKind
from interview.domain.mail.words import WORDS, LetterWords, Words

__all__ = ["Links", "Ready", "RenderedLetter", "render"]

MAX_SUBJECT_CHARACTERS = 150
MAX_LISTED = 20
"""Titles of interviews that are ready."""
ELLIPSIS = "…"


class Links(NamedTuple):
    """Where a letter's button leads, and where one says that one wants no more of its kind. Empty: it has none."""

    button: str = ""
    unsubscribe: str = ""


class Ready(NamedTuple):
    """How many interviews of a template are ready."""

    title: str
    interviews: int


class RenderedLetter(NamedTuple):
    subject: str
    text: str
    html: str


class _Parts(NamedTuple):
    greeting: str
    paragraphs: Sequence[str]
    items: Sequence[str]
    button: str
    last: Sequence[str]
    unsubscribe: str
    copy_link: str
    automatic: str


def render(letter: Letter, links: Links, ready: Sequence[Ready] = ()) -> RenderedLetter:
    """`ready` are the interviews that a letter about results tells of."""
    words = WORDS[letter.language]
    said = _said(letter, words)
    values = _values(letter, words)

    def filled(text: str) -> str:
        return text.format_map(values)

    parts = _Parts(
        greeting=filled(words.greeting if letter.params.name else words.greeting_without_name),
        paragraphs=[filled(paragraph) for paragraph in said.paragraphs],
        items=[words.ready.format(title=each.title, count=each.interviews) for each in ready[:MAX_LISTED]],
        button=said.button if links.button else "",
        last=[filled(each) for each in said.last],
        unsubscribe=_unsubscribe(letter, words) if links.unsubscribe else "",
        copy_link=words.copy_link,
        automatic=filled(words.automatic),
    )
    count = sum(each.interviews for each in ready)
    subject = words.several.format(count=count) if count > 1 else filled(said.subject)
    return RenderedLetter(_one_line(subject), _text(parts, links), _html(letter, _one_line(subject), parts, links))


def _said(letter: Letter, words: Words) -> LetterWords:
    if letter.kind is LetterKind.DECISION:
        return words.decisions[letter.params.choice]
    return words.letters[letter.kind]


def _unsubscribe(letter: Letter, words: Words) -> str:
    return words.unsubscribe_results if letter.kind is LetterKind.RESULTS_READY else words.unsubscribe


def _values(letter: Letter, words: Words) -> dict[str, str]:
    params = letter.params
    return {
        "name": params.name,
        "organisation": params.organisation,
        "title": params.title,
        "inviter": params.inviter or params.organisation,
        "until": _moment(params.until, params.time_zone, words) if params.until else "",
        "fault": words.faults.get(params.choice, ""),
    }


def _moment(at: datetime, time_zone: str | None, words: Words) -> str:
    try:
        zone = ZoneInfo(time_zone) if time_zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    return words.moment(at.astimezone(zone or UTC), str(time_zone) if zone else "UTC")


def _one_line(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= MAX_SUBJECT_CHARACTERS else line[: MAX_SUBJECT_CHARACTERS - 1].rstrip() + ELLIPSIS


def _text(parts: _Parts, links: Links) -> str:
    blocks = [parts.greeting, *parts.paragraphs]
    if parts.items:
        blocks.append("\n".join(f"- {item}" for item in parts.items))
    if parts.button:
        blocks.append(f"{parts.button}:\n{links.button}")
    blocks += [*parts.last, "--\n" + parts.automatic]
    if parts.unsubscribe:
        blocks.append(f"{parts.unsubscribe}:\n{links.unsubscribe}")
    return "\n\n".join(blocks) + "\n"


def _html(letter: Letter, subject: str, parts: _Parts, links: Links) -> str:
    body = [_paragraph(text) for text in (parts.greeting, *parts.paragraphs)]
    if parts.items:
        body.append(f'<ul class="list">{"".join(f"<li>{_safe(item)}</li>" for item in parts.items)}</ul>')
    if parts.button:
        address = _safe(links.button)
        body.append(f'<p><a class="button" href="{address}">{_safe(parts.button)}</a></p>')
        body.append(f'<p class="small">{_safe(parts.copy_link)}<br><span class="address">{address}</span></p>')
    body += [_paragraph(text, "small") for text in parts.last]
    return _PAGE.format(
        language=letter.language.value,
        title=_safe(subject),
        style=_STYLE,
        body="\n".join(body),
        foot="\n".join(_foot(parts, links)),
    )


def _foot(parts: _Parts, links: Links) -> Iterable[str]:
    yield _paragraph(parts.automatic)
    if parts.unsubscribe:
        yield f'<p><a class="quiet" href="{_safe(links.unsubscribe)}">{_safe(parts.unsubscribe)}</a></p>'


def _paragraph(text: str, kind: str = "") -> str:
    return f'<p dir="auto"{f" class={kind}" if kind else ""}>{_safe(text)}</p>'


def _safe(text: str) -> str:
    return html.escape(text, quote=True)


_STYLE = """\
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 16px; background: #f6f7f9; color: #1b1f27; overflow-wrap: anywhere;
  font: 16px/1.6 Sora, "Segoe UI", system-ui, -apple-system, Roboto, Helvetica, Arial, sans-serif; }
main, footer { max-width: 600px; margin: 0 auto; }
main { box-sizing: border-box; padding: 24px; background: #ffffff; border-radius: 12px; }
p, ul { margin: 0 0 16px; }
.button { display: inline-block; padding: 12px 20px; border-radius: 8px; background: #2563eb; color: #ffffff;
  font-weight: 600; text-decoration: none; }
.small, footer { font-size: 14px; color: #4b5563; }
.address { word-break: break-all; }
footer { padding: 16px 24px 0; box-sizing: border-box; }
.quiet { color: #4b5563; }
@media (prefers-color-scheme: dark) {
  body { background: #12151b; color: #e8eaee; }
  main { background: #1b2029; }
  .small, footer, .quiet { color: #b3bac6; }
}
"""

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main role="main">
{body}
</main>
<footer>
{foot}
</footer>
</body>
</html>
"""
