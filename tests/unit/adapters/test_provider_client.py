"""What a provider's word is worth: an ID token is signed by its keys, by who was asked, for us, now, and in answer."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from interview.adapters.provider_client import claims_of
from interview.domain.clock import utc_now
from interview.domain.sign_in_providers import ProviderAttempt
from interview.errors import ProviderRefusedError

NOW = utc_now()
ISSUER = "https://login.example.com"
KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}, private=True)
KEYS = {"keys": [KEY.as_dict(private=False)]}
ATTEMPT = ProviderAttempt(
    id="browser",
    organisation_id=UUID(int=1),
    issuer=ISSUER,
    client_id="colloquy",
    state_hash="state",
    nonce="nonce",
    verifier="verifier",
    redirect_uri="https://colloquy.example/dashboard",
    expires_at=NOW + timedelta(minutes=5),
)
AT = int(NOW.timestamp())
SAID: dict[str, Any] = {
    "iss": ISSUER,
    "aud": "colloquy",
    "sub": "ada",
    "nonce": "nonce",
    "iat": AT - 5,
    "exp": AT + 300,
    "email": "ada@example.com",
    "email_verified": True,
}


def token(key: Any = KEY, algorithm: str = "RS256", kid: str = "first", **claims: Any) -> str:
    said = {name: value for name, value in {**SAID, **claims}.items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": kid}, said, key, algorithms=[algorithm])


def taken(text: str, keys: Any = KEYS) -> bool:
    try:
        return bool(claims_of(text, keys, ATTEMPT, NOW)["sub"] == "ada")
    except ProviderRefusedError:
        return False


def test_what_is_in_order_is_taken() -> None:
    assert taken(token())
    assert taken(token(aud=["colloquy"]))
    assert taken(token(aud=["colloquy", "another"], azp="colloquy"))


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example.com"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["colloquy", "another"]},
        {"aud": ["colloquy", "another"], "azp": "another"},
        {"aud": None},
        {"azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"nonce": ["nonce"]},
        {"exp": AT - 120},
        {"exp": None},
        {"iat": AT + 600},
        {"iat": None},
        {"sub": None},
    ],
    ids=str,
)
def test_what_is_for_somebody_else_or_not_now_is_refused(claims: dict[str, Any]) -> None:
    assert not taken(token(**claims))


def unsigned() -> str:
    header, payload, _ = token().split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "first"}).encode()).rstrip(b"=").decode()
    assert header != none
    return f"{none}.{payload}."


def by_our_own_secret() -> str:
    """Signed with the public key as if it were a secret that both have."""
    parts = [json.dumps(each).encode() for each in ({"alg": "HS256", "kid": "first"}, SAID)]
    signed = ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
    signature = hmac.digest(KEY.as_pem(private=False), signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def changed() -> str:
    header, _, signature = token().split(".")
    return ".".join([header, token(email="eve@example.com").split(".")[1], signature])


def nested() -> str:
    """Deeper than a parser goes."""
    deep = base64.urlsafe_b64encode(b"[" * 100_000).rstrip(b"=").decode()
    return f"{deep}.{deep}.AA"


@pytest.mark.parametrize(
    "forged",
    [
        unsigned,
        by_our_own_secret,
        changed,
        lambda: token(RSAKey.generate_key(2048, private=True)),
        lambda: token(kid="another"),
        nested,
        lambda: "a.b.c",
        lambda: "",
    ],
    ids=["none", "HS256 with the public key", "changed", "another key", "unknown kid", "nested", "no token", "nothing"],
)
def test_what_the_provider_has_not_signed_is_refused(forged: Callable[[], str]) -> None:
    assert not taken(forged())


def test_a_key_that_was_replaced_counts_no_more_and_the_new_one_does() -> None:
    newer = ECKey.generate_key("P-256", {"kid": "second", "use": "sig"}, private=True)
    both = {"keys": [*KEYS["keys"], newer.as_dict(private=False)]}
    alone = {"keys": [newer.as_dict(private=False)]}
    signed = token(newer, "ES256", "second")
    assert [taken(signed, keys) for keys in (KEYS, both, alone)] == [False, True, True]
    assert [taken(token(), keys) for keys in (both, alone)] == [True, False]


@pytest.mark.parametrize("keys", [None, [], {}, {"keys": "x"}, {"keys": [None, {"kty": "oct", "k": "AA"}]}])
def test_keys_that_are_none_take_nothing(keys: Any) -> None:
    assert not taken(token(), keys)
