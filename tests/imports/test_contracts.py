"""Each contract on imports refuses what it is there to refuse: an import planted among the real ones."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter import api
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

TYPES: dict[str, type[Contract]] = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
}
CONFIGURATION = api.read_configuration(str(Path(__file__).parents[2] / "pyproject.toml"))
OPTIONS: dict[str, dict[str, Any]] = {options["name"]: options for options in CONFIGURATION["contracts_options"]}
PLANTED = {
    "The local cloud stands above the functions and the container, these above the product": [
        ("functions.lock.handler", "local_cloud.cloud.cloud"),
        ("voice_proxy_container.relay", "functions.api.handler"),
        ("interview.use_cases.sessions.issue_link", "functions.api.service"),
    ],
    "Functions do not import one another": [("functions.merge.handler", "functions.score.handler")],
    "Inside the local cloud: who plays a person, the cloud, the stand-ins": [
        ("local_cloud.stand_ins.stand_in", "local_cloud.cloud.aws"),
        ("local_cloud.cloud.deploy", "local_cloud.simulation.recruiter"),
        ("local_cloud.errors", "local_cloud.processes"),
    ],
    "Inside the product: entry points, wiring, settings, use cases, adapters, domain, errors": [
        ("interview.domain.quotas", "interview.entrypoints.step"),
        ("interview.use_cases.accounts.sign_in", "interview.entrypoints.http.problems"),
        ("interview.use_cases.accounts.sign_in", "interview.settings"),
        ("interview.adapters.s3", "interview.wiring.database"),
        ("interview.domain.sessions.session", "interview.adapters.s3"),
        ("interview.errors", "interview.domain.clock"),
    ],
    "Inside the domain: a capability knows those below it, and none beside it": [
        ("interview.domain.recordings.merging", "interview.domain.sessions.answer"),
        ("interview.domain.recordings.merging", "interview.domain.transcripts.transcript"),
        ("interview.domain.evaluation.scoring", "interview.domain.sessions.session"),
        ("interview.domain.sessions.session", "interview.domain.proctoring"),
        ("interview.domain.clock", "interview.domain.tokens"),
    ],
    "Capabilities form no circle": [
        ("interview.use_cases.live.fan_out", "interview.use_cases.accounts.sign_out"),
        ("voice_proxy_container.threads", "voice_proxy_container.server"),
    ],
    "The domain and the use cases name no library of a vendor or a network": [
        ("interview.use_cases.recordings.issue_upload", "boto3"),
        ("interview.domain.evaluation.scoring", "groq"),
        *(
            ("interview.use_cases.recordings.issue_upload", library)
            for library in ("http", "requests", "selectors", "socket", "ssl", "subprocess")
        ),
    ],
    "Conversation and protocol are free of I/O": [
        ("voice_proxy_container.conversation.conversation", "asyncio"),
        ("voice_proxy_container.conversation.conversation", "voice_proxy_container.storage.line_writer"),
        ("voice_proxy_container.protocol.agent", "boto3"),
        ("voice_proxy_container.protocol.frames", "ssl"),
        *(
            (f"voice_proxy_container.{module}", library)
            for module in ("conversation.conversation", "protocol.frames")
            for library in ("http", "httpx", "requests", "select", "selectors", "socket", "subprocess", "urllib")
        ),
    ],
    "What runs imports nothing of the template, the tests and the checks": [
        ("interview.settings", "cdk.stage"),
        ("functions.lock.handler", "cdk.sizing"),
        ("voice_proxy_container.server", "cdk.sizing"),
        ("local_cloud.cloud.deploy", "cdk.sizing"),
        *(("functions.lock.handler", package) for package in ("benchmarks", "checks", "evaluation", "smoke", "tests")),
    ],
    "Piper, which is under the GPL, is in its own process alone": [
        ("local_cloud.stand_ins.deepgram.voice", "piper"),
        ("voice_proxy_container.server", "piper"),
    ],
    "The template stands alone": [("cdk.functions", "local_cloud.cloud.cloud")],
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    packages = CONFIGURATION["session_options"]["root_packages"]
    return grimp.build_graph(*packages, include_external_packages=True, cache_dir=None)


def is_kept(name: str, graph: grimp.ImportGraph) -> bool:
    options = OPTIONS[name]
    contract = TYPES[options["type"]](name, CONFIGURATION["session_options"], options)
    return contract.check(deepcopy(graph), verbose=False).kept


@pytest.mark.parametrize("name", OPTIONS)
def test_a_contract_is_kept_until_an_import_is_planted(name: str, graph: grimp.ImportGraph) -> None:
    assert is_kept(name, graph)
    for importer, imported in PLANTED[name]:
        planted = deepcopy(graph)
        assert importer in planted.modules
        if imported not in planted.modules:
            planted.add_module(imported, is_squashed=True)
        planted.add_import(importer=importer, imported=imported)
        assert not is_kept(name, planted), f"{importer} may import {imported}"


def test_a_module_beside_the_layers_is_refused(graph: grimp.ImportGraph) -> None:
    for name, module in (
        ("Inside the product: entry points, wiring, settings, use cases, adapters, domain, errors", "interview.utils"),
        ("Inside the domain: a capability knows those below it, and none beside it", "interview.domain.helpers"),
    ):
        planted = deepcopy(graph)
        planted.add_module(module)
        assert not is_kept(name, planted)
