"""Secrets: read once, looked at again within five minutes, and what is built with them built anew."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from moto import mock_aws

from interview.adapters import aws, secrets
from interview.adapters.secrets import secret
from interview.errors import NotConfiguredError, StorageUnavailableError
from interview.settings import DatabaseSettings
from interview.wiring.database import database

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

FIVE_MINUTES_S = 300.0


class Clock:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(secrets, "time", clock)
    return clock


@pytest.fixture
def manager(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator["SecretsManagerClient"]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")

    kept = (aws._session, secrets._client)

    def forget() -> None:
        secrets._known.clear()
        for each in kept:
            each.cache_clear()

    with mock_aws():
        forget()
        yield boto3.client("secretsmanager")
    forget()


@pytest.fixture
def arn(manager: "SecretsManagerClient") -> str:
    return manager.create_secret(Name="key", SecretString="first\n")["ARN"]


def test_a_changed_value_is_used_within_five_minutes(manager: "SecretsManagerClient", arn: str, clock: Clock) -> None:
    assert secret(arn, "scoring") == "first"
    manager.put_secret_value(SecretId=arn, SecretString="second")
    assert secret(arn, "scoring") == "first"

    clock.now_s += FIVE_MINUTES_S

    assert secret(arn, "scoring") == "second"


def test_the_known_value_serves_while_secrets_manager_is_away(
    arn: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        asked = 0

        def get_secret_value(self, **_: str) -> None:
            self.asked += 1
            raise EndpointConnectionError(endpoint_url="https://secretsmanager.us-east-1.amazonaws.com")

    assert secret(arn, "scoring") == "first"
    away = Away()
    monkeypatch.setattr(secrets, "_client", lambda: away)
    clock.now_s += FIVE_MINUTES_S

    assert [secret(arn, "scoring") for _ in range(5)] == ["first"] * 5
    assert away.asked == 1
    with pytest.raises(StorageUnavailableError, match="the secret of the feedback cannot be read"):
        secret(arn.replace("key", "other"), "the feedback")


def test_an_emptied_secret_is_not_configured_until_it_has_a_value_again(
    manager: "SecretsManagerClient", arn: str, clock: Clock
) -> None:
    assert secret(arn, "scoring") == "first"
    manager.put_secret_value(SecretId=arn, SecretString=" ")
    clock.now_s += FIVE_MINUTES_S
    for _ in range(2):
        with pytest.raises(NotConfiguredError, match="scoring is not configured"):
            secret(arn, "scoring")

    manager.put_secret_value(SecretId=arn, SecretString="second")

    assert secret(arn, "scoring") == "second"


def test_what_was_built_with_a_secret_is_built_anew_when_it_changes(
    manager: "SecretsManagerClient", clock: Clock
) -> None:
    arn = manager.create_secret(Name="mongodb", SecretString="mongodb://first.example/?tls=true")["ARN"]
    settings = DatabaseSettings.model_validate(
        {"STAGE": "test", "MONGODB_SECRET_ARN": arn, "MONGODB_DATABASE": "colloquy"}
    )
    database._built.clear()
    before = database(settings)
    manager.put_secret_value(SecretId=arn, SecretString="mongodb://second.example/?tls=true")
    assert database(settings) is before

    clock.now_s += FIVE_MINUTES_S
    after = database(settings)

    assert "second.example" in str(after.client)
    assert database(settings) is after
    before.client.close()
    after.client.close()
    database._built.clear()
