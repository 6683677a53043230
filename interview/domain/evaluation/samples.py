"""What is kept of a model's answer, so that it can be made again and compared."""

from pydantic import ConfigDict

from interview.domain.values import Value

__all__ = ["Reply", "Sample", "TokenUsage", "cost_usd"]

PRICES_USD = {"openai/gpt-oss-120b": (0.15, 0.60), "openai/gpt-oss-20b": (0.075, 0.30)}
"""Of a million tokens of the prompt and of the reply, thoughts included: groq.com/pricing, November 2026."""


class TokenUsage(Value):
    """Tokens of one call, as the service counted them. `reasoning_tokens` are part of `completion_tokens`; None where
    the service does not tell."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    reasoning_tokens: int | None = None


def cost_usd(model: str, usage: TokenUsage) -> float | None:
    """What a call cost; None for a model whose price is not known."""
    if model not in PRICES_USD:
        return None
    asked, replied = PRICES_USD[model]
    return (usage.prompt_tokens * asked + usage.completion_tokens * replied) / 1_000_000


class Sample(Value):
    """One answer of a model, recorded so that the score can be reproduced and compared."""

    model_config = ConfigDict(protected_namespaces=())

    service: str
    """Who answered: the vendor's host, or the name that the answering server gives itself."""
    model: str
    indicative: bool = False
    """The service says of itself that no language model judged."""
    system_fingerprint: str | None
    effort: str | None = None
    """Of the reasoning, as asked for."""
    budget: int | None = None
    """`max_completion_tokens`: what the reply might hold."""
    temperature: float
    seed: int
    usage: TokenUsage
    cost_usd: float | None = None
    latency_ms: int
    """Of the one call that gave the answer, without pauses and earlier tries."""
    retired_models: tuple[str, ...] = ()
    """Models preferred by the settings that the service no longer has."""
    refused_models: tuple[str, ...] = ()
    """Models preferred by the settings that this key may not use, or that take no effort of reasoning."""
    overall: float | None = None
    """The figure that this sample alone comes to; None where it comes to none, and for what gives none."""


class Reply(Value):
    """A model's reply that is kept until a score is made of it."""

    text: str
    sample: Sample
