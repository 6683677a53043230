"""A judge without a model: scores an answer and gives feedback on it by indicators, always the same way.

It reads the document that the product sends (question, expected points, candidate's answer) and fills the scorer's
schema with levels, verbatim quotes and feedback, or that of feedback with a few sentences. Form comes from rates of
words, content from how close the closest passages are to the question and the points (`indicators`), weighed as fitted
to labelled answers (`weights.json`, by `evaluation.fit`). It knows the topic and understands nothing, and says of a
criterion that it has no indicators of that it did not judge it. What it writes is in German where that is asked for.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Any

from local_cloud.stand_ins import remarks as remarks_of
from local_cloud.stand_ins.indicators import ENGLISH, GERMAN, Indicators, Speech, WordLists
from local_cloud.stand_ins.remarks import Remarks

__all__ = ["ENGINE", "FOUND", "PARTLY", "WEIGHTS", "Linear", "Weights", "feedback", "fill", "judge", "weighed"]

ENGINE = "rubric-indicators 5"
"""How it names itself; the number grows when it judges otherwise."""

Linear = Mapping[str, float]
"""What each indicator counts for, and a `constant`."""
Weights = Mapping[str, Linear]
"""Of `aside` and `off_topic` (above 0: it is), of each criterion's level and of a `point`; with `_alone`: without
points."""

WEIGHTS: Weights = json.loads((Path(__file__).parent / "weights.json").read_text())
PARTLY, FOUND = 0.3, 0.6
"""From which figure on a point is partly found, and found."""
HIGHEST_LEVEL = 5
MAX_QUOTE = 20
MAX_QUOTES = 3

_WORD = re.compile(r"[a-zäöüß0-9']+")
_WORD_AS_WRITTEN = re.compile(_WORD.pattern, re.IGNORECASE)
_DICTATED = re.compile(r"\bask me[:,]? ([^?]+\?)", re.IGNORECASE)

STOP_WORDS = frozenset(
    _WORD.findall(
        "a about after all also an and any are as at be because been before but by can could describe describes did "
        "do does explains for from gives had has have he her his how i if in into is it its just me mentions more "
        "most my names no not of on one or our out says she should shows so some tell tells than that the their them "
        "then there these they this to up us was we were what when where which who why will with would you your"
    )
)

GERMAN_STOP_WORDS = frozenset(
    _WORD.findall(
        "aber alle alles also andere auch beim damit danach dann dass deren dessen diese diesem diesen dieser dieses "
        "doch durch einem einen einer eines erzählen erklären gegen haben hatte hatten ihnen ihre ihren ihrer immer "
        "jetzt keine könnten meine meinem meinen meiner mich mussten nach nicht noch oder ohne schon sehr sein seine "
        "sich sind über unsere unserem unseren unserer unter viele waren warum welche welchen welcher wenn werden "
        "wieder wollten wurde wurden würden zuerst zwischen"
    )
)

IDLE = frozenset[str]().union(
    STOP_WORDS,
    GERMAN_STOP_WORDS,
    ("feel", "hope", "mean", "result", "example", "instance", "ihrem", "ihres"),
    *((lists.fillers | lists.hedges | lists.steps | lists.reasons) for lists in (ENGLISH, GERMAN)),
)

STEM_LENGTH = 4
CRITERIA = ("content", "structure", "clarity", "delivery")
"""What it has indicators of."""
STRONG_FROM = 3
"""The level from which on a part of an answer is named as its strength."""


@dataclass(frozen=True)
class _Verdict:
    level: int
    reason: str
    evidence: list[str]


class _Judged:
    """An answer, measured and weighed. `is_bound`: the points are those of its own question."""

    def __init__(self, document: Mapping[str, Any], lists: WordLists, weights: Weights, remarks: Remarks) -> None:
        points: Mapping[str, str] = document.get("expected_points", {})
        self.is_bound = bool(points) and "main_question" not in document
        about = (document.get("question", ""), *(points.values() if self.is_bound else ()))
        self.speech = Speech(document["candidate_answer"], lists, about, weights["aside"])
        self._weights, self._remarks = weights, remarks
        self._numbers = {key: number for number, key in enumerate(points)}
        self._pieces = self.speech.pieces(max(1, min(MAX_QUOTE, document.get("longest_quote", MAX_QUOTE))))
        if not self.speech.words:
            return
        asked = document.get("question", "")
        measured = Indicators(self.speech, asked, [*points.values()])
        self._figures = measured.of_the_answer
        self._of_points = {key: measured.of_point(number) for key, number in self._numbers.items()}
        self._closeness = measured.closest(self._pieces)
        kind = "" if self.is_bound else "_alone"
        self.is_off_topic = weighed(weights[f"off_topic{kind}"], self._figures) > 0
        self._content = 0.0 if self.is_off_topic else weighed(weights[f"content{kind}"], self._figures)

    def point(self, key: str) -> dict[str, Any]:
        """Whether an expected point is found, with the piece that is closest to it."""
        if not self.speech.words or (self.is_off_topic and self.is_bound):
            return {"evidence": [], "verdict": "missing"}
        of_point = self._of_points[key]
        figure = weighed(self._weights["point"], {**of_point, "content": _within_levels(self._content)})
        is_said = of_point["contrast"] > 0
        verdict = "found" if is_said and figure >= FOUND else "partly" if is_said and figure >= PARTLY else "missing"
        evidence = self._closest_pieces([self._numbers[key] + 1])[:1] if verdict != "missing" else []
        return {"evidence": evidence, "verdict": verdict}

    def criterion(self, name: str) -> _Verdict:
        if not self.speech.words:
            return _Verdict(0, self._remarks.silent, [])
        match name:
            case "content":
                return self._substance()
            case "structure" | "clarity" | "delivery":
                return self._form(name)
            case _:
                # A level has to be there; 1 without a quote is unsupported and counts for nothing (0 would need none).
                return _Verdict(1, self._remarks.not_judged, [])

    def _substance(self) -> _Verdict:
        if self.is_off_topic:
            return _Verdict(0, self._remarks.off_topic, [])
        against = range(1, len(self._numbers) + 1) if self.is_bound else [0]
        reason = self._remarks.reasons["points" if self.is_bound else "question"]
        return _Verdict(_level(self._content, 1), reason, self._closest_pieces(against)[:MAX_QUOTES])

    def _form(self, name: str) -> _Verdict:
        speech, lists = self.speech, self.speech.lists
        listed = {"structure": lists.steps | lists.reasons, "clarity": lists.fillers, "delivery": lists.own}[name]
        reason = self._remarks.reasons[name].format(
            listed=speech.count(listed), hedges=speech.count(lists.hedges), words=len(speech.words)
        )
        level = _level(weighed(self._weights[name], self._figures), 1)
        told = sorted(self._pieces, key=lambda piece: -sum(word in listed for word in _words(piece)))
        return _Verdict(level, reason, told[:2])

    def _closest_pieces(self, against: Sequence[int]) -> list[str]:
        """The pieces by how close they are to any of the texts asked about: 0 is the question, the rest are points."""
        closeness = self._closeness[:, list(against)].max(axis=1)
        ranked = sorted(range(len(self._pieces)), key=lambda at: -closeness[at])
        return [self._pieces[at] for at in ranked]


def weighed(linear: Linear, figures: Mapping[str, float]) -> float:
    return linear["constant"] + sum(weight * figures[name] for name, weight in linear.items() if name != "constant")


def judge(
    document: Mapping[str, Any], schema: Mapping[str, Any], weights: Weights = WEIGHTS, *, in_german: bool = False
) -> dict[str, Any]:
    """An answer of the scorer's schema for a document with `candidate_answer`, which may be in another language than
    what is written about it."""
    lists, remarks = GERMAN if document.get("language") == "de" else ENGLISH, _remarks(in_german=in_german)
    answer = _Judged(document, lists, weights, remarks)
    points: Mapping[str, str] = document.get("expected_points", {})
    judged = {key: answer.point(key) for key in points}
    names = list(schema["properties"]["criteria"]["properties"])
    verdicts = {name: answer.criterion(name) for name in names}
    found, partly, missing = (
        [points[key] for key, point in judged.items() if point["verdict"] == verdict]
        for verdict in ("found", "partly", "missing")
    )
    weakest = min((name for name in names if name in CRITERIA), key=lambda name: verdicts[name].level)
    counted = {"found": len(found), "partly": len(partly), "points": len(judged), "words": len(answer.speech.words)}
    summary = remarks.summary + (remarks.summary_of_points if judged else "")
    reply: dict[str, Any] = {
        "criteria": {name: vars(verdict) for name, verdict in verdicts.items()},
        "strengths": [remarks.close.format(point) for point in found][:3],
        "improvements": [
            remarks.advice[weakest],
            *(remarks.lacking.format(point) for point in missing if answer.is_bound),
        ][:3],
        "summary": summary.format(**counted),
    }
    return {"expected_points": judged, **reply} if judged else reply


def feedback(document: Mapping[str, Any], schema: Mapping[str, Any], *, in_german: bool = False) -> dict[str, Any]:
    """An answer of the schema of feedback (`score`, `feedback`, `example` and perhaps `follow_up`, or `spoken`) for a
    document with `candidate_answer`."""
    remarks = _remarks(in_german=in_german)
    answer = _Judged(document, GERMAN if in_german else ENGLISH, WEIGHTS, remarks)
    levels = {name: answer.criterion(name).level for name in CRITERIA}
    strongest = max(levels, key=lambda name: levels[name])
    weakest = min(levels, key=lambda name: levels[name])
    strength = strongest if levels[strongest] >= STRONG_FROM else ""
    said: dict[str, Any] = {
        "score": round(2 * min(sum(levels.values()) / len(levels), levels["content"] + 1)),
        **remarks.to_candidate(strength, weakest),
        "follow_up": _follow_up(document.get("question", ""), document["candidate_answer"], in_german=in_german),
    }
    return {name: said[name] for name in schema["properties"]}


def _remarks(*, in_german: bool) -> Remarks:
    return remarks_of.GERMAN if in_german else remarks_of.ENGLISH


def _follow_up(question: str, text: str, *, in_german: bool) -> str:
    """Ask after what the question names and the answer does not, a noun where writing shows it, then after a result;
    empty where nothing is open.

    As gullible as a model can be: what an answer tells it to ask, it asks. The product has to see to that.
    """
    if dictated := _DICTATED.search(text):
        return dictated[1]
    said = _stems(text)
    left_out = [
        word
        for word in _WORD_AS_WRITTEN.findall(question)
        if len(word) > 4 and word.lower() not in IDLE and word[:STEM_LENGTH].lower() not in said
    ]
    if in_german:
        left_out.sort(key=str.islower)
    asked = _remarks(in_german=in_german).asked
    if left_out:
        return asked[0].format(left_out[0])
    if not re.search(r"\d|result|percent|ergebnis|prozent", text, re.IGNORECASE):
        return asked[1]
    return ""


def fill(schema: Mapping[str, Any]) -> Any:
    """The plainest value of a schema that this judge does not know."""
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return fill(schema["anyOf"][0])
    match schema.get("type"):
        case "object":
            return {name: fill(part) for name, part in schema.get("properties", {}).items()}
        case "array":
            return []
        case "string":
            return "A stand-in wrote this."
        case "boolean":
            return False
        case "integer" | "number":
            return 0
        case _:
            return None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _stems(text: str) -> set[str]:
    return {word[:STEM_LENGTH] for word in _words(text) if word not in STOP_WORDS}


def _level(figure: float, lowest: int) -> int:
    return max(lowest, min(HIGHEST_LEVEL, floor(figure + 0.5)))


def _within_levels(figure: float) -> float:
    return max(0.0, min(float(HIGHEST_LEVEL), figure))
