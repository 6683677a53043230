"""What the suites share: one real MongoDB server, one deployed local cloud, a fresh database for each test module."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import imageio_ffmpeg
import pytest

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.cloud.mongod import Mongod
from local_cloud.processes import free_port

# Loggers take their service's name when their module is imported, which any test may be the first to do.
os.environ["POWERTOOLS_SERVICE_NAME"] = "api"
os.environ["STAGE"] = "test"

# How long an example takes says more of what else the machine does than of the code.
hypothesis.settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any-machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--base-port", type=int, default=8200, help="first of the six ports of the run's local cloud")


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


@pytest.fixture(scope="session")
def ffmpeg_on_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The FFmpeg of the layer on the PATH, as the cloud has it."""
    folder: Path = tmp_path_factory.mktemp("bin")
    (folder / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(folder), prepend=":")
        yield


@pytest.fixture(scope="session")
def cloud(
    pytestconfig: pytest.Config, mongod: Mongod, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LocalCloud]:
    """The whole cloud, deployed once for the run, with stand-ins for all vendors and a short wait for stragglers."""
    with LocalCloud(
        base_port=pytestconfig.getoption("--base-port"),
        data=tmp_path_factory.mktemp("cloud") / "data",
        settings={"straggler_wait_s": "4"},
        environment={},
        mongod=mongod,
    ) as cloud:
        yield cloud
