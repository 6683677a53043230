"""CloudFormation's functions, evaluated for a deployed stack as far as its distribution needs them."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Self

from local_cloud.cloud.aws import REGION, client
from local_cloud.cloud.deploy import ACCOUNT
from local_cloud.errors import LocalCloudError

__all__ = ["Resolver"]

_PSEUDO = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
}
_SECRET = re.compile(r"\{\{resolve:secretsmanager:(arn:[^:]*:[^:]*:[^:]*:[^:]*:secret:[^:}]+)((?::[^:}]*)*)\}\}")
_ATTRIBUTES: dict[tuple[str, str], str] = {
    ("AWS::S3::Bucket", "RegionalDomainName"): f"{{id}}.s3.{REGION}.amazonaws.com",
    ("AWS::S3::Bucket", "DomainName"): "{id}.s3.amazonaws.com",
    ("AWS::ApiGatewayV2::Api", "ApiEndpoint"): f"https://{{id}}.execute-api.{REGION}.amazonaws.com",
    ("AWS::CloudFront::OriginAccessControl", "Id"): "{id}",
}


class Resolver:
    """Turns what a template says into what was deployed. LocalCloudError for what it does not know."""

    def __init__(
        self,
        resources: Mapping[str, Mapping[str, Any]],
        physical_ids: Mapping[str, str],
        secret: Callable[[str], str],
    ) -> None:
        self._resources = resources
        self._physical_ids = physical_ids
        self._secret = secret

    @classmethod
    def of_stack(cls, template: Mapping[str, Any], stack: str, endpoint_url: str) -> Self:
        """For the stack as the emulator has it."""
        described = client("cloudformation", endpoint_url).describe_stack_resources(StackName=stack)
        ids = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in described["StackResources"]}
        secrets = client("secretsmanager", endpoint_url)
        return cls(template["Resources"], ids, lambda arn: str(secrets.get_secret_value(SecretId=arn)["SecretString"]))

    def resolve(self, value: Any) -> Any:
        """The value with every function in it evaluated."""
        if isinstance(value, list):
            return [self.resolve(part) for part in value]
        if isinstance(value, dict):
            if len(value) == 1 and ((name := next(iter(value))) == "Ref" or name.startswith("Fn::")):
                return self._call(name, value[name])
            return {key: self.resolve(part) for key, part in value.items()}
        return self._dynamic(value) if isinstance(value, str) else value

    def _call(self, name: str, argument: Any) -> Any:
        match name:
            case "Ref":
                return self._ref(argument)
            case "Fn::GetAtt":
                return self._attribute(*(argument if isinstance(argument, list) else argument.split(".", 1)))
            case "Fn::Join":
                separator, parts = argument
                return self._dynamic(separator.join(map(str, self.resolve(parts))))
            case "Fn::Sub" if isinstance(argument, str):
                return self._dynamic(re.sub(r"\$\{([^!}]+)\}", lambda found: self._named(found[1]), argument))
            case "Fn::Select":
                index, parts = argument
                return self.resolve(parts)[int(index)]
            case "Fn::Split":
                separator, text = argument
                return self.resolve(text).split(separator)
        raise LocalCloudError(f"The edge does not know how to evaluate {name} in the distribution.")

    def _named(self, name: str) -> str:
        return str(self._attribute(*name.split(".", 1)) if "." in name else self._ref(name))

    def _ref(self, name: str) -> str:
        if name in _PSEUDO:
            return _PSEUDO[name]
        if name not in self._physical_ids:
            raise LocalCloudError(f"The distribution refers to {name}, which the stack does not have.")
        return self._physical_ids[name]

    def _attribute(self, name: str, attribute: str) -> str:
        kind = self._resources.get(name, {}).get("Type", "nothing")
        if (kind, attribute) not in _ATTRIBUTES:
            raise LocalCloudError(f"The edge does not know {attribute} of {name} ({kind}) in the distribution.")
        return _ATTRIBUTES[kind, attribute].format(id=self._ref(name))

    def _dynamic(self, text: str) -> str:
        return _SECRET.sub(self._secret_value, text)

    def _secret_value(self, found: re.Match[str]) -> str:
        field, *rest = (found[2] or ":SecretString").removeprefix(":").split(":")
        if field != "SecretString" or any(rest):
            raise LocalCloudError("The edge reads whole secrets only, in {{resolve:secretsmanager:…}}.")
        return self._secret(found[1])
