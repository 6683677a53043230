"""What the product relies on in AWS is so in the emulator too."""

import json
import urllib.parse
import uuid
from typing import Any

import httpx
import pytest
import websocket

from local_cloud.cloud.aws import client
from local_cloud.processes import poll_until
from tests.contract.conftest import Probe


class TestUploads:
    def test_presigned_post_takes_what_its_policy_allows(self, probe: Probe) -> None:
        assert _post(probe, b"x" * 200).status_code == 204

    @pytest.mark.parametrize(
        ("fields", "body", "refusal"),
        [
            ({}, b"x" * 20, "EntityTooSmall"),
            ({}, b"x" * 5000, "EntityTooLarge"),
            ({"key": "elsewhere/chunk.webm"}, b"x" * 200, "AccessDenied"),
            ({"Content-Type": "text/html"}, b"x" * 200, "AccessDenied"),
            ({"x-amz-signature": "0" * 64}, b"x" * 200, "SignatureDoesNotMatch"),
        ],
    )
    def test_presigned_post_refuses_the_rest(
        self, probe: Probe, fields: dict[str, str], body: bytes, refusal: str
    ) -> None:
        refused = _post(probe, body, fields)
        assert refused.status_code in (400, 403)
        assert f"<Code>{refusal}</Code>" in refused.text

    def test_expired_policy_is_refused(self, probe: Probe) -> None:
        assert _post(probe, b"x" * 200, expires_s=-1).status_code == 403

    def test_any_origin_may_post(self, probe: Probe) -> None:
        url = f"{probe.endpoint_url}/{probe.outputs['Media']}"
        headers = {"Origin": "http://localhost:8000", "Access-Control-Request-Method": "POST"}
        assert httpx.options(url, headers=headers).headers["Access-Control-Allow-Origin"] == "*"

    def test_event_names_the_version_and_its_place_in_the_order(self, probe: Probe) -> None:
        s3 = probe.client("s3")
        media, key = probe.outputs["Media"], f"a b/{uuid.uuid4()}.webm"
        versions = [s3.put_object(Bucket=media, Key=key, Body=body)["VersionId"] for body in (b"one", b"two")]
        told: dict[str, str] = {}

        def both_told() -> bool:
            for entry in _objects_told(probe):
                if urllib.parse.unquote_plus(entry["key"]) == key:
                    told[entry["versionId"]] = entry["sequencer"]
            return set(told) == set(versions)

        assert poll_until(both_told, timeout_s=20, every_s=0.2)
        assert told[versions[0]] < told[versions[1]]
        assert s3.get_object(Bucket=media, Key=key, VersionId=versions[0])["Body"].read() == b"one"


class TestQueues:
    def test_failed_message_goes_to_the_dead_letters_alone(self, probe: Probe) -> None:
        sqs = probe.client("sqs")
        events, dead = probe.outputs["Events"], probe.outputs["DeadLetters"]
        good = sqs.send_message(QueueUrl=events, MessageBody="good")["MessageId"]
        sqs.send_message(QueueUrl=events, MessageBody="poison")
        received: list[str] = []

        def poison_is_dead() -> bool:
            messages = sqs.receive_message(QueueUrl=dead, MaxNumberOfMessages=10).get("Messages", [])
            received.extend(message["Body"] for message in messages)
            return "poison" in received

        assert poll_until(poison_is_dead, timeout_s=30, every_s=0.2)
        assert "good" not in received
        assert any(good in key for key in probe.records("Probe-EventsFunction"))

    def test_groups_of_a_fifo_queue_keep_their_order(self, probe: Probe) -> None:
        sqs = probe.client("sqs")
        bodies = [json.dumps({"n": n, "run": uuid.uuid4().hex}) for n in range(4)]
        for body in bodies:
            sqs.send_message(QueueUrl=probe.outputs["Merges"], MessageBody=body, MessageGroupId="s/1")
        seen: list[str] = []

        def all_seen() -> bool:
            seen[:] = [
                message["body"] for message in _recorded(probe, "Probe-MergesFunction") if message["body"] in bodies
            ]
            return len(seen) == len(bodies)

        assert poll_until(all_seen, timeout_s=20, every_s=0.2)
        assert seen == bodies


def test_map_retries_by_error_name_and_catches_inside_the_iterator(probe: Probe) -> None:
    machine = probe.client("stepfunctions")
    given = json.dumps({"run": uuid.uuid4().hex, "items": ["fine", "busy", "hopeless"]})
    execution = machine.start_execution(stateMachineArn=probe.outputs["Machine"], input=given)["executionArn"]
    assert poll_until(
        lambda: machine.describe_execution(executionArn=execution)["status"] != "RUNNING", timeout_s=30, every_s=0.2
    )
    ended = machine.describe_execution(executionArn=execution)
    assert ended["status"] == "SUCCEEDED"
    assert json.loads(ended["output"]) == [
        {"item": "fine", "tries": 1},
        {"item": "busy", "tries": 2},
        {"item": "hopeless", "error": "BusyError"},
    ]


def test_execution_name_is_taken_once(probe: Probe) -> None:
    machine = probe.client("stepfunctions")
    name, given = uuid.uuid4().hex, json.dumps({"run": uuid.uuid4().hex, "items": []})
    machine.start_execution(stateMachineArn=probe.outputs["Machine"], name=name, input=given)
    with pytest.raises(machine.exceptions.ExecutionAlreadyExists):
        machine.start_execution(stateMachineArn=probe.outputs["Machine"], name=name, input='{"other": 1}')


class TestLive:
    def test_wrong_ticket_is_refused(self, probe: Probe) -> None:
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            websocket.create_connection(_live_url(probe, "wrong"), timeout=10)
        assert refused.value.status_code in (401, 403)

    def test_route_answers_and_pushes(self, probe: Probe) -> None:
        socket = websocket.create_connection(_live_url(probe, "right"), timeout=20)
        try:
            socket.send(json.dumps({"action": "echo"}))
            assert json.loads(socket.recv()) == {"route": "echo", "session": "s1", "secret": "none"}
            socket.send(json.dumps({"action": "push"}))
            assert json.loads(socket.recv()) == {"pushed": True}
        finally:
            socket.close()

    def test_message_to_a_gone_connection_says_so(self, probe: Probe) -> None:
        url = f"{probe.endpoint_url}/_aws/execute-api/{probe.outputs['LiveApi']}/live"
        management = client("apigatewaymanagementapi", url)
        with pytest.raises(management.exceptions.GoneException):
            management.post_to_connection(ConnectionId="gone", Data=b"x")


def _post(probe: Probe, body: bytes, fields: dict[str, str] | None = None, expires_s: int = 60) -> httpx.Response:
    signed = probe.client("s3", signature_version="s3v4").generate_presigned_post(
        probe.outputs["Media"],
        f"s1/0/{uuid.uuid4()}.webm",
        Fields={"Content-Type": "video/webm"},
        Conditions=[
            ["content-length-range", 100, 1000],
            ["starts-with", "$key", "s1/0/"],
            {"Content-Type": "video/webm"},
        ],
        ExpiresIn=expires_s,
    )
    return httpx.post(signed["url"], data=signed["fields"] | (fields or {}), files={"file": body})


def _recorded(probe: Probe, prefix: str) -> list[dict[str, Any]]:
    """Messages the functions recorded, oldest first."""
    s3 = probe.client("s3")
    entries = s3.list_objects_v2(Bucket=probe.outputs["Records"], Prefix=prefix).get("Contents", [])
    bodies = [s3.get_object(Bucket=probe.outputs["Records"], Key=entry["Key"])["Body"].read() for entry in entries]
    return sorted(map(json.loads, bodies), key=lambda message: int(message["attributes"]["SentTimestamp"]))


def _objects_told(probe: Probe) -> list[dict[str, str]]:
    """The objects of the S3 events the queue's function was given."""
    notices = [
        json.loads(message["body"]) for message in _recorded(probe, "Probe-EventsFunction") if "{" in message["body"]
    ]
    return [record["s3"]["object"] for notice in notices for record in notice.get("Records", [])]


def _live_url(probe: Probe, ticket: str) -> str:
    address = probe.endpoint_url.replace("http", "ws")
    return f"{address}/_aws/execute-api/{probe.outputs['LiveApi']}/live?ticket={ticket}"
