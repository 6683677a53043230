"""The voice proxy: its place in the network, and its container run as the Dockerfile says."""

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cdk.inputs import ROOT
from local_cloud.processes import free_port, listening, poll_until
from tests.infrastructure.template import Template, as_list
from voice_proxy_container.relay import PING_EVERY_S
from voice_proxy_container.server import LEAVE_TIMEOUT_S
from voice_proxy_container.settings import VoiceProxySettings
from voice_proxy_container.task_standing import LOOK_EVERY_S

DOCKERFILE = ROOT / "voice_proxy_container" / "Dockerfile"
DEADLINE_S = 20


def container(template: Template) -> dict[str, Any]:
    (only,) = template.one("AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    return dict(only)


def test_the_load_balancer_asks_for_liveness_alone(template: Template) -> None:
    assert template.one("AWS::ElasticLoadBalancingV2::TargetGroup")["HealthCheckPath"] == "/voice/live"
    assert "HealthCheck" not in container(template)


def test_a_task_hands_its_sessions_over_before_the_load_balancer_cuts_them(template: Template) -> None:
    assert container(template)["StopTimeout"] == 120
    attributes = {
        each["Key"]: each["Value"]
        for each in template.one("AWS::ElasticLoadBalancingV2::TargetGroup")["TargetGroupAttributes"]
    }
    delay_s = int(attributes["deregistration_delay.timeout_seconds"])
    assert delay_s >= LOOK_EVERY_S + LEAVE_TIMEOUT_S + PING_EVERY_S


def test_a_task_may_protect_itself_ask_for_itself_and_read_its_three_secrets(template: Template) -> None:
    statements = template.statements(template.one("AWS::ECS::TaskDefinition")["TaskRoleArn"])
    of_tasks = {"ecs:GetTaskProtection", "ecs:UpdateTaskProtection", "ecs:DescribeTasks"}
    actions = {action for each in statements for action in as_list(each["Action"])}
    assert actions == {"secretsmanager:GetSecretValue", "ecs:DescribeServices", *of_tasks}
    for each in statements:
        asked = set(as_list(each["Action"]))
        if asked <= {"ecs:DescribeServices", *of_tasks}:
            *_, kind, _, any_of_it = each["Resource"]["Fn::Join"][1]
            assert kind.endswith(":service/" if asked == {"ecs:DescribeServices"} else ":task/")
            assert any_of_it == "/*"


def test_only_cloudfront_reaches_the_load_balancer_and_only_it_the_tasks(template: Template) -> None:
    """By its origin-facing prefix list: its calls come from no address of the VPC, and the list fills a group."""
    rules = template.all("AWS::EC2::SecurityGroupIngress").values()
    to_balancer, to_tasks = sorted(rules, key=lambda rule: rule["FromPort"])
    assert to_balancer["SourcePrefixListId"] == in_region("CloudFront")
    assert (to_balancer["FromPort"], to_balancer["ToPort"]) == (80, 80)
    assert to_tasks["SourceSecurityGroupId"] == to_balancer["GroupId"]
    assert all("SecurityGroupIngress" not in group for group in template.all("AWS::EC2::SecurityGroup").values())


def in_region(key: str) -> dict[str, Any]:
    return {"Fn::FindInMap": ["VoiceProxyRegions27D0A2D7", {"Ref": "AWS::Region"}, key]}


def test_subnets_stand_in_zones_that_cloudfront_reaches(template: Template) -> None:
    subnets = template.all("AWS::EC2::Subnet").values()
    assert all("AvailabilityZone" not in subnet for subnet in subnets)
    zones = [subnet["AvailabilityZoneId"] for subnet in subnets]
    assert sorted(map(str, zones)) == sorted(map(str, [in_region("Zone1"), in_region("Zone2")] * 2))

    (mapping,) = template.body["Mappings"].values()
    assert mapping["us-east-1"] == {"CloudFront": "pl-3b927c52", "Zone1": "use1-az4", "Zone2": "use1-az6"}
    unreachable = {"use1-az3", "usw1-az2", "apne1-az3", "apne2-az1", "cac1-az3"}
    for region in mapping.values():
        assert re.fullmatch("pl-[0-9a-f]{8}", region["CloudFront"])
        assert region["Zone1"] != region["Zone2"]
        assert unreachable.isdisjoint(region.values())


def test_tasks_call_out_without_a_nat_gateway(template: Template) -> None:
    assert template.all("AWS::EC2::NatGateway") == {}
    network = template.one("AWS::ECS::Service")["NetworkConfiguration"]["AwsvpcConfiguration"]
    assert network["AssignPublicIp"] == "ENABLED"


def test_tasks_scale_with_the_stage(template: Template) -> None:
    target = template.one("AWS::ApplicationAutoScaling::ScalableTarget")
    assert (target["MinCapacity"], target["MaxCapacity"]) == (1, 4)


def test_the_container_is_given_what_its_settings_read_and_nothing_else(template: Template) -> None:
    given_by_ecs = {"ECS_AGENT_URI", "ECS_CONTAINER_METADATA_URI_V4"}
    read = {field.upper() for field in VoiceProxySettings.model_fields}
    assert set(template.container_environment()) == read - given_by_ecs


def test_sockets_open_for_pages_of_the_distribution(prod: Template) -> None:
    """CloudFront does not pass the viewer's Host on: without a domain of the operator's, it is the distribution's."""
    before, domain = prod.container_environment()["SITE_ORIGINS"]["Fn::Join"][1]
    assert before == "https://"
    name, attribute = domain["Fn::GetAtt"]
    assert attribute == "DomainName"
    assert name in prod.all("AWS::CloudFront::Distribution")


def test_sockets_open_for_pages_of_the_origins_that_a_stage_names(local: Template) -> None:
    assert local.container_environment()["SITE_ORIGINS"] == "http://localhost:8000,http://127.0.0.1:8000"


def test_the_image_runs_unprivileged_from_locked_requirements() -> None:
    lines = DOCKERFILE.read_text().splitlines()
    assert any(line.startswith("USER ") and line.split()[1].split(":")[0] not in {"0", "root"} for line in lines)
    assert any("--require-hashes" in line for line in lines)


def test_the_template_starts_what_the_image_starts(template: Template) -> None:
    assert container(template)["Command"] == dockerfile_command()


def dockerfile_command() -> list[str]:
    (line,) = (line for line in DOCKERFILE.read_text().splitlines() if line.startswith("CMD "))
    command: list[str] = json.loads(line.removeprefix("CMD "))
    return command


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory, prod: Template) -> Path:
    """A folder with what the Dockerfile copies from the staged build context, and a clean environment."""
    root = tmp_path_factory.mktemp("image")
    (context,) = (path.parent.parent for path in prod.assembly.glob("asset.*/voice_proxy_container/Dockerfile"))
    for line in DOCKERFILE.read_text().splitlines():
        if line.startswith("COPY "):
            source, target = shlex.split(line)[1:]
            if (context / source).is_dir():
                shutil.copytree(context / source, root / target)
            else:
                shutil.copyfile(context / source, root / target)
    uv = str(Path(sys.executable).parent / "uv")
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(root / "venv")], check=True)
    install = ["--python", str(root / "venv/bin/python"), "--only-binary", ":all:", "--require-hashes"]
    subprocess.run([uv, "pip", "install", "--quiet", *install, "-r", str(root / "requirements.txt")], check=True)
    return root


@pytest.fixture
def running(image: Path, prod: Template) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The container's command, with the template's environment and no AWS to reach."""
    port = free_port()
    environment = {
        **{name: value for name, value in prod.container_environment().items() if isinstance(value, str)},
        "MONGODB_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:000000000000:secret:mongodb",
        "DEEPGRAM_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:000000000000:secret:deepgram",
        "GROQ_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:000000000000:secret:groq",
        "SITE_ORIGINS": "https://interviews.example.com",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "PATH": f"{image / 'venv/bin'}:{os.environ['PATH']}",
    }
    process = subprocess.Popen(dockerfile_command(), cwd=image, env=environment)
    try:
        assert poll_until(lambda: listening(port) or process.poll() is not None, timeout_s=DEADLINE_S)
        yield process, f"127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def ask(address: str, path: str) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection(address, timeout=DEADLINE_S)
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, json.load(answer)


def test_the_container_lives_tells_what_is_missing_and_ends_on_sigterm(
    running: tuple[subprocess.Popen[bytes], str],
) -> None:
    process, address = running

    assert ask(address, "/voice/live") == (200, {"live": True})
    status, health = ask(address, "/voice/health")
    assert (status, health["healthy"]) == (503, False)
    # It asks AWS again and again, with pauses of chance, and may say first that this took too long.
    assert poll_until(lambda: len(ask(address, "/voice/health")[1]["missing"]) == 2, timeout_s=DEADLINE_S)
    assert ask(address, "/voice?ticket=1")[0] == 503

    process.send_signal(signal.SIGTERM)
    assert process.wait(DEADLINE_S) == 0


def test_the_container_names_what_its_environment_lacks(image: Path) -> None:
    finished = subprocess.run(
        dockerfile_command(),
        cwd=image,
        env={"PATH": f"{image / 'venv/bin'}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 2
    assert "DEEPGRAM_AGENT_URL" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_the_network_is_whole_before_what_needs_it_and_goes_after_it(template: Template) -> None:
    """A gateway with tasks behind it cannot be detached, and CloudFront reaches no VPC without one."""
    attached = set(template.all("AWS::EC2::VPCGatewayAttachment"))
    routes = {name for name in template.all("AWS::EC2::Route") if "DefaultRoute" in name}
    for route in routes:
        assert attached <= set(template.body["Resources"][route]["DependsOn"])
    for kind in ("AWS::ECS::Service", "AWS::ElasticLoadBalancingV2::LoadBalancer"):
        (resource,) = (each for each in template.body["Resources"].values() if each["Type"] == kind)
        assert routes <= set(resource["DependsOn"]), kind
