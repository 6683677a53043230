"""Have a model put passages in order, where one is configured."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from interview.domain.asking.reranking import parse_order, reranking_prompt
from interview.domain.evaluation.samples import Sample
from interview.errors import NotConfiguredError, RetryableError, ScoringRefusedError, VendorRefusedError

if TYPE_CHECKING:
    from interview.adapters.groq import Groq

TIMEOUT_S = 6
"""For all tries: somebody waits."""


class Ranking(StrEnum):
    """By what passages are in order: a model; their words, for there is no model, or nothing that it may be told; their
    words, for the model did not answer."""

    MODEL = "model"
    WORDS = "words"
    MODEL_AWAY = "model_away"


class Order(NamedTuple):
    """`named`: places among the texts, best first."""

    ranking: Ranking
    named: Sequence[int] = ()
    sample: Sample | None = None


@dataclass(frozen=True)
class Rerank:
    groq: Callable[[], "Groq"]
    """Raises NotConfiguredError where there is no key."""

    def __call__(self, question: str, texts: Sequence[str]) -> Order:
        if not texts:
            return Order(Ranking.WORDS)
        prompt = reranking_prompt(question, texts)
        try:
            made = self.groq().complete(
                prompt.messages,
                schema_name=prompt.schema_name,
                schema=prompt.schema,
                parse=parse_order,
                timeout_s=TIMEOUT_S,
            )
        except NotConfiguredError:
            return Order(Ranking.WORDS)
        except (RetryableError, VendorRefusedError, ScoringRefusedError):
            return Order(Ranking.MODEL_AWAY)
        if made.sample.indicative:  # what stands in for a model is none
            return Order(Ranking.WORDS)
        return Order(Ranking.MODEL, made.answer, made.sample)
