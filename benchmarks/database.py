"""A MongoDB of a benchmark's own, on which nobody else is."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interview.adapters.mongo.client import Database, connect
from local_cloud.cloud.mongod import Mongod
from local_cloud.processes import free_port

__all__ = ["own_database"]


@contextmanager
def own_database() -> Iterator[Database]:
    """Empty, without an index, and gone at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder,
        Mongod(Path(folder) / "data", port=free_port(), log=Path(folder) / "mongod.log") as mongod,
    ):
        database = connect(mongod.uri, "benchmark")
        with database.client:
            yield database
