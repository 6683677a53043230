"""The codes of an authenticator app (TOTP, RFC 6238), with the parameters that all apps know: SHA-1, six digits, half a
minute each."""

import base64
import hmac
from datetime import datetime
from typing import TYPE_CHECKING

from interview.domain.second_factor import STEPS_AROUND, is_app_code

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

ISSUER = "Colloquy"
DIGITS = 6
STEP_S = 30


def typed(secret: bytes) -> str:
    """A secret as an app is given it by hand."""
    return base64.b32encode(secret).decode().rstrip("=")


def address(secret: bytes, email: str) -> str:
    """As a picture for an app's camera holds it."""
    return _codes(secret).get_provisioning_uri(email, ISSUER)


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """Of which half minute a code is; None for a wrong one. Each is looked at, whichever it is."""
    if not is_app_code(code):
        return None
    codes, current = _codes(secret), int(now.timestamp()) // STEP_S
    steps = range(current - STEPS_AROUND, current + STEPS_AROUND + 1)
    found = [step for step in steps if hmac.compare_digest(codes.generate(step * STEP_S), code.encode())]
    return max(found, default=None)


def _codes(secret: bytes) -> "TOTP":
    from cryptography.hazmat.primitives.hashes import SHA1  # only who signs in with a code pays for it
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    return TOTP(secret, DIGITS, SHA1(), STEP_S)  # noqa: S303 (what apps know)
