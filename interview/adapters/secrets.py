"""Secrets Manager. A value that is changed there reaches every process within `LOOKED_AT_AGAIN_AFTER_S`."""

import logging
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from interview.adapters import aws
from interview.errors import NotYetConfiguredError, StorageUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

TIMEOUTS = Config(connect_timeout=2, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})
LOOKED_AT_AGAIN_AFTER_S = 240.0
TRIED_AGAIN_AFTER_S = 20.0
"""Where Secrets Manager does not answer, the value that is known goes on being used."""

logger = logging.getLogger(__name__)


@dataclass
class _Known:
    what: str
    value: str
    look_again_at: float
    changes: int = 0


_known: dict[str, _Known] = {}


@cache
def _client() -> "SecretsManagerClient":
    client: SecretsManagerClient = aws.client("secretsmanager", config=TIMEOUTS)
    return client


def secret(arn: str, what: str) -> str:
    """The value of a secret; `what` names it in the error.

    Raises NotYetConfiguredError while the secret has no value (a first deploy makes it without one), and
    StorageUnavailableError where it was never read and cannot be. A process that met an empty secret looks again at
    the next request.
    """
    known = _known.get(arn)
    if known is None:
        known = _known[arn] = _Known(what, _read(arn, what), time.monotonic() + LOOKED_AT_AGAIN_AFTER_S)
    elif time.monotonic() >= known.look_again_at:
        _look_again(arn, known)
    return known.value


def changes() -> int:
    """How often a value that was read turned out to be another since. Raises what `secret` does."""
    for arn, known in list(_known.items()):
        secret(arn, known.what)
    return sum(known.changes for known in list(_known.values()))


def _look_again(arn: str, known: _Known) -> None:
    # Whoever asks meanwhile, in another thread, gets the value that is known.
    known.look_again_at = time.monotonic() + TRIED_AGAIN_AFTER_S
    try:
        value = _read(arn, known.what)
    except StorageUnavailableError as error:
        logger.warning("secret_not_read_again", extra={"fields": {"reason": error.message}})
        return
    except NotYetConfiguredError:
        known.look_again_at = 0.0
        raise
    known.look_again_at = time.monotonic() + LOOKED_AT_AGAIN_AFTER_S
    if value != known.value:
        known.value = value
        known.changes += 1


def _read(arn: str, what: str) -> str:
    try:
        value = _client().get_secret_value(SecretId=arn)["SecretString"].strip()
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            raise NotYetConfiguredError(f"{what} is not configured: its secret has no value yet") from error
        raise StorageUnavailableError(f"the secret of {what} cannot be read") from error
    except BotoCoreError as error:
        raise StorageUnavailableError(f"the secret of {what} cannot be read") from error
    if not value:
        raise NotYetConfiguredError(f"{what} is not configured: its secret is empty")
    return value
