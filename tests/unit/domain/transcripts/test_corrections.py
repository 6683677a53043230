"""What is a correction, and what is rather another answer."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.transcripts.corrections import correct, corrected, differences, max_changes, words_changed
from interview.errors import CorrectionTooLargeError
from tests.builders import NOW, a_transcript

WORDS = st.lists(st.sampled_from(["ant", "bee", "cat", "dog", "eel", "fox"]), max_size=14)
SAID = "We moved the quay of orders to a new server and nobody lost any order at all on that day"


def by_the_book(one: list[str], other: list[str]) -> int:
    """Levenshtein's table, cell by cell."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
    return row[-1]


@given(WORDS, WORDS)
def test_changes_are_counted_by_the_book(heard: list[str], text: list[str]) -> None:
    assert words_changed(" ".join(heard), " ".join(text)) == by_the_book(heard, text)


@given(WORDS, WORDS)
def test_a_correction_is_taken_exactly_up_to_the_limit(heard: list[str], text: list[str]) -> None:
    transcript = a_transcript(" ".join(heard))
    changed, most = by_the_book(heard, text), max(3, len(heard) * 3 // 10)
    assert max_changes(transcript) == most
    if changed <= most and len(text) <= len(heard) + 3:
        assert correct(transcript, " ".join(text), NOW).words_changed == changed
    else:
        with pytest.raises(CorrectionTooLargeError):
            correct(transcript, " ".join(text), NOW)


@given(WORDS, WORDS)
def test_the_differences_are_the_whole_of_both(heard: list[str], text: list[str]) -> None:
    found = differences(a_transcript(" ".join(heard), timed=True), " ".join(text))
    assert " ".join(each.heard for each in found if each.heard) == " ".join(heard)
    assert " ".join(each.corrected for each in found if each.corrected) == " ".join(text)
    assert all(each.heard == each.corrected for each in found if not each.changed)
    assert all((each.start_ms is None) == (each.heard == "") for each in found)


@given(WORDS, WORDS)
def test_no_more_words_are_marked_than_were_changed(heard: list[str], text: list[str]) -> None:
    found = differences(a_transcript(" ".join(heard)), " ".join(text))
    marked = [max(len(each.heard.split()), len(each.corrected.split())) for each in found if each.changed]
    assert sum(marked) <= by_the_book(heard, text)
    assert all(one.changed != other.changed for one, other in pairwise(found))


def test_case_and_punctuation_change_nothing() -> None:
    assert words_changed("we've moved it — yes", "We’ve moved it, yes!") == 0


@pytest.mark.parametrize("vocabulary", [1, 700])
def test_an_hour_of_speech_is_compared_soon(vocabulary: int) -> None:
    """Also that of somebody who says one word over and over."""
    heard = [f"word{n % vocabulary}" for n in range(9000)]
    text = [word if n % 4 else "other" for n, word in enumerate(heard)]
    began = time.process_time()
    assert words_changed(" ".join(heard), " ".join(text)) == 2250
    assert sum(each.changed for each in differences(a_transcript(" ".join(heard)), " ".join(text))) == 2250
    assert time.process_time() - began < 5


MORE = "I led a team of twelve engineers and we saved two million"


@pytest.mark.parametrize(
    "added",
    [
        MORE.replace(" ", "'"),
        MORE.replace(" ", "\u2019"),
        MORE.replace(" ", ""),
        "".join(chr(0x1F150 + ord(mark) - 97) if mark.isalpha() else mark for mark in MORE.lower()),
        "我带领一个由十二名工程师组成的团队在六个月内把计费系统迁移到新的数据库没有任何停机时间并为公司节省了两百万美元我带领一个由十二名工程师组成的团队在六个月",
    ],
    ids=["apostrophes", "quotation marks", "no spaces", "circled letters", "a script without spaces"],
)
def test_another_answer_is_none_however_it_is_written(added: str) -> None:
    with pytest.raises(CorrectionTooLargeError):
        correct(
            a_transcript("well I have no idea really to be honest"), f"well I have no idea to be honest {added}", NOW
        )


LONG = " ".join(f"word{n}" for n in range(600))
ANOTHER = " ".join(f"another{n}" for n in range(180))


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} {ANOTHER}",
        LONG.replace(" ".join(f"word{n}" for n in range(200, 380)), ANOTHER),
        " ".join(f"word{n}" if n < 300 or n > 500 or n % 9 == 0 else f"another{n}" for n in range(600)),
    ],
    ids=["behind it", "inside it", "between words that stay"],
)
def test_another_answer_inside_a_long_one_is_no_correction(text: str) -> None:
    assert words_changed(LONG, text) <= max_changes(a_transcript(LONG))
    with pytest.raises(CorrectionTooLargeError):
        correct(a_transcript(LONG), text, NOW)


def test_words_misheard_here_and_there_are_put_right_in_a_long_answer() -> None:
    misheard = {n for n in range(600) if n % 10 in (2, 3, 7)}
    text = " ".join(f"another{n}" if n in misheard else f"word{n}" for n in range(600))
    assert correct(a_transcript(LONG), text, NOW).words_changed == 180


def test_a_sentence_without_spaces_is_as_long_as_it_is() -> None:
    heard = "我们在两个晚上把队列搬到了新的服务器没有丢失任何订单"
    assert correct(a_transcript(heard), heard.replace("队列", "对列"), NOW).words_changed == 1
    with pytest.raises(CorrectionTooLargeError):
        correct(a_transcript(heard), f"{heard}我带领了十二名工程师", NOW)


def test_what_cannot_be_seen_is_no_part_of_a_correction() -> None:
    hidden = "".join(chr(0xE0000 + ord(mark)) for mark in MORE)
    correction = correct(a_transcript(SAID), f"{SAID}{hidden}", NOW)
    assert (correction.text, correction.words_changed) == (SAID, 0)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("I did not lose the order and I did not tell anybody", "I did lose the order and I did tell anybody"),
        ("Ich habe keinen Fehler gemacht", "Ich habe einen Fehler gemacht"),
        ("we could do it", "we couldn't do it"),
        ("it was possible then", "it was impossible then"),
        ("я не знал об этом", "я знал об этом"),
        ("我没有看到这个错误", "我有看到这个错误"),
    ],
)
def test_where_a_correction_says_the_opposite_it_is_marked(heard: str, meant: str) -> None:
    found = differences(a_transcript(heard, timed=True), meant)
    assert [each.reversed for each in found if each.changed].count(True) >= 1
    assert not any(each.reversed for each in differences(a_transcript(heard), heard))


def test_another_word_of_the_same_kind_turns_nothing_around() -> None:
    assert not any(each.reversed for each in differences(a_transcript(SAID), SAID.replace("quay", "queue")))
    same = differences(a_transcript("I did not now it"), "I didn't know it")
    assert not any(each.reversed for each in same)


def test_a_misheard_word_may_be_a_long_one() -> None:
    heard = "die Donau dampf schiff fahrts Gesellschaft suchte Leute"
    meant = "die Donaudampfschifffahrtsgesellschaft suchte Leute"
    assert correct(a_transcript(f"{SAID} {heard}"), f"{SAID} {meant}", NOW).words_changed == 5


def test_it_counts_for_the_words_it_was_made_of_and_no_others() -> None:
    transcript = a_transcript(SAID, timed=True)
    correction = correct(transcript, SAID.replace("quay", "queue"), NOW)
    assert corrected(transcript, correction).text == SAID.replace("quay", "queue")
    assert corrected(transcript, correction).words == transcript.words
    other = a_transcript(f"{SAID} indeed")
    assert corrected(other, correction) is other
    assert corrected(transcript, None) is transcript


def test_changed_words_are_marked_with_their_place() -> None:
    found = differences(a_transcript(SAID, timed=True), SAID.replace("quay", "queue"))
    assert [(each.heard, each.corrected, each.start_ms) for each in found if each.changed] == [("quay", "queue", 1200)]


def test_the_refusal_says_kindly_how_much_may_change() -> None:
    with pytest.raises(CorrectionTooLargeError) as refused:
        correct(a_transcript(SAID), "Something else altogether, which I would rather have said instead", NOW)
    assert "up to 6 words" in refused.value.message
    assert "Your recording is saved" in refused.value.message
