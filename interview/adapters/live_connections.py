"""Messages to open sockets, by API Gateway's @connections."""

from functools import cache
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from interview.adapters import aws
from interview.domain.live_messages import LiveMessage
from interview.errors import StorageUnavailableError

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient

TIMEOUTS = Config(connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 2})
"""Short: the work that is told of waits for it."""


@cache
def _client(endpoint: str) -> "ApiGatewayManagementApiClient":
    client: ApiGatewayManagementApiClient = aws.client(
        "apigatewaymanagementapi", config=TIMEOUTS, endpoint_url=endpoint
    )
    return client


class LiveConnections:
    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint

    def post(self, connection_id: str, message: LiveMessage) -> bool:
        """Send a message; False where the socket is gone."""
        try:
            _client(self._endpoint).post_to_connection(
                ConnectionId=connection_id, Data=message.model_dump_json().encode()
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in ("GoneException", "410"):
                return False
            raise StorageUnavailableError("the message cannot be sent right now") from error
        except BotoCoreError as error:
            raise StorageUnavailableError("the message cannot be sent right now") from error
        return True

    def close(self, connection_id: str) -> None:
        """End a socket; one that is gone counts as ended."""
        try:
            _client(self._endpoint).delete_connection(ConnectionId=connection_id)
        except ClientError as error:
            if error.response["Error"]["Code"] not in ("GoneException", "410"):
                raise StorageUnavailableError("the socket cannot be closed right now") from error
        except BotoCoreError as error:
            raise StorageUnavailableError("the socket cannot be closed right now") from error
