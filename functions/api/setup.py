"""The first account of a stage."""

from typing import Annotated

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field

from functions.api import callers, service
from functions.api.accounts import SignInView, signed_in_answer
from functions.api.models import NewPassword, Request, View
from functions.api.own_pages import require_own_page
from functions.api.service import api
from interview.domain.text import Email, Name
from interview.wiring import api as wiring

router = Router()
logger = Logger()

TAGS = ["Account"]


class SetupView(View):
    needed: bool = Field(description="whether there is no account yet")


class SetupRequest(Request):
    code: Annotated[str, Field(min_length=1, max_length=100, description="whoever deployed the stage can read it")]
    organisation: Name
    name: Name
    email: Email
    password: NewPassword


@router.get("/setup", summary="Whether the stage has to be set up", tags=TAGS)
def show_setup() -> SetupView:
    """Asked for by the page where people sign in: without an account there is nothing to sign in to."""
    return SetupView(needed=api().set_up_stage.is_needed())


@router.post("/setup", summary="Make the first account", tags=TAGS, status_code=201)
def set_up(request: SetupRequest) -> Response[SignInView]:
    """Its owner is signed in, as by `/sign-in`. 409 `set_up_already` once there is an account, 403 `wrong_code` for
    another code; 429 says how long to wait."""
    event = router.current_event
    require_own_page(event)
    wiring.check_database(service.settings())  # its indexes see to it that there is one first account
    who = (request.organisation, request.email, request.name, request.password.get_secret_value())
    signed_in = api().set_up_stage(request.code, *who, callers.visitor(event))
    logger.info("stage_set_up", userId=str(signed_in.user.id))
    return signed_in_answer(201, signed_in)
