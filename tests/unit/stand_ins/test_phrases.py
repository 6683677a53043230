"""Where a text that is to be spoken may be cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_cloud.stand_ins.voices.phrases import SHORT, phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you. Now tell me more!", ["Thank you.", "Now tell me more!"]),
        ('What was it? "Nothing." Really…  Well.', ["What was it?", '"Nothing."', "Really…", "Well."]),
        ("Ask Dr. Smith, e.g. About a bug.", ["Ask Dr. Smith, e.g. About a bug."]),
        ("Nehmen Sie z. B. Ihre Arbeit. Äpfel zählen auch.", ["Nehmen Sie z. B. Ihre Arbeit.", "Äpfel zählen auch."]),
        ("Version 2.5 is out. 3 people used it.", ["Version 2.5 is out.", "3 people used it."]),
        ("no end", ["no end"]),
        ("  ", []),
    ],
)
def test_are_sentences(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


def test_of_a_long_first_sentence_its_first_clause_comes_alone() -> None:
    text = "You said that it ran without an outage, and I would like to hear what you saw, and how. So, please, go on."
    assert phrases(text) == [
        "You said that it ran without an outage,",
        "and I would like to hear what you saw, and how.",
        "So, please, go on.",
    ]


def test_a_few_words_are_not_cut_off_alone() -> None:
    text = f"So, {'very ' * SHORT}well, yes."
    assert phrases(text) == [text]


@given(st.text(alphabet='ab AB.,!?…:"”\n', max_size=200))
def test_lose_no_word(text: str) -> None:
    assert "".join("".join(phrases(text)).split()) == "".join(text.split())
