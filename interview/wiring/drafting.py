"""What `functions/api` asks for where a template is drafted: with questions, it alone needs a model."""

from interview.adapters.mongo.usage import UsageRepository
from interview.domain.evaluation.model_limits import INTERVIEWS_SHARE
from interview.settings.api import ApiSettings
from interview.use_cases.templates.draft_template import DraftTemplate
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.model import quick_model


@kept
def draft_template(settings: ApiSettings) -> DraftTemplate:
    """Raises NotYetConfiguredError until an operator has set the key."""
    model = quick_model(
        settings,
        settings.models,
        "drafting",
        first_budget=4096,
        max_budget=8192,
        max_pause_s=2,
        leaves=INTERVIEWS_SHARE,
    )
    return DraftTemplate(model, UsageRepository(database(settings)))
