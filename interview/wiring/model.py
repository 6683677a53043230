"""The model where somebody waits for it."""

from collections.abc import Sequence

from interview.adapters.groq import Groq
from interview.adapters.mongo.model_limits import ModelLimitRepository
from interview.adapters.secrets import secret
from interview.settings import ModelSettings
from interview.wiring.database import database


def quick_model(
    settings: ModelSettings,
    models: Sequence[str],
    needed_for: str,
    *,
    first_budget: int,
    max_budget: int,
    max_pause_s: float,
    leaves: float = 0.0,
) -> Groq:
    """It thinks little and answers soon. Raises NotYetConfiguredError until an operator has set the key."""
    return Groq(
        secret(settings.groq_secret_arn, needed_for),
        base_url=settings.groq_base_url,
        models=models,
        reasoning_effort="low",
        first_budget=first_budget,
        max_budget=max_budget,
        max_pause_s=max_pause_s,
        limits=ModelLimitRepository(database(settings), tokens_a_minute=settings.groq_tokens_a_minute),
        leaves=leaves,
    )
