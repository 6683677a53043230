"""boto3 clients of the emulator's root user."""

from typing import Any

import boto3
from botocore.config import Config

from local_cloud.cloud.emulator.server import ROOT_KEY

__all__ = ["REGION", "client"]

REGION = "us-east-1"


def client(service: str, endpoint_url: str, **config: Any) -> Any:
    """A client of one service; `config` goes into botocore's Config."""
    return boto3.client(
        service,  # type: ignore[call-overload]
        endpoint_url=endpoint_url,
        region_name=REGION,
        aws_access_key_id=ROOT_KEY,
        aws_secret_access_key=ROOT_KEY,
        config=Config(**{"retries": {"total_max_attempts": 2}, "max_pool_connections": 50, **config}),
    )
