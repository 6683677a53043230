"""What is said in the fixtures, by whom, where, and what for.

`[1.2]` is a pause of so many seconds; at a sentence's end without one `SENTENCE_PAUSE_S` is kept. Each piece between
two pauses is spoken by itself, so one that ends in a comma keeps its voice up as people do who go on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["AMERICAN", "ANSWERS", "BRITISH", "FLITE", "GERMAN", "JOE", "SILENT", "SLT", "Answer", "pieces"]

SENTENCE_PAUSE_S = 0.4

JOE, AMERICAN, BRITISH, SLT = "en_US-joe-medium", "en-US", "en-GB", "cmu_us_slt_arctic_hts"
FLITE, GERMAN = "slt", "de-DE"


@dataclass(frozen=True)
class Answer:
    """`rooms`: the conditions that it is kept in; the first names itself only by the answer."""

    name: str
    voice: str
    purpose: str
    text: str
    rooms: tuple[str, ...] = ("clean",)


ANSWERS = (
    Answer(
        "outage",
        JOE,
        "pauses at the end of a sentence and in the middle of one",
        "Last spring our search stopped working on a Monday morning. [1.2] I looked at the graphs, and, [0.8] "
        "I saw that one server took all the traffic. [0.5] So we took it out, [2.0] "
        "and ten minutes later everything was back to normal.",
        ("clean", "noisy"),
    ),
    Answer(
        "handover",
        SLT,
        "spoken without a long pause, each word with its time",
        "When I joined the team, nobody could explain how the billing worked. "
        "I asked three people, wrote down what each of them told me, and drew one picture from it. "
        "After two weeks we used that picture to train everybody who was new.",
        ("clean", "noisy"),
    ),
    Answer(
        "disagreement",
        BRITISH,
        "a British voice; somebody thinks before the decision",
        "My manager wanted to release before the holidays, [0.6] and I thought it was too early. "
        "I showed her the list of open problems. [1.5] "
        "We agreed to ship the small part that was ready, and to wait with the rest until January.",
        ("clean", "noisy", "soft"),
    ),
    Answer(
        "numbers",
        AMERICAN,
        "numbers, which are heard as words or as figures",
        "We had about forty customers in the first year, and more than three hundred in the second. "
        "The page took five seconds to load. [0.9] After our work it took less than one, "
        "and twenty five people in the company used it every day.",
        ("clean", "clipped"),
    ),
    Answer(
        "cause",
        SLT,
        "pauses and a repeated beginning, each word with its time",
        "The real cause was a clock that ran too fast. [1.0] We found it because, [1.3] because two messages came in "
        "the wrong order. Since then every machine asks the same server for the time.",
    ),
    Answer(
        "hesitant",
        JOE,
        "hesitations, and a long pause in the middle of a sentence",
        "Um, [0.7] I think the hardest part was, um, [1.0] telling the customer that we had lost, [2.5] "
        "that we had lost one day of their data. [0.6] Uh, [0.5] nobody likes to make that call.",
    ),
    Answer(
        "thinking",
        BRITISH,
        "the longest pause that is not an end, right after a whole sentence",
        "That is a good question. [3.0] I would say, um, [1.4] that I learn most when, [0.9] somebody reads my code. "
        "[2.2] And, well, [0.7] from my own mistakes.",
    ),
    Answer("brief", AMERICAN, "an answer of a few words", "Yes, I have. [1.0] Twice, in fact."),
    Answer(
        "projekt",
        GERMAN,
        "German",
        "In meinem letzten Projekt haben wir eine alte Anwendung durch eine neue ersetzt. [0.8] "
        "Am Anfang wusste niemand, [1.5] welche Teile noch gebraucht wurden. "
        "Also habe ich mit den Leuten gesprochen, die jeden Tag damit arbeiten. "
        "Am Ende war die neue Version nur halb so groß.",
        ("clean", "noisy"),
    ),
)

SILENT = {"hum": "nobody speaks: a machine hums", "clatter": "nobody speaks: somebody types, and coughs"}
"""Fixtures without a word, of which none may be heard."""


def pieces(text: str) -> Iterator[tuple[str, float]]:
    """What is said in one breath, and the pause after it; 0 after the last."""
    parts = re.split(r"\s*\[([\d.]+)\]\s*", text)
    pauses = [float(pause) for pause in parts[1::2]] + [0.0]
    for part, pause_s in zip(parts[::2], pauses, strict=True):
        *sentences, last = re.split(r"(?<=[.!?]) ", part)
        yield from ((sentence, SENTENCE_PAUSE_S) for sentence in sentences)
        yield last, pause_s
