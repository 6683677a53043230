"""What the answers come to."""

import difflib
import math
import re
import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.turn_end.page import Given
from benchmarks.turn_end.speech import Answer, Pause, Place

__all__ = ["cut_offs", "ended_in", "lost_words", "waits", "words_lost"]

LATE_S = 0.3
"""A page notices the end of a pause a little later than it is."""


def waits(given: Iterable[Given]) -> dict[str, float]:
    """From the last word to the first sound of the feedback, in seconds."""
    ordered = sorted(each.first_sound_s - each.answer.end_s for each in given)
    p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
    return {"p50_s": round(statistics.median(ordered), 2), "p95_s": round(p95, 2), "of": len(ordered)}


def ended_in(answer: Answer, ends_s: Iterable[float]) -> list[Pause]:
    """The pauses that were taken for the answer's end."""
    return [
        pause
        for end_s in ends_s
        for pause in answer.pauses
        if pause.start_s < end_s < pause.end_s + LATE_S and end_s < answer.end_s
    ]


def cut_offs(answers: Sequence[Answer], ended: Sequence[Pause]) -> dict[Place, dict[str, Any]]:
    """How many of the pauses of a kind ended an answer."""
    places: tuple[Place, ...] = ("in mid-sentence", "between sentences")
    counts = {}
    for place in places:
        of = sum(pause.place == place for answer in answers for pause in answer.pauses)
        cut = [round(pause.seconds, 1) for pause in ended if pause.place == place]
        counts[place] = {"pauses": of, "ended": len(cut), "share": round(len(cut) / of, 3), "pauses_s": sorted(cut)}
    return counts


def words_lost(given: Sequence[Given]) -> dict[str, Any]:
    """Of answers that went on after an end, and of those that had only one: a recogniser leaves words out of both. What
    is known not to be complete is recognised anew, and loses nothing here."""
    went_on = [each for each in given if len(each.ends_s) > 1]
    others = [each for each in given if len(each.ends_s) <= 1]
    return {"answers_that_went_on": _lost(went_on), "others": _lost(others)}


def _lost(given: Sequence[Given]) -> dict[str, Any]:
    complete = [each for each in given if each.complete]
    return {
        "answers": len(given),
        "recognised_anew": len(given) - len(complete),
        "words": sum(len(_words(each.answer.text)) for each in complete),
        "lost": [
            {"words": lost, "stored": each.stored, "ends_s": [round(end_s, 1) for end_s in each.ends_s]}
            for each in complete
            if (lost := lost_words(each.answer.text, each.stored))
        ],
    }


def lost_words(said: str, stored: str) -> list[str]:
    """Words that were said and for which nothing stands: misheard ones are not lost."""
    wanted, heard = _words(said), _words(stored)
    lost = []
    for kind, start, end, other_start, other_end in difflib.SequenceMatcher(None, wanted, heard, False).get_opcodes():
        if kind in ("delete", "replace"):
            lost += wanted[start + (other_end - other_start) : end]
    return lost


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())
