"""An interview in the shapes of applicant tracking systems: for a program that carries it there."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query

from functions.api import callers
from functions.api.service import api
from interview.domain.applicant_tracking import greenhouse, lever
from interview.domain.applicant_tracking.facts import MAX_SITE, SITE
from interview.domain.decisions.permissions import MAY, Action

router = Router()

TAGS = ["Exports"]
Site = Annotated[
    str, Query(pattern=SITE, max_length=MAX_SITE, description="where a browser reaches the pages: in front of links")
]


@router.get(
    "/sessions/<session_id>/greenhouse.json",
    summary="Export an interview to Greenhouse",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def export_to_greenhouse(session_id: UUID, site: Site) -> greenhouse.AssessmentStatus:
    """As its Assessment API asks for a test's status. What is hidden from the caller is not in it."""
    user = callers.user(router.current_event, *MAY[Action.EXPORT])
    return greenhouse.assessment_status(api().export_session(user, session_id), site)


@router.get(
    "/sessions/<session_id>/lever.json",
    summary="Export an interview to Lever",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def export_to_lever(session_id: UUID, site: Site) -> lever.LeverBodies:
    """The body of each request to its API. What is hidden from the caller is not in them."""
    user = callers.user(router.current_event, *MAY[Action.EXPORT])
    return lever.lever_bodies(api().export_session(user, session_id), site)
