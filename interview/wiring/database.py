"""The database, which nearly every use case needs."""

from interview.adapters.mongo.client import Database, connect
from interview.adapters.secrets import secret
from interview.settings import DatabaseSettings
from interview.wiring.kept import kept


@kept
def database(settings: DatabaseSettings) -> Database:
    """One client a process. Raises NotYetConfiguredError until an operator has set the address."""
    return connect(secret(settings.mongodb_secret_arn, "the database"), settings.mongodb_database)
