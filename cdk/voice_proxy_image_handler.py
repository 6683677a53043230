"""Runs in Lambda while a stack is deployed: has CodeBuild make the voice proxy's image, and answers with its digest.

The registry decides: what is there under the tag, which stands for the sources, is not built again. So a deploy that is
repeated, and one that is rolled back, gets the image that it had.
"""

import json
import logging
import time
import urllib.request
from typing import Any, Protocol

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

logger = logging.getLogger()
PATIENCE = Config(connect_timeout=5, read_timeout=20, retries={"mode": "standard", "max_attempts": 5})
BETWEEN_LOOKS_S = 5
LAST_LOOK_BEFORE_END_MS = 30_000
MAX_LOG_LINES = 10
MAX_LOG_CHARACTERS = 1_200
MAX_REASON_CHARACTERS = 3_000
"""CloudFormation takes an answer of 4 KB."""


class BuildError(Exception):
    """There is no image; the message says why, and what to do."""


class Context(Protocol):
    def get_remaining_time_in_millis(self) -> int: ...


def handler(event: dict[str, Any], context: Context) -> None:
    """A request of CloudFormation, which waits for the answer at `ResponseURL`."""
    answer = {
        **{key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")},
        "PhysicalResourceId": event.get("PhysicalResourceId", event["LogicalResourceId"]),
    }
    try:
        # Images go with their repository.
        data = {} if event["RequestType"] == "Delete" else {"Digest": built(event, context)}
        answer |= {"Status": "SUCCESS", "Data": data}
    except Exception as error:
        logger.exception("image_not_built")
        answer |= {"Status": "FAILED", "Reason": str(error)[:MAX_REASON_CHARACTERS]}
    respond(event["ResponseURL"], answer)


def built(event: dict[str, Any], context: Context) -> str:
    """The digest of the image, built if need be.

    Raises:
        BuildError: the build failed, or is not over in time.
    """
    wanted = event["ResourceProperties"]
    digest = in_registry(wanted)
    if digest is not None:
        return digest
    codebuild = boto3.client("codebuild", config=PATIENCE)
    build = started(codebuild, wanted, event["RequestId"])
    while build["buildStatus"] == "IN_PROGRESS":
        if context.get_remaining_time_in_millis() < LAST_LOOK_BEFORE_END_MS:
            raise BuildError(f"The build of the voice proxy's image is not over in time: {build['id']}. Deploy again.")
        time.sleep(BETWEEN_LOOKS_S)
        build = codebuild.batch_get_builds(ids=[build["id"]])["builds"][0]
    digest = in_registry(wanted)
    if digest is None:
        raise BuildError(why(build))
    return digest


def started(codebuild: Any, wanted: dict[str, str], token: str) -> dict[str, Any]:
    """The build of these sources; one that this request started before, if it did."""
    try:
        build: dict[str, Any] = codebuild.start_build(
            projectName=wanted["Project"],
            sourceLocationOverride=wanted["Source"],
            environmentVariablesOverride=[{"name": "TAG", "value": wanted["Tag"]}],
            idempotencyToken=token,
        )["build"]
    except codebuild.exceptions.AccountLimitExceededException as error:
        raise BuildError(
            f"This account may run no build yet ({error}). Ask AWS for a higher quota of CodeBuild's concurrent builds "
            "in this region, as `make preflight` says how, and deploy again."
        ) from error
    return build


def in_registry(wanted: dict[str, str]) -> str | None:
    """The digest of the image with this tag, if there is one."""
    ecr = boto3.client("ecr", config=PATIENCE)
    try:
        found = ecr.describe_images(repositoryName=wanted["Repository"], imageIds=[{"imageTag": wanted["Tag"]}])
    except ecr.exceptions.ImageNotFoundException:
        return None
    digest: str = found["imageDetails"][0]["imageDigest"]
    return digest


def why(build: dict[str, Any]) -> str:
    """What failed, in CodeBuild's words, and how its log ends."""
    phases: list[dict[str, Any]] = build.get("phases", [])
    failed: dict[str, Any] = next((each for each in phases if each.get("phaseStatus") not in (None, "SUCCEEDED")), {})
    said = " ".join(context["message"] for context in failed.get("contexts", []) if context.get("message"))
    logs = build.get("logs", {})
    return (
        f"The voice proxy's image could not be built: {build['buildStatus']} in {failed.get('phaseType', 'no phase')}. "
        f"{said}{log_end(logs)} All of it: {logs.get('deepLink', build['id'])}"
    )


def log_end(logs: dict[str, str]) -> str:
    if not logs.get("streamName"):
        return ""
    try:
        events = boto3.client("logs", config=PATIENCE).get_log_events(
            logGroupName=logs["groupName"], logStreamName=logs["streamName"], limit=MAX_LOG_LINES
        )["events"]
    except (BotoCoreError, ClientError):
        return ""
    text = "".join(event["message"] for event in events)
    return f" The log ends: …{text[-MAX_LOG_CHARACTERS:].strip()}"


def respond(url: str, answer: dict[str, Any]) -> None:
    """Raises OSError, whereupon Lambda calls the handler again, and the registry knows how it went."""
    request = urllib.request.Request(url, json.dumps(answer).encode(), {"content-type": ""}, method="PUT")  # noqa: S310
    with urllib.request.urlopen(request, timeout=20):  # noqa: S310 - CloudFormation's own address
        logger.info("answered %s", answer["Status"])
