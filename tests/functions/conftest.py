"""The functions' surroundings: a real MongoDB server, and AWS's services in memory."""

import importlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import argon2
import boto3
import pytest
from aws_lambda_powertools import Logger
from moto import mock_aws

from functions.api import service
from interview.adapters import (
    event_bus,
    export_requests,
    invitation_requests,
    mail_requests,
    merge_requests,
    s3,
    secrets,
    ses,
    step_functions,
)
from interview.adapters.aws import _session
from interview.adapters.event_bus import EventBus
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.passwords import Passwords
from interview.domain.accounts import Organisation, Role, User
from interview.domain.clock import utc_now
from interview.domain.events import Event
from interview.domain.tokens import new_sign_in_token
from interview.use_cases.accounts.begin_sign_in import new_sign_in
from interview.wiring import database as wiring
from tests.functions.api_client import ORIGIN_SECRET, Answer, Api, Context, Firm, Log

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_stepfunctions import SFNClient

PASSWORD = "correct horse battery staple"
LINK_KEY = "a key of links"
BUS = "colloquy"
BUCKETS = ("colloquy-raw", "colloquy-merged")
MACHINE = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 3600, "End": True}}}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """It goes on for as long as it is told."""
    return True if collection_path.name == "test_fuzz.py" and not config.getoption("--fuzz-minutes") else None


@pytest.fixture(scope="package")
def aws() -> Iterator[pytest.MonkeyPatch]:
    """A region and keys that open nothing, with every service in memory. What functions keep open is closed."""
    opened: list[Database] = []

    def opening(uri: str, name: str) -> Database:
        opened.append(connect(uri, name))
        return opened[-1]

    with pytest.MonkeyPatch.context() as environment, mock_aws():
        environment.setattr(wiring, "connect", opening)
        # As short as it may be: how long it is meant to take is the library's own affair.
        environment.setattr(argon2, "PasswordHasher", partial(argon2.PasswordHasher, 1, 8, 1))
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        environment.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "example")
        forget_clients()
        yield environment
        for database in opened:
            database.client.close()
    forget_clients()


def forget_clients() -> None:
    """The adapters keep their clients for the life of a process, and with them region and keys."""
    secrets._known.clear()
    for kept in (
        _session,
        *(
            each._client
            for each in (
                event_bus,
                export_requests,
                invitation_requests,
                mail_requests,
                merge_requests,
                s3,
                secrets,
                ses,
                step_functions,
            )
        ),
    ):
        kept.cache_clear()


@pytest.fixture(scope="package")
def api_database(database_uri: str) -> Iterator[Database]:
    store = connect(database_uri, f"test_api_{uuid4().hex[:12]}")
    create_indexes(store)
    yield store
    store.client.close()


@pytest.fixture(scope="package")
def api(aws: pytest.MonkeyPatch, api_database: Database, database_uri: str) -> Iterator[Api]:
    """The API of a stage that is configured, without credentials."""
    secrets_manager = boto3.client("secretsmanager")
    queue = boto3.client("sqs").create_queue(QueueName="merge-requests.fifo", Attributes={"FifoQueue": "true"})
    exports_queue = boto3.client("sqs").create_queue(QueueName="exports")
    invitations_queue = boto3.client("sqs").create_queue(QueueName="invitations")
    mail_queue = boto3.client("sqs").create_queue(QueueName="mail")
    machine = boto3.client("stepfunctions").create_state_machine(
        name="process-interview", definition=json.dumps(MACHINE), roleArn="arn:aws:iam::123456789012:role/machine"
    )
    answers_machine = boto3.client("stepfunctions").create_state_machine(
        name="process-answer", definition=json.dumps(MACHINE), roleArn="arn:aws:iam::123456789012:role/machine"
    )
    boto3.client("events").create_event_bus(Name=BUS)
    environment = {
        "STAGE": "test",
        "MONGODB_SECRET_ARN": secrets_manager.create_secret(Name="mongodb", SecretString=database_uri)["ARN"],
        "MONGODB_DATABASE": api_database.name,
        "ORIGIN_SECRET_ARN": secrets_manager.create_secret(Name="origin", SecretString=ORIGIN_SECRET)["ARN"],
        "RAW_BUCKET": "colloquy-raw",
        "MERGED_BUCKET": "colloquy-merged",
        "MERGE_REQUESTS_QUEUE_URL": queue["QueueUrl"],
        "EXPORTS_QUEUE_URL": exports_queue["QueueUrl"],
        "GROQ_SECRET_ARN": secrets_manager.create_secret(Name="drafting", SecretString="key")["ARN"],
        "GROQ_BASE_URL": "http://127.0.0.1:9",
        "GROQ_TOKENS_A_MINUTE": "0",
        "DRAFT_MODELS": "openai/gpt-oss-20b",
        "RECOGNITION_ENGINE": "an ear",
        "VOICE_ENGINE": "a voice",
        "MODEL_ENGINE": "a judge",
        "PROCESS_INTERVIEW_ARN": machine["stateMachineArn"],
        "PROCESS_ANSWER_ARN": answers_machine["stateMachineArn"],
        "RAW_RETENTION_DAYS": "30",
        "MERGED_RETENTION_DAYS": "365",
        "LEFT_AFTER_HOURS": "24",
        "EVENT_BUS_NAME": BUS,
        "WEBHOOKS_QUEUE_URL": boto3.client("sqs").create_queue(QueueName="webhooks")["QueueUrl"],
        "WEBHOOK_NETWORKS": "127.0.0.0/8",
        "LINK_KEY_SECRET_ARN": secrets_manager.create_secret(Name="link-key", SecretString=LINK_KEY)["ARN"],
        "INVITATIONS_QUEUE_URL": invitations_queue["QueueUrl"],
        "MAIL_QUEUE_URL": mail_queue["QueueUrl"],
        "MAIL_FROM": "interviews@colloquy.example",
        "LIVE_ENDPOINT": "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/live",
        "PROCTORING_RETENTION_DAYS": "365",
        "POWERTOOLS_SERVICE_NAME": "api",
    }
    for name, value in environment.items():
        aws.setenv(name, value)
    service.settings.cache_clear()
    yield Api(importlib.import_module("functions.api.handler").handler)
    service.settings.cache_clear()


@pytest.fixture(scope="package", autouse=True)
def examples(pytestconfig: pytest.Config) -> Iterator[None]:
    """Where they are asked for, what tests call becomes the examples of the API's description."""
    if not pytestconfig.getoption("--examples"):
        yield
        return
    from tests.functions.examples import Recorder

    recorder, send = Recorder(), Api.send

    def heard(self: Api, event: dict[str, Any]) -> Answer:
        answer = send(self, event)
        recorder.hear(event, answer.status, answer.headers.get("content-type", ""), answer.body)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Api, "send", heard)
        yield
    recorder.write()


@pytest.fixture(scope="package")
def password_hash(aws: pytest.MonkeyPatch) -> str:
    """Of PASSWORD."""
    return Passwords().hash(PASSWORD)


@pytest.fixture(scope="package")
def found_firm(api: Api, api_database: Database, password_hash: str) -> Callable[[], Firm]:
    """Make an organisation with one person of each role, all signed in."""
    accounts = AccountRepository(api_database)

    def found() -> Firm:
        now = utc_now()
        organisation = Organisation(id=uuid4(), name=f"Firm {uuid4().hex[:8]}", created_at=now)
        accounts.add_organisation(organisation)
        signed_in: dict[Role, Api] = {}
        emails: dict[str, str] = {}
        for role in Role:
            user = User(
                id=uuid4(),
                organisation_id=organisation.id,
                email=f"{role}-{organisation.id.hex[:8]}@example.com",
                name=role.title(),
                role=role,
                password_hash=password_hash,
                created_at=now,
            )
            accounts.add_user(user)
            token = new_sign_in_token()
            a_year = {"expires_at": now.replace(year=now.year + 1)}
            accounts.sign_in(new_sign_in(token, user, now).model_copy(update=a_year))
            signed_in[role], emails[role.value] = api.signed_in(token), user.email
        people = {role.value: person for role, person in signed_in.items()}
        return Firm(organisation.id, **people, emails=emails)

    return found


@pytest.fixture(scope="module")
def firm(found_firm: Callable[[], Firm]) -> Firm:
    return found_firm()


@pytest.fixture(scope="module")
def other_firm(found_firm: Callable[[], Firm]) -> Firm:
    return found_firm()


@pytest.fixture
def own(found_firm: Callable[[], Firm]) -> Firm:
    """An organisation of this test alone."""
    return found_firm()


@pytest.fixture(scope="package")
def storage(api: Api) -> "S3Client":
    """The buckets of what came, which keeps versions, and of what was made of it."""
    client: S3Client = boto3.client("s3")
    for bucket in BUCKETS:
        client.create_bucket(Bucket=bucket)
    client.put_bucket_versioning(Bucket=BUCKETS[0], VersioningConfiguration={"Status": "Enabled"})
    return client


@pytest.fixture
def log(api: Api, monkeypatch: pytest.MonkeyPatch) -> Log:
    log = Log()
    logger: Logger = importlib.import_module("interview.entrypoints.http.gateway").logger
    monkeypatch.setattr(logger.registered_handler, "stream", log.stream)
    return log


@pytest.fixture
def state_machines(api: Api) -> "SFNClient":
    return boto3.client("stepfunctions")


@pytest.fixture
def sqs(api: Api) -> "SQSClient":
    return boto3.client("sqs")


class Subscriber:
    """What the bus takes, as it hands it to a queue."""

    def __init__(self) -> None:
        self._came: list[dict[str, Any]] = []

    def take(self, event: Event) -> None:
        envelope = {"source": "colloquy", "detail-type": event.type, "detail": event.model_dump(mode="json")}
        self._came.append({"messageId": uuid4().hex, "body": json.dumps(envelope)})

    def records(self) -> list[dict[str, Any]]:
        """What has come since, as a function is given it."""
        came, self._came = self._came, []
        return came

    def heard(self) -> list[dict[str, Any]]:
        """The events themselves."""
        return [json.loads(record["body"])["detail"] for record in self.records()]


@pytest.fixture
def subscriber(api: Api, monkeypatch: pytest.MonkeyPatch) -> Subscriber:
    subscriber, put = Subscriber(), EventBus.put

    def heard(bus: EventBus, events: Sequence[Event]) -> list[bool]:
        taken = put(bus, events)
        for event in events:
            subscriber.take(event)
        return taken

    monkeypatch.setattr(EventBus, "put", heard)
    return subscriber


@pytest.fixture
def tell_pages(subscriber: Subscriber) -> Callable[[], None]:
    """Have the function behind the bus tell the pages what has happened since."""
    function = importlib.import_module("functions.session_changed.handler")

    def tell() -> None:
        changes = [each for each in subscriber.records() if json.loads(each["body"])["detail-type"] == "SessionChanged"]
        assert function.handler({"Records": changes}, Context()) == {"batchItemFailures": []}

    return tell
