"""The voice proxy's image: built by CodeBuild in the deploy, once for its sources, or the deploy fails."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cdk import voice_proxy_image_handler as builder
from tests.infrastructure.template import Template, as_list

DIGEST = f"sha256:{'1' * 64}"
WANTED = {"Project": "project", "Repository": "images", "Source": "assets/sources.zip", "Tag": "abc-arm64"}
BY_TAG = {"repositoryName": "images", "imageIds": [{"imageTag": "abc-arm64"}]}
START = {
    "projectName": "project",
    "sourceLocationOverride": "assets/sources.zip",
    "environmentVariablesOverride": [{"name": "TAG", "value": "abc-arm64"}],
    "idempotencyToken": "request-1",
}
LOGS = {"groupName": "builds", "streamName": "1", "deepLink": "https://console.example/1"}


class Cloud:
    """What the function asks AWS, in this order for each service, and what CloudFormation is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, url: str, answers: list[dict[str, Any]]) -> None:
        self.url, self.answers = url, answers
        self.remaining_ms = 600_000
        clients = {name: boto3.client(name, region_name="us-east-1") for name in ("ecr", "codebuild", "logs")}
        self.ecr, self.codebuild, self.logs = (Stubber(clients[name]) for name in ("ecr", "codebuild", "logs"))
        for stubber in (self.ecr, self.codebuild, self.logs):
            stubber.activate()
        monkeypatch.setattr(boto3, "client", lambda name, **_: clients[name])
        monkeypatch.setattr(time, "sleep", lambda _: None)

    def get_remaining_time_in_millis(self) -> int:
        return self.remaining_ms

    def no_image(self) -> None:
        self.ecr.add_client_error("describe_images", "ImageNotFoundException", expected_params=BY_TAG)

    def an_image(self) -> None:
        self.ecr.add_response("describe_images", {"imageDetails": [{"imageDigest": DIGEST}]}, BY_TAG)

    def starts(self) -> None:
        self.codebuild.add_response("start_build", {"build": {"id": "b:1", "buildStatus": "IN_PROGRESS"}}, START)

    def is_seen(self, status: str, **more: Any) -> None:
        build = {"id": "b:1", "buildStatus": status, **more}
        self.codebuild.add_response("batch_get_builds", {"builds": [build]}, {"ids": ["b:1"]})

    def ask(self, request: str = "Create", **more: Any) -> dict[str, Any]:
        event = {
            "RequestType": request,
            "StackId": "stack",
            "RequestId": "request-1",
            "LogicalResourceId": "Image",
            "ResponseURL": self.url,
            "ResourceProperties": WANTED,
            **more,
        }
        builder.handler(event, self)
        for stubber in (self.ecr, self.codebuild, self.logs):
            stubber.assert_no_pending_responses()
        (answer,) = self.answers
        return answer


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    answers: list[dict[str, Any]] = []

    class CloudFormation(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            assert self.headers["content-type"] == ""  # anything else breaks the signature of the address
            answers.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), CloudFormation) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"):
            monkeypatch.setenv(f"AWS_{name}", "test")
        yield Cloud(monkeypatch, f"http://127.0.0.1:{server.server_port}/", answers)
        server.shutdown()


def test_a_build_ends_in_the_digest_of_its_image(cloud: Cloud) -> None:
    cloud.no_image()
    cloud.starts()
    cloud.is_seen("IN_PROGRESS")
    cloud.is_seen("SUCCEEDED")
    cloud.an_image()

    answer = cloud.ask()

    assert (answer["Status"], answer["Data"]) == ("SUCCESS", {"Digest": DIGEST})
    assert (answer["StackId"], answer["RequestId"], answer["LogicalResourceId"]) == ("stack", "request-1", "Image")


@pytest.mark.parametrize("request_type", ["Create", "Update"])
def test_what_was_built_is_not_built_again(cloud: Cloud, request_type: str) -> None:
    """A repeated deploy, and a rollback to earlier sources: no build is started."""
    cloud.an_image()

    assert cloud.ask(request_type, PhysicalResourceId="Image")["Data"] == {"Digest": DIGEST}


def test_an_image_that_another_build_pushed_first_counts(cloud: Cloud) -> None:
    cloud.no_image()
    cloud.starts()
    cloud.is_seen("FAILED")  # the tag is there and never moves
    cloud.an_image()

    assert cloud.ask()["Status"] == "SUCCESS"


def test_a_failed_build_fails_the_deploy_with_its_words(cloud: Cloud) -> None:
    phases = [
        {"phaseType": "PROVISIONING", "phaseStatus": "SUCCEEDED"},
        {"phaseType": "BUILD", "phaseStatus": "FAILED", "contexts": [{"message": "Reason: exit status 1"}]},
        {"phaseType": "COMPLETED"},
    ]
    cloud.no_image()
    cloud.starts()
    cloud.is_seen("FAILED", phases=phases, logs=LOGS)
    cloud.no_image()
    lines = [{"message": "x" * 2000 + "\n"}, {"message": "No matching distribution found for uvloop\n"}]
    asked = {"logGroupName": "builds", "logStreamName": "1", "limit": 10}
    cloud.logs.add_response("get_log_events", {"events": lines}, asked)

    answer = cloud.ask()

    assert answer["Status"] == "FAILED"
    assert answer["Reason"].startswith(
        "The voice proxy's image could not be built: FAILED in BUILD. Reason: exit status 1"
    )
    assert "No matching distribution found for uvloop" in answer["Reason"]
    assert answer["Reason"].endswith("https://console.example/1")
    assert len(json.dumps(answer)) < 4096


def test_a_failed_build_without_a_log_is_named(cloud: Cloud) -> None:
    cloud.no_image()
    cloud.starts()
    cloud.is_seen("STOPPED", logs=LOGS)
    cloud.no_image()
    cloud.logs.add_client_error("get_log_events", "ResourceNotFoundException")

    assert "STOPPED in no phase" in cloud.ask()["Reason"]


def test_an_account_that_may_not_build_is_told_what_to_ask_for(cloud: Cloud) -> None:
    cloud.no_image()
    cloud.codebuild.add_client_error(
        "start_build", "AccountLimitExceededException", "Cannot have more than 0 builds in queue for the account"
    )

    reason = cloud.ask()["Reason"]

    assert "Cannot have more than 0 builds" in reason
    assert "Ask AWS for a higher quota" in reason


def test_a_build_that_takes_too_long_is_answered_for_before_the_function_ends(cloud: Cloud) -> None:
    cloud.remaining_ms = 20_000
    cloud.no_image()
    cloud.starts()

    assert "not over in time: b:1" in cloud.ask()["Reason"]


def test_whatever_goes_wrong_is_answered(cloud: Cloud) -> None:
    assert cloud.ask(ResourceProperties={})["Status"] == "FAILED"


def test_deleting_asks_nothing(cloud: Cloud) -> None:
    answer = cloud.ask("Delete", PhysicalResourceId="Image")
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", "Image")


def test_a_deploy_needs_no_docker(template: Template) -> None:
    """Nothing is left for the deployer's machine to build; what CodeBuild builds is a file of the assembly."""
    listed = json.loads((template.assembly / f"Colloquy-{template.stage}.assets.json").read_text())
    assert listed["dockerImages"] == {}
    _, key = image(template)["Source"]["Fn::Join"][1]
    folder = template.asset({"S3Key": key.removeprefix("/")})
    assert {path.name for path in folder.iterdir()} == {"voice_proxy_container", "interview"}


def test_the_task_runs_the_image_that_was_built_by_its_digest(template: Template) -> None:
    (container,) = template.one("AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    at, digest = container["Image"]["Fn::Join"][1][-2:]
    assert at == "@"
    assert digest == {"Fn::GetAtt": [named("Custom::VoiceProxyImage", template), "Digest"]}


def test_an_image_never_changes_under_its_tag_and_outlasts_many_failed_deploys(template: Template) -> None:
    repository = template.one("AWS::ECR::Repository")
    assert repository["ImageTagMutability"] == "IMMUTABLE"
    (rule,) = json.loads(repository["LifecyclePolicy"]["LifecyclePolicyText"])["rules"]
    assert (rule["selection"]["countType"], rule["selection"]["countNumber"]) == ("imageCountMoreThan", 30)
    assert repository["EmptyOnDelete"] is True


def test_the_build_has_its_rights_before_it_starts(template: Template) -> None:
    """So has the task that pulls."""
    first = template.body["Resources"][named("Custom::VoiceProxyImage", template)]["DependsOn"]
    assert {name[:35] for name in first} >= {"VoiceProxyImageBuildRoleDefaultPoli"}
    service = template.body["Resources"][named("AWS::ECS::Service", template)]["DependsOn"]
    assert [name for name in service if name.startswith("VoiceProxyTaskExecutionRoleDefaultPolicy")]


def test_who_waits_outlasts_who_works(template: Template) -> None:
    project = template.one("AWS::CodeBuild::Project")
    function = template.one("AWS::Lambda::Function", "VoiceProxyImageBuilder")
    build_s = 60 * (project["QueuedTimeoutInMinutes"] + project["TimeoutInMinutes"])
    assert build_s + 60 < function["Timeout"] <= 900
    assert function["Timeout"] < int(image(template)["ServiceTimeout"])


def test_an_image_is_built_on_the_processor_that_runs_it(prod: Template) -> None:
    environment = prod.one("AWS::CodeBuild::Project")["Environment"]
    task = prod.one("AWS::ECS::TaskDefinition")["RuntimePlatform"]["CpuArchitecture"]
    assert (environment["Type"], task, image(prod)["Tag"].split("-")[1]) == ("ARM_CONTAINER", "ARM64", "arm64")
    assert environment["PrivilegedMode"] is True


def test_the_build_reads_its_sources_and_pushes_to_one_repository(template: Template) -> None:
    statements = template.statements(template.one("AWS::CodeBuild::Project")["ServiceRole"])
    (reads,) = [each for each in statements if "s3:GetObject" in as_list(each["Action"])]
    assert reads["Resource"]["Fn::Join"][1][-1].endswith(".zip")
    (pushes,) = [each for each in statements if "ecr:PutImage" in as_list(each["Action"])]
    assert pushes["Resource"]["Fn::GetAtt"][0] == named("AWS::ECR::Repository", template)


def test_the_base_image_comes_from_a_registry_without_a_limit_for_builds_in_aws(template: Template) -> None:
    (dockerfile,) = template.assembly.glob("asset.*/voice_proxy_container/Dockerfile")
    (base,) = [line.split()[1] for line in dockerfile.read_text().splitlines() if line.startswith("FROM ")]
    assert base.startswith("public.ecr.aws/docker/library/python:")


def image(template: Template) -> dict[str, Any]:
    return template.one("Custom::VoiceProxyImage")


def named(kind: str, template: Template) -> str:
    (name,) = template.all(kind)
    return name
