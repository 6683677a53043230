"""Sign-in."""

from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import content_types
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from pydantic import Field

from functions.api import acting, callers
from functions.api.models import Password, Request, SecondFactorCode, View
from functions.api.own_pages import require_own_page
from functions.api.service import api
from interview.domain.accounts import Role, User
from interview.domain.audit import ActorKind
from interview.domain.sign_in_limits import PLACES_ARE_KNOWN_FOR
from interview.domain.text import Email
from interview.errors import RequestError
from interview.use_cases.accounts.begin_sign_in import SignedIn

router = Router()
logger = Logger()

TAGS = ["Account"]


class SignInRequest(Request):
    email: Email
    password: Password
    code: SecondFactorCode | None = Field(
        default=None, description="of an authenticator app, or a recovery code, where it is asked for"
    )


class UserView(View):
    id: UUID
    name: str
    email: str
    role: Role
    has_password: bool = Field(description="false: they sign in by their organisation's provider alone")


class SignInView(View):
    """The token itself stands in a cookie."""

    user: UserView


class OrganisationView(View):
    id: UUID
    name: str


class AccountView(View):
    user: UserView
    organisation: OrganisationView


def user_view(user: User) -> UserView:
    return UserView(id=user.id, name=user.name, email=user.email, role=user.role, has_password=bool(user.password_hash))


def signed_in_answer(status: int, signed_in: SignedIn) -> Response[SignInView]:
    """With the cookies of whoever is let in."""
    acting.acts(signed_in.user.organisation_id, ActorKind.PERSON, signed_in.user.id)
    view = SignInView(user=user_view(signed_in.user))
    cookies = [
        callers.cookie(callers.SIGN_IN_COOKIE, signed_in.token, signed_in.lasts),
        callers.cookie(callers.DEVICE_COOKIE, signed_in.device, PLACES_ARE_KNOWN_FOR),
    ]
    return Response(status, content_type=content_types.APPLICATION_JSON, body=view, cookies=cookies)


@router.post("/sign-in", summary="Sign in", tags=TAGS)
def sign_in(credentials: SignInRequest) -> Response[SignInView]:
    """Gives a cookie that no script reads, and now and then another with an answer: the newest counts. 429 says how
    long to wait. Each request that the cookie goes with says `Sec-Fetch-Site: same-origin`, as browsers do, and
    has an `x-request-id` where it changes something; so does this one. 401 `second_factor_required` where the password
    is right and a code is needed besides, 403 `wrong_code` for another code or one that was used."""
    event = router.current_event
    require_own_page(event)
    try:
        password, code = credentials.password.get_secret_value(), credentials.code
        given = code.get_secret_value() if code else None
        signed_in = api().sign_in(credentials.email, password, callers.visitor(event), given)
    except RequestError as error:
        logger.warning("auth_login_refused", code=error.code)
        raise
    logger.info("auth_login", userId=str(signed_in.user.id))
    return signed_in_answer(200, signed_in)


@router.post("/sign-out", summary="Sign out", tags=TAGS, status_code=204, security=[callers.SIGN_IN])
def sign_out() -> Response[None]:
    """It ends at once, in all tabs. A cookie that is not known is as good as signed out."""
    api().sign_out(callers.sign_in_token(router.current_event))
    return Response(204, cookies=[callers.no_sign_in()])


@router.get("/me", summary="Who is signed in", tags=TAGS, security=[callers.SIGN_IN])
def me() -> AccountView:
    """The user whose sign-in it is, and their organisation."""
    user = callers.user(router.current_event)
    organisation = api().show_account(user)
    return AccountView(user=user_view(user), organisation=OrganisationView(id=organisation.id, name=organisation.name))
