"""Who the candidates are, what they say, how it ends, and what people make of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from local_cloud.simulation.examples.texts import Kind

__all__ = ["PLAN", "TEMPLATES", "Judgement", "Planned", "Role"]


@dataclass(frozen=True)
class Role:
    """A template. `voice` speaks the answers to it, and has a face."""

    title: str
    language: str
    questions: tuple[str, str, str]
    voice: str
    blinding: str = "off"


TEMPLATES = {
    "operations": Role("Operations engineer", "en", ("outage", "migration", "release"), "en_US-joe-medium"),
    "service": Role("Customer service", "en", ("customer", "delivery", "priorities"), "en-GB", blinding="scores"),
    "workshop": Role("Leitung der Werkstatt", "de", ("einarbeiten", "projekt", "sicherheit"), "de-DE"),
}

Ending = Literal["finished", "under way", "invited"]
Manner = Literal["spoken", "written", "damaged"]


@dataclass(frozen=True)
class Judgement:
    """What people find: a decision with its reason, levels by the reviewer, tags, a note. `seen`: the demo account has
    judged each answer, and so sees the scores of a template that hides them."""

    choice: Literal["advance", "hold", "reject"] | None = None
    reason: str = ""
    levels: tuple[int, int, int, int] | None = None
    seen: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Planned:
    """`said`: the kind of each answer, None where there is none."""

    name: str
    role: str
    said: tuple[Kind | None, ...]
    ends: Ending = "finished"
    manner: Manner = "spoken"
    people_only: bool = False
    flags: tuple[str, ...] = ()
    found: Judgement = Judgement()


LEVELS: tuple[tuple[Kind, Kind, Kind], ...] = (
    ("excellent", "good", "excellent"),
    ("fair", "good", "fair"),
    ("good", "excellent", "good"),
    ("weak", "fair", "poor"),
    ("good", "good", "fair"),
    ("poor", "weak", "weak"),
    ("fair", "excellent", "good"),
    ("weak", "weak", "fair"),
    ("good", "fair", "weak"),
    ("excellent", "excellent", "good"),
    ("fair", "fair", "weak"),
    ("poor", "poor", "fair"),
    ("good", "fair", "good"),
)
FINISHED = 40
"""How many there are that are over."""
FLAGS = (
    ("WINDOW_BLUR",),
    ("TAB_HIDDEN", "WINDOW_BLUR"),
    ("PASTE",),
    ("FACE_ABSENT", "MULTIPLE_FACES"),
    ("RECONNECT",),
    ("TAB_HIDDEN", "COPY", "PASTE", "FULLSCREEN_EXIT"),
)

REASONS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "advance": (
            "Names causes and checks them. Talk about scale in person.",
            "Clear steps, and a result each time.",
        ),
        "hold": ("Good on customers, thin on how it was measured. Wait for the others.",),
        "reject": ("General talk; nothing of it was done by the candidate.",),
    },
    "de": {
        "advance": ("Nennt eigene Beispiele mit Ergebnis. Bitte zum Gespräch einladen.",),
        "hold": ("Die Sicherheitsfrage blieb offen; im Gespräch nachfragen.",),
        "reject": ("Bleibt durchweg allgemein.",),
    },
}
NOTES = {"en": "Listen to the second answer again.", "de": "Die zweite Antwort noch einmal anhören."}
TAGS = {"en": ("senior", "remote", "second round"), "de": ("meister", "schichtdienst")}
BY_KIND = {"excellent": 5, "good": 4, "fair": 3, "weak": 2, "poor": 1}

NAMES = {
    36: "Kandidatin 36 mit einem Namen, der länger ist als jede Spalte",
    37: "候选人 37",
    38: "مرشحة ٣٨",
    39: "Candidate 39 👩‍🚀",
}
"""Names in other scripts and lengths than those of the page. All are made up, and say so."""


def _finished() -> Iterator[Planned]:
    roles = tuple(TEMPLATES)
    for number in range(1, FINISHED + 1):
        role = roles[number % len(roles)]
        said = LEVELS[number % len(LEVELS)]
        flags = FLAGS[number // 3 % len(FLAGS)] if number % 3 == 0 else ()
        yield Planned(
            name=NAMES.get(number, f"Candidate {number:02}"),
            role=role,
            said=said,
            flags=flags,
            found=_found(number, TEMPLATES[role].language, said),
        )


def _found(number: int, language: str, said: tuple[Kind, Kind, Kind]) -> Judgement:
    """Every second one is decided by how good it is; some have tags, a note, and levels of a reviewer's."""
    level = sum(BY_KIND[kind] for kind in said) / len(said)
    choice: Literal["advance", "hold", "reject"] = "advance" if level >= 4 else "hold" if level >= 3 else "reject"
    reasons = REASONS[language][choice]
    tags = TAGS[language]
    found = Judgement(tags=(tags[number % len(tags)],) if number % 4 == 1 else ())
    if number % 2 == 0:
        found = replace(found, choice=choice, reason=reasons[number // 2 % len(reasons)])
    if number % 5 == 0:
        content = BY_KIND[said[0]]
        found = replace(found, levels=(content, max(content - 1, 0), content, min(content + 1, 5)))
    if number % 6 == 4:
        found = replace(found, seen=True)
    if number % 7 == 3:
        found = replace(found, note=NOTES[language])
    return found


def _odd(planned: Planned) -> Planned:
    """What does not go as usual."""
    match planned.name:
        case "Candidate 11":
            return replace(planned, said=(None, None, None), flags=(), found=Judgement())
        case "Candidate 13":
            return replace(planned, manner="damaged", found=Judgement())
        case "Candidate 17":
            return replace(planned, people_only=True)
        case "Candidate 20" | "Candidate 21":
            return replace(planned, manner="written", flags=())
        case "Candidate 23":
            return replace(planned, said=("brief", "brief", "brief"), found=Judgement())
        case "Candidate 26":
            return replace(planned, said=(planned.said[0], None, None), found=Judgement())
    return planned


OPEN = (
    Planned("Candidate 41", "operations", ("good", None, None), ends="under way"),
    Planned("Candidate 42", "service", ("fair", "good", None), ends="under way", flags=("TAB_HIDDEN",)),
    Planned("Candidate 43", "workshop", ("good", None, None), ends="under way"),
    Planned("Candidate 44", "operations", (None, None, None), ends="invited"),
    Planned("Candidate 45", "workshop", (None, None, None), ends="invited"),
)

PLAN: tuple[Planned, ...] = (*map(_odd, _finished()), *OPEN)
