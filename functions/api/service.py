"""What the routes call: the use cases, put together for this process."""

from functools import cache
from typing import TYPE_CHECKING

from interview.settings import load
from interview.settings.api import ApiSettings
from interview.wiring import candidate_api as candidate_wiring

if TYPE_CHECKING:
    from interview.use_cases.templates.draft_template import DraftTemplate
    from interview.wiring import api as wiring
    from interview.wiring.providing import Providing


@cache
def settings() -> ApiSettings:
    return load(ApiSettings)


def candidate_api() -> candidate_wiring.CandidateApi:
    """Raises NotConfiguredError until an operator has set the database's address."""
    return candidate_wiring.candidate_api(settings())


def api() -> "wiring.Api":
    """As `candidate_api`. It is imported when somebody first calls who is signed in."""
    from interview.wiring import api as wiring

    return wiring.api(settings())


def draft_template() -> "DraftTemplate":
    """Imported, with what talks to a model, when somebody first asks for a draft. Raises NotYetConfiguredError until an
    operator has set the model's key."""
    from interview.wiring import drafting

    return drafting.draft_template(settings())


def providing() -> "Providing":
    """Imported, with what checks a provider's word, when somebody first signs in by one."""
    from interview.wiring import providing

    return providing.providing(settings())
