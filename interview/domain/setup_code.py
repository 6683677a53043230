"""The code that makes the first account of a stage: whoever deployed it can read it, and nobody else."""

import base64
import hmac

__all__ = ["is_setup_code", "setup_code"]

BYTES = 10
"""80 bits: too many to guess, few enough to type."""
GROUP = 4


def setup_code(origin_secret: str) -> str:
    """It follows from a secret of the stage that operators may read, so that it is kept nowhere."""
    made = hmac.digest(origin_secret.encode(), b"the first account", "sha256")
    letters = base64.b32encode(made[:BYTES]).decode()
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def is_setup_code(given: str, origin_secret: str) -> bool:
    """However it is written: in small letters, with or without its hyphens."""
    return hmac.compare_digest(_bare(given), _bare(setup_code(origin_secret)))


def _bare(code: str) -> bytes:
    return "".join(filter(str.isalnum, code)).upper().encode("utf-8", "replace")
