"""The labelled answers are what docs/evaluation.md says of them."""

from collections import Counter

import pytest
from scipy.stats import spearmanr

from evaluation.labelled import KINDS, LabelledAnswer, Question, labelled_answers, paraphrases, questions
from interview.domain.evaluation.rubric import RUBRIC
from interview.domain.languages import Language
from interview.domain.transcripts.text_normalisation import spoken_words

MIN_WORDS = 25
"""The product leaves shorter answers to a person."""


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_has_an_answer_of_each_kind(question: Question) -> None:
    assert [answer.kind for answer in question.answers] == list(KINDS)


@pytest.mark.parametrize("answer", labelled_answers(), ids=lambda answer: answer.name)
def test_every_answer_is_labelled_in_full(answer: LabelledAnswer) -> None:
    assert set(answer.labels) == {criterion.name for criterion in RUBRIC.criteria}
    assert answer.labels["content"] == KINDS[answer.kind]
    assert len(answer.points) == len(answer.expected_points)
    assert len(spoken_words(answer.text)) >= MIN_WORDS


def test_there_are_twelve_questions_in_english_and_some_in_german() -> None:
    asked = Counter(question.language for question in questions())
    assert asked[Language.ENGLISH] == 12
    assert asked[Language.GERMAN] == 4


def test_length_says_nothing_of_the_level() -> None:
    lengths = [len(spoken_words(answer.text)) for answer in labelled_answers()]
    for criterion in ("content", "structure"):
        levels = [answer.labels[criterion] for answer in labelled_answers()]
        assert abs(spearmanr(lengths, levels).statistic) < 0.15


def test_a_paraphrase_says_it_in_other_words() -> None:
    assert {original.question for original, _ in paraphrases()} == {question.name for question in questions()}
    for original, other in paraphrases():
        said, said_again = spoken_words(original.text), spoken_words(other.text)
        assert said != said_again
        assert 0.5 < len(said_again) / len(said) < 2
