"""The MongoDB server of the local cloud."""

import os
import signal
from pathlib import Path

import pymongo
import pytest

from local_cloud.cloud.mongod import Mongod
from local_cloud.errors import LocalCloudError
from local_cloud.processes import free_port, listening, poll_until


def test_takes_a_transaction(database_uri: str, database_name: str) -> None:
    with pymongo.MongoClient[dict[str, int]](database_uri) as client, client.start_session() as session:
        numbers = client[database_name].numbers
        with session.start_transaction():
            numbers.insert_one({"_id": 1}, session=session)
        assert numbers.count_documents({"_id": 1}) == 1


def test_keeps_its_data_after_sigkill_and_under_another_port(tmp_path: Path) -> None:
    with Mongod(tmp_path / "data", port=free_port(), log=tmp_path / "first.log") as server:
        with pymongo.MongoClient[dict[str, int]](server.uri) as client:
            client.kept.numbers.insert_one({"_id": 1})
        assert server.child is not None
        os.kill(server.child.pid, signal.SIGKILL)
        poll_until(lambda: server.child is not None and server.child.exit_code is not None, timeout_s=5)
    with (
        Mongod(tmp_path / "data", port=free_port(), log=tmp_path / "second.log") as server,
        pymongo.MongoClient[dict[str, int]](server.uri) as client,
    ):
        assert client.kept.numbers.count_documents({"_id": 1}) == 1


def test_ends_with_its_block(tmp_path: Path) -> None:
    port = free_port()
    with Mongod(tmp_path / "data", port=port, log=tmp_path / "mongod.log"):
        assert listening(port)
    assert not listening(port)


def test_says_which_port_is_in_use(tmp_path: Path, mongod: Mongod) -> None:
    port = int(mongod.uri.split(":")[2].split("/")[0])
    server = Mongod(tmp_path / "data", port=port, log=tmp_path / "mongod.log")
    with pytest.raises(LocalCloudError, match=rf"Port {port} \(MongoDB\) is in use"):
        server.start()


def test_says_which_log_to_read_when_it_cannot_start(tmp_path: Path) -> None:
    (tmp_path / "data/mongod.lock").mkdir(parents=True)
    with (
        pytest.raises(LocalCloudError, match=r"MongoDB ended while starting \(exit code .*\): see .*mongod\.log"),
        Mongod(tmp_path / "data", port=free_port(), log=tmp_path / "mongod.log"),
    ):
        pass


def test_uses_the_server_it_is_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_uri: str) -> None:
    monkeypatch.setenv("MONGODB_URI", database_uri)
    with Mongod(tmp_path / "data", port=free_port(), log=tmp_path / "mongod.log") as server:
        assert server.uri == database_uri
        assert server.child is None
