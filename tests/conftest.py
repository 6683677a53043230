"""What the suites share: one real MongoDB server, one deployed local cloud, a fresh database for each test module."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import imageio_ffmpeg
import pytest

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.cloud.mongod import Mongod
from local_cloud.cloud.vendors import DEEPGRAM
from local_cloud.processes import free_port
from local_cloud.simulation.recordings import recording
from tests.stand_ins import StandIn, running

SCRIPT = recording("incident").answer
MEMORY = Path("/dev/shm")  # noqa: S108 (Linux keeps it in memory)

# Loggers take their service's name when their module is imported, which any test may be the first to do.
os.environ["POWERTOOLS_SERVICE_NAME"] = "api"
os.environ["STAGE"] = "test"

# How long an example takes says more of what else the machine does than of the code.
hypothesis.settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any-machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fuzz-minutes", type=float, default=0, help="how long to send the API whatever it describes")
    parser.addoption("--fuzz-as", action="append", help="these callers alone: admin, candidate, key, viewer")
    parser.addoption("--fuzz-folder", help="where each answer is written down")
    parser.addoption("--examples", action="store_true", help="take the API's examples from what tests call")
    parser.addoption("--base-port", type=int, default=8200, help="first of the eight ports of the run's local cloud")


@pytest.fixture(scope="session")
def mongod() -> Iterator[Mongod]:
    """Its data are in memory where the system has a folder there: each write and each index waits for the disk."""
    in_memory = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    with (
        tempfile.TemporaryDirectory(dir=in_memory, prefix="colloquy-mongod-") as folder,
        Mongod(Path(folder) / "data", port=free_port(), log=Path(folder) / "mongod.log") as server,
    ):
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
    """The whole cloud, deployed once for the run, with stand-ins for all vendors and a short wait for stragglers.

    Whoever speaks in it is heard to say the answer about an incident, except for tests that take `recogniser`; the
    interviewer has the voice that costs least.
    """
    with LocalCloud(
        base_port=pytestconfig.getoption("--base-port"),
        data=tmp_path_factory.mktemp("cloud") / "data",
        environment={},
        mongod=mongod,
    ) as cloud:
        wait_for_stragglers(cloud, seconds=4)
        deepgram_of(cloud).script(SCRIPT)
        deepgram_of(cloud).speak(plainly=True)
        yield cloud


@pytest.fixture(scope="session")
def deepgram_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """Deepgram's stand-in alone, once for the run: its recognisers and voices take seconds to load."""
    with running("local_cloud.stand_ins.deepgram_stand_in", tmp_path_factory.mktemp("deepgram")) as process:
        yield process


@pytest.fixture(scope="module")
def deepgram_stand_in(deepgram_process: StandIn) -> Iterator[StandIn]:
    """It, as it starts: whatever a module changes of it, the next finds as it was."""
    yield deepgram_process
    deepgram_process.reset()
    deepgram_process.limit()
    deepgram_process.script(None)
    deepgram_process.speak(plainly=False)


@pytest.fixture
def recogniser(cloud: LocalCloud) -> Iterator[None]:
    """What is said in this test is heard."""
    deepgram_of(cloud).script(None)
    yield
    deepgram_of(cloud).script(SCRIPT)


def wait_for_stragglers(cloud: LocalCloud, *, seconds: int) -> None:
    """Where it is deployed: as a setting of the stage it would take another synthesis than `make run` does."""
    functions = cloud.client("lambda")
    listed = functions.get_paginator("list_functions").paginate()
    [waiting] = [each for page in listed for each in page["Functions"] if "await_chunks" in each["Handler"]]
    variables = waiting["Environment"]["Variables"] | {"STRAGGLER_WAIT_S": str(seconds)}
    functions.update_function_configuration(FunctionName=waiting["FunctionName"], Environment={"Variables": variables})


def deepgram_of(cloud: LocalCloud) -> StandIn:
    return StandIn(f"http://127.0.0.1:{cloud.base_port + DEEPGRAM.port}")
