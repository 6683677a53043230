"""Clients of AWS's services, by botocore: all that boto3 adds to it (resources, transfers) is imported and not used."""

from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.session import Session

__all__ = ["client"]


@cache
def _session() -> Session:
    """One a process: what it read of endpoints and credentials serves every client."""
    return botocore.session.get_session()


def client(service: str, *, config: Config, endpoint_url: str | None = None) -> Any:
    """Region and credentials come from the environment."""
    return _session().create_client(service, config=config, endpoint_url=endpoint_url)
