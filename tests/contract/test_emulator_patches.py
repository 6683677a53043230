"""Each mend of the emulator: it still takes hold of this version of ministack, and it does what its reason says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_cloud.cloud.emulator.stubs import STUBS
from local_cloud.processes import poll_until
from tests.contract.conftest import Probe

PATCHES = (
    "run_python_by_the_runtime_client",
    "give_functions_the_environment_of_lambda",
    "let_executions_wait_for_a_free_environment",
    "answer_runtimes_at_once",
    "write_what_functions_say_to_files",
    "count_loopback_as_secure_transport",
    "permit_batches_of_messages_as_single_ones",
    "record_what_means_nothing_here",
    "create_route_responses",
    "deploy_sites_natively",
    "generate_secrets_as_declared",
    "refer_to_secrets_by_arn",
    "leave_secrets_empty_until_set",
    "read_cors_of_http_apis",
    "keep_buckets_over_a_lost_state",
    "name_alarms_of_expressions",
    "give_cookies_to_functions",
    "hide_function_errors",
    "run_containers_as_processes",
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What `python -m local_cloud.cloud.emulator --check` says of each patch."""
    folder: Path = tmp_path_factory.mktemp("check")
    settings = {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "GATEWAY_PORT": "1", "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "local_cloud.cloud.emulator", "--check"]
    said = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=True)
    return dict(line.split(" ", 1) for line in said.stdout.splitlines())


def test_every_patch_is_listed_here(checked: dict[str, str]) -> None:
    assert tuple(checked) == PATCHES


@pytest.mark.parametrize("patch", PATCHES)
def test_takes_hold_of_the_pinned_version(checked: dict[str, str], patch: str) -> None:
    assert checked[patch] == "ok"


def test_every_stub_has_a_reason() -> None:
    assert all(reason.strip() for reason in STUBS.values())


def test_function_sees_its_layer_and_nothing_of_the_host(probe: Probe) -> None:
    found = _invoke(probe, "Environment")
    assert found["layer"] == "from the layer"
    assert Path(found["tool"]).name == "probe-tool"
    assert found["sees_emulator"] is False
    assert found["variables"]["GREETING"] == "hello"
    assert not {"AUTH", "STATE_DIR", "GATEWAY_PORT"} & found["variables"].keys()
    assert found["variables"]["AWS_ACCESS_KEY_ID"].startswith("ASIA")


def test_what_a_function_prints_is_in_a_file(probe: Probe) -> None:
    _invoke(probe, "Environment")
    file = probe.logs / "functions" / f"{probe.outputs['Environment']}.log"
    assert poll_until(lambda: '{"statusCode": 418}' in file.read_text(), timeout_s=5)


def test_what_a_function_prints_is_not_its_answer(probe: Probe) -> None:
    assert "statusCode" not in _invoke(probe, "Environment")


def test_role_may_not_do_what_no_policy_allows(probe: Probe) -> None:
    failed = _invoke(probe, "Forbidden")
    assert failed["errorType"] == "ClientError"
    assert "is not authorized to perform: secretsmanager:GetSecretValue" in failed["errorMessage"]


def test_secret_is_referred_to_by_arn_and_empty_until_set(probe: Probe) -> None:
    secrets = probe.client("secretsmanager")
    arn = probe.outputs["EmptySecret"]
    assert arn.startswith("arn:aws:secretsmanager:")
    with pytest.raises(secrets.exceptions.ResourceNotFoundException):
        secrets.get_secret_value(SecretId=arn)
    secrets.put_secret_value(SecretId=arn, SecretString="value")
    assert secrets.get_secret_value(SecretId=arn)["SecretString"] == "value"


def test_generated_secret_has_no_punctuation(probe: Probe) -> None:
    secrets = probe.client("secretsmanager")
    value = secrets.get_secret_value(SecretId=probe.outputs["GeneratedSecret"])["SecretString"]
    assert len(value) == 48
    assert value.isalnum()


def test_cookies_reach_a_function_as_payload_2_0_has_them(probe: Probe) -> None:
    event = httpx.get(_url(probe, "/api/x?q=1"), headers={"cookie": "a=1; b=2"}).json()["event"]
    assert event["cookies"] == ["a=1", "b=2"]
    assert "cookie" not in event["headers"]


def test_failed_function_is_a_bare_500(probe: Probe) -> None:
    failed = httpx.get(_url(probe, "/api/fail"))
    assert (failed.status_code, failed.content) == (500, b'{"message":"Internal Server Error"}')


def test_cors_of_an_http_api_is_read(probe: Probe) -> None:
    api = probe.client("apigatewayv2").get_api(ApiId=probe.outputs["HttpApi"])
    assert api["CorsConfiguration"]["AllowOrigins"] == ["https://a.example"]


def test_task_runs_its_command_with_the_task_role(probe: Probe) -> None:
    found: dict[str, Any] = {}

    def answers() -> bool:
        try:
            found.update(httpx.get(f"http://127.0.0.1:{probe.container_port}/").json())
        except httpx.TransportError:
            return False
        return True

    assert poll_until(answers, timeout_s=15)
    assert ":assumed-role/Probe-TaskRole-" in found["identity"]
    assert found["variables"]["SECRET_ARN"] == probe.outputs["GeneratedSecret"]
    assert "STATE_DIR" not in found["variables"]


def _invoke(probe: Probe, output: str) -> Any:
    answer = probe.client("lambda").invoke(FunctionName=probe.outputs[output], Payload=b"{}")
    return json.loads(answer["Payload"].read())


def _url(probe: Probe, path: str) -> str:
    return f"{probe.endpoint_url}/_aws/execute-api/{probe.outputs['HttpApi']}/$default{path}"
