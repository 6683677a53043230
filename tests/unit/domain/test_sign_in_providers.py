"""Where the browser goes, and whose word is taken."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from interview.domain.clock import utc_now
from interview.domain.sign_in_providers import (
    ProviderAttempt,
    SignInProvider,
    authorization_address,
    discovery_of,
    verified,
)

ISSUER = "https://login.example.com/realms/acme"
DESCRIBED = {
    "issuer": ISSUER,
    "authorization_endpoint": "https://login.example.com/authorize?tenant=acme",
    "token_endpoint": "https://tokens.example.com/token",
    "jwks_uri": "https://login.example.com:9443/keys",
}


def test_the_browser_goes_with_what_binds_the_answer_to_it() -> None:
    attempt = ProviderAttempt(
        id="browser",
        organisation_id=UUID(int=1),
        issuer=ISSUER,
        client_id="a client & more",
        state_hash="hash",
        nonce="nonce",
        verifier="dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        redirect_uri="https://colloquy.example/dashboard",
        expires_at=utc_now() + timedelta(minutes=1),
    )
    parts = urlsplit(authorization_address(discovery_of(ISSUER, DESCRIBED), attempt, "state"))
    asked = {name: value for name, [value] in parse_qs(parts.query).items()}
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "login.example.com", "/authorize")
    assert asked == {
        "tenant": "acme",
        "response_type": "code",
        "client_id": "a client & more",
        "redirect_uri": "https://colloquy.example/dashboard",
        "scope": "openid email profile",
        "state": "state",
        "nonce": "nonce",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",  # RFC 7636, appendix B
        "code_challenge_method": "S256",
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://login.example.com/realms/evil"},
        {"issuer": ISSUER + "/"},
        {"token_endpoint": "http://tokens.example.com/token"},
        {"token_endpoint": "https://169.254.169.254/token"},
        {"jwks_uri": "https://localhost/keys"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_description_that_is_another_issuers_or_leads_inside_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        discovery_of(ISSUER, {**DESCRIBED, **wrong})


@pytest.mark.parametrize("word", [False, None, "true", 1])
def test_an_address_counts_that_the_provider_vouches_for(word: object) -> None:
    said = {"email": "Ada@Example.com", "name": " Ada\n Lovelace "}
    assert verified({**said, "email_verified": word}) is None
    assert verified({**said, "email_verified": True}) == ("Ada@Example.com", "Ada Lovelace")
    assert verified({"email": "ada@example.com", "email_verified": True}) == ("ada@example.com", "ada")
    assert verified({"email": ["ada@example.com"], "email_verified": True}) is None


@pytest.mark.parametrize("email", ["a@evil.example", "a@sub.example.com", "a@example.com.evil.example"])
def test_a_stranger_is_admitted_by_the_very_domain(email: str) -> None:
    provider = SignInProvider(id=UUID(int=1), issuer=ISSUER, client_id="c", domains=("example.com",))
    assert provider.admits("ada@example.com")
    assert not provider.admits(email)
