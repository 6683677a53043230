"""What is kept of a model's answer, so that it can be made again and compared."""

from pydantic import BaseModel, ConfigDict

__all__ = ["Sample", "TokenUsage"]


class TokenUsage(BaseModel):
    """Tokens of one call, as the service counted them."""

    model_config = ConfigDict(frozen=True)

    prompt_tokens: int = 0
    completion_tokens: int = 0


class Sample(BaseModel):
    """One answer of a model, recorded so that the score can be reproduced and compared."""

    model_config = ConfigDict(frozen=True, protected_namespaces=())

    service: str
    """Who answered: the vendor's host, or the name that the answering server gives itself."""
    model: str
    system_fingerprint: str | None
    temperature: float
    seed: int
    usage: TokenUsage
    latency_ms: int
    """Of the one call that gave the answer, without pauses and earlier tries."""
    retired_models: tuple[str, ...] = ()
    """Models preferred by the settings that the service no longer has."""
