"""The emulator with the probe stack on it, once for the suite."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local_cloud.cloud.aws import client
from local_cloud.cloud.deploy import Assembly, deploy
from local_cloud.cloud.emulator.server import Emulator
from local_cloud.processes import free_port
from tests.contract.probe.stack import synthesize


@dataclass
class Probe:
    """The deployed probe stack. `outputs`: see `probe.stack.template`."""

    assembly: Assembly
    endpoint_url: str
    outputs: dict[str, str]
    container_port: int
    logs: Path

    def client(self, service: str, **config: Any) -> Any:
        return client(service, self.endpoint_url, **config)

    def records(self, prefix: str) -> list[str]:
        """Keys below `prefix` in the bucket where the probe's functions leave their traces."""
        listed = self.client("s3").list_objects_v2(Bucket=self.outputs["Records"], Prefix=prefix)
        return [entry["Key"] for entry in listed.get("Contents", [])]


@pytest.fixture(scope="session")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Probe]:
    folder: Path = tmp_path_factory.mktemp("emulator")
    container_port = free_port()
    emulator = Emulator(folder / "data", port=free_port(), log=folder / "emulator.log")
    try:
        emulator.start()
        emulator.wait_until_ready()
        assembly = synthesize(folder / "assembly", container_port=container_port)
        yield Probe(assembly, emulator.endpoint_url, deploy(assembly, emulator.endpoint_url), container_port, folder)
    finally:
        emulator.stop()
