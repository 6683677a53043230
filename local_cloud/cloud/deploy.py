"""Deploy a synthesized CDK stack onto the emulator, as `cdk deploy` does onto AWS: assets, stack, outputs."""

import io
import json
import tempfile
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from local_cloud.cloud.aws import REGION, client
from local_cloud.errors import LocalCloudError
from local_cloud.processes import poll_until

__all__ = ["ACCOUNT", "Assembly", "deploy", "set_secrets"]

ACCOUNT = "000000000000"
_BOOTSTRAP_VERSION = "30"
_LARGE = 5_000_000
_KEPT_S = 7 * 24 * 3600
_TIMEOUT_S = 120
_DEAD = ("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED")
_CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]


class Assembly:
    """The folder `cdk synth` wrote (`cdk.out`), read for one stack."""

    def __init__(self, folder: Path, stack: str) -> None:
        self.folder = folder
        self.stack = stack
        path = folder / f"{stack}.template.json"
        if not path.exists():
            raise LocalCloudError(f"There is no stack {stack} in {folder}: synthesize it first.")
        self.template: dict[str, Any] = json.loads(path.read_text())

    def resource_types(self) -> set[str]:
        return {resource["Type"] for resource in self.template["Resources"].values()}

    def assets(self) -> list[tuple[str, str, Path]]:
        """(bucket, key, source) of each file asset; a folder as source is to be zipped."""
        manifest = json.loads((self.folder / f"{self.stack}.assets.json").read_text())
        return [
            (_here(place["bucketName"]), _here(place["objectKey"]), self.folder / file["source"]["path"])
            for file in manifest["files"].values()
            for place in file["destinations"].values()
        ]


def deploy(assembly: Assembly, endpoint_url: str) -> dict[str, str]:
    """Create or update the stack and wait for it; its outputs. Nothing is done for a stack that is as it should be.

    LocalCloudError names each resource that failed and why.
    """
    cloudformation = client("cloudformation", endpoint_url)
    stack = _describe(cloudformation, assembly.stack)
    if stack and stack["StackStatus"] in _DEAD:
        _delete(cloudformation, assembly.stack)
        stack = None
    if stack is None or not _is_current(cloudformation, assembly):
        template_url = _publish(assembly, endpoint_url)
        wanted = {
            "StackName": assembly.stack,
            "TemplateURL": template_url,
            "Capabilities": _CAPABILITIES,
        }
        if stack is None:
            cloudformation.create_stack(**wanted, DisableRollback=True)
        else:
            _update(cloudformation, wanted)
        stack = _wait(cloudformation, assembly.stack)
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def set_secrets(values: Mapping[str, str], endpoint_url: str) -> None:
    """Give secrets (ARN ▶ value) their values where they have others or none."""
    secrets = client("secretsmanager", endpoint_url)
    for arn, value in values.items():
        try:
            if secrets.get_secret_value(SecretId=arn)["SecretString"] == value:
                continue
        except secrets.exceptions.ResourceNotFoundException:
            pass  # it has no value yet
        secrets.put_secret_value(SecretId=arn, SecretString=value)


def _update(cloudformation: Any, wanted: Mapping[str, Any]) -> None:
    try:
        cloudformation.update_stack(**wanted)
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise


def _publish(assembly: Assembly, endpoint_url: str) -> str:
    """Put what is missing into the bootstrap bucket; the address of the template there."""
    s3 = client("s3", endpoint_url, s3={"addressing_style": "path"})
    parameters = client("ssm", endpoint_url)
    parameters.put_parameter(
        Name="/cdk-bootstrap/hnb659fds/version", Value=_BOOTSTRAP_VERSION, Type="String", Overwrite=True
    )
    template_url = None
    present: dict[str, set[str]] = {}
    for bucket, key, source in assembly.assets():
        if bucket not in present:
            present[bucket] = _keys(s3, bucket)
        if key not in present[bucket]:
            s3.put_object(Bucket=bucket, Key=key, Body=_zip_of(source, key) if source.is_dir() else source.read_bytes())
        if source.name == f"{assembly.stack}.template.json":
            template_url = f"{endpoint_url}/{bucket}/{key}"
    if template_url is None:
        raise LocalCloudError(f"{assembly.folder} does not list the template of {assembly.stack} as an asset.")
    return template_url


def _keys(s3: Any, bucket: str) -> set[str]:
    try:
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        return {entry["Key"] for page in pages for entry in page.get("Contents", [])}
    except s3.exceptions.NoSuchBucket:
        s3.create_bucket(Bucket=bucket)
        return set()


def _zip_of(folder: Path, key: str) -> bytes:
    """The folder as a zip. A key names its content: a large one, which takes seconds, is made once for all clouds."""
    kept = folder.parents[1] / "zips" / key
    with suppress(FileNotFoundError):
        return kept.read_bytes()
    content = _zip(folder)
    if len(content) > _LARGE:
        kept.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as draft:
            draft.write(content)
        Path(draft.name).replace(kept)
        for other in kept.parent.iterdir():
            if other.stat().st_mtime < time.time() - _KEPT_S:
                other.unlink(missing_ok=True)
    return content


def _zip(folder: Path) -> bytes:
    """The folder as a zip that depends on names, modes and contents alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            entry.external_attr = path.stat().st_mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()


def _is_current(cloudformation: Any, assembly: Assembly) -> bool:
    deployed = cloudformation.get_template(StackName=assembly.stack)["TemplateBody"]
    return bool((json.loads(deployed) if isinstance(deployed, str) else deployed) == assembly.template)


def _describe(cloudformation: Any, name: str) -> dict[str, Any] | None:
    try:
        stack: dict[str, Any] = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError:
        return None
    return None if stack["StackStatus"] == "DELETE_COMPLETE" else stack


def _delete(cloudformation: Any, name: str) -> None:
    """Make way for a new stack where the last one could not be created."""
    cloudformation.delete_stack(StackName=name)
    poll_until(lambda: not _is_changing(_describe(cloudformation, name)), timeout_s=_TIMEOUT_S)


def _wait(cloudformation: Any, name: str) -> dict[str, Any]:
    if not poll_until(lambda: not _is_changing(_describe(cloudformation, name)), timeout_s=_TIMEOUT_S, every_s=0.05):
        raise LocalCloudError(f"The stack {name} was not deployed within {_TIMEOUT_S} s.")
    stack = _describe(cloudformation, name)
    if stack is None or stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise LocalCloudError(f"The stack {name} could not be deployed. {_failures(cloudformation, name)}")
    return stack


def _is_changing(stack: dict[str, Any] | None) -> bool:
    return stack is not None and stack["StackStatus"].endswith("IN_PROGRESS")


def _failures(cloudformation: Any, name: str) -> str:
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [
        f"{event['LogicalResourceId']} ({event['ResourceType']}): {event.get('ResourceStatusReason', 'no reason')}"
        for event in reversed(events)
        if event["ResourceStatus"].endswith("FAILED") and event["ResourceType"] != "AWS::CloudFormation::Stack"
    ]
    stack = _describe(cloudformation, name) or {}
    return "; ".join(failed) or stack.get("StackStatusReason", "No reason was given.")


def _here(text: str) -> str:
    values = {"AWS::AccountId": ACCOUNT, "AWS::Region": REGION, "AWS::Partition": "aws"}
    for name, value in values.items():
        text = text.replace(f"${{{name}}}", value)
    return text
