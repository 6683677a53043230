"""A CloudFront distribution as its template declares it: which path goes to which origin, and how.

Nothing is skipped silently: a property is either used, known to mean nothing on one machine, or refused.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local_cloud.cloud.intrinsics import Resolver
from local_cloud.errors import LocalCloudError

__all__ = ["Behaviour", "Distribution", "HeaderPolicy", "LoadBalancer", "Origin", "read_distribution"]

_DISTRIBUTION = "AWS::CloudFront::Distribution"
_UNCACHED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
_ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
_WITHOUT_COOKIES = {
    "HeadersConfig": {"HeaderBehavior": "allExcept", "Headers": ["host"]},
    "QueryStringsConfig": {"QueryStringBehavior": "all"},
    "CookiesConfig": {"CookieBehavior": "none"},
}
"""The one origin request policy of a template's own that the edge knows."""

_MEANINGLESS_HERE = {
    "distribution": {
        *("Aliases", "Comment", "Enabled", "HttpVersion", "IPV6Enabled", "Logging", "PriceClass"),
        *("ViewerCertificate", "WebACLId"),
    },
    # Nothing is cached here, and http on localhost takes the place of https.
    "behaviour": {"CachedMethods", "Compress", "ViewerProtocolPolicy"},
    "origin": {
        "ConnectionAttempts",
        "ConnectionTimeout",
        "CustomOriginConfig",
        "OriginShield",
        "ResponseCompletionTimeout",
    },
    "headers": {"Comment", "Name"},
}
_INSECURE = re.compile(r"(?:upgrade-insecure-requests|block-all-mixed-content);?\s*")


@dataclass(frozen=True)
class LoadBalancer:
    """An application load balancer as a VPC origin: `port` is where its targets listen."""

    port: int


@dataclass(frozen=True)
class Origin:
    """Where requests go. `headers` are added to each; `path` is put before the request's."""

    domain_name: str
    path: str
    headers: Mapping[str, str]
    load_balancer: LoadBalancer | None = None
    signed: bool = False
    """Whether requests are signed for S3 (origin access control)."""


@dataclass(frozen=True)
class HeaderPolicy:
    """What is done to an answer's headers on its way to the viewer."""

    override: Mapping[str, str] = field(default_factory=dict)
    default: Mapping[str, str] = field(default_factory=dict)
    remove: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Behaviour:
    """One cache behaviour. `function` is the code of its viewer-request function."""

    pattern: str
    origin: Origin
    methods: frozenset[str]
    passes_viewer_request: bool
    passes_cookies: bool = False
    headers: HeaderPolicy = HeaderPolicy()
    function: str | None = None

    def matches(self, path: str) -> bool:
        """As CloudFront: `*` is any number of any characters, `?` exactly one, and capitals count."""
        return self._regex.fullmatch(path) is not None

    @property
    def _regex(self) -> re.Pattern[str]:
        wildcards = {"*": ".*", "?": "."}
        pattern = self.pattern if self.pattern.startswith(("/", "*")) else f"/{self.pattern}"
        return re.compile("".join(wildcards.get(char) or re.escape(char) for char in pattern), re.DOTALL)


@dataclass(frozen=True)
class Distribution:
    """Behaviours in the order they are tried; the last one matches everything."""

    behaviours: tuple[Behaviour, ...]
    root_object: str = ""

    def behaviour(self, path: str) -> Behaviour:
        return next(behaviour for behaviour in self.behaviours if behaviour.matches(path))


def read_distribution(template: Mapping[str, Any], resolver: Resolver) -> Distribution:
    """The template's one distribution. LocalCloudError for what the edge cannot do as CloudFront would."""
    resources = template["Resources"]
    found = [resource for resource in resources.values() if resource["Type"] == _DISTRIBUTION]
    if len(found) != 1:
        raise LocalCloudError(f"The template has {len(found)} distributions; the edge needs exactly one.")
    config = found[0]["Properties"]["DistributionConfig"]
    used = {"CacheBehaviors", "DefaultCacheBehavior", "DefaultRootObject", "Origins"}
    _refuse_unknown("distribution", config, used)
    reader = _Reader(resources, resolver)
    origins = {origin["Id"]: reader.origin(origin) for origin in config["Origins"]}
    declared = [*config.get("CacheBehaviors", []), {**config["DefaultCacheBehavior"], "PathPattern": "*"}]
    behaviours = tuple(reader.behaviour(behaviour, origins) for behaviour in declared)
    return Distribution(behaviours, config.get("DefaultRootObject", ""))


class _Reader:
    def __init__(self, resources: Mapping[str, Any], resolver: Resolver) -> None:
        self._resources = resources
        self._resolver = resolver

    def origin(self, declared: Mapping[str, Any]) -> Origin:
        used = {"DomainName", "Id", "OriginAccessControlId", "OriginCustomHeaders", "OriginPath"}
        _refuse_unknown("origin", declared, used | {"S3OriginConfig", "VpcOriginConfig"})
        balancer = self._load_balancer(declared["VpcOriginConfig"]) if "VpcOriginConfig" in declared else None
        headers = self._resolver.resolve(declared.get("OriginCustomHeaders", []))
        return Origin(
            domain_name="" if balancer else self._resolver.resolve(declared["DomainName"]),
            path=self._resolver.resolve(declared.get("OriginPath", "")),
            headers={header["HeaderName"]: header["HeaderValue"] for header in headers},
            load_balancer=balancer,
            signed=bool(declared.get("OriginAccessControlId")),
        )

    def behaviour(self, declared: Mapping[str, Any], origins: Mapping[str, Origin]) -> Behaviour:
        used = {"AllowedMethods", "CachePolicyId", "FunctionAssociations", "OriginRequestPolicyId"}
        _refuse_unknown("behaviour", declared, used | {"PathPattern", "ResponseHeadersPolicyId", "TargetOriginId"})
        pattern = declared["PathPattern"]
        _require(f"cache policy of {pattern}", declared.get("CachePolicyId"), (_UNCACHED, _OPTIMIZED))
        passed = self._passed(pattern, declared.get("OriginRequestPolicyId"))
        return Behaviour(
            pattern=pattern,
            origin=origins[declared["TargetOriginId"]],
            methods=frozenset(declared.get("AllowedMethods", ("GET", "HEAD"))),
            passes_viewer_request=passed is not None,
            passes_cookies=passed == _ALL_VIEWER_EXCEPT_HOST,
            headers=self._header_policy(declared.get("ResponseHeadersPolicyId")),
            function=self._function(declared.get("FunctionAssociations", [])),
        )

    def _passed(self, pattern: str, policy: Any) -> Any:
        """The origin request policy: None, the id of AWS's own, or what the template's own says."""
        if isinstance(policy, Mapping):
            config = self._resources[_name(policy)]["Properties"]["OriginRequestPolicyConfig"]
            policy = {key: value for key, value in config.items() if key not in _MEANINGLESS_HERE["headers"]}
        _require(f"origin request policy of {pattern}", policy, (None, _ALL_VIEWER_EXCEPT_HOST, _WITHOUT_COOKIES))
        return policy

    def _function(self, associations: list[Mapping[str, Any]]) -> str | None:
        if not associations:
            return None
        association, *more = associations
        if more or association["EventType"] != "viewer-request":
            raise LocalCloudError("The edge runs one function a behaviour, on viewer requests.")
        name, _ = association["FunctionARN"]["Fn::GetAtt"]
        return str(self._resolver.resolve(self._resources[name]["Properties"]["FunctionCode"]))

    def _header_policy(self, reference: Any) -> HeaderPolicy:
        if reference is None:
            return HeaderPolicy()
        config = self._resources[reference["Ref"]]["Properties"]["ResponseHeadersPolicyConfig"]
        _refuse_unknown("headers", config, {"CustomHeadersConfig", "RemoveHeadersConfig", "SecurityHeadersConfig"})
        config = self._resolver.resolve(config)
        custom = config.get("CustomHeadersConfig", {}).get("Items", [])
        removed = config.get("RemoveHeadersConfig", {}).get("Items", [])
        headers = [
            *_security_headers(config.get("SecurityHeadersConfig", {})),
            *((item["Header"], item["Value"], item["Override"]) for item in custom),
        ]
        return HeaderPolicy(
            override={name: value for name, value, override in headers if override},
            default={name: value for name, value, override in headers if not override},
            remove=frozenset(item["Header"].lower() for item in removed),
        )

    def _load_balancer(self, declared: Mapping[str, Any]) -> LoadBalancer:
        """From the VPC origin over the load balancer's listener to the port of the targets."""
        vpc_origin = self._target(declared["VpcOriginId"])
        balancer = _name(vpc_origin["VpcOriginEndpointConfig"]["Arn"])
        listener = self._one("AWS::ElasticLoadBalancingV2::Listener", "LoadBalancerArn", balancer)
        (action,) = listener["DefaultActions"]
        if action["Type"] != "forward":
            raise LocalCloudError("The edge knows listeners that forward to a target group, and no others.")
        return LoadBalancer(port=int(self._target(action["TargetGroupArn"])["Port"]))

    def _target(self, reference: Any) -> Mapping[str, Any]:
        properties: Mapping[str, Any] = self._resources[_name(reference)]["Properties"]
        return properties

    def _one(self, kind: str, key: str, target: str) -> Mapping[str, Any]:
        found: list[Mapping[str, Any]] = [
            resource["Properties"]
            for resource in self._resources.values()
            if resource["Type"] == kind and _name(resource["Properties"][key]) == target
        ]
        if len(found) != 1:
            raise LocalCloudError(f"{target} has {len(found)} of {kind}; the edge needs exactly one.")
        return found[0]


def _security_headers(config: Mapping[str, Any]) -> Iterable[tuple[str, str, bool]]:
    for kind, given in config.items():
        match kind:
            case "ContentSecurityPolicy":
                name, value = "content-security-policy", _INSECURE.sub("", given["ContentSecurityPolicy"])
            case "ContentTypeOptions":
                name, value = "x-content-type-options", "nosniff"
            case "FrameOptions":
                name, value = "x-frame-options", given["FrameOption"]
            case "ReferrerPolicy":
                name, value = "referrer-policy", given["ReferrerPolicy"]
            case "StrictTransportSecurity":
                name, value = "strict-transport-security", _strict_transport(given)
            case "XSSProtection":
                name, value = "x-xss-protection", "1; mode=block" if given.get("ModeBlock") else "1"
            case _:
                raise LocalCloudError(f"The edge does not know the security header {kind}.")
        yield name, value, given["Override"]


def _strict_transport(given: Mapping[str, Any]) -> str:
    parts = [f"max-age={given['AccessControlMaxAgeSec']}"]
    parts += ["includeSubDomains"] * bool(given.get("IncludeSubdomains")) + ["preload"] * bool(given.get("Preload"))
    return "; ".join(parts)


def _name(reference: Any) -> str:
    """The logical id that `Ref` or `Fn::GetAtt` refers to."""
    match reference:
        case {"Ref": str(name)}:
            return name
        case {"Fn::GetAtt": [str(name), _]}:
            return name
    raise LocalCloudError(f"The edge cannot follow {reference} in the distribution.")


def _refuse_unknown(what: str, declared: Mapping[str, Any], used: set[str]) -> None:
    if unknown := declared.keys() - used - _MEANINGLESS_HERE[what]:
        raise LocalCloudError(f"The edge does not know {', '.join(sorted(unknown))} of a {what}.")


def _require(what: str, given: Any, known: tuple[Any, ...]) -> None:
    if given not in known:
        raise LocalCloudError(f"The edge does not know the {what} ({given}).")
