"""A judge without a model: scores an answer and gives feedback on it by indicators, always the same way.

It reads the document that the product sends (question, expected points, candidate's answer) and fills the scorer's
schema with levels, verbatim quotes and feedback, or that of feedback with a few sentences. Form comes from rates of
words, content from how close the closest passages are to the question and the points (`indicators`), weighed as fitted
to labelled answers (`weights.json`, by `evaluation.fit`). It knows the topic and understands nothing, and says of a
criterion that it has no indicators of that it did not judge it. Feedback is in
German where that is asked for; scores are in English.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Any

from local_cloud.stand_ins.indicators import ENGLISH, GERMAN, Indicators, Speech, WordLists

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
    ("feel", "hope", "mean", "result", "example", "instance"),
    *((lists.fillers | lists.hedges | lists.steps | lists.reasons) for lists in (ENGLISH, GERMAN)),
)

STEM_LENGTH = 4
CRITERIA = ("content", "structure", "clarity", "delivery")
"""What it has indicators of."""
STEPS = {
    "content": "give one concrete example with its result",
    "structure": "name the steps in their order, from the situation to the outcome",
    "clarity": "say one thing in each sentence",
    "delivery": "say plainly which part you did yourself",
}
STRONG_FROM = 3
"""The level from which on a part of an answer is named as its strength, as cautiously as something that is counted and
not understood can be; "" stands for none."""
STRENGTHS = {
    "content": "Counted by its words alone, your answer seems to stay with the question.",
    "structure": "Counted by its words alone, your answer seems to go step by step.",
    "clarity": "Counted by its words alone, your answer seems to be put clearly.",
    "delivery": "Counted by its words alone, your answer seems to say what you did yourself.",
    "": "Your answer is written down for the people who decide.",
}
EXAMPLES = {
    "content": "For example, last year we had … to solve, and after … weeks the result was …",
    "structure": "First I looked at …, then I decided to …, and as a result …",
    "clarity": "The main thing was …, and that is why we did …",
    "delivery": "I decided to … myself, because …",
}
ADVICE = {
    "content": 'One concrete example with numbers would help: "It took three weeks and saved a third of the cost."',
    "structure": 'The steps could be named aloud: "First I measured, then I decided, and as a result ..."',
    "clarity": "One thing a sentence, and a pause in place of each filler word, would make it clearer.",
    "delivery": 'The candidate could name their own part: "I decided to ...", and a doubt once.',
}

ASKED = (
    "What would you add about the {} that the question names?",
    "How did you find out whether it worked in the end?",
)
GERMAN_ASKED = (
    "Was würden Sie zu dem Wort „{}“ aus der Frage noch sagen?",
    "Wie haben Sie am Ende gemerkt, ob es geholfen hat?",
)
GERMAN_STRENGTHS = {
    "content": "Allein an Wörtern gezählt, scheint Ihre Antwort bei der Frage zu bleiben.",
    "structure": "Allein an Wörtern gezählt, scheint Ihre Antwort Schritt für Schritt vorzugehen.",
    "clarity": "Allein an Wörtern gezählt, scheint Ihre Antwort klar gesagt zu sein.",
    "delivery": "Allein an Wörtern gezählt, scheint Ihre Antwort zu sagen, was Sie selbst getan haben.",
    "": "Ihre Antwort ist für die Menschen, die entscheiden, aufgeschrieben.",
}
GERMAN_STEPS = {
    "content": "Nennen Sie ein Beispiel und was dabei herauskam",
    "structure": "Nennen Sie die Schritte in ihrer Reihenfolge, von der Lage bis zum Ergebnis",
    "clarity": "Sagen Sie in jedem Satz nur eine Sache",
    "delivery": "Sagen Sie, was Sie dabei selbst getan haben",
}
GERMAN_EXAMPLES = {
    "content": "Ein Beispiel: Im letzten Jahr mussten wir … lösen, und nach … Wochen war das Ergebnis …",
    "structure": "Zuerst habe ich … angesehen, dann habe ich mich für … entschieden, und am Ende …",
    "clarity": "Das Wichtigste war …, und deshalb haben wir …",
    "delivery": "Ich habe selbst entschieden, dass …, denn …",
}


@dataclass(frozen=True)
class _Verdict:
    level: int
    reason: str
    evidence: list[str]


_NOT_JUDGED = _Verdict(1, "Not judged: there are no indicators of this criterion, so a person has to.", [])
"""A level has to be there, and 1 without a quote is unsupported: it counts for nothing. (0 would need none.)"""


class _Judged:
    """An answer, measured and weighed. `is_bound`: the points are those of its own question."""

    def __init__(self, document: Mapping[str, Any], lists: WordLists, weights: Weights) -> None:
        points: Mapping[str, str] = document.get("expected_points", {})
        self.is_bound = bool(points) and "main_question" not in document
        about = (document.get("question", ""), *(points.values() if self.is_bound else ()))
        self.speech = Speech(document["candidate_answer"], lists, about, weights["aside"])
        self._weights = weights
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
            return _Verdict(0, "Nothing was said on the matter.", [])
        match name:
            case "content":
                return self._substance()
            case "structure" | "clarity" | "delivery":
                return self._form(name)
            case _:
                return _NOT_JUDGED

    def _substance(self) -> _Verdict:
        if self.is_off_topic:
            return _Verdict(0, "No passage is close to the question.", [])
        against = range(1, len(self._numbers) + 1) if self.is_bound else [0]
        what = "the expected points" if self.is_bound else "the question"
        reason = f"By likeness to {what}, and by its figures."
        return _Verdict(_level(self._content, 1), reason, self._closest_pieces(against)[:MAX_QUOTES])

    def _form(self, name: str) -> _Verdict:
        speech, lists = self.speech, self.speech.lists
        listed = {"structure": lists.steps | lists.reasons, "clarity": lists.fillers, "delivery": lists.own}[name]
        reason = {
            "structure": f"{speech.count(listed)} words mark the order of the answer.",
            "clarity": f"{speech.count(listed)} filler words among {len(speech.words)}.",
            "delivery": f"{speech.count(lists.hedges)} hedges, {speech.count(listed)} words name who did something.",
        }[name]
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


def judge(document: Mapping[str, Any], schema: Mapping[str, Any], weights: Weights = WEIGHTS) -> dict[str, Any]:
    """An answer of the scorer's schema for a document with `candidate_answer`."""
    lists = GERMAN if document.get("language") == "de" else ENGLISH
    answer = _Judged(document, lists, weights)
    points: Mapping[str, str] = document.get("expected_points", {})
    judged = {key: answer.point(key) for key in points}
    names = list(schema["properties"]["criteria"]["properties"])
    verdicts = {name: answer.criterion(name) for name in names}
    found, partly, missing = (
        [points[key] for key, point in judged.items() if point["verdict"] == verdict]
        for verdict in ("found", "partly", "missing")
    )
    weakest = min((name for name in names if name in CRITERIA), key=lambda name: verdicts[name].level)
    reply: dict[str, Any] = {
        "criteria": {name: vars(verdict) for name, verdict in verdicts.items()},
        "strengths": [f"It comes close to an expected point: {point}." for point in found][:3],
        "improvements": [
            ADVICE[weakest],
            *(f"A sentence on this would help: {point}." for point in missing if answer.is_bound),
        ][:3],
        "summary": (
            "An indication by counts and likeness: nobody has understood the answer. "
            f"{len(answer.speech.words)} words{_closeness_in_words(len(found), len(partly), len(judged))}."
        ),
    }
    return {"expected_points": judged, **reply} if judged else reply


def feedback(document: Mapping[str, Any], schema: Mapping[str, Any], *, in_german: bool = False) -> dict[str, Any]:
    """An answer of the schema of feedback (`score`, `feedback`, `example` and perhaps `follow_up`, or `spoken`) for a
    document with `candidate_answer`."""
    answer = _Judged(document, GERMAN if in_german else ENGLISH, WEIGHTS)
    levels = {name: answer.criterion(name).level for name in CRITERIA}
    strongest = max(levels, key=lambda name: levels[name])
    weakest = min(levels, key=lambda name: levels[name])
    strength = strongest if levels[strongest] >= STRONG_FROM else ""
    remark = _in_german if in_german else _in_english
    remarks: dict[str, Any] = {
        "score": round(2 * min(sum(levels.values()) / len(levels), levels["content"] + 1)),
        **remark(strength, weakest),
        "follow_up": _follow_up(
            document.get("question", ""), document["candidate_answer"], GERMAN_ASKED if in_german else ASKED
        ),
    }
    return {name: remarks[name] for name in schema["properties"]}


def _in_english(strength: str, weakest: str) -> dict[str, str]:
    return {
        "feedback": f"{STRENGTHS[strength]} To make your answer stronger, {STEPS[weakest]}.",
        "spoken": f"Thank you. {STRENGTHS[strength]} Next time, {STEPS[weakest]}.",
        "example": EXAMPLES[weakest],
    }


def _in_german(strength: str, weakest: str) -> dict[str, str]:
    return {
        "feedback": f"{GERMAN_STRENGTHS[strength]} Noch stärker wird Ihre Antwort so: {GERMAN_STEPS[weakest]}.",
        "spoken": f"Vielen Dank. {GERMAN_STRENGTHS[strength]} Für das nächste Mal: {GERMAN_STEPS[weakest]}.",
        "example": GERMAN_EXAMPLES[weakest],
    }


def _follow_up(question: str, text: str, asked: tuple[str, str]) -> str:
    """Ask after what the question names and the answer does not, then after a result; empty where nothing is open.

    As gullible as a model can be: what an answer tells it to ask, it asks. The product has to see to that.
    """
    if dictated := _DICTATED.search(text):
        return dictated[1]
    said = _stems(text)
    left_out = [
        word for word in _words(question) if len(word) > 4 and word not in IDLE and word[:STEM_LENGTH] not in said
    ]
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


def _closeness_in_words(found: int, partly: int, points: int) -> str:
    if not points:
        return ""
    return f", close to {found} of {points} expected points{f' and in part to {partly} more' if partly else ''}"
