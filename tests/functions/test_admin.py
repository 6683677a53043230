"""The operator's command, as it is typed."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.stub import Stubber

from interview import admin
from interview.adapters.mongo import AccountRepository
from interview.adapters.mongo.client import Database
from interview.adapters.passwords import Passwords
from tests.builders import NOW


@pytest.fixture
def place(database_uri: str, api_database: Database) -> list[str]:
    return ["--uri", database_uri, "--database", api_database.name]


def create(place: list[str], email: str, *more: str) -> int:
    who = ["--organisation", "Acme", "--email", email, "--name", "Ada"]
    return admin.main(["create", *place, *who, *more])


def test_the_first_account_is_made_and_its_password_shown_once(
    place: list[str], api_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    email = f"{uuid4().hex}@example.com"
    assert create(place, email) == 0
    password = capsys.readouterr().out.splitlines()[-1].split(": ")[1]
    user = AccountRepository(api_database).user_by_email(email)
    assert user
    assert user.role == "admin"
    assert user.password_hash.startswith("$argon2id$")
    assert Passwords().matches(user.password_hash, password)
    assert create(place, email.upper()) == 0
    assert "has an account already" in capsys.readouterr().out
    assert AccountRepository(api_database).user_by_email(email) == user


def test_a_second_person_joins_the_organisation(place: list[str], api_database: Database) -> None:
    emails = [f"{uuid4().hex}@example.com" for _ in range(2)]
    for email in emails:
        assert create(place, email, "--role", "reviewer") == 0
    users = [AccountRepository(api_database).user_by_email(email) for email in emails]
    assert len({user.organisation_id for user in users if user}) == 1


def test_the_password_may_come_from_stdin(
    place: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    email = f"{uuid4().hex}@example.com"
    monkeypatch.setattr("sys.stdin", io.StringIO("too short\n"))
    assert create(place, email, "--password-stdin") == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("long enough it is\n"))
    assert create(place, email, "--password-stdin") == 0
    assert "long enough" not in capsys.readouterr().out


def test_indexes_may_be_made_again(place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert admin.main(["indexes", *place]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second


@pytest.mark.parametrize(("email", "name"), [("nobody", "Ada"), ("", "Ada"), ("a@example.com", " ")])
def test_what_is_missing_is_said(place: list[str], email: str, name: str) -> None:
    with pytest.raises(SystemExit):
        admin.main(["create", *place, "--organisation", "Acme", "--email", email, "--name", name])


@pytest.fixture
def stacks(aws: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """CloudFormation, which answers as it is told."""
    cloudformation = boto3.client("cloudformation")
    make = boto3.client
    monkeypatch.setattr(
        boto3, "client", lambda name, **more: cloudformation if name == "cloudformation" else make(name, **more)
    )
    with Stubber(cloudformation) as stubber:
        yield stubber


def stack(**outputs: str) -> dict[str, Any]:
    named = [{"OutputKey": name, "OutputValue": value} for name, value in outputs.items()]
    return {"Stacks": [{"StackName": "Colloquy-test", "CreationTime": NOW, "StackStatus": "X", "Outputs": named}]}


def test_a_stage_is_found_by_its_stack(
    stacks: Stubber, database_uri: str, api_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = boto3.client("secretsmanager")
    arn = secrets.create_secret(Name="mongodb-of-a-stage")["ARN"]
    asked = ["indexes", "--stage", "test", "--database", api_database.name]
    for uri, exit_code in ((None, 1), (database_uri, 0)):
        if uri:
            secrets.put_secret_value(SecretId=arn, SecretString=uri)
        stacks.add_response("describe_stacks", stack(MongodbSecretArn=arn), {"StackName": "Colloquy-test"})
        assert admin.main(asked) == exit_code
    assert capsys.readouterr().err == "The database is not configured: its secret has no value yet.\n"


def test_a_stage_that_is_not_deployed_is_said(stacks: Stubber, capsys: pytest.CaptureFixture[str]) -> None:
    stacks.add_client_error("describe_stacks", "ValidationError", "Stack with id Colloquy-absent does not exist")
    assert admin.main(["indexes", "--stage", "absent"]) == 1
    assert "The stack Colloquy-absent cannot be read" in capsys.readouterr().err
    stacks.add_response("describe_stacks", stack(SiteUrl="https://example.com"))
    assert admin.main(["indexes", "--stage", "test"]) == 1
    assert capsys.readouterr().err == "The stack Colloquy-test has no output MongodbSecretArn.\n"


def test_make_admin_asks_for_the_stage() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()
    recipe = makefile.split("\nadmin:")[1].split("\n\n")[0]
    for option in ("--stage", "--organisation", "--email", "--name"):
        assert option in recipe
