"""Hosted CI: what it runs can be run anywhere, what it uses is pinned, and its role can deploy one stage."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from aws_cdk import App
from aws_cdk.assertions import Template as Assertions

from cdk.deploy_role import add_deploy_role
from cdk.inputs import ROOT
from checks import image, sbom
from checks.reference import MAKE_TARGET
from tests.infrastructure.template import Template, as_list

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
STEPS = [
    (workflow.name, job, number, step)
    for workflow in WORKFLOWS
    for job, jobs in yaml.safe_load(workflow.read_text())["jobs"].items()
    for number, step in enumerate(jobs["steps"])
]
IDS = [f"{workflow}-{job}-{number}" for workflow, job, number, _ in STEPS]


@pytest.mark.parametrize("step", [step for *_, step in STEPS], ids=IDS)
def test_each_step_is_a_pinned_action_or_one_target_of_make(step: dict[str, Any]) -> None:
    if "uses" in step:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
    else:
        (target,) = re.fullmatch(r"make ([a-z-]+)", step["run"]).groups()  # type: ignore[union-attr]
        assert target in {name for name, _ in MAKE_TARGET.findall((ROOT / "Makefile").read_text())}


def test_an_action_has_one_pin_with_its_version_beside_it() -> None:
    lines = [line for workflow in WORKFLOWS for line in workflow.read_text().splitlines() if "uses:" in line]
    pins = {tuple(re.search(r"uses: (\S+)@(\S+) # v\d+\.\d+\.\d+$", line).groups()) for line in lines}  # type: ignore[union-attr]
    assert len(pins) == len({action for action, _ in pins})


def test_only_the_deploy_may_ask_for_credentials_and_only_on_a_tag() -> None:
    (workflow,) = [yaml.safe_load(path.read_text()) for path in WORKFLOWS]
    assert workflow["permissions"] == {"contents": "read"}
    asking = {name: job for name, job in workflow["jobs"].items() if "permissions" in job}
    assert list(asking) == ["deploy"]
    assert "refs/tags/" in asking["deploy"]["if"]
    assert set(asking["deploy"]["needs"]) == set(workflow["jobs"]) - {"deploy"}
    runs = [step.get("run", step.get("uses", "").split("@")[0]) for step in asking["deploy"]["steps"]]
    assert runs[-5:] == [
        "make setup",
        "aws-actions/configure-aws-credentials",
        *("make preflight", "make deploy", "make smoke"),
    ]


def test_what_a_change_must_pass_is_what_hosted_ci_runs() -> None:
    (workflow,) = [yaml.safe_load(path.read_text()) for path in WORKFLOWS]
    hosted = [step["run"] for step in workflow["jobs"]["check-and-test"]["steps"] if "run" in step]
    assert re.findall(r"^make .*$", (ROOT / ".ci/run").read_text(), re.MULTILINE) == hosted


# The role


@pytest.fixture(scope="module")
def role() -> dict[str, Any]:
    stack = add_deploy_role(App(), {"stage": "prod", "repository": "acme/interviews"})
    resources: dict[str, Any] = Assertions.from_stack(stack).to_json()["Resources"]
    return resources


def test_the_role_takes_one_environment_of_one_repository(role: dict[str, Any]) -> None:
    (trusted,) = [each for each in role.values() if each["Type"] == "AWS::IAM::Role"]
    (statement,) = trusted["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    assert statement["Condition"] == {
        "StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:acme/interviews:environment:prod",
        }
    }


def test_the_role_changes_nothing_but_by_the_cdks_roles_and_the_smoke_tests_objects(role: dict[str, Any]) -> None:
    (policy,) = [each for each in role.values() if each["Type"] == "AWS::IAM::Policy"]
    reads = re.compile(r"\w+:(Describe|Get|List)\w+")
    for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
        changing = [action for action in as_list(statement["Action"]) if not reads.fullmatch(action)]
        where = json.dumps(statement["Resource"])
        if changing == ["sts:AssumeRole"]:
            assert re.findall(r"cdk-hnb659fds-([a-z-]+)-", where) == ["deploy-role", "file-publishing-role"]
        elif changing:
            assert changing == ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"]
            assert ":s3:::colloquy-prod-storage*/*" in where
        if "secretsmanager:GetSecretValue" in as_list(statement["Action"]):
            assert statement["Condition"] == {"StringEquals": {"secretsmanager:ResourceTag/colloquy:stage": "prod"}}
            assert re.findall(r":secret:Secrets(\w+)\*", where) == ["Mongodb", "Groq", "Deepgram"]
        if statement["Resource"] == "*":
            assert not changing


def test_the_role_reads_neither_an_origin_secret_nor_a_key_of_links(role: dict[str, Any], prod: Template) -> None:
    """Neither as a secret nor as a header that a distribution's origin is sent."""
    (policy,) = [each for each in role.values() if each["Type"] == "AWS::IAM::Policy"]
    assert not re.search(r"cloudfront:|Secrets(Origin|LinkKey|\*)", json.dumps(policy))
    readable = ("SecretsMongodb", "SecretsGroq", "SecretsDeepgram")
    others = sorted(name for name in prod.all("AWS::SecretsManager::Secret") if not name.startswith(readable))
    assert [re.match(r"Secrets(Origin|LinkKey)", name)[1] for name in others] == ["LinkKey", "Origin"]  # type: ignore[index]


@pytest.mark.parametrize("repository", ["", "acme", "acme/*", "a/b/c"])
def test_a_role_for_nobody_in_particular_is_refused(repository: str) -> None:
    with pytest.raises(SystemExit, match="repository=owner/name"):
        add_deploy_role(App(), {"stage": "prod", "repository": repository})


def test_an_account_with_a_provider_gets_no_second_one() -> None:
    stack = add_deploy_role(App(), {"stage": "prod", "repository": "acme/interviews", "provider": "there"})
    Assertions.from_stack(stack).resource_count_is("AWS::IAM::OIDCProvider", 0)


# The image's check, with an engine whose containers are processes

DOCKER = """#!{python}
import os, pathlib, signal, socket, subprocess, sys, time
here = pathlib.Path(__file__).parent
with (here / "asked").open("a") as asked:
    print(*sys.argv[1:], file=asked)
pid = here / "pid"
if sys.argv[1] == "run":
    options, command = sys.argv[2 : sys.argv.index("{image}")], sys.argv[sys.argv.index("{image}") + 1 :]
    given = dict(value.split("=", 1) for name, value in zip(options, options[1:]) if name == "--env")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    given |= {{"HOST": "127.0.0.1", "PORT": port, "PATH": os.environ["PATH"]}} | {change}
    (here / "port").write_text(port)
    if not os.fork():
        with (here / "log").open("wb") as log:
            for stream in (1, 2):
                os.dup2(log.fileno(), stream)
            process = subprocess.Popen(["{python}", *command[1:]], env=given)
        pid.write_text(str(process.pid))
        (here / "exit").write_text(str(process.wait()))
        os._exit(0)
    while not pid.exists() or not pid.read_text():
        time.sleep(0.01)
elif sys.argv[1] == "port":
    print("127.0.0.1:" + (here / "port").read_text())
elif sys.argv[1] == "stop":
    os.kill(int(pid.read_text()), signal.SIGTERM)
    while not (here / "exit").exists() or not (here / "exit").read_text():
        time.sleep(0.01)
elif sys.argv[1] == "logs":
    print((here / "log").read_text())
elif sys.argv[1] == "inspect":
    ended = (here / "exit").exists()
    print((here / "exit").read_text() if "ExitCode" in sys.argv[3] else str(not ended).lower())
elif sys.argv[1] == "rm" and not (here / "exit").exists():
    os.kill(int(pid.read_text()), signal.SIGKILL)
"""


def engine(folder: Path, monkeypatch: pytest.MonkeyPatch, **change: str) -> Path:
    docker = folder / "docker"
    docker.write_text(DOCKER.format(python=sys.executable, image=image.IMAGE, change=change))
    docker.chmod(docker.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder / "asked"


def test_the_image_is_started_as_the_template_says_and_told_to_end(
    prod: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = engine(tmp_path, monkeypatch)

    image.build(tmp_path, "arm64")
    image.check(image.container_of(prod.body), "arm64")

    build, run, *_, _, _, remove = asked.read_text().splitlines()
    assert build.startswith("build --platform linux/arm64")
    assert "--read-only" in run
    for name in prod.container_environment():
        assert f"--env {name}=" in run
    assert run.endswith(" ".join(image.container_of(prod.body)["Command"]))
    assert remove == f"rm --force {image.CONTAINER}"


def test_an_image_that_does_not_live_is_refused_with_its_last_words(
    prod: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine(tmp_path, monkeypatch, PORT="none")
    with pytest.raises(image.ImageError, match="PORT"):
        image.check(image.container_of(prod.body), "arm64")


def test_the_command_says_that_there_is_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = tmp_path / "docker"
    nothing.write_text("#!/bin/sh\necho 'Cannot connect to the Docker daemon' >&2\nexit 1\n")
    nothing.chmod(0o755)
    finished = subprocess.run(
        [sys.executable, "-m", "checks.image"],
        cwd=ROOT,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (finished.returncode, finished.stderr) == (1, "docker version: Cannot connect to the Docker daemon\n")


# Bills of materials


def test_the_pages_bill_names_what_they_are_built_from() -> None:
    bill = sbom.of_pages()
    assert bill["bomFormat"] == "CycloneDX"
    assert {"preact", "@vladmandic/face-api"} <= {
        "/".join(filter(None, [each.get("group"), each["name"]])) for each in bill["components"]
    }


def test_every_lock_of_what_is_deployed_has_a_bill() -> None:
    locks = {path for folder in ("layers", "voice_proxy_container") for path in Path(folder).rglob("requirements.txt")}
    assert set(sbom.PYTHON.values()) == locks
