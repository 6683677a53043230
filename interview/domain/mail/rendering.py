"""A letter as it is read: subject, plain text, and HTML that says the same. No picture, no script, nothing that tells
whether it was opened."""

import html
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from interview.domain.mail.letters import Letter, LetterKind
from interview.domain.mail.texts import LINK, MailText, filled, paragraphs_of
from interview.domain.mail.words import WORDS, LetterWords, Words
from interview.domain.organisations.look import ShownLook
from interview.domain.time_zones import zone_of

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


class _Said(NamedTuple):
    """The words of a letter that are its own, filled in: before the button, and after it."""

    subject: str
    paragraphs: Sequence[str]
    after: Sequence[str] = ()
    last: Sequence[str] = ()


class _Parts(NamedTuple):
    paragraphs: Sequence[str]
    items: Sequence[str]
    button: str
    after: Sequence[str]
    last: Sequence[str]
    unsubscribe: str
    copy_link: str
    automatic: str
    contact: str
    privacy: str
    privacy_url: str


def render(
    letter: Letter,
    links: Links,
    ready: Sequence[Ready] = (),
    *,
    own: MailText | None = None,
    look: ShownLook | None = None,
) -> RenderedLetter:
    """`ready` are the interviews that a letter about results tells of, `own` the organisation's words, where it has
    some, and `look` is how it looks."""
    words = WORDS[letter.language]
    values = _values(letter, words, look)
    usual = _usual(letter, words)
    said = _own_said(own, values) if own else _usual_said(letter, words, usual, values)
    parts = _Parts(
        paragraphs=said.paragraphs,
        items=[words.ready.format(title=each.title, count=each.interviews) for each in ready[:MAX_LISTED]],
        button=usual.button if links.button else "",
        after=said.after,
        last=said.last,
        unsubscribe=_unsubscribe(letter, words) if links.unsubscribe else "",
        copy_link=words.copy_link,
        automatic=words.automatic.format_map(values),
        contact=words.contact.format(contact=look.contact) if look and look.contact else "",
        privacy=words.privacy if look and look.privacy_url else "",
        privacy_url=look.privacy_url if look else "",
    )
    count = sum(each.interviews for each in ready)
    subject = _one_line(words.several.format(count=count) if count > 1 else said.subject)
    return RenderedLetter(subject, _text(parts, links), _html(letter, subject, parts, links, look))


def _usual_said(letter: Letter, words: Words, usual: LetterWords, values: Mapping[str, str]) -> _Said:
    greeting = words.greeting if letter.params.name else words.greeting_without_name
    return _Said(
        subject=usual.subject.format_map(values),
        paragraphs=[each.format_map(values) for each in (greeting, *usual.paragraphs)],
        last=[each.format_map(values) for each in usual.last],
    )


def _own_said(own: MailText, values: Mapping[str, str]) -> _Said:
    """Its paragraphs are those that were written: what is filled in divides nothing."""
    paragraphs = paragraphs_of(own.text)
    place = paragraphs.index(LINK) if LINK in paragraphs else len(paragraphs)
    before, after = ([filled(each, values) for each in part] for part in (paragraphs[:place], paragraphs[place + 1 :]))
    return _Said(subject=filled(own.subject, values), paragraphs=before, after=after)


def _usual(letter: Letter, words: Words) -> LetterWords:
    if letter.kind is LetterKind.DECISION:
        return words.decisions[letter.params.choice]
    return words.letters[letter.kind]


def _unsubscribe(letter: Letter, words: Words) -> str:
    return words.unsubscribe_results if letter.kind is LetterKind.RESULTS_READY else words.unsubscribe


def _values(letter: Letter, words: Words, look: ShownLook | None) -> dict[str, str]:
    params = letter.params
    organisation = (look and look.name) or params.organisation
    return {
        "name": params.name,
        "organisation": organisation,
        "title": params.title,
        "inviter": params.inviter or organisation,
        "until": _moment(params.until, params.time_zone, words) if params.until else "",
        "fault": words.faults.get(params.choice, ""),
    }


def _moment(at: datetime, time_zone: str | None, words: Words) -> str:
    """In the reader's time zone, with how far that is from UTC then: an hour comes twice when clocks are put back."""
    zone = zone_of(time_zone)
    there = at.astimezone(zone or UTC)
    return words.moment(there, f"{zone.key}, {_from_utc(there)}" if zone else "UTC")


def _from_utc(there: datetime) -> str:
    minutes = round((there.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def _one_line(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= MAX_SUBJECT_CHARACTERS else line[: MAX_SUBJECT_CHARACTERS - 1].rstrip() + ELLIPSIS


def _text(parts: _Parts, links: Links) -> str:
    blocks = [*parts.paragraphs]
    if parts.items:
        blocks.append("\n".join(f"- {item}" for item in parts.items))
    if parts.button:
        blocks.append(f"{parts.button}:\n{links.button}")
    blocks += [*parts.after, *parts.last, "--\n" + parts.automatic]
    if parts.contact:
        blocks.append(parts.contact)
    if parts.privacy:
        blocks.append(f"{parts.privacy}:\n{parts.privacy_url}")
    if parts.unsubscribe:
        blocks.append(f"{parts.unsubscribe}:\n{links.unsubscribe}")
    return "\n\n".join(blocks) + "\n"


def _html(letter: Letter, subject: str, parts: _Parts, links: Links, look: ShownLook | None) -> str:
    body = [_paragraph(text) for text in parts.paragraphs]
    if parts.items:
        body.append(f'<ul class="list">{"".join(f"<li>{_safe(item)}</li>" for item in parts.items)}</ul>')
    if parts.button:
        address = _safe(links.button)
        body.append(f'<p><a class="button" href="{address}">{_safe(parts.button)}</a></p>')
        body.append(f'<p class="small">{_safe(parts.copy_link)}<br><span class="address">{address}</span></p>')
    body += [_paragraph(text) for text in parts.after]
    body += [_paragraph(text, "small") for text in parts.last]
    return _PAGE.format(
        language=letter.language.value,
        title=_safe(subject),
        style=_STYLE + _coloured(look),
        body="\n".join(body),
        foot="\n".join(_foot(parts, links)),
    )


def _foot(parts: _Parts, links: Links) -> Iterable[str]:
    yield _paragraph(parts.automatic)
    if parts.contact:
        yield _paragraph(parts.contact)
    if parts.privacy:
        yield f'<p><a class="quiet" href="{_safe(parts.privacy_url)}">{_safe(parts.privacy)}</a></p>'
    if parts.unsubscribe:
        yield f'<p><a class="quiet" href="{_safe(links.unsubscribe)}">{_safe(parts.unsubscribe)}</a></p>'


def _coloured(look: ShownLook | None) -> str:
    """Its button in the organisation's colour."""
    if look is None or look.light is None or look.dark is None:
        return ""
    light, dark = (f"background: {each.button}; color: {each.button_text};" for each in (look.light, look.dark))
    return f".button {{ {light} }}\n@media (prefers-color-scheme: dark) {{ .button {{ {dark} }} }}\n"


def _paragraph(text: str, kind: str = "") -> str:
    lines = _safe(text).replace("\n", "<br>\n")
    return f'<p dir="auto"{f" class={kind}" if kind else ""}>{lines}</p>'


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
