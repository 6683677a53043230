"""What is asked of a provider that signs people in (OpenID Connect Core 1.0, Discovery 1.0), and what its tokens say.

Everything by https, to public addresses alone (`pinned`), within a time that all of it shares. The keys are fetched
each time: few sign in, and a key that was replaced a moment ago counts no more.
"""

import base64
import json
import ssl
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

import httpcore

from interview.adapters.pinned import Pinned, RefusedAddressError, UnknownHostError
from interview.domain.sign_in_providers import Discovery, ProviderAttempt, discovery_of, is_for
from interview.domain.webhooks.endpoints import Network
from interview.errors import ProviderRefusedError, ProviderUnusableError

__all__ = ["ProviderClient"]

TOTAL_S = 12.0
CONNECT_S = 4.0
MAX_READ_BYTES = 256 * 1024
WELL_KNOWN = "/.well-known/openid-configuration"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""By a key that the provider alone has: never one that we have as well, and never none."""
KEY_TYPES = ("RSA", "EC")
LEEWAY_S = 60
REFUSED = "The sign-in could not be confirmed. Begin again."


class ProviderClient:
    """`beyond` are networks beside the public one that may be called."""

    def __init__(self, beyond: Sequence[Network] = (), total_s: float = TOTAL_S) -> None:
        self._beyond = beyond
        self._total_s = total_s

    def discover(self, issuer: str) -> Discovery:
        """Raises ProviderUnusableError."""
        return self._discover(issuer, time.monotonic() + self._total_s)

    def claims(self, attempt: ProviderAttempt, secret: str | None, code: str, now: datetime) -> Mapping[str, Any]:
        """What the provider says of whom it recognised, for a code that it gave. Raises ProviderUnusableError, and
        ProviderRefusedError where it takes the code from nobody, or what it says is not in order."""
        ends_at_s = time.monotonic() + self._total_s
        discovery = self._discover(attempt.issuer, ends_at_s)
        token = self._redeem(discovery, attempt, secret, code, ends_at_s)
        status, keys = self._ask("GET", discovery.jwks_uri, ends_at_s)
        if status != 200:
            raise ProviderUnusableError("The provider's keys cannot be read.")
        return claims_of(token, keys, attempt, now)

    def _discover(self, issuer: str, ends_at_s: float) -> Discovery:
        status, document = self._ask("GET", issuer.removesuffix("/") + WELL_KNOWN, ends_at_s)
        try:
            if status == 200:
                return discovery_of(issuer, document)
        except ValueError as error:
            raise ProviderUnusableError(f"The provider's description is not in order: {error}") from error
        raise ProviderUnusableError(f"The provider does not describe itself: {status}.")

    def _redeem(
        self, discovery: Discovery, attempt: ProviderAttempt, secret: str | None, code: str, ends_at_s: float
    ) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": attempt.redirect_uri,
            "code_verifier": attempt.verifier,
        }
        headers = {"content-type": "application/x-www-form-urlencoded"}
        if secret is None or discovery.is_secret_in_body:
            form |= {"client_id": attempt.client_id, **({"client_secret": secret} if secret else {})}
        else:
            both = f"{quote(attempt.client_id, safe='')}:{quote(secret, safe='')}"
            headers["authorization"] = f"Basic {base64.b64encode(both.encode()).decode()}"
        status, answer = self._ask("POST", discovery.token_endpoint, ends_at_s, headers, urlencode(form))
        token = answer.get("id_token") if isinstance(answer, dict) else None
        if status != 200 or not isinstance(token, str):
            raise ProviderRefusedError(REFUSED)
        return token

    def _ask(
        self, method: str, url: str, ends_at_s: float, headers: Mapping[str, str] | None = None, body: str = ""
    ) -> tuple[int, Any]:
        """Status, and what stands in the answer as JSON: None for what is none."""
        try:
            status, text = self._call(method, url, ends_at_s, {"accept": "application/json", **(headers or {})}, body)
        except RefusedAddressError as error:
            raise ProviderUnusableError("The provider's address leads to where nothing is called.") from error
        except (UnknownHostError, httpcore.TimeoutException) as error:
            raise ProviderUnusableError("The provider cannot be reached.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise ProviderUnusableError("The provider cannot be reached.") from error
        try:
            return status, json.loads(text)
        except (ValueError, RecursionError):
            return status, None

    def _call(
        self, method: str, url: str, ends_at_s: float, headers: Mapping[str, str], body: str
    ) -> tuple[int, bytes]:
        timeouts = {"connect": CONNECT_S, "read": self._total_s, "write": self._total_s, "pool": self._total_s}
        backend = Pinned(self._beyond, ends_at_s, MAX_READ_BYTES)
        with httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool:
            content = body.encode() if body else None
            response = pool.request(
                method, url, headers=list(headers.items()), content=content, extensions={"timeout": timeouts}
            )
            return response.status, response.content


def claims_of(token: str, keys: Any, attempt: ProviderAttempt, now: datetime) -> Mapping[str, Any]:
    """What stands in an ID token. Raises ProviderRefusedError unless it is signed by one of these keys, by the issuer
    that was asked, for us, now, and in answer to what we asked."""
    from joserfc import errors, jwk, jwt  # only who signs in by a provider pays for it

    found = [each for each in _keys(keys) if each.get("kty") in KEY_TYPES and each.get("use", "sig") == "sig"]
    wanted: dict[str, jwt.ClaimsOption] = {
        "iss": {"essential": True, "value": attempt.issuer},
        "nonce": {"essential": True},
        "aud": {"essential": True},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "sub": {"essential": True},
    }
    try:
        claims = jwt.decode(token, jwk.KeySet.import_key_set({"keys": found}), algorithms=list(ALGORITHMS)).claims
        jwt.JWTClaimsRegistry(now=int(now.timestamp()), leeway=LEEWAY_S, **wanted).validate(claims)
    except (errors.JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ProviderRefusedError(REFUSED) from error
    # The library also takes a nonce that is one of a list.
    is_asked_for = claims["nonce"] == attempt.nonce
    if not is_asked_for or not is_for(claims.get("aud"), claims.get("azp"), attempt.client_id):
        raise ProviderRefusedError(REFUSED)
    return claims


def _keys(document: Any) -> list[dict[str, Any]]:
    keys = document.get("keys") if isinstance(document, dict) else None
    return [each for each in keys if isinstance(each, dict)] if isinstance(keys, list) else []
