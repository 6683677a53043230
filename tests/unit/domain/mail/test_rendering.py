"""Letters as they are read, in each language."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from interview.domain.languages import Language
from interview.domain.mail.letters import Letter, LetterKind, LetterParams
from interview.domain.mail.rendering import Links, Ready, render
from interview.domain.organisations.look import ShownLook, shades_of

UNTIL = datetime(2026, 12, 1, 13, 5, tzinfo=UTC)
LINKS = Links("https://interviews.example.com/interview#abc", "https://interviews.example.com/unsubscribe#x.y")
WHO = LetterParams(
    name="Ada Lovelace", organisation="Acme", title="Backend engineer", inviter="Grace", until=UNTIL, choice="reject"
)


def a_letter(kind: LetterKind = LetterKind.INVITATION, **fields: Any) -> Letter:
    params = WHO.model_copy(update=fields.pop("params", {}))
    now = datetime(2026, 11, 30, tzinfo=UTC)
    return Letter(
        id="x", organisation_id=uuid4(), kind=kind, to="ada@example.com", params=params, created_at=now, due_at=now
    ).model_copy(update=fields)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", LetterKind)
def test_each_letter_says_the_same_in_text_and_html_and_leaves_nothing_unsaid(
    kind: LetterKind, language: Language
) -> None:
    ready = [Ready("Backend engineer", 2)] if kind is LetterKind.RESULTS_READY else []
    rendered = render(a_letter(kind, language=language), LINKS, ready)
    plain = unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", rendered.html, flags=re.DOTALL))
    for line in filter(None, (line.strip("-: ") for line in rendered.text.splitlines())):
        assert line in plain or line in LINKS, line
    for said in (rendered.subject, rendered.text, plain):
        assert not re.search(r"\{\w*\}", said)
    has_button = kind is not LetterKind.ADDRESS_CHANGED
    assert (LINKS.button in rendered.text, LINKS.button in rendered.html) == (has_button, has_button)
    assert LINKS.unsubscribe in rendered.html
    assert f'lang="{language.value}"' in rendered.html
    assert not re.search(r"<(img|script|table|link|iframe)\b|url\(|@import", rendered.html)


def test_a_name_is_text_and_nothing_else() -> None:
    name = '<img src=x onerror="alert(1)"> {until} & Söhne'
    rendered = render(a_letter(params={"name": name, "organisation": name, "title": name}), LINKS)
    assert "<img" not in rendered.html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; {until} &amp; Söhne" in rendered.html
    assert name in rendered.text
    assert "\n" not in rendered.subject


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        (Language.ENGLISH, None, "Tuesday, 1 December 2026, 13:05 (UTC)"),
        (Language.ENGLISH, "Europe/Berlin", "Tuesday, 1 December 2026, 14:05 (Europe/Berlin, UTC+1)"),
        (Language.ENGLISH, "America/St_Johns", "Tuesday, 1 December 2026, 09:35 (America/St_Johns, UTC-3:30)"),
        (Language.GERMAN, "Asia/Tokyo", "Dienstag, 1. Dezember 2026, 22:05 Uhr (Asia/Tokyo, UTC+9)"),
        (Language.GERMAN, "Europe/", "Dienstag, 1. Dezember 2026, 13:05 Uhr (UTC)"),
        (Language.GERMAN, "Nowhere/At_all", "Dienstag, 1. Dezember 2026, 13:05 Uhr (UTC)"),
    ],
)
def test_a_time_is_in_the_readers_zone_or_says_that_it_is_not(language: Language, zone: str | None, said: str) -> None:
    assert said in render(a_letter(language=language, params={"time_zone": zone}), LINKS).text


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Sonntag, 25. Oktober 2026, 02:30 Uhr (Europe/Berlin, UTC+2)"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Sonntag, 25. Oktober 2026, 02:30 Uhr (Europe/Berlin, UTC+1)"),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "Sonntag, 28. März 2027, 01:59 Uhr (Europe/Berlin, UTC+1)"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "Sonntag, 28. März 2027, 03:00 Uhr (Europe/Berlin, UTC+2)"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Freitag, 1. Januar 2027, 00:30 Uhr (Europe/Berlin, UTC+1)"),
    ],
)
def test_an_hour_that_comes_twice_or_never_is_told_apart(until: datetime, said: str) -> None:
    params = {"time_zone": "Europe/Berlin", "until": until}
    assert said in render(a_letter(language=Language.GERMAN, params=params), LINKS).text


def test_a_letter_without_a_link_has_no_button() -> None:
    rendered = render(a_letter(LetterKind.FINISHED), Links())
    assert "https:" not in rendered.text
    assert "<a " not in rendered.html


def test_several_results_are_told_together() -> None:
    ready = [Ready("Backend engineer", 3), Ready("Sales", 1)]
    rendered = render(a_letter(LetterKind.RESULTS_READY), LINKS, ready)
    assert rendered.subject == "4 interviews are ready to look at"
    assert "- Backend engineer: 3\n- Sales: 1" in rendered.text
    assert "Ada" not in rendered.text.partition("\n")[2], "whose they are is for those who may see it"


LOOK = ShownLook(
    name="Acme GmbH",
    contact="Ada <jobs@acme.example>",
    privacy_url="https://acme.example/privacy?a=1&b=\"2'",
    light=shades_of("#fde047", "light"),
    dark=shades_of("#fde047", "dark"),
)


@pytest.mark.parametrize(
    ("language", "asks", "notice"),
    [(Language.ENGLISH, "Questions?", "Privacy notice"), (Language.GERMAN, "Fragen?", "Datenschutzhinweise")],
)
def test_a_letter_looks_as_the_organisation_does(language: Language, asks: str, notice: str) -> None:
    rendered = render(a_letter(language=language), LINKS, look=LOOK)
    assert "Acme GmbH" in rendered.subject
    assert f"{asks} {LOOK.contact}\n\n{notice}:\n{LOOK.privacy_url}\n" in rendered.text
    assert f"{asks} Ada &lt;jobs@acme.example&gt;" in rendered.html
    assert f'href="https://acme.example/privacy?a=1&amp;b=&quot;2&#x27;">{notice}</a>' in rendered.html
    assert ".button { background: #847425; color: #ffffff; }" in rendered.html
    assert "(prefers-color-scheme: dark) { .button { background: #fde047; color: #081021; } }" in rendered.html
    usual = render(a_letter(language=language), LINKS, look=ShownLook(name=""))
    assert usual == render(a_letter(language=language), LINKS), "nothing is said where nothing is set"
