"""Variants of an answer differ from it in one thing alone, and are the same whenever they are made."""

from collections.abc import Callable
from typing import get_args

import pytest

from evaluation.labelled import LabelledAnswer, labelled_answers
from evaluation.variants import NAMES, Place, in_dialect, inserted, misheard, named, neutral, with_fillers
from interview.domain.languages import Language
from interview.domain.transcripts.text_normalisation import spoken_words
from local_cloud.simulation.word_errors import word_errors

LONGEST = {
    language: max(
        (answer for answer in labelled_answers() if answer.language is language), key=lambda answer: len(answer.text)
    )
    for language in Language
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("made", [in_dialect, with_fillers, lambda answer: misheard(answer, 0.1)])
def test_a_variant_is_the_same_again(language: Language, made: Callable[[LabelledAnswer], LabelledAnswer]) -> None:
    answer = LONGEST[language]
    assert made(answer) == made(answer)
    assert made(answer).text != answer.text
    assert made(answer).labels == answer.labels


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2])
def test_words_are_misheard_as_often_as_asked(rate: float) -> None:
    said = [spoken_words(answer.text) for answer in labelled_answers()]
    heard = [spoken_words(misheard(answer, rate).text) for answer in labelled_answers()]
    errors = sum(word_errors(one, other) for one, other in zip(said, heard, strict=True))
    assert errors / sum(map(len, said)) == pytest.approx(rate, abs=0.02)


@pytest.mark.parametrize("language", Language)
def test_a_name_is_all_that_differs(language: Language) -> None:
    texts = {named(LONGEST[language], name).text.replace(name, "…") for name in NAMES[language]}
    assert len(texts) == 1


@pytest.mark.parametrize("words", [3, 12, 40])
@pytest.mark.parametrize("place", get_args(Place))
def test_padding_is_as_long_as_asked(words: int, place: Place) -> None:
    answer = LONGEST[Language.ENGLISH]
    longer = inserted(answer, neutral(answer.language, words), place)
    assert len(spoken_words(longer.text)) == len(spoken_words(answer.text)) + words
    assert longer.text.startswith(answer.text) == (place == "end")
