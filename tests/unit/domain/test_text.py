"""What people write in a field: it can be seen, in every script."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from interview.domain.text import Email, Mailable, Name, normalised

NAME = TypeAdapter[str](Name)
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
TECHNOLOGIST = "\U0001f469\u200d\U0001f4bb"


RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
SIGNS_WITH_FORMAT = {"\u0600", "\u0601", "\u0602", "\u0603", "\u0604", "\u0605", "\u06dd", "\u070f", "\u0890", "\u0891"}
SIGNS_WITH_FORMAT |= {"\u08e2", "\U000110bd", "\U000110cd", *map(chr, range(0x13430, 0x13440))}
"""Of the category of format, and with a mark."""
UNSEEN = ["", " ", "\u200b", "\u00a0\u2003", "\u202e\u202c", "\ufeff", "\u200d", "\x00"]
WITHOUT_A_MARK = ["\u3164", "\u115f", "\u2800", "\ufe0f", "\u17b4", "\u0301"]


@pytest.mark.parametrize("unseen", [*UNSEEN, *WITHOUT_A_MARK])
def test_a_name_that_cannot_be_seen_is_empty(unseen: str) -> None:
    with pytest.raises(ValidationError):
        NAME.validate_python(unseen)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Ada\u200b Lovelace ", "Ada Lovelace"),
        ("\u202eAda\u202c", "Ada"),
        ("Ada\nLovelace", "Ada Lovelace"),
        (PERSIAN, PERSIAN),
        (TECHNOLOGIST, TECHNOLOGIST),
        ("Zo\u00eb \u674e \u05d3", "Zo\u00eb \u674e \u05d3"),
    ],
)
def test_invisible_characters_are_left_out_and_every_script_is_kept(written: str, kept: str) -> None:
    assert NAME.validate_python(written) == kept


@given(st.text(max_size=200))
def test_what_was_taken_once_is_taken_again_unchanged(text: str) -> None:
    try:
        taken = NAME.validate_python(text)
    except ValidationError:
        return
    assert NAME.validate_python(taken) == taken


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ｉｇｎｏｒｅ ﬁne 𝐛𝐨𝐥𝐝 ｶﾞ \ufe8d\ufe91", "Ignore fine bold ガ \u0627\u0628"),
        ("x² + ½ ™ … 1ª ①，", "x² + ½ ™ … 1ª ①，"),
        ("one\r\ntwo\u2028three\u0085four\x0bfive\tsix", "one\ntwo\nthree\nfour\nfive\tsix"),
        ("e\u0301", "é"),
        ("as\U000e0041\U000e007f\ue000\U000f0000 seen\ud800\ufdd0", "as seen"),
        ("a\u200db\u200cc\ufe0fd", "abcd"),
        (f"{RAINBOW} 1\ufe0f\u20e3 क्\u200dष {PERSIAN}", f"{RAINBOW} 1\ufe0f\u20e3 क्\u200dष {PERSIAN}"),
        (PERSIAN.replace("\u200c", "\u200c\u200d\u200c\u200c"), PERSIAN),
    ],
)
def test_a_text_is_kept_in_one_spelling_that_looks_the_same(written: str, kept: str) -> None:
    assert normalised(written) == kept


def test_of_all_characters_none_stays_hidden() -> None:
    every = normalised(" ".join(map(chr, range(0x110000))))
    unseen = {mark for mark in every if unicodedata.category(mark) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}}
    assert unseen - SIGNS_WITH_FORMAT == {"\n", "\t"}


@given(st.text(st.one_of(st.characters(), st.sampled_from("\u200c\u200d\ufe0f\u0301क्1a\U0001f469\ufdfa\r"))))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_a_text_as_long_as_a_request_is_normalised_soon() -> None:
    began = time.process_time()
    normalised("naïve \u202e\ufb01 " * 500_000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "address", ["grace@example.com", "o'brien+jobs@mail.example.com", "a.b_c-d/e=f@x-1.example", "grace@köln.example"]
)
def test_a_letter_goes_to_an_address(address: str) -> None:
    assert [TypeAdapter[str](kind).validate_python(address) for kind in (Email, Mailable)] == [address] * 2


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("grace@xn--kln-sna.example", "grace@köln.example"),
        ("Grace@mail.XN--KLN-SNA.example", "Grace@mail.köln.example"),
        ("xn--kln-sna@example.com", "xn--kln-sna@example.com"),
        ("grace@xn--a.example", "grace@xn--a.example"),
    ],
)
def test_a_domain_of_other_letters_is_the_same_by_its_name_in_dns(written: str, kept: str) -> None:
    assert TypeAdapter[str](Mailable).validate_python(written) == kept


@pytest.mark.parametrize(
    "address",
    [
        "grace@example.com(1)",
        "grace(1)@example.com",
        "Pay-now<grace@example.com>",
        "grace@example.com>",
        "grace@example.com;b",
        "ada,grace@example.com",
        "grace@example.com:b",
        '"grace"@example.com',
        "gra\\ce@example.com",
        "grace@[127.0.0.1]",
        "grace@example.com.",
        "grace@example..com",
        "grace@mail.example\u3002com",
        f"{'g' * 65}@example.com",
    ],
)
def test_a_mailbox_has_one_address(address: str) -> None:
    for kind in (Email, Mailable):
        with pytest.raises(ValidationError):
            TypeAdapter[str](kind).validate_python(address)
