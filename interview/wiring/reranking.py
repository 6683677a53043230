"""What puts passages in order: of the API, questions and drafts alone need a model."""

from interview.adapters.groq import Groq
from interview.domain.evaluation.model_limits import INTERVIEWS_SHARE
from interview.settings.api import ApiSettings
from interview.wiring.kept import kept
from interview.wiring.model import quick_model


@kept
def model(settings: ApiSettings) -> Groq:
    """Raises NotYetConfiguredError until an operator has set the key."""
    return quick_model(
        settings,
        settings.models,
        "questions",
        first_budget=1024,
        max_budget=2048,
        max_pause_s=0.5,
        leaves=INTERVIEWS_SHARE,
    )
