"""A model that answers as told, where a test is about what becomes of its replies."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from interview.adapters.groq import Completion, Groq
from interview.domain.evaluation.samples import Sample, TokenUsage

Answer = TypeVar("Answer")

SAMPLE = Sample(
    service="scripted",
    model="scripted",
    system_fingerprint=None,
    temperature=0,
    seed=1,
    usage=TokenUsage(),
    latency_ms=5,
)


@dataclass(frozen=True)
class Asked:
    """One request: all that was told, what of it stands in the delimiters as data, the schema of the reply, and how it
    was to be drawn."""

    messages: Sequence[Mapping[str, str]]
    document: Mapping[str, Any]
    schema_name: str
    schema: Mapping[str, Any]
    temperature: float | None = None
    seed: int | None = None


class ScriptedGroq(Groq):
    """Replies by `reply`; remembers what it was asked."""

    def __init__(self, reply: Callable[[Asked], Mapping[str, Any]], sample: Sample = SAMPLE) -> None:
        self.models = self.terms = ("scripted",)
        self._behind, self._first_budget = 0, 2048
        self.asked: list[Asked] = []
        self.reply = reply
        self.sample = sample

    def complete(
        self,
        messages: Sequence[Mapping[str, str]],
        *,
        schema_name: str,
        schema: Mapping[str, Any],
        parse: Callable[[str], Answer],
        timeout_s: float,
        temperature: float | None = None,
        seed: int | None = None,
    ) -> Completion[Answer]:
        document = json.loads(messages[-1]["content"].removeprefix("<interview>").removesuffix("</interview>"))
        asked = Asked(messages, document, schema_name, schema, temperature, seed)
        self.asked.append(asked)
        told = {"temperature": temperature, "seed": seed}
        sample = self.sample.model_copy(update={name: value for name, value in told.items() if value is not None})
        return Completion(parse(json.dumps(self.reply(asked))), sample)
