"""What the emulator keeps: everything when asked to end, the objects and their versions when killed."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_cloud.cloud.aws import client
from local_cloud.cloud.deploy import deploy
from local_cloud.cloud.emulator.server import Emulator
from local_cloud.processes import free_port, poll_until
from tests.contract.probe.stack import synthesize


class _Emulator(Emulator):
    """An emulator that knows the port of its probe stack's task."""

    container_port: int


@pytest.fixture
def restarted(tmp_path: Path) -> Any:
    """A function that starts the emulator on the same data and port each time, with the probe stack deployed."""
    port, container_port = free_port(), free_port()
    assembly = synthesize(tmp_path / "assembly", container_port=container_port)

    @contextmanager
    def start() -> Iterator[tuple[_Emulator, dict[str, str]]]:
        emulator = _Emulator(tmp_path / "data", port=port, log=tmp_path / "emulator.log")
        emulator.container_port = container_port
        try:
            emulator.start()
            emulator.wait_until_ready()
            yield emulator, deploy(assembly, emulator.endpoint_url)
        finally:
            emulator.stop()

    return start


@pytest.mark.parametrize("killed", [False, True], ids=["asked to end", "killed"])
def test_objects_and_their_versions_outlive_the_emulator(restarted: Any, *, killed: bool) -> None:
    with restarted() as (emulator, outputs):
        s3 = client("s3", emulator.endpoint_url)
        media = outputs["Media"]
        first, second = (
            s3.put_object(Bucket=media, Key="a/0.webm", Body=body)["VersionId"] for body in (b"one", b"two")
        )
        client("secretsmanager", emulator.endpoint_url).put_secret_value(
            SecretId=outputs["EmptySecret"], SecretString="value"
        )
        if killed:
            os.kill(emulator.child.pid, signal.SIGKILL)
            assert poll_until(lambda: emulator.child.exit_code is not None, timeout_s=5)

    with restarted() as (emulator, again):
        assert again["Media"] == media
        s3 = client("s3", emulator.endpoint_url)
        for version, body in ((first, b"one"), (second, b"two")):
            assert s3.get_object(Bucket=media, Key="a/0.webm", VersionId=version)["Body"].read() == body
        assert s3.get_bucket_versioning(Bucket=media)["Status"] == "Enabled"
        queues = s3.get_bucket_notification_configuration(Bucket=media)["QueueConfigurations"]
        assert [queue["Events"] for queue in queues] == [["s3:ObjectCreated:*"]]
        if not killed:
            secrets = client("secretsmanager", emulator.endpoint_url)
            assert secrets.get_secret_value(SecretId=outputs["EmptySecret"])["SecretString"] == "value"


def test_changed_task_takes_the_place_of_the_old_one(restarted: Any, tmp_path: Path) -> None:
    with restarted() as (emulator, _):
        port = emulator.container_port
        assert poll_until(lambda: _greeting(port) == "none", timeout_s=15, every_s=0.1)
        changed = synthesize(tmp_path / "changed", container_port=port, greeting="changed")
        deploy(changed, emulator.endpoint_url)
        assert poll_until(lambda: _greeting(port) == "changed", timeout_s=15, every_s=0.1)


def _greeting(port: int) -> str | None:
    """The variable GREETING of the task that answers; None while none does."""
    try:
        variables: dict[str, str] = httpx.get(f"http://127.0.0.1:{port}/").json()["variables"]
    except httpx.TransportError:
        return None
    return variables["GREETING"]
