"""Words are counted alike in every script, and however they are written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.text import normalised
from interview.domain.transcripts.text_normalisation import letters, spoken_words

MIXED = st.text(st.one_of(st.characters(), st.sampled_from("aé'’.,1 \u0301\u0940\u200d我ไ")), max_size=40)
SCRIPTS = ["word", "größe", "слово", "λέξη", "كلمة", "मैं", "हिन्दी", "단어", "מילה", "3.14", "1,000"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t, stop!", ["dont", "stop"]),
        ("l'homme qui 'dort'", ["lhomme", "qui", "dort"]),
        ("we grew 3.5 times, to 1,000,000", ["we", "grew", "35", "times", "to", "1000000"]),
        ("नमस्ते, मैं हिन्दी में बोलता हूँ।", ["नमस्ते", "मैं", "हिन्दी", "में", "बोलता", "हूँ"]),
        ("السلامُ عليكم، كيف حالك؟", ["السلامُ", "عليكم", "كيف", "حالك"]),
        ("می\u200cخواهم بروم", ["میخواهم", "بروم"]),
        ("我带领团队。", ["我", "带", "领", "团", "队"]),
        ("テストです", ["テスト", "で", "す"]),
        ("วันนี้", ["วั", "น", "นี้"]),
        ("안녕하세요 저는 개발자입니다", ["안녕하세요", "저는", "개발자입니다"]),
        ("Ｗｏｒｄ ﬁne 𝐛𝐨𝐥𝐝", ["word", "fine", "bold"]),
    ],
)
def test_words_end_where_their_script_ends_them(text: str, words: list[str]) -> None:
    assert spoken_words(text) == words


@pytest.mark.parametrize("mark", ["'", "’", ".", "_", "-", "\u00b7", ":", "/", "\u200b", "\U000e0020", ","])
def test_no_sign_makes_one_word_of_many(mark: str) -> None:
    said = ["i", "led", "a", "team", "of", "twelve", "people"]
    written = mark.join(said)
    assert spoken_words(written) == (said if normalised(mark) else ["".join(said)])


@given(st.lists(st.sampled_from(SCRIPTS), max_size=20))
def test_words_between_spaces_are_as_many(words: list[str]) -> None:
    assert len(spoken_words(" ".join(words))) == len(words)


@given(MIXED, MIXED)
def test_texts_side_by_side_have_the_words_of_both(one: str, other: str) -> None:
    assert spoken_words(f"{one}\n{other}") == spoken_words(one) + spoken_words(other)


@given(MIXED)
def test_hidden_characters_change_no_word(text: str) -> None:
    assert spoken_words(normalised(text)) == spoken_words(text)
    assert letters(normalised(text)) == letters(text)


@given(MIXED)
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    words = "".join(spoken_words(text))
    assert all(mark in words for mark in letters(text) if mark.isalnum())


def test_an_hour_of_speech_is_counted_soon() -> None:
    began = time.process_time()
    assert len(spoken_words("Well, we don’t know — größer. " * 2000)) == 10_000
    assert time.process_time() - began < 1
