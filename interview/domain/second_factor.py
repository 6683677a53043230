"""What somebody shows besides a password: a code of an app of theirs, or one of the codes that they keep on paper."""

import base64
import secrets
from datetime import datetime
from uuid import UUID

from interview.domain.languages import Language
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.domain.values import Value

__all__ = [
    "RECOVERY_CODES",
    "STEPS_AROUND",
    "SecondFactor",
    "app_secret",
    "is_app_code",
    "new_recovery_codes",
    "recovery_hash",
]

STEPS_AROUND = 1
"""How many half minutes the clock of an app may be away, before and after."""
SECRET_BYTES = 20
"""As many as SHA-1 gives (RFC 4226, 4)."""
RECOVERY_CODES = 10
RECOVERY_BYTES = 10
GROUP = 4


class SecondFactor(Value):
    """`id` is that of whose it is, `app_id` of the app that was set up. It counts once it is confirmed. `last_step` is
    that of the last code that was used: none counts twice."""

    id: UUID
    app_id: UUID
    language: Language
    """Of the letters about it."""
    confirmed_at: datetime | None = None
    last_step: int = 0
    recovery_hashes: tuple[str, ...] = ()


def app_secret(key: str, app_id: UUID) -> bytes:
    """What an app makes its codes of. It follows from the stage's key and is stored nowhere."""
    token = derived_token(key, LinkPurpose.SECOND_FACTOR, app_id)
    return base64.urlsafe_b64decode(token + "=")[:SECRET_BYTES]


def new_recovery_codes() -> tuple[str, ...]:
    """For when the app is lost: each counts once (80 random bits)."""
    return tuple(_grouped(secrets.token_bytes(RECOVERY_BYTES)) for _ in range(RECOVERY_CODES))


def recovery_hash(user_id: UUID, code: str) -> str:
    """What is kept of one, however it is written. It cannot be guessed, so a plain hash cannot be searched back."""
    bare = "".join(filter(str.isalnum, code)).upper()
    return hashed(f"{user_id} recovery {bare}")


def is_app_code(code: str) -> bool:
    return len(code) == 6 and code.isascii() and code.isdecimal()


def _grouped(random: bytes) -> str:
    letters = base64.b32encode(random).decode()
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
