"""What many interviews come to together."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query

from functions.api import callers
from functions.api.service import api
from interview.domain.analytics.figures import Analytics, Period
from interview.domain.decisions.permissions import MAY, Action

router = Router()

TAGS = ["Analytics"]


@router.get("/analytics", summary="Show figures of many interviews", tags=TAGS, security=[callers.SIGN_IN])
def show_analytics(
    template_id: Annotated[UUID | None, Query(description="of one template; else of all")] = None,
    period: Annotated[Period, Query(description="in which candidates were invited")] = Period.QUARTER,
) -> Analytics:
    """Of the newest 10,000 that were invited in this time. Nothing in it is of one person, and what is hidden from the
    caller until they have judged it is left out."""
    user = callers.user(router.current_event, *MAY[Action.ANALYSE])
    return api().show_analytics(user, template_id, period)
