"""The operator's command, as it is typed."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.stub import Stubber

from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.passwords import Passwords
from interview.domain.clock import utc_now
from interview.domain.proctoring import Socket
from interview.domain.setup_code import setup_code
from interview.domain.tokens import TicketRole, hashed
from interview.entrypoints import admin
from interview.errors import SignInRequiredError
from interview.use_cases.accounts.begin_sign_in import new_sign_in
from interview.use_cases.live.join_session import JoinSession
from interview.use_cases.live.redeem_ticket import RedeemTicket
from tests.builders import NOW
from tests.functions.api_client import Api, Firm
from tests.functions.conftest import PASSWORD

CODE = setup_code("sent along")


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


@pytest.fixture
def person(found_firm: Callable[[], Firm]) -> tuple[Api, str]:
    """Somebody who is signed in, and their address."""
    firm = found_firm()
    return firm.recruiter, firm.emails["recruiter"]


def signs_in(api: Api, email: str, password: str) -> bool:
    return api.post("/api/sign-in", {"email": email, "password": password}).status == 200


def test_a_password_that_was_reset_ends_what_was_open(
    place: list[str], person: tuple[Api, str], api: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    signed_in, email = person
    assert admin.main(["reset-password", *place, "--email", email.upper()]) == 0
    password = capsys.readouterr().out.splitlines()[-1].split(": ")[1]
    assert signed_in.get("/api/me").status == 401
    assert not signs_in(api, email, PASSWORD)
    assert signs_in(api, email, password)


def test_a_disabled_account_is_shut_until_it_is_enabled_and_then_asks_for_the_password(
    place: list[str], person: tuple[Api, str], api: Api
) -> None:
    signed_in, email = person
    for _ in range(2):
        assert admin.main(["disable", *place, "--email", email]) == 0
    assert signed_in.get("/api/me").status == 401
    refused = api.post("/api/sign-in", {"email": email, "password": PASSWORD})
    wrong = api.post("/api/sign-in", {"email": email, "password": "wrong"})
    assert (refused.status, refused.message) == (wrong.status, wrong.message) == (401, wrong.message)
    assert admin.main(["enable", *place, "--email", email]) == 0
    assert signed_in.get("/api/me").status == 401
    assert signs_in(api, email, PASSWORD)


def test_a_person_is_signed_out_everywhere_even_where_a_sign_in_is_under_way(
    place: list[str], person: tuple[Api, str], api: Api, api_database: Database
) -> None:
    signed_in, email = person
    accounts = AccountRepository(api_database)
    seen_before = accounts.user_by_email(email)
    assert seen_before
    assert admin.main(["sign-out", *place, "--email", email]) == 0
    assert signed_in.get("/api/me").status == 401
    accounts.sign_in(new_sign_in("y" * 86, seen_before, utc_now()))
    assert api.signed_in("y" * 86).get("/api/me").status == 401
    assert signs_in(api, email, PASSWORD)


def test_sockets_and_tickets_end_with_the_sign_ins(
    place: list[str], firm: Firm, person: tuple[Api, str], api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []
    monkeypatch.setattr(LiveConnections, "close", lambda _, connection_id: closed.append(connection_id))
    users, connections = AccountRepository(api_database), ConnectionRepository(api_database)
    user, other = users.user_by_email(person[1]), users.user_by_email(firm.emails["recruiter"])
    assert user
    assert other
    session_id = uuid4()
    sockets = {
        name: Socket(connection_id=name + uuid4().hex, role=TicketRole.RECRUITER, session_id=session_id, user_id=who.id)
        for name, who in (("theirs", user), ("another's", other))
    }
    for name, socket in sockets.items():
        connections.open(socket, utc_now())
        assert connections.join(socket, utc_now())
        ticket_of = user if name == "theirs" else other
        expires_at = utc_now() + timedelta(minutes=1)
        TicketRepository(api_database).issue(
            hashed(name), TicketRole.RECRUITER, session_id, expires_at, user_id=ticket_of.id
        )

    endpoint = ["--live-endpoint", "https://execute-api.example.com/live"]
    assert admin.main(["sign-out", *place, *endpoint, "--email", person[1]]) == 0
    assert closed == [sockets["theirs"].connection_id]
    assert connections.joined(session_id, TicketRole.RECRUITER, utc_now()) == [sockets["another's"].connection_id]
    with pytest.raises(SignInRequiredError):
        JoinSession(connections)(sockets["theirs"])
    redeem = RedeemTicket(TicketRepository(api_database), "secret")
    with pytest.raises(SignInRequiredError):
        redeem("theirs", "secret")
    assert redeem("another's", "secret").user_id == other.id


@pytest.mark.parametrize("command", ["reset-password", "disable", "enable", "sign-out", "remove-second-factor"])
def test_an_address_without_an_account_is_said(
    place: list[str], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert admin.main([command, *place, "--email", "nobody@example.com"]) == 1
    assert capsys.readouterr().err == "There is no account of nobody@example.com.\n"


def test_indexes_may_be_made_again(place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert admin.main(["indexes", *place]) == 0
    first, *_, second = capsys.readouterr().out.splitlines()
    assert first == second


def test_with_the_indexes_comes_the_list_of_interviews_of_before(
    place: list[str], firm: Firm, api_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    session_id = firm.invite().session_id
    api_database.listed_sessions.delete_many({"session_id": session_id})
    api_database.stage_usage.delete_one({"_id": "listing"})
    assert admin.main(["indexes", *place]) == 0
    assert "interviews are listed." in capsys.readouterr().out
    assert str(session_id) in str(firm.recruiter.get("/api/sessions", limit=100).json)
    assert admin.main(["indexes", *place]) == 0
    assert "interviews are listed." not in capsys.readouterr().out, "the sweeper goes on from there"


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
        outputs = stack(MongodbSecretArn=arn, RawBucket="raw", MergedBucket="merged", LiveApiUrl="wss://api/live")
        stacks.add_response("describe_stacks", outputs, {"StackName": "Colloquy-test"})
        assert admin.main(asked) == exit_code
    assert capsys.readouterr().err == "The database is not configured: its secret has no value yet.\n"


def test_the_code_of_the_first_account_is_told_until_there_is_one(
    stacks: Stubber, database_uri: str, firm: Firm, api_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    secrets = boto3.client("secretsmanager")
    outputs = stack(
        MongodbSecretArn=secrets.create_secret(Name="mongodb-of-a-new-stage", SecretString=database_uri)["ARN"],
        OriginSecretArn=secrets.create_secret(Name="origin-of-a-new-stage", SecretString="sent along")["ARN"],
        SiteUrl="https://example.com",
        **dict.fromkeys(("RawBucket", "MergedBucket", "LiveApiUrl"), "unused"),
    )
    for database, told in (
        (f"test_new_{uuid4().hex[:8]}", f"https://example.com/dashboard and set it up with the code {CODE}\n"),
        (api_database.name, "There is an account already"),
    ):
        stacks.add_response("describe_stacks", outputs, {"StackName": "Colloquy-test"})
        assert admin.main(["setup-code", "--stage", "test", "--database", database]) == 0
        assert told in capsys.readouterr().out
    assert admin.main(["setup-code", "--uri", database_uri]) == 1


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
