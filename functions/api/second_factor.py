"""What one shows besides one's own password."""

from datetime import datetime

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field

from functions.api import callers
from functions.api.models import Password, Request, SecondFactorCode, View
from functions.api.service import api
from interview.domain.languages import Language

router = Router()
logger = Logger()

TAGS = ["Account"]


class SecondFactorView(View):
    since: datetime | None = Field(description="null: the password is enough")
    recovery_codes: int = Field(description="that are left")


class OfferRequest(Request):
    password: Password
    language: Language = Field(default=Language.ENGLISH, description="of the letters about it")


class OfferView(View):
    secret: str = Field(description="for an authenticator app: type it in there")
    address: str = Field(description="the same as `otpauth://` address, for a QR code")


class ConfirmationRequest(Request):
    code: SecondFactorCode


class RecoveryCodesView(View):
    recovery_codes: tuple[str, ...] = Field(description="shown this once; each counts once")


class RemovalRequest(Request):
    password: Password


@router.get("/me/second-factor", summary="Show one's second step", tags=TAGS, security=[callers.SIGN_IN])
def show_second_factor() -> SecondFactorView:
    """Whether signing in asks for a code besides the password."""
    factor = api().change_second_factor.show(callers.user(router.current_event))
    left = len(factor.recovery_hashes) if factor else 0
    return SecondFactorView(since=factor and factor.confirmed_at, recovery_codes=left)


@router.post("/me/second-factor", summary="Set up a second step", tags=TAGS, security=[callers.SIGN_IN])
def offer_second_factor(request: OfferRequest) -> OfferView:
    """It counts once it is confirmed; one that was not is replaced. 403 `wrong_password`, 409
    `second_factor_already`."""
    user = callers.user(router.current_event)
    offered = api().change_second_factor.offer(user, request.password.get_secret_value(), request.language)
    return OfferView(secret=offered.secret, address=offered.address)


@router.post(
    "/me/second-factor/confirmation", summary="Confirm one's second step", tags=TAGS, security=[callers.SIGN_IN]
)
def confirm_second_factor(request: ConfirmationRequest) -> RecoveryCodesView:
    """By a code that the app shows. From now on signing in asks for one. 403 `wrong_code` for another, 409
    `no_second_factor` where nothing was set up."""
    user = callers.user(router.current_event)
    codes = api().change_second_factor.confirm(user, request.code.get_secret_value())
    logger.info("auth_second_factor_added")
    return RecoveryCodesView(recovery_codes=codes)


@router.post(
    "/me/second-factor/removal",
    summary="Take away one's second step",
    tags=TAGS,
    status_code=204,
    security=[callers.SIGN_IN],
)
def remove_second_factor(request: RemovalRequest) -> Response[None]:
    """The password is enough again. 403 `wrong_password`, 409 `no_second_factor`."""
    api().change_second_factor.remove(callers.user(router.current_event), request.password.get_secret_value())
    logger.info("auth_second_factor_removed")
    return Response(204)
