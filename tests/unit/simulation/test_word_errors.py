"""Words are compared as a reader would compare them."""

import pytest

from local_cloud.simulation.word_errors import word_error_rate, word_errors, words_of


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("a clock ran fast", "a clock ran fast", 0),
        ("a clock ran fast", "a clock fast", 1),
        ("a clock ran fast", "a clock it ran fast", 1),
        ("a clock ran fast", "a lock ran fast", 1),
        ("a clock ran fast", "", 4),
        ("a clock ran fast", "a a clock run", 3),
    ],
)
def test_words_left_out_put_in_and_replaced_count_one_each(said: str, heard: str, errors: int) -> None:
    assert word_errors(said.split(), heard.split()) == errors


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("We left. Nobody asked!", "we left, nobody asked"),
        ("Um, I think, uh, yes.", "I think yes."),
        ("I don't know.", "I don’t know"),
        ("twenty five on-call nights", "25 on call nights"),
        ("more than three hundred and forty two thousand", "more than 300 and 42,000"),
        ("fünf Fehler", "5 Fehler"),
    ],
)
def test_what_only_looks_different_is_no_error(said: str, heard: str) -> None:
    language = "de" if "ü" in said else "en"
    assert word_error_rate(said, heard, language) == 0


def test_the_rate_is_of_the_words_said() -> None:
    assert word_error_rate("one two three four", "one two four") == 0.25
    assert words_of("1,234 orders") == ["one", "thousand", "two", "hundred", "thirty", "four", "orders"]
