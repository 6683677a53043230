"""Secrets Manager, read once per process."""

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from interview.errors import NotConfiguredError, StorageUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

TIMEOUTS = Config(connect_timeout=2, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 3})


@cache
def _client() -> "SecretsManagerClient":
    return boto3.client("secretsmanager", config=TIMEOUTS)


@cache
def secret(arn: str, what: str) -> str:
    """The value of a secret; `what` names it in the error.

    Raises NotConfiguredError while the secret has no value (a first deploy makes it without one). Only values are
    remembered: a process that met an empty secret looks again at the next request.
    """
    try:
        value = _client().get_secret_value(SecretId=arn)["SecretString"].strip()
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            raise NotConfiguredError(f"{what} is not configured: its secret has no value yet") from error
        raise StorageUnavailableError(f"the secret of {what} cannot be read") from error
    except BotoCoreError as error:
        raise StorageUnavailableError(f"the secret of {what} cannot be read") from error
    if not value:
        raise NotConfiguredError(f"{what} is not configured: its secret is empty")
    return value
