"""What is kept apart is in no suite that something is made from."""

import tomllib
from typing import get_args

from evaluation.insertions import SuiteName, kept_apart, read_insertions
from evaluation.labelled import FOLDER, labelled_answers


def test_what_is_kept_apart_stands_nowhere_else() -> None:
    asides = tomllib.loads((FOLDER / "asides.toml").read_text(encoding="utf-8"))
    known = {
        *(each.text for name in get_args(SuiteName) for each in read_insertions(name)),
        *(sentence for sentences in asides.values() for sentence in sentences),
    }
    apart = [each.text for name in get_args(SuiteName) for each in kept_apart(name)]
    assert len(apart) == len({*apart}) == 60
    assert known.isdisjoint(apart)
    assert not any(sentence in answer.text for answer in labelled_answers() for sentence in apart)
