"""The connection, and how documents and values turn into each other."""

from collections.abc import Callable
from datetime import UTC
from functools import wraps
from typing import Any, TypeVar

import pymongo
from bson.codec_options import CodecOptions
from pydantic import BaseModel
from pymongo import MongoClient
from pymongo.database import Database as PymongoDatabase
from pymongo.errors import (
    ConfigurationError,
    ConnectionFailure,
    ExecutionTimeout,
    OperationFailure,
    WTimeoutError,
)

from interview.errors import DatabaseUnavailableError, NotConfiguredError

Document = dict[str, Any]
Database = PymongoDatabase[Document]
Model = TypeVar("Model", bound=BaseModel)
RepositoryType = TypeVar("RepositoryType", bound=type)
Result = TypeVar("Result")

OPERATION_TIMEOUT_MS = 10_000
SERVER_SELECTION_TIMEOUT_MS = 5_000
PING_TIMEOUT_S = 3
AUTHENTICATION_FAILED = 18


def connect(uri: str, database: str) -> Database:
    """Open the database behind a connection URI.

    The pool is small: a Lambda environment serves one request at a time, and the sum over all environments must
    fit the cluster. Writes are acknowledged by the majority (the server's default), so an acknowledged chunk is safe.
    """
    try:
        client: MongoClient[Document] = MongoClient(
            uri,
            appname="colloquy",
            maxPoolSize=2,
            timeoutMS=OPERATION_TIMEOUT_MS,
            serverSelectionTimeoutMS=SERVER_SELECTION_TIMEOUT_MS,
            uuidRepresentation="standard",
        )
    except (ConfigurationError, ValueError) as error:
        raise NotConfiguredError("the database address is not a MongoDB connection URI") from error
    options: CodecOptions[Document] = client.codec_options.with_options(tz_aware=True, tzinfo=UTC)
    return client.get_database(database, codec_options=options)


def ping(database: Database) -> None:
    """Ask whether the server answers. Raises DatabaseUnavailableError or NotConfiguredError where it does not."""
    with pymongo.timeout(PING_TIMEOUT_S):
        _translating(database.command)("ping")


def document(model: BaseModel) -> Document:
    """A model as it is stored: its `id` becomes `_id`."""
    fields = model.model_dump()
    if "id" in fields:
        fields["_id"] = fields.pop("id")
    return fields


def parsed(model: type[Model], stored: Document) -> Model:
    """A stored document as its model."""
    fields = {("id" if name == "_id" else name): value for name, value in stored.items()}
    return model.model_validate(fields)


def repository(cls: RepositoryType) -> RepositoryType:
    """Let every public method raise DatabaseUnavailableError where the server is away or too slow."""
    for name, method in list(vars(cls).items()):
        if callable(method) and not name.startswith("_"):
            setattr(cls, name, _translating(method))
    return cls


def _translating(method: Callable[..., Result]) -> Callable[..., Result]:
    @wraps(method)
    def call(*args: Any, **kwargs: Any) -> Result:
        try:
            return method(*args, **kwargs)
        except (ConnectionFailure, ExecutionTimeout, WTimeoutError) as error:
            raise DatabaseUnavailableError(f"the database did not answer ({type(error).__name__})") from error
        except OperationFailure as error:
            if error.code == AUTHENTICATION_FAILED:
                raise NotConfiguredError("the database refuses the credentials in its connection URI") from error
            raise

    return call
