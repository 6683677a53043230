"""The functions: what is deployed, with which rights, and how large."""

import json
import re
from itertools import chain
from pathlib import Path

import pytest

from cdk import app, layers
from cdk.inputs import ROOT, digest
from cdk.layers import UNPACKED_LIMIT_MB, dependencies_layer, documents_layer, ffmpeg_layer, images_layer
from cdk.stage import Stage
from tests.infrastructure.template import Template, as_list

FOLDERS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))

# Actions that know no resources, or whose resources have names made at run time.
UNBOUNDED = {
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "ecr:GetAuthorizationToken",
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
    "cloudwatch:DescribeAlarms",
}
OF_THE_CDK = ("BucketNotifications", "CustomCDKBucketDeployment", "CustomS3AutoDelete")

RIGHTS: dict[str, dict[str, str | tuple[str, ...]]] = {
    "api": {
        "s3:PutObject": "Raw",
        "s3:GetObject": "Merged",
        "sqs:SendMessage": (
            "MergeRequestsQueue",
            "ExportsRequestsQueue",
            "InvitationsRequestsQueue",
            "MailLettersQueue",
            "WebhooksRequestsQueue",
        ),
        "states:StartExecution": ("ProcessInterview", "ProcessAnswer"),
        "execute-api:ManageConnections": "WebSocketApi",
        "events:PutEvents": "EventBus",
    },
    "feedback": {},
    "export": {
        "s3:GetObject": "Merged",
        "s3:PutObject": "/exports/*",
        "s3:AbortMultipartUpload": "/exports/*",
        "s3:DeleteObject": "/exports/*",
        "s3:DeleteObjectVersion": "/exports/*",
        "s3:ListBucketVersions": "Merged",
        "sqs:SendMessage": "ExportsRequestsQueue",
        "sqs:ReceiveMessage": "ExportsRequestsQueue",
    },
    "invite": {
        "sqs:SendMessage": "InvitationsRequestsQueue",
        "sqs:ReceiveMessage": "InvitationsRequestsQueue",
        "events:PutEvents": "EventBus",
    },
    "chunk_registered": {
        "sqs:SendMessage": "MergeRequestsQueue",
        "sqs:ReceiveMessage": "ChunkEventsQueue",
        "s3:DeleteObject": "Raw",
        "s3:DeleteObjectVersion": "Raw",
    },
    "merge_requested": {
        "s3:GetObject": "Raw",
        "s3:GetObjectVersion": "Raw",
        "s3:ListBucket": "Raw",
        "s3:ListBucketVersions": "Raw",
        "s3:PutObject": "Merged",
        "s3:AbortMultipartUpload": "Merged",
        "sqs:ReceiveMessage": "MergeRequestsQueue",
        "states:StartExecution": "ProcessAnswer",
    },
    "merge": {
        "s3:GetObject": "Raw",
        "s3:GetObjectVersion": "Raw",
        "s3:ListBucket": "Raw",
        "s3:ListBucketVersions": "Raw",
        "s3:PutObject": "Merged",
        "s3:AbortMultipartUpload": "Merged",
    },
    "transcribe": {"s3:GetObject": "Merged"},
    "sweep": {
        "states:StartExecution": ("ProcessInterview", "ProcessAnswer"),
        "states:DescribeExecution": ("ProcessInterview", "ProcessAnswer"),
        "sqs:SendMessage": ("MergeRequestsQueue", "InvitationsRequestsQueue", "MailLettersQueue"),
        "s3:ListBucketVersions": "Storage",
        "s3:ListBucketMultipartUploads": "Storage",
        "s3:DeleteObject": "Storage",
        "s3:DeleteObjectVersion": "Storage",
        "s3:AbortMultipartUpload": "Storage",
        "events:PutEvents": "EventBus",
    },
    "proctoring": {"execute-api:ManageConnections": "WebSocketApi"},
    "session_changed": {"sqs:ReceiveMessage": "LiveChanges", "execute-api:ManageConnections": "WebSocketApi"},
    "webhooks": {"sqs:ReceiveMessage": "WebhooksRequestsQueue", "sqs:SendMessage": "WebhooksRequestsQueue"},
    "list_sessions": {"sqs:ReceiveMessage": "ListingChanges"},
    "lock": {"events:PutEvents": "EventBus"},
    "await_chunks": {"s3:ListBucketVersions": "Raw"},
    "score": {"events:PutEvents": "EventBus"},
    "finish": {"events:PutEvents": "EventBus"},
    "live_authorizer": {},
}
QUEUE_CONSUMER = {"sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"}
EVERY_FUNCTION = {
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "secretsmanager:GetSecretValue",
}


def test_every_folder_is_deployed_and_every_function_has_a_folder(template: Template) -> None:
    assert sorted(template.functions()) == FOLDERS


@pytest.mark.parametrize("folder", sorted(RIGHTS))
def test_functions_may_do_what_they_must_and_no_more(template: Template, folder: str) -> None:
    allowed = template.allowed(folder)
    own = {action: resources for action, resources in allowed.items() if action not in EVERY_FUNCTION}
    if "sqs:ReceiveMessage" in own:
        own = {action: resources for action, resources in own.items() if action not in QUEUE_CONSUMER}

    assert set(own) == set(RIGHTS[folder])
    for action, targets in RIGHTS[folder].items():
        named = [targets] if isinstance(targets, str) else targets
        assert all(any(target in resource for target in named) for resource in own[action]), action
        assert all(any(target in resource for resource in own[action]) for target in named), action


@pytest.mark.parametrize("folder", sorted(RIGHTS))
def test_functions_read_the_secrets_of_their_environment_alone(template: Template, folder: str) -> None:
    named = {json.dumps(value) for name, value in template.environment(folder).items() if name.endswith("_SECRET_ARN")}
    assert template.allowed(folder)["secretsmanager:GetSecretValue"] == named


def test_no_policy_holds_a_wildcard_beyond_the_named_ones(template: Template) -> None:
    for name, policy in template.all("AWS::IAM::Policy").items():
        if name.startswith(OF_THE_CDK):
            continue
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = set(as_list(statement["Action"]))
            assert not [action for action in actions if "*" in action], name
            if "*" in as_list(statement["Resource"]):
                assert actions <= UNBOUNDED, name


def test_roles_hold_no_managed_policies(template: Template) -> None:
    assert [
        name
        for name, role in template.all("AWS::IAM::Role").items()
        if role.get("ManagedPolicyArns") and not name.startswith(OF_THE_CDK)
    ] == []


def test_functions_share_one_code_asset_of_sources_and_their_bytecode(template: Template) -> None:
    code = {json.dumps(function["Code"], sort_keys=True) for function in template.functions().values()}
    assert len(code) == 1
    folder = template.asset(template.functions()["api"]["Code"])
    assert {path.name for path in folder.iterdir()} == {"functions", "interview"}
    files = {path for path in folder.rglob("*") if path.is_file()}
    assert {path.suffix for path in files if path.parent.name != "__pycache__"} == {".py", ".typ", ".json"}


@pytest.mark.parametrize(
    ("layer", "needed_by"),
    [("Ffmpeg", {"merge", "merge_requested", "export"}), ("Documents", {"export"}), ("Images", {"api"})],
)
def test_a_large_layer_goes_where_it_is_needed(template: Template, layer: str, needed_by: set[str]) -> None:
    layers = {folder: str(function["Layers"]) for folder, function in template.functions().items()}
    assert {folder for folder, named in layers.items() if layer in named} == needed_by


def test_there_is_room_where_media_are_merged(template: Template) -> None:
    for folder in ("merge", "merge_requested"):
        assert template.functions()[folder]["EphemeralStorage"]["Size"] == 4096


def test_functions_are_traced_and_logged_for_a_bounded_time(template: Template) -> None:
    for folder, function in template.functions().items():
        assert function["TracingConfig"] == {"Mode": "Active"}, folder
        group = function["LoggingConfig"]["LogGroup"]["Ref"]
        assert template.all("AWS::Logs::LogGroup")[group]["RetentionInDays"] == {"local": 7, "prod": 90}[template.stage]


def test_a_clean_account_can_hold_them(template: Template) -> None:
    assert not [f for f in template.functions().values() if "ReservedConcurrentExecutions" in f]


@pytest.mark.parametrize("architecture", ["x86_64", "arm64"])
def test_function_and_layers_fit_lambda(prod: Template, architecture: str) -> None:
    stage = Stage.model_validate({"name": "prod", "architecture": architecture})
    folders = [
        prod.asset(prod.functions()["export"]["Code"]),
        dependencies_layer(stage),
        documents_layer(stage),
        ffmpeg_layer(stage),
    ]

    assert sum(size(folder) for folder in folders) / 1e6 < UNPACKED_LIMIT_MB


def test_layers_hold_binaries_of_their_architecture() -> None:
    machines = {"x86_64": 0x3E, "arm64": 0xB7}
    for architecture, machine in machines.items():
        stage = Stage.model_validate({"name": "prod", "architecture": architecture})
        binary = ffmpeg_layer(stage) / "bin" / "ffmpeg"
        assert binary.stat().st_mode & 0o111 == 0o111
        of_packages = [list(folder(stage).rglob("*.so")) for folder in (dependencies_layer, images_layer)]
        assert all(of_packages)
        for path in [binary, *chain.from_iterable(of_packages)]:
            with path.open("rb") as file:
                header = file.read(20)
            assert (header[:4], header[18]) == (b"\x7fELF", machine), path


def test_a_layer_takes_its_room_once_however_often_it_is_synthesized(tmp_path: Path) -> None:
    layer, same, other = (tmp_path / name / "bin" / "ffmpeg" for name in ("layer", "asset.1", "asset.2"))
    for path, content in ((layer, b"of the layer"), (same, b"of the layer"), (other, b"another's")):
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    app.share(tmp_path / "layer", tmp_path)
    assert same.samefile(layer)
    assert other.read_bytes() == b"another's"


def test_layers_are_the_same_whoever_builds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage.model_validate({"name": "prod"})
    here = [dependencies_layer(stage), ffmpeg_layer(stage)]
    monkeypatch.setattr(layers, "BUILD", tmp_path)
    elsewhere = [dependencies_layer(stage), ffmpeg_layer(stage)]

    for one, other in zip(here, elsewhere, strict=True):
        assert digest(["**/*"], root=one) == digest(["**/*"], root=other)
        assert compiled(one) == compiled(other)


def test_no_secret_stands_in_the_template(template: Template) -> None:
    secrets = template.all("AWS::SecretsManager::Secret")
    valueless = {name for name, secret in secrets.items() if not {"SecretString", "GenerateSecretString"} & set(secret)}
    assert {name[:10] for name in valueless} == {"SecretsMon", "SecretsGro", "SecretsDee"}
    assert not [name for name, secret in secrets.items() if "SecretString" in secret]


def compiled(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pyc")}


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_no_log_outlives_the_days_of_the_stage(template: Template) -> None:
    groups = template.all("AWS::Logs::LogGroup")
    assert len({group["RetentionInDays"] for group in groups.values()}) == 1
    for name, function in template.all("AWS::Lambda::Function").items():
        assert function["LoggingConfig"]["LogGroup"]["Ref"] in groups, name


def test_the_canary_is_not_told_where_the_database_is(template: Template) -> None:
    assert not [name for name in template.environment("canary") if "MONGODB" in name]
    assert "Mongodb" not in str(template.allowed("canary"))


def test_the_layer_describes_each_service_that_functions_call() -> None:
    sources = [path for folder in ("interview/adapters", "functions") for path in (ROOT / folder).rglob("*.py")]
    called = {name for path in sources for name in re.findall(r'\.client\(\s*"([a-z0-9-]+)"', path.read_text())}
    described = dependencies_layer(Stage(name="prod", architecture="x86_64")) / "python/botocore/data"
    assert called == {path.name for path in described.iterdir() if path.is_dir()}
