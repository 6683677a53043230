"""What puts passages in order: of the API, questions and drafts alone need a model."""

from interview.adapters.groq import Groq
from interview.adapters.mongo.model_limits import ModelLimitRepository
from interview.adapters.secrets import secret
from interview.settings.api import ApiSettings
from interview.wiring.database import database
from interview.wiring.kept import kept

LEFT_TO_INTERVIEWS = 0.5
"""Of each limit: nobody waits for a score, or for feedback, because somebody asks."""


@kept
def model(settings: ApiSettings) -> Groq:
    """It thinks little, for somebody waits."""
    return Groq(
        secret(settings.groq_secret_arn, "questions"),
        base_url=settings.groq_base_url,
        models=settings.models,
        reasoning_effort="low",
        first_budget=1024,
        max_budget=2048,
        max_pause_s=0.5,
        limits=ModelLimitRepository(database(settings), tokens_a_minute=settings.groq_tokens_a_minute),
        leaves=LEFT_TO_INTERVIEWS,
    )
