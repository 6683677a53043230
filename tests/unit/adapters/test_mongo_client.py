"""The connection's errors: what is told, whether it is worth another try, and what is never quoted."""

import traceback
from typing import Any
from uuid import uuid4

import dns.exception
import pytest
from pymongo.errors import OperationFailure

from interview.adapters.mongo.client import connect, document, parsed, repository
from interview.domain.sessions.session import Session
from interview.errors import ColloquyError, DatabaseUnavailableError, NotConfiguredError, StoredDocumentError
from tests.builders import a_session


def told(error: BaseException) -> str:
    """All that a log would hold of it."""
    return "".join(traceback.format_exception(error))


@pytest.mark.parametrize("uri", ["mongodb://user:hush/hush@host/db", "mongodb://user:hu:sh@hush@host"])
def test_a_bad_address_is_refused_without_quoting_it(uri: str) -> None:
    with pytest.raises(NotConfiguredError) as refused:
        connect(uri, "colloquy")
    assert "hush" not in told(refused.value).replace(f'connect("{uri}"', "")


@pytest.mark.parametrize(
    "uri",
    [
        "mongodb://user:hush@db.example.com/",
        "mongodb://user:hush@localhost,db.example.com/",
        "mongodb://user:hush@db.example.com/?tls=false",
        "mongodb://user:hush@db.example.com/?ssl=true&tlsAllowInvalidCertificates=true",
        "mongodb://user:hush@db.example.com/?tls=true&tlsAllowInvalidHostnames=true",
        "mongodb://user:hush@127.0.0.1.example.com/?tls=true&tlsInsecure=true",
    ],
)
def test_an_address_whose_connection_others_can_read_is_refused(uri: str) -> None:
    with pytest.raises(NotConfiguredError, match="TLS") as refused:
        connect(uri, "colloquy")
    assert "hush" not in refused.value.message


@pytest.mark.parametrize(
    "uri", ["mongodb://db.example.com/?tls=true", "mongodb://127.0.0.1:1/?directConnection=true", "mongodb://[::1]:1"]
)
def test_one_that_is_private_is_taken(uri: str) -> None:
    connect(uri, "colloquy").client.close()


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (dns.exception.Timeout, DatabaseUnavailableError),
        (dns.exception.DNSException, NotConfiguredError),
    ],
)
def test_silent_name_servers_are_worth_another_try(
    monkeypatch: pytest.MonkeyPatch, failure: type[Exception], error: type[ColloquyError]
) -> None:
    def resolve(*_: Any, **__: Any) -> None:
        raise failure

    monkeypatch.setattr("dns.resolver.resolve", resolve)
    with pytest.raises(error):
        connect("mongodb+srv://user:password@cluster.example.net", "colloquy")


def test_a_document_of_another_shape_is_named_but_not_quoted() -> None:
    stored = {**document(a_session(candidate_name="Ada Lovelace")), "state": "of mind", "candidate_name": ["Ada"]}
    with pytest.raises(StoredDocumentError) as refused:
        parsed(Session, stored)
    assert refused.value.message == "a stored Session cannot be read: candidate_name, state"
    assert "Ada" not in told(refused.value)


@pytest.mark.parametrize("code", [18, 8000])
def test_refused_credentials_are_the_operators_to_mend(code: int) -> None:
    @repository
    class Refused:
        def find(self) -> None:
            raise OperationFailure("bad auth", code)

    with pytest.raises(NotConfiguredError):
        Refused().find()


def test_other_failures_are_passed_on() -> None:
    @repository
    class Failing:
        def find(self) -> None:
            raise OperationFailure(f"no such command: {uuid4()}", 59)

    with pytest.raises(OperationFailure):
        Failing().find()
