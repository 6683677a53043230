"""What `functions/api` asks for where a template is drafted: it alone needs a model."""

from interview.adapters.groq import Groq
from interview.adapters.mongo.model_limits import ModelLimitRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.secrets import secret
from interview.settings.api import ApiSettings
from interview.use_cases.templates.draft_template import DraftTemplate
from interview.wiring.database import database
from interview.wiring.kept import kept

LEFT_TO_INTERVIEWS = 0.5
"""Of each limit: nobody waits for a score, or for feedback, because somebody drafts."""


@kept
def draft_template(settings: ApiSettings) -> DraftTemplate:
    """Raises NotYetConfiguredError until an operator has set the key."""
    store = database(settings)
    return DraftTemplate(
        Groq(
            secret(settings.groq_secret_arn, "drafting"),
            base_url=settings.groq_base_url,
            models=settings.models,
            reasoning_effort="low",
            first_budget=4096,
            max_budget=8192,
            max_pause_s=2,
            limits=ModelLimitRepository(store, tokens_a_minute=settings.groq_tokens_a_minute),
            leaves=LEFT_TO_INTERVIEWS,
        ),
        UsageRepository(store),
    )
