"""Follow-up questions: asked once an answer is there, bounded by the template, kept as questions of their own.

They stand at the end of a session's questions, so that no index ever changes its meaning; `follows` names the main
question. A main question and its follow-ups are a family: they are asked one after another.
"""

from collections.abc import Sequence
from typing import NamedTuple

from interview.domain.templates import AskedQuestion
from interview.domain.transcripts.text_normalisation import spoken_words

__all__ = [
    "FollowUp",
    "asked_before",
    "asking_order",
    "family",
    "follow_up",
    "found",
    "given_out",
    "is_new",
    "known_words",
    "may_follow",
    "place_of",
    "reachable_from",
]


class FollowUp(NamedTuple):
    """A follow-up question of a session, and its index."""

    question_index: int
    question: AskedQuestion


def asking_order(questions: Sequence[AskedQuestion]) -> list[int]:
    """All indexes as they are asked: the main questions in order, each with its follow-ups behind it."""
    return sorted(range(len(questions)), key=lambda index: (_main(questions, index), index))


def place_of(questions: Sequence[AskedQuestion], question_index: int) -> tuple[int, int]:
    """Which main question this one is or follows, from 1, and how many there are: as candidates read it."""
    mains = [index for index, question in enumerate(questions) if question.follows is None]
    return mains.index(_main(questions, question_index)) + 1, len(mains)


def asked_before(questions: Sequence[AskedQuestion], question_index: int) -> list[int]:
    """The indexes that are asked before that one."""
    order = asking_order(questions)
    return order[: order.index(question_index)]


def given_out(questions: Sequence[AskedQuestion], current: int) -> list[int]:
    """The indexes whose words a candidate may know who has come to this one, in the order of asking: all up to it, its
    follow-ups, and the next main question, so that the interview goes on while nobody can be asked."""
    order = asking_order(questions)
    at = order.index(current) if current in order else 0
    mains = (place for place in range(at + 1, len(order)) if questions[order[place]].follows is None)
    return order[: next(mains, len(order)) + 1]


def known_words(questions: Sequence[AskedQuestion], current: int) -> dict[int, str]:
    """Of the questions that a candidate may know who has come to this one."""
    return {index: questions[index].text for index in given_out(questions, current)}


def reachable_from(questions: Sequence[AskedQuestion], question_index: int) -> list[int]:
    """The indexes from which a candidate may come to this one: those that are asked before it and give it out."""
    return [index for index in asked_before(questions, question_index) if question_index in given_out(questions, index)]


def family(questions: Sequence[AskedQuestion], question_index: int) -> list[int]:
    """The main question that this one is or follows, then its follow-ups."""
    main = _main(questions, question_index)
    return [index for index in range(len(questions)) if _main(questions, index) == main]


def may_follow(questions: Sequence[AskedQuestion], question_index: int) -> bool:
    """Whether the answer to this question may still lead to another one."""
    kin = family(questions, question_index)
    return kin[-1] == question_index and len(kin) - 1 < questions[kin[0]].follow_ups


def is_new(questions: Sequence[AskedQuestion], text: str) -> bool:
    """Whether nothing of these words is asked already."""
    return all(spoken_words(text) != spoken_words(question.text) for question in questions)


def found(questions: Sequence[AskedQuestion], question_index: int) -> FollowUp | None:
    """The follow-up that the answer to this question led to."""
    kin = family(questions, question_index)
    after = kin[kin.index(question_index) + 1 :]
    return FollowUp(after[0], questions[after[0]]) if after else None


def follow_up(questions: Sequence[AskedQuestion], question_index: int, text: str) -> FollowUp:
    """The question to append: times and expected points are those of the main question."""
    main = _main(questions, question_index)
    asked = questions[main].model_copy(update={"text": text, "follow_ups": 0, "follows": main})
    return FollowUp(len(questions), asked)


def _main(questions: Sequence[AskedQuestion], question_index: int) -> int:
    follows = questions[question_index].follows
    return question_index if follows is None else follows
