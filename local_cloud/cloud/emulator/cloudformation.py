"""CloudFormation: resource types ministack lacks, and properties it reads otherwise than AWS does."""

import fnmatch
import hashlib
import io
import json
import mimetypes
import os
import string
import zipfile
from typing import Any

import boto3
from ministack.services import apigateway
from ministack.services.cloudformation import provisioners

from local_cloud.cloud.emulator.patching import EmulatorChangedError, Patch, existing, wrap
from local_cloud.cloud.emulator.stubs import STUBS

__all__ = ["PATCHES"]

_METADATA = {
    "cache-control": "CacheControl",
    "content-disposition": "ContentDisposition",
    "content-encoding": "ContentEncoding",
    "content-language": "ContentLanguage",
    "content-type": "ContentType",
}


def record_what_means_nothing_here() -> None:
    """Resource types without a meaning on one machine (`stubs`) must not keep a template from being deployed."""
    for kind in STUBS:
        _add(kind, _create_stub)


def create_route_responses() -> None:
    """A WebSocket route that answers its caller needs a route response, which ministack makes by API only."""
    create_by_api = existing(apigateway, "_create_route_response", "api_id route_id data")

    def create(logical_id: str, props: Any, stack: str) -> Any:
        route = props["RouteId"].split("/")[-1]
        key = {"routeResponseKey": props.get("RouteResponseKey", "$default")}
        body = json.loads(create_by_api(props["ApiId"], route, key)[2])
        return f"{stack}-{logical_id}", {"RouteResponseId": body["routeResponseId"]}

    _add("AWS::ApiGatewayV2::RouteResponse", create)


def deploy_sites_natively() -> None:
    """The CDK's bucket deployment runs the AWS CLI from a layer; here its zip is unpacked into the bucket."""
    _add("Custom::CDKBucketDeployment", _deploy_site)


def refer_to_secrets_by_arn() -> None:
    """`Ref` of a secret is its ARN; ministack gives its name, which policies and `{{resolve:…}}` do not match."""
    handler = _handler("AWS::SecretsManager::Secret")
    create, update, delete = (handler[action] for action in ("create", "update", "delete"))
    name_of = existing(provisioners._sm, "_resolve")

    def by_arn(made: Any) -> Any:
        return made[1]["Arn"], made[1]

    def by_name(physical_id: str) -> str:
        return name_of(physical_id)[0] or physical_id

    def create_by_arn(logical_id: str, props: Any, stack: str) -> Any:
        return by_arn(create(logical_id, props, stack))

    def update_by_arn(physical_id: str, old: Any, new: Any, stack: str, logical_id: Any = None) -> Any:
        return by_arn(update(by_name(physical_id), old, new, stack, logical_id))

    def delete_by_arn(physical_id: str, props: Any) -> Any:
        return delete(by_name(physical_id), props)

    handler.update(create=create_by_arn, update=update_by_arn, delete=delete_by_arn)


def leave_secrets_empty_until_set() -> None:
    """A secret declared without a value has none; ministack gives it the empty string."""
    handler = _handler("AWS::SecretsManager::Secret")
    create = handler["create"]

    def create_empty(logical_id: str, props: Any, stack: str) -> Any:
        physical_id, attributes = create(logical_id, props, stack)
        if "SecretString" not in props and "GenerateSecretString" not in props:
            name, _ = provisioners._sm._resolve(physical_id)
            provisioners._sm._secrets[name]["Versions"].clear()
        return physical_id, attributes

    handler["create"] = create_empty


def generate_secrets_as_declared() -> None:
    """ministack ignores `ExcludePunctuation` and takes an empty `GenerateSecretString` for none."""

    def make(original: Any) -> Any:
        def generate(props: Any) -> Any:
            wanted = props.get("GenerateSecretString")
            if wanted is None:
                return original(props)
            excluded = wanted.get("ExcludeCharacters", "")
            if str(wanted.get("ExcludePunctuation", "")).lower() == "true":
                excluded += string.punctuation
            length = int(wanted.get("PasswordLength", 32))
            wanted = {**wanted, "ExcludeCharacters": excluded, "PasswordLength": length}
            return original({**props, "GenerateSecretString": wanted})

        return generate

    wrap(provisioners, "_sm_secret_string", "props", make)


def read_cors_of_http_apis() -> None:
    """`CorsConfiguration` is written in capitals in a template; ministack reads it as its API writes it."""
    handler = _handler("AWS::ApiGatewayV2::Api")
    create, update = handler["create"], handler["update"]

    def camel(props: Any) -> Any:
        cors = props.get("CorsConfiguration") or {}
        return {**props, "CorsConfiguration": {key[0].lower() + key[1:]: cors[key] for key in cors}} if cors else props

    def create_camel(logical_id: str, props: Any, stack: str) -> Any:
        return create(logical_id, camel(props), stack)

    def update_camel(physical_id: str, old: Any, new: Any, stack: str, logical_id: Any = None) -> Any:
        return update(physical_id, camel(old), camel(new), stack, logical_id)

    handler.update(create=create_camel, update=update_camel)


def keep_buckets_over_a_lost_state() -> None:
    """After a kill the stack is deployed anew; its buckets must be those whose objects are still on the disk.

    ministack draws a new name for each, and refuses one that is there.
    """
    handler = existing(provisioners, "_RESOURCE_HANDLERS")["AWS::S3::Bucket"]
    create, update = handler["create"], handler["update"]
    name_of = existing(provisioners, "_physical_name", "stack_name logical_id lowercase max_len seeded")
    existing(provisioners._s3, "_bucket_owner_account", "name")

    def create_or_keep(logical_id: str, props: Any, stack: str) -> Any:
        if "BucketName" in props:
            return create(logical_id, props, stack)
        name = name_of(stack, logical_id, lowercase=True, max_len=63, seeded=False)
        if provisioners._s3._bucket_owner_account(name) is None:
            return create(logical_id, {**props, "BucketName": name}, stack)
        return update(name, {}, props, stack)

    handler["create"] = create_or_keep


def name_alarms_of_expressions() -> None:
    """ministack refuses an alarm that computes with metrics, and no alarm here tells anybody."""

    handler = _handler("AWS::CloudWatch::Alarm")
    create, update = handler["create"], handler["update"]

    def create_or_name(logical_id: str, props: Any, stack: str) -> Any:
        return (_create_stub if "Metrics" in props else create)(logical_id, props, stack)

    def update_or_name(physical_id: str, old: Any, new: Any, stack: str, logical_id: Any = None) -> Any:
        if "Metrics" in old or "Metrics" in new:
            return create_or_name(str(logical_id), new, stack)
        return update(physical_id, old, new, stack, logical_id)

    handler.update(create=create_or_name, update=update_or_name)


PATCHES: tuple[Patch, ...] = (
    record_what_means_nothing_here,
    create_route_responses,
    deploy_sites_natively,
    generate_secrets_as_declared,
    refer_to_secrets_by_arn,
    leave_secrets_empty_until_set,
    read_cors_of_http_apis,
    keep_buckets_over_a_lost_state,
    name_alarms_of_expressions,
)


def _handler(kind: str) -> Any:
    handlers = existing(provisioners, "_RESOURCE_HANDLERS")
    if not {"create", "update", "delete"} <= handlers.get(kind, {}).keys():
        raise EmulatorChangedError(f"{kind} is not created, updated and deleted as before")
    if not handlers[kind].get("update_with_logical_id"):
        raise EmulatorChangedError(f"{kind} is no longer updated with its logical id")
    return handlers[kind]


def _add(kind: str, create: Any) -> None:
    handlers = existing(provisioners, "_RESOURCE_HANDLERS")
    if kind in handlers:
        raise EmulatorChangedError(f"ministack has {kind} of its own now: drop ours")

    def update(physical_id: str, _old: Any, new: Any, stack: str) -> Any:
        logical_id = physical_id.removeprefix(f"{stack}-")
        return physical_id, create(logical_id, new, stack)[1]

    handlers[kind] = {"create": create, "update": update, "delete": lambda _physical_id, _props: None}


def _create_stub(logical_id: str, _props: Any, stack: str) -> Any:
    physical_id = f"{stack}-{logical_id}"
    digest = hashlib.sha256(physical_id.encode()).hexdigest()
    return physical_id, {"Arn": f"arn:aws:stub:::{physical_id}", "Id": physical_id, "Digest": f"sha256:{digest}"}


def _deploy_site(logical_id: str, props: Any, stack: str) -> Any:
    s3 = boto3.client(
        "s3",
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the emulator's root key
        region_name="us-east-1",
    )
    bucket = props["DestinationBucketName"]
    prefix = props.get("DestinationBucketKeyPrefix", "").strip("/")
    metadata = {_METADATA[key.lower()]: value for key, value in (props.get("SystemMetadata") or {}).items()}
    markers = props.get("SourceMarkers") or []
    for index, (source, key) in enumerate(zip(props["SourceBucketNames"], props["SourceObjectKeys"], strict=True)):
        replaced = markers[index] if index < len(markers) else {}
        with zipfile.ZipFile(io.BytesIO(s3.get_object(Bucket=source, Key=key)["Body"].read())) as archive:
            for name in filter(lambda name: _is_deployed(name, props), archive.namelist()):
                content = archive.read(name)
                for marker, value in replaced.items():
                    content = content.replace(marker.encode(), str(value).encode())
                kind = {"ContentType": mimetypes.guess_type(name)[0] or "application/octet-stream"}
                target = f"{prefix}/{name}".lstrip("/")
                s3.put_object(Bucket=bucket, Key=target, Body=content, **(kind | metadata))
    return f"{stack}-{logical_id}", {"DestinationBucketArn": f"arn:aws:s3:::{bucket}"}


def _is_deployed(name: str, props: Any) -> bool:
    """Whether `aws s3 sync` with these excludes, then includes, would copy the file: the last match decides."""
    included = not any(fnmatch.fnmatchcase(name, pattern) for pattern in props.get("Exclude") or [])
    included |= any(fnmatch.fnmatchcase(name, pattern) for pattern in props.get("Include") or [])
    return included and not name.endswith("/")
