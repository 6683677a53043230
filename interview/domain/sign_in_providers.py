"""Signing in by a provider that an organisation has already (OpenID Connect): authorization code with PKCE."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import UUID

from interview.domain.accounts import Role, User
from interview.domain.text import in_letters
from interview.domain.values import Value
from interview.domain.webhooks.endpoints import checked_address

__all__ = [
    "ATTEMPT_TTL",
    "BACK",
    "JOINING_ROLES",
    "MAX_DOMAINS",
    "Discovery",
    "ProviderAttempt",
    "SignInProvider",
    "Verified",
    "authorization_address",
    "discovery_of",
    "is_for",
    "sealing_key",
    "verified",
]

ATTEMPT_TTL = timedelta(minutes=10)
"""From leaving for the provider until one is back."""
BACK = "/dashboard"
"""Where the provider sends people back to, below the site's own address."""
MAX_DOMAINS = 20
JOINING_ROLES = (Role.RECRUITER, Role.REVIEWER, Role.INTERVIEWER)
"""Nobody becomes an admin by an address alone."""
SCOPE = "openid email profile"
MAX_NAME = 200


class SignInProvider(Value):
    """Of an organisation, whose `id` it has. Whoever has an address of one of the `domains` becomes a member by signing
    in. Where `passwords_off`, one admin alone still signs in by a password (`kept_admin_id`)."""

    id: UUID
    version: int = 1
    issuer: str
    client_id: str
    sealed_secret: bytes | None = None
    domains: tuple[str, ...] = ()
    role: Role = Role.REVIEWER
    passwords_off: bool = False
    kept_admin_id: UUID | None = None
    updated_at: datetime | None = None

    def admits(self, email: str) -> bool:
        """Whether a stranger with this address becomes a member."""
        return in_letters(email).rpartition("@")[2] in map(in_letters, self.domains)

    def takes_password_of(self, user: User) -> bool:
        return not self.passwords_off or user.id == self.kept_admin_id


class ProviderAttempt(Value):
    """Somebody who has left for their provider. `id` is the hash of what their browser keeps in a cookie: nobody else's
    browser ends it, and it ends once."""

    id: str
    organisation_id: UUID
    issuer: str
    client_id: str
    state_hash: str
    nonce: str
    verifier: str
    redirect_uri: str
    expires_at: datetime


class Discovery(NamedTuple):
    """What a provider says of itself, as far as it is used."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    is_secret_in_body: bool


class Verified(NamedTuple):
    """Whom a provider has recognised."""

    email: str
    name: str


def discovery_of(issuer: str, document: Any) -> Discovery:
    """Raises ValueError for what is no description of this very issuer, or leads to where nothing is called."""
    if not isinstance(document, dict) or document.get("issuer") != issuer:
        raise ValueError("This is not what the issuer says of itself.")
    methods = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    authorization, token, keys = (
        checked_address(str(document.get(name, "")), None)
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    )
    return Discovery(authorization, token, keys, "client_secret_basic" not in methods)


def authorization_address(discovery: Discovery, attempt: ProviderAttempt, state: str) -> str:
    """Where the browser goes."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode()
    parts = urlsplit(discovery.authorization_endpoint)
    asked = {
        "response_type": "code",
        "client_id": attempt.client_id,
        "redirect_uri": attempt.redirect_uri,
        "scope": SCOPE,
        "state": state,
        "nonce": attempt.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *asked.items()])
    return urlunsplit(parts._replace(query=query))


def verified(claims: Mapping[str, Any]) -> Verified | None:
    """None where the provider does not say that the address is theirs who signs in."""
    email, name = claims.get("email"), claims.get("name")
    if not isinstance(email, str) or email.count("@") != 1 or claims.get("email_verified") is not True:
        return None
    said = " ".join(name.split())[:MAX_NAME] if isinstance(name, str) else ""
    return Verified(email, said or email.partition("@")[0])


def sealing_key(key: str, organisation_id: UUID) -> bytes:
    """What a provider's secret is sealed with: it follows from the stage's key."""
    return hmac.digest(key.encode(), f"sealed/sign_in_provider/{organisation_id}".encode(), "sha256")


def is_for(audience: object, authorised: object, client_id: str) -> bool:
    """Whether a token is for this client: for it alone, or made for it where it is for several."""
    meant: Sequence[object] = audience if isinstance(audience, list) else [audience]
    return client_id in meant and (authorised in (None, client_id)) and (len(meant) == 1 or authorised == client_id)
