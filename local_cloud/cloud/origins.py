"""Where the origins of a distribution are on this machine."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, unquote

from local_cloud.cloud.aws import client
from local_cloud.cloud.distribution import Origin
from local_cloud.errors import LocalCloudError

__all__ = ["RefusedError", "Target", "Upstream", "locate"]

_BUCKET = re.compile(r"(?P<bucket>[a-z0-9.-]+)\.s3(?:\.[a-z0-9-]+)?\.amazonaws\.com")
_API = re.compile(r"(?P<api>[a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com")


class RefusedError(Exception):
    """The origin answers so by itself."""

    def __init__(self, status: int, body: str, content_type: str) -> None:
        super().__init__(body)
        self.status = status
        self.body = body
        self.content_type = content_type


@dataclass(frozen=True)
class Target:
    """An address without its scheme."""

    address: str
    masks_missing: bool = False
    """Whether a missing object is answered with 403, as S3 does for who may not list the bucket."""


class Upstream(Protocol):
    """One origin: knows where each request goes."""

    def target(self, method: str, path: str, query: str) -> Target:
        """RefusedError when the origin would not take it."""


def locate(origin: Origin, endpoint_url: str) -> Upstream:
    """The origin's place here. LocalCloudError when CloudFront could not reach it either."""
    if origin.load_balancer:
        return _Tasks(origin)
    if found := _BUCKET.fullmatch(origin.domain_name):
        return _Bucket(origin, found["bucket"], endpoint_url)
    if found := _API.fullmatch(origin.domain_name):
        return _Api(origin, found["api"], endpoint_url)
    raise LocalCloudError(f"The edge does not know what is behind the origin {origin.domain_name}.")


class _Tasks:
    """The tasks behind a load balancer: one, here."""

    def __init__(self, origin: Origin) -> None:
        assert origin.load_balancer
        self._origin = origin
        self._host = f"127.0.0.1:{origin.load_balancer.port}"

    def target(self, method: str, path: str, query: str) -> Target:  # noqa: ARG002
        return Target(f"{self._host}{self._origin.path}{path}{_question(query)}")


class _Bucket:
    """A private bucket that its policy lets CloudFront read."""

    def __init__(self, origin: Origin, bucket: str, endpoint_url: str) -> None:
        self._origin = origin
        self._bucket = bucket
        self._s3 = client("s3", endpoint_url, s3={"addressing_style": "path"}, signature_version="s3v4")
        allowed = _allowed_to_cloudfront(self._s3, bucket)
        if not origin.signed or "s3:GetObject" not in allowed:
            raise LocalCloudError(
                f"The bucket {bucket} does not let CloudFront read it (origin access control, policy)."
            )
        self._may_list = "s3:ListBucket" in allowed

    def target(self, method: str, path: str, query: str) -> Target:  # noqa: ARG002
        key = unquote(f"{self._origin.path}{path}".lstrip("/"))
        if not key:
            raise RefusedError(403, "<Error><Code>AccessDenied</Code></Error>", "application/xml")
        call = "head_object" if method == "HEAD" else "get_object"
        url = self._s3.generate_presigned_url(call, Params={"Bucket": self._bucket, "Key": key}, ExpiresIn=60)
        return Target(url.split("://", 1)[1], masks_missing=not self._may_list)


class _Api:
    """An HTTP or WebSocket API: the first part of the path is its stage, unless it has a `$default`."""

    def __init__(self, origin: Origin, api: str, endpoint_url: str) -> None:
        self._origin = origin
        self._base = f"{endpoint_url.split('://', 1)[1]}/_aws/execute-api/{api}"
        stages = client("apigatewayv2", endpoint_url).get_stages(ApiId=api)["Items"]
        self._stages = {stage["StageName"] for stage in stages}

    def target(self, method: str, path: str, query: str) -> Target:  # noqa: ARG002
        full = f"{self._origin.path}{path}"
        stage, _, rest = full.lstrip("/").partition("/")
        if stage in self._stages:
            return Target(f"{self._base}/{stage}{'/' if rest else ''}{rest}{_question(query)}")
        if "$default" in self._stages:
            return Target(f"{self._base}/{quote('$default', safe='$')}{full}{_question(query)}")
        raise RefusedError(403, '{"message":"Forbidden"}', "application/json")


def _allowed_to_cloudfront(s3: Any, bucket: str) -> set[str]:
    try:
        policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
    except s3.exceptions.ClientError:
        return set()
    return {
        action
        for statement in policy["Statement"]
        if statement["Effect"] == "Allow" and _is_cloudfront(statement.get("Principal"))
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    }


def _is_cloudfront(principal: Any) -> bool:
    service = principal.get("Service", "") if isinstance(principal, Mapping) else ""
    return "cloudfront.amazonaws.com" in ([service] if isinstance(service, str) else service)


def _question(query: str) -> str:
    return f"?{query}" if query else ""
