"""The connection, and how documents and values turn into each other."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import pymongo
from bson.codec_options import CodecOptions, DatetimeConversion
from pydantic import BaseModel, ValidationError
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.database import Database as PymongoDatabase
from pymongo.errors import (
    BulkWriteError,
    ConfigurationError,
    ConnectionFailure,
    ExecutionTimeout,
    OperationFailure,
    WTimeoutError,
)
from pymongo.uri_parser import parse_uri, split_options

from interview.errors import DatabaseUnavailableError, NotConfiguredError, StoredDocumentError

if TYPE_CHECKING:
    from interview.domain.events import Event

Document = dict[str, Any]
Database = PymongoDatabase[Document]
Model = TypeVar("Model", bound=BaseModel)
RepositoryType = TypeVar("RepositoryType", bound=type)
Result = TypeVar("Result")

OPERATION_TIMEOUT_MS = 10_000
SERVER_SELECTION_TIMEOUT_MS = 5_000
PING_TIMEOUT_S = 3
TRANSACTION_TIMEOUT_S = 10
MAX_PLACES = 5
PLACE = ("_id", "session_id", "question_index")
SRV = "mongodb+srv"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
UNCHECKED = ("tlsInsecure", "tlsAllowInvalidCertificates", "tlsAllowInvalidHostnames")
BAD_CREDENTIALS = frozenset({13, 18, 8000})
"""Unauthorized, AuthenticationFailed, and AtlasError, which is how Atlas says the same."""
DUPLICATE_KEY = 11000

logger = logging.getLogger(__name__)


def connect(uri: str, database: str) -> Database:
    """Open the database behind a connection URI.

    The pool is small: a Lambda environment serves one request at a time, and the sum over all environments must
    fit the cluster. Writes are acknowledged by the majority (the server's default), so an acknowledged chunk is safe.

    Raises NotConfiguredError for what is no connection URI, or would send passwords and answers over a network in the
    clear, DatabaseUnavailableError where the name servers do not
    answer. Neither carries pymongo's own words, which may quote the URI and so the password.
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
        if _no_name_server_answered(error):
            raise DatabaseUnavailableError("the database's name cannot be looked up right now") from None
        raise NotConfiguredError("the database address is not a MongoDB connection URI, or names no host") from None
    if not _is_private(uri):
        raise NotConfiguredError("the database's address must ask for TLS (tls=true) and leave certificates checked")
    options: CodecOptions[Document] = client.codec_options.with_options(
        tz_aware=True, tzinfo=UTC, datetime_conversion=DatetimeConversion.DATETIME_CLAMP
    )
    return client.get_database(database, codec_options=options)


def _is_private(uri: str) -> bool:
    """Whether nobody on the way can read what is said: it stays on this machine, or goes by TLS to a server whose
    certificate is checked, as `mongodb+srv` does unless told otherwise."""
    scheme, _, rest = uri.partition("://")
    query = rest.partition("?")[2]
    options = split_options(query) if query else {}
    if options.get("tls", scheme == SRV):
        return not any(options.get(name) for name in UNCHECKED)
    return scheme != SRV and all(host in LOOPBACK or host.startswith("/") for host, _ in parse_uri(uri)["nodelist"])


def _no_name_server_answered(error: Exception) -> bool:
    """Whether the look-up behind `mongodb+srv://` failed for now: a name that does not exist is another matter."""
    from dns.exception import Timeout
    from dns.resolver import NoNameservers

    return isinstance(error.__cause__, Timeout | NoNameservers)


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


def stored_event(event: "Event") -> Document:
    """An event as it waits in its document (`outbox`). Its id follows from the rest."""
    return event.model_dump(exclude={"id"})


def parsed(model: type[Model], stored: Document) -> Model:
    """A stored document as its model. Raises StoredDocumentError, which names fields and quotes none of them."""
    fields = {("id" if name == "_id" else name): value for name, value in stored.items()}
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        places = sorted({".".join(map(str, fault["loc"])) for fault in error.errors(include_input=False)})
        message = f"a stored {model.__name__} cannot be read: {', '.join(places[:MAX_PLACES])}"
        raise StoredDocumentError(message) from None


def all_parsed(model: type[Model], stored: Iterable[Document]) -> Iterator[Model]:
    """Those documents of several that can be read: one that cannot is logged, and takes none of the others with it."""
    for one in stored:
        try:
            yield parsed(model, one)
        except StoredDocumentError as error:
            unreadable(one, error)


def insert_missing(collection: Collection[Document], documents: Sequence[Document]) -> None:
    """Those that are not there, by a unique index: a repeat adds nothing."""
    if not documents:
        return
    try:
        collection.insert_many(documents, ordered=False)
    except BulkWriteError as error:
        faults = (error.details or {}).get("writeErrors", [])
        if not faults or any(fault["code"] != DUPLICATE_KEY for fault in faults):
            raise


def unreadable(stored: Document, error: StoredDocumentError) -> None:
    """Log which document is passed over, by its ids."""
    ids = {name: str(stored[name]) for name in PLACE if name in stored}
    logger.error("stored_document_unreadable", extra={"fields": {"reason": error.message, **ids}})


def in_transaction(database: Database, apply: Callable[[ClientSession], Result]) -> Result:
    """What `apply` writes, all or nothing, begun again where another transaction writes the same."""
    with pymongo.timeout(TRANSACTION_TIMEOUT_S), database.client.start_session() as session:
        return session.with_transaction(apply)


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
            if error.code in BAD_CREDENTIALS:
                raise NotConfiguredError("the database refuses the credentials in its connection URI") from error
            raise

    return call
