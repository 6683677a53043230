"""Letters as an organisation words them."""

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.languages import Language
from interview.domain.mail.letters import LetterKind
from interview.domain.mail.rendering import render
from interview.domain.mail.texts import (
    DECISIONS,
    MailText,
    TextName,
    paragraphs_of,
    places_of,
    require_fillable,
    text_name,
    usual_text,
)
from interview.errors import LinkMisplacedError, RequestError, UnknownPlaceError
from tests.unit.domain.mail.test_rendering import LINKS, a_letter


def a_text(text: str = "T", name: TextName = TextName.INVITATION, subject: str = "S") -> MailText:
    return MailText(name=name, language=Language.ENGLISH, subject=subject, text=text)


def a_letter_of(name: TextName, **fields: Any) -> Any:
    kind = LetterKind.DECISION if name in DECISIONS else LetterKind(name.value)
    return a_letter(kind, params={"choice": name.value if name in DECISIONS else ""}, **fields)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", TextName)
def test_the_usual_text_written_as_ones_own_says_the_same(name: TextName, language: Language) -> None:
    letter, usual = a_letter_of(name, language=language), usual_text(name, language)
    require_fillable(usual)
    assert text_name(letter) is name
    assert render(letter, LINKS, own=usual)[:2] == render(letter, LINKS)[:2]


def test_letters_of_accounts_are_worded_by_nobody() -> None:
    assert {text_name(a_letter(kind)) for kind in (LetterKind.PASSWORD_RESET, LetterKind.RESULTS_READY)} == {None}


def test_all_places_are_filled_in_and_the_link_stands_where_it_was_put() -> None:
    text = "Dear {candidate},\nwelcome to {company}.\n \n{link}\n\n{template}, {ends}\n{inviter}"
    rendered = render(a_letter(), LINKS, own=a_text(text, subject="{company}: {template}"))
    assert rendered.subject == "Acme: Backend engineer"
    assert rendered.text.startswith(
        f"Dear Ada Lovelace,\nwelcome to Acme.\n\nOpen the interview:\n{LINKS.button}\n\n"
        "Backend engineer, Tuesday, 1 December 2026, 13:05 (UTC)\nGrace\n\n--\n"
    )
    assert '<p dir="auto">Dear Ada Lovelace,<br>\nwelcome to Acme.</p>' in rendered.html


@pytest.mark.parametrize("name", TextName)
def test_the_link_the_way_out_and_who_sends_it_are_never_lost(name: TextName) -> None:
    rendered = render(a_letter_of(name), LINKS, own=a_text("Hello.", name))
    assert (LINKS.button in rendered.text) == (name is not TextName.ADVANCE)
    for said in (rendered.text, unescape(rendered.html)):
        assert LINKS.unsubscribe in said
        assert "sent automatically by Colloquy on behalf of Acme" in said


@pytest.mark.parametrize(
    "text", ["{name}", "{Candidate}", "{candidate.__class__}", "{}", "{ends }", "{0}", "{candidate!r}", "{ends:x}"]
)
def test_a_place_that_nobody_fills_in_is_refused(text: str) -> None:
    with pytest.raises(UnknownPlaceError):
        require_fillable(a_text(text))
    with pytest.raises(UnknownPlaceError):
        require_fillable(a_text(subject=text))


def test_an_end_is_told_by_those_alone_that_have_one() -> None:
    assert "ends" not in places_of(TextName.REJECT)
    with pytest.raises(UnknownPlaceError):
        require_fillable(a_text("Until {ends}", TextName.REJECT))


@pytest.mark.parametrize(
    "wrong",
    [
        a_text("Here: {link}"),
        a_text("Here:\n{link}"),
        a_text("{link}\n\n{link}"),
        a_text(subject="{link}"),
        a_text("{link}", TextName.ADVANCE),
    ],
)
def test_the_link_stands_alone_once_or_not_at_all(wrong: MailText) -> None:
    with pytest.raises(LinkMisplacedError):
        require_fillable(wrong)


def test_words_and_what_is_filled_in_are_text_and_nothing_else() -> None:
    evil = '<img src=x onerror="alert(1)">\r\nBcc: all@example.com {ends} {link}'
    own = a_text("{candidate} <b>bold</b> & {company}", subject="{candidate}")
    rendered = render(a_letter(params={"name": evil, "organisation": evil}), LINKS, own=own)
    assert "<img" not in rendered.html
    assert "<b>" not in rendered.html
    assert "&lt;b&gt;bold&lt;/b&gt; &amp;" in rendered.html
    assert not re.search(r"[\r\n]", rendered.subject)
    assert "{ends} {link}" in rendered.text, "what is filled in is not looked through again"
    assert rendered.text.count(LINKS.button) == 1


@given(st.text("{}a \n<&linkcandidate", max_size=60))
def test_whatever_is_taken_is_rendered(text: str) -> None:
    own = a_text(text)
    try:
        require_fillable(own)
    except RequestError:
        return
    rendered = render(a_letter(), LINKS, own=own)
    assert rendered.text.count(LINKS.button) == 1
    for paragraph in paragraphs_of(text):
        if "{" not in paragraph:
            assert paragraph in rendered.text
