"""A judge without a model: scores and reviews an answer by counting words, always the same way.

It reads the document that the product sends (question, expected points, candidate's answer) and fills the scorer's
schema with levels, verbatim quotes and feedback, or a review's with a few sentences, plausible enough to look at and
to listen to. It knows nothing of meaning.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

__all__ = ["fill", "judge", "review"]

_WORD = re.compile(r"[a-z0-9']+")
_DICTATED = re.compile(r"\bask me[:,]? ([^?]+\?)", re.IGNORECASE)

STOP_WORDS = frozenset(
    _WORD.findall(
        "a about after all also an and any are as at be because been before but by can could describe describes did "
        "do does explains for from gives had has have he her his how i if in into is it its just me mentions more "
        "most my names no not of on one or our out says she should shows so some tell tells than that the their them "
        "then there these they this to up us was we were what when where which who why will with would you your"
    )
)
SIGNPOSTS = frozenset(
    _WORD.findall(
        "first firstly second secondly third then next after afterwards before finally lastly eventually because "
        "therefore so however result consequently example instance conclusion summary"
    )
)
FILLERS = frozenset(_WORD.findall("um uh er erm hmm like basically actually literally whatever stuff"))
HEDGES = frozenset(_WORD.findall("maybe perhaps probably guess suppose somehow somewhat unsure"))
OPINIONS = frozenset(_WORD.findall("guess suppose think mean feel hope"))

IDLE = STOP_WORDS | SIGNPOSTS | FILLERS | HEDGES | OPINIONS

LONGEST_QUOTE = 20
STEM_LENGTH = 4
COVERED_SHARE = 1 / 3
LONG_SENTENCE = 30
NAMES = {"content": "relevance", "structure": "order", "clarity": "clear wording", "delivery": "ownership"}
STEPS = {
    "content": "give one concrete example with its result",
    "structure": "name the steps in their order, from the situation to the outcome",
    "clarity": "say one thing in each sentence",
    "delivery": "say plainly which part you did yourself",
}
ADVICE = {
    "content": 'One concrete example with numbers would help: "It took three weeks and saved a third of the cost."',
    "structure": 'The steps could be named aloud: "First I measured, then I decided, and as a result ..."',
    "clarity": "One thing a sentence, and a pause in place of each filler word, would make it clearer.",
    "delivery": 'The candidate could name their own part: "I decided to ...", and a doubt once.',
}


@dataclass(frozen=True)
class _Speech:
    """The candidate's answer, cut into quotable pieces of at most `LONGEST_QUOTE` words."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return _words(self.text)

    @cached_property
    def sentences(self) -> list[str]:
        return [sentence for sentence in re.split(r"(?<=[.!?])\s+", self.text.strip()) if _words(sentence)]

    @cached_property
    def pieces(self) -> list[str]:
        pieces = []
        for sentence in self.sentences:
            words = sentence.split()
            pieces += [" ".join(words[at : at + LONGEST_QUOTE]) for at in range(0, len(words), LONGEST_QUOTE)]
        return [piece for piece in pieces if len(_words(piece)) > 2] or pieces

    def quotes(self, weigh: Callable[[str], float], most: int = 2) -> list[str]:
        """The pieces that weigh most, heaviest first; the first piece where none weighs anything."""
        heaviest = sorted(self.pieces, key=weigh, reverse=True)
        return [piece for piece in heaviest if weigh(piece) > 0][:most] or self.pieces[:1]


@dataclass(frozen=True)
class _Verdict:
    level: int
    reason: str
    evidence: list[str]


def judge(document: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of the scorer's schema for a document with `candidate_answer`."""
    speech = _Speech(document["candidate_answer"])
    points: Mapping[str, str] = document.get("expected_points", {})
    judged = {key: _point(point, speech) for key, point in points.items()}
    names = list(schema["properties"]["criteria"]["properties"])
    weighed = {} if "main_question" in document else judged
    verdicts = {name: _verdict(name, document.get("question", ""), weighed, speech) for name in names}
    missing = [points[key] for key, point in judged.items() if not point["covered"]]
    weakest = min(names, key=lambda name: verdicts[name].level)
    strongest = max(names, key=lambda name: verdicts[name].level)
    answer: dict[str, Any] = {
        "criteria": {name: vars(verdict) for name, verdict in verdicts.items()},
        "strengths": [
            f"The answer shows {NAMES.get(strongest, strongest)}: {_lower_first(verdicts[strongest].reason)}",
            *(f"It covers an expected point: {points[key]}." for key, point in judged.items() if point["covered"]),
        ][:3],
        "improvements": [
            ADVICE.get(weakest, f"The weakest part is its {weakest}."),
            *(f"A sentence on this would help: {point}." for point in missing if weighed),
        ][:3],
        "summary": (
            f"{len(speech.words)} words, {len(judged) - len(missing)} of {len(judged)} expected points covered. "
            f"Strongest in {NAMES.get(strongest, strongest)}, weakest in {NAMES.get(weakest, weakest)}."
        ),
    }
    return {"expected_points": judged, **answer} if judged else answer


def review(document: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of a review's schema (`score`, `feedback` and perhaps `follow_up`, or `spoken`) for a document with
    `candidate_answer`."""
    speech = _Speech(document["candidate_answer"])
    names = ("content", "structure", "clarity", "delivery")
    verdicts = {name: _verdict(name, document.get("question", ""), {}, speech) for name in names}
    strongest = max(names, key=lambda name: verdicts[name].level)
    weakest = min(names, key=lambda name: verdicts[name].level)
    topics = " and ".join(_topics(speech)) or "your experience"
    remarks = {
        "score": round(2 * sum(verdict.level for verdict in verdicts.values()) / len(verdicts)),
        "feedback": (
            f"You spoke about {topics}, and the strongest part of your answer is its {NAMES[strongest]}. "
            f"To make it stronger, work on {NAMES[weakest]}: {STEPS[weakest]}."
        ),
        "spoken": (
            f"Thank you for telling me about {topics}. The {NAMES[strongest]} of your answer helped me follow it. "
            f"Next time, {STEPS[weakest]}."
        ),
        "follow_up": _follow_up(document.get("question", ""), speech),
    }
    return {name: remarks[name] for name in schema["properties"]}


def _follow_up(question: str, speech: _Speech) -> str:
    """Ask after what the question names and the answer does not, then after a result; empty where nothing is open.

    As gullible as a model can be: what an answer tells it to ask, it asks. The product has to see to that.
    """
    if dictated := _DICTATED.search(speech.text):
        return dictated[1]
    said = _stems(speech.text)
    left_out = [
        word for word in _words(question) if len(word) > 4 and word not in IDLE and word[:STEM_LENGTH] not in said
    ]
    if left_out:
        return f"What would you add about the {left_out[0]} that the question names?"
    if not re.search(r"\d|result|percent", speech.text):
        return "How did you find out whether it worked in the end?"
    return ""


def _topics(speech: _Speech, most: int = 2) -> list[str]:
    """The words said most often that carry any meaning; of equals the longer, then the earlier."""
    words = [word for word in speech.words if word.isalpha() and len(word) > 4 and word not in IDLE]
    ranked = sorted(_unique(words), key=lambda word: (-words.count(word), -len(word)))
    return ranked[:most]


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


def _verdict(name: str, question: str, points: Mapping[str, Any], speech: _Speech) -> _Verdict:
    if not speech.words:
        return _Verdict(0, "Nothing was said.", [])
    match name:
        case "structure":
            return _structure(speech)
        case "clarity":
            return _clarity(speech)
        case "delivery":
            return _delivery(speech)
        case _:
            return _content(question, points, speech)


def _content(question: str, points: Mapping[str, Any], speech: _Speech) -> _Verdict:
    length = len(speech.words)
    bonus = sum([length >= 40, length >= 80, bool(re.search(r"\d|example|percent|result", speech.text))])
    if not points:
        topic = _stems(question)
        evidence = speech.quotes(lambda piece: len(topic & _stems(piece)))
        return _Verdict(_clip(1 + bonus + (length >= 60)), f"{length} words on the question.", evidence)
    covered = [point for point in points.values() if point["covered"]]
    quotes = [quote for point in covered for quote in point["evidence"]][:3] or speech.pieces[:1]
    level = _clip(round(4 * len(covered) / len(points)) + (bonus + 1) // 2, low=1)
    return _Verdict(level, f"{len(covered)} of {len(points)} expected points are covered.", _unique(quotes))


def _structure(speech: _Speech) -> _Verdict:
    posts = SIGNPOSTS & set(speech.words)
    evidence = speech.quotes(lambda piece: len(SIGNPOSTS & set(_words(piece))))
    named = f" ({', '.join(sorted(posts)[:4])})" if posts else ""
    return _Verdict(_clip(1 + len(posts)), f"{len(posts)} words mark the order of the answer{named}.", evidence)


def _clarity(speech: _Speech) -> _Verdict:
    fillers = sum(word in FILLERS for word in speech.words)
    share = fillers / len(speech.words)
    longest = max(len(_words(sentence)) for sentence in speech.sentences)
    level = 5 - sum([share > 0.01, share > 0.04, share > 0.08, longest > LONG_SENTENCE, longest > 3 * LONG_SENTENCE])
    evidence = speech.quotes(lambda piece: sum(word in FILLERS for word in _words(piece)))
    return _Verdict(_clip(level, low=1), f"{fillers} filler words; the longest sentence has {longest} words.", evidence)


def _delivery(speech: _Speech) -> _Verdict:
    def owned(text: str) -> int:
        words = _words(text)
        return sum(word in {"i", "we"} and follower not in OPINIONS | STOP_WORDS for word, follower in pairwise(words))

    hedges = sum(word in HEDGES for word in speech.words)
    actions = owned(speech.text)
    level = _clip(2 + min(3, actions) - min(3, hedges), low=1)
    return _Verdict(level, f"{actions} actions are owned, {hedges} statements are hedged.", speech.quotes(owned))


def _point(point: str, speech: _Speech) -> dict[str, Any]:
    topic = _stems(point)
    said = topic & _stems(speech.text)
    covered = bool(topic) and len(said) >= COVERED_SHARE * len(topic)
    evidence = speech.quotes(lambda piece: len(topic & _stems(piece)), most=1) if covered else []
    return {"evidence": evidence, "covered": covered}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _stems(text: str) -> set[str]:
    return {word[:STEM_LENGTH] for word in _words(text) if word not in STOP_WORDS}


def _clip(level: int, low: int = 0) -> int:
    return max(low, min(5, level))


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _lower_first(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
