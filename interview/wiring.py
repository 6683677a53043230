"""Every use case with its production dependencies: the one place where the product is put together.

An entry point loads its settings, builds what it needs here at import, and calls it. Nothing connects before the
first call: a function without a database address starts, and answers that it is not configured.
"""

from functools import cache

from interview.adapters.mongo import (
    AnswerRepository,
    ChunkRepository,
    SessionRepository,
    TicketRepository,
    connect,
)
from interview.adapters.mongo.client import Database
from interview.adapters.secrets import secret
from interview.settings import (
    AwaitChunksSettings,
    ChunkRegisteredSettings,
    DatabaseSettings,
    SweepSettings,
)


@cache
def database(settings: DatabaseSettings) -> Database:
    """One client a process. Raises NotConfiguredError until an operator has set the address."""
    return connect(secret(settings.mongodb_secret_arn, "the database"), settings.mongodb_database)
