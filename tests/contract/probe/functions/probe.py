"""Functions of the probe stack: each shows one thing the product relies on."""

import json
import os
import shutil
import sys
from typing import Any

import boto3


class BusyError(Exception):
    """An error a state machine retries by its name."""


def environment(event: Any, context: Any) -> Any:
    """What a function finds around it."""
    try:
        import ministack  # noqa: F401 - the emulator's own environment must not shine through

        sees_emulator = True
    except ImportError:
        sees_emulator = False
    print('{"statusCode": 418}')  # output is no answer
    return {
        "variables": dict(os.environ),
        "tool": shutil.which("probe-tool"),
        "layer": __import__("probe_layer").VALUE,
        "sees_emulator": sees_emulator,
        "name": context.function_name,
        "event": event,
        "python": list(sys.version_info[:2]),
    }


def http(event: Any, context: Any) -> Any:
    """An HTTP API's function: fails on demand, else answers what it was given."""
    if event["rawPath"].endswith("/fail"):
        raise RuntimeError("a secret detail")
    answer = {"event": event, "pid": os.getpid()}
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(answer)}


def record(event: Any, context: Any) -> Any:
    """A queue's function: keeps each message as an object, and fails those that ask for it."""
    s3 = boto3.client("s3")
    failures = []
    for message in event["Records"]:
        if "poison" in message["body"]:
            failures.append({"itemIdentifier": message["messageId"]})
            continue
        key = f"{context.function_name}/{message['messageId']}.json"
        s3.put_object(Bucket=os.environ["RECORDS"], Key=key, Body=json.dumps(message))
    return {"batchItemFailures": failures}


def step(event: Any, context: Any) -> Any:
    """A state's task: fails as often as it is told to, by name."""
    s3 = boto3.client("s3")
    key = f"steps/{event['run']}/{event['item']}"
    made = s3.list_objects_v2(Bucket=os.environ["RECORDS"], Prefix=key + "/").get("KeyCount", 0)
    s3.put_object(Bucket=os.environ["RECORDS"], Key=f"{key}/{made}", Body=b"tried")
    if event["item"] == "hopeless" or (event["item"] == "busy" and made < 1):
        raise BusyError("not now")
    return {"item": event["item"], "tries": made + 1}


def forbidden(event: Any, context: Any) -> Any:
    """Reads what its role does not allow."""
    boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET"])


def authorize(event: Any, context: Any) -> Any:
    """A WebSocket's authorizer: the ticket must be right."""
    allowed = (event.get("queryStringParameters") or {}).get("ticket") == "right"
    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow" if allowed else "Deny",
        "Resource": event["methodArn"],
    }
    return {
        "principalId": "candidate",
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": {"session": "s1", "secret": event["headers"].get("x-origin-secret", "none")},
    }


def live(event: Any, context: Any) -> Any:
    """A WebSocket's function: answers its route, and sends one message by the management API."""
    route = event["requestContext"]["routeKey"]
    if route == "push":
        management = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["LIVE_ENDPOINT"])
        management.post_to_connection(ConnectionId=event["requestContext"]["connectionId"], Data=b'{"pushed":true}')
    known = event["requestContext"].get("authorizer", {})
    return {
        "statusCode": 200,
        "body": json.dumps({"route": route, "session": known.get("session"), "secret": known.get("secret")}),
    }
