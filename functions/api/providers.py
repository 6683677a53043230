"""Signing in by the provider that an organisation has already (OpenID Connect)."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import content_types
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from pydantic import AfterValidator, Field, SecretStr, StringConstraints

from functions.api import callers
from functions.api.accounts import SignInView, signed_in_answer
from functions.api.models import Request, View
from functions.api.own_pages import require_own_page
from functions.api.service import providing
from functions.api.settings import Version
from functions.api.templates import version_of
from interview.domain.accounts import Role, User
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.sign_in_providers import JOINING_ROLES, MAX_DOMAINS, SignInProvider
from interview.domain.webhooks.endpoints import HOST, checked_address
from interview.errors import MalformedRequestError, RequestError
from interview.use_cases.accounts.look_after_provider import WantedProvider

router = Router()
logger = Logger()

TAGS = ["Account"]
SETTINGS_TAGS = ["Settings"]
PROVIDER_COOKIE = "__Host-colloquy-provider"
SITE = re.compile(r"https://[^/?#@\s]+|http://(localhost|127\.0\.0\.1)(:\d+)?")


def _issuer(text: str) -> str:
    """Raises ValueError."""
    if "?" in text:
        raise ValueError("An issuer has no query.")
    return checked_address(text, None)


def _domain(text: str) -> str:
    """Raises ValueError."""
    if not HOST.fullmatch(text.lower()):
        raise ValueError("This is no domain of e-mail addresses.")
    return text.lower()


def _joining(role: Role) -> Role:
    """Raises ValueError."""
    if role not in JOINING_ROLES:
        raise ValueError("Nobody becomes an admin by an address alone.")
    return role


Issuer = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_issuer)]
Domain = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=253), AfterValidator(_domain)]
Parameter = Annotated[str, Field(min_length=1, max_length=4096)]


class LeaveRequest(Request):
    organisation_id: UUID


class LeaveView(View):
    address: str = Field(description="of the provider, where the browser goes")


class BackRequest(Request):
    """What the provider wrote into the address."""

    state: Parameter
    code: Parameter
    iss: Parameter | None = None


class ProviderRequest(Request):
    issuer: Issuer = Field(description="https, and described at `/.well-known/openid-configuration`")
    client_id: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
    client_secret: Annotated[SecretStr, Field(min_length=1, max_length=1000)] | None = Field(
        default=None, description="null: as it was, where issuer and client are as they were"
    )
    domains: tuple[Domain, ...] = Field(
        default=(), max_length=MAX_DOMAINS, description="whoever has an address of these joins by signing in"
    )
    role: Annotated[Role, AfterValidator(_joining)] = Field(default=Role.REVIEWER, description="of who joins so")
    passwords_off: bool = Field(default=False, description="nobody but one admin signs in by a password")
    kept_admin_id: UUID | None = Field(default=None, description="that admin; null: whoever asks")


class ProviderView(View):
    version: int = Field(description="counts the changes; also the `ETag`")
    issuer: str
    client_id: str
    has_secret: bool
    domains: tuple[str, ...]
    role: Role
    passwords_off: bool
    kept_admin_id: UUID | None
    updated_at: datetime | None


class SignInSettingsView(View):
    organisation_id: UUID = Field(description="by which people leave for the provider")
    provider: ProviderView | None = Field(description="null: people sign in by passwords")


@router.post("/sign-in/provider", summary="Leave for a provider", tags=TAGS)
def leave_for_provider(request: LeaveRequest) -> Response[LeaveView]:
    """Says where the browser goes, and gives it a cookie without which nobody comes back. 404 for an organisation
    without a provider; 422 `provider_unusable` where that cannot be reached."""
    event = router.current_event
    require_own_page(event)
    site = event.headers.get("origin", "")
    if not SITE.fullmatch(site):
        raise MalformedRequestError("Say from which site this comes: Origin.")
    leaving = providing().leave(request.organisation_id, site, callers.visitor(event))
    cookie = callers.cookie(PROVIDER_COOKIE, leaving.browser, leaving.lasts)
    view = LeaveView(address=leaving.address)
    return Response(200, content_type=content_types.APPLICATION_JSON, body=view, cookies=[cookie])


@router.post("/sign-in/provider/answer", summary="Come back from a provider", tags=TAGS)
def sign_in_by_provider(request: BackRequest) -> Response[SignInView]:
    """Signs in as `/sign-in` does whoever the provider has recognised. 403 `provider_refused` for what this browser did
    not ask for, or that was used; `address_unverified`; `no_member`."""
    event = router.current_event
    require_own_page(event)
    browser = callers.cookie_of(event, PROVIDER_COOKIE)
    try:
        signed_in = providing().sign_in(browser, request.state, request.code, request.iss, callers.visitor(event))
    except RequestError as error:
        logger.warning("auth_login_refused", code=error.code)
        raise
    logger.info("auth_login", userId=str(signed_in.user.id), by="provider")
    answer = signed_in_answer(200, signed_in)
    answer.cookies.append(callers.no_cookie(PROVIDER_COOKIE))
    return answer


def settings_answer(user: User, provider: SignInProvider | None) -> Response[SignInSettingsView]:
    names = set(ProviderView.model_fields) - {"has_secret"}
    view = provider and ProviderView(
        **provider.model_dump(include=names), has_secret=provider.sealed_secret is not None
    )
    tag = {"etag": f'"{provider.version}"'} if provider else {}
    body = SignInSettingsView(organisation_id=user.organisation_id, provider=view)
    return Response(200, content_type=content_types.APPLICATION_JSON, body=body, headers=tag)


@router.get("/settings/sign-in", summary="Show how people sign in", tags=SETTINGS_TAGS, security=[callers.SIGN_IN])
def show_provider() -> Response[SignInSettingsView]:
    """By which provider, if by any. The client's secret is shown to nobody."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    return settings_answer(user, providing().look_after.show(user))


@router.put("/settings/sign-in", summary="Say how people sign in", tags=SETTINGS_TAGS, security=[callers.SIGN_IN])
def change_provider(request: ProviderRequest, if_match: Version = None) -> Response[SignInSettingsView]:
    """Asks the issuer for its description first: 422 `provider_unusable` where that is not in order."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    version = version_of(if_match)
    secret = request.client_secret.get_secret_value() if request.client_secret else None
    wanted = WantedProvider(**request.model_dump(exclude={"client_secret"}), secret=secret)
    changed = providing().look_after.change(user, wanted, version)
    logger.info("sign_in_provider_changed", version=changed.version, passwordsOff=changed.passwords_off)
    return settings_answer(user, changed)


@router.delete(
    "/settings/sign-in",
    summary="Have people sign in by passwords alone",
    tags=SETTINGS_TAGS,
    status_code=204,
    security=[callers.SIGN_IN],
)
def remove_provider() -> Response[None]:
    """Passwords are taken again."""
    providing().look_after.remove(callers.user(router.current_event, *MAY[Action.CONFIGURE]))
    logger.info("sign_in_provider_removed")
    return Response(204)
