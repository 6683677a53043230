"""What there must be of a language for an interview to be held in it."""

import re
from dataclasses import dataclass

__all__ = ["Filters", "Phrases", "Remarks", "Speech", "Vocabulary", "words"]


@dataclass(frozen=True)
class Remarks:
    """Sentences of ours about an answer, for where no model's may be told."""

    feedback: str
    spoken: str


@dataclass(frozen=True)
class Phrases:
    """What the interviewer says. `hello` has a place for `{name}`; `acknowledgement` is an example for the agent's own
    few words; `back_channels` are the words that only show that somebody listens."""

    hello: str
    hello_unnamed: str
    introduction: str
    practice_question: str
    more_time: str
    goodbye: str
    acknowledgement: str
    back_channels: frozenset[str]


@dataclass(frozen=True)
class Speech:
    """Deepgram's models. `listen_model` recognises while people speak, told `hints` where it hears several languages;
    `voice` speaks. `filler_words`: recognition of recordings may be asked to write down an "um"
    (developers.deepgram.com/docs/filler-words)."""

    listen_model: str
    voice: str
    hints: tuple[str, ...] = ()
    filler_words: bool = False


@dataclass(frozen=True)
class Filters:
    """What a model may not tell a candidate (`untellable`: emotion and personality, protected traits, marks,
    instructions, promises; and `standing`, which recruiters may read: a level, rank, share or figure of the answer,
    points that were met, passed or failed), and what it may not ask (`unaskable`: private life, dictated questions, and
    words that hint at a trait only where they are asked for: a nurse may be told about patients' health). `addressed`
    finds where a text speaks to its reader. `third_person` makes of a text about a candidate one to them, for what may
    not be told is mostly known in that form: what to replace, in this order, and by what.
    `judged_traits` finds where a criterion judges who somebody is. `of_others` finds words that may not be said of the
    candidate, together with what they are said of: a thing ("a young codebase"), or somebody else ("an angry
    customer")."""

    untellable: tuple[re.Pattern[str], ...]
    of_others: re.Pattern[str]
    standing: re.Pattern[str]
    judged_traits: re.Pattern[str]
    unaskable: re.Pattern[str]
    addressed: re.Pattern[str]
    third_person: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True)
class Vocabulary:
    """`manner` is how a model is told to write. `common_words` are among the most
    frequent: a text in this language has some of them."""

    manner: str
    phrases: Phrases
    speech: Speech
    neutral: Remarks
    nothing_heard: Remarks
    too_little: Remarks
    filters: Filters
    common_words: frozenset[str]


def words(text: str) -> frozenset[str]:
    """Those of a text, each once."""
    return frozenset(text.split())
