from collections.abc import Iterator

import pytest

from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.indexes import create_indexes


@pytest.fixture(scope="module")
def database(database_uri: str, database_name: str) -> Iterator[Database]:
    """A real, empty database with its indexes."""
    store = connect(database_uri, database_name)
    create_indexes(store)
    yield store
    store.client.close()
