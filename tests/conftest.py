"""What the suites share: one real MongoDB server for the whole run, a fresh database for each test module."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_cloud.mongod import Mongod
from local_cloud.processes import free_port


@pytest.fixture(scope="session")
def mongod(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mongod]:
    folder: Path = tmp_path_factory.mktemp("mongod")
    with Mongod(folder / "data", port=free_port(), log=folder / "mongod.log") as server:
        yield server


@pytest.fixture(scope="session")
def database_uri(mongod: Mongod) -> str:
    """Connection string of the test run's MongoDB server."""
    return mongod.uri


@pytest.fixture(scope="module")
def database_name() -> str:
    """A name no other test module uses: dropping a database is slower than taking a new one."""
    return f"test_{uuid.uuid4().hex[:12]}"
