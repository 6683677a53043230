"""The distribution and what stands behind it."""

import json
import re
import subprocess
from typing import Any, get_args

import pytest

from cdk.stage import Stage
from interview.domain.live_messages import LiveCommand
from tests import traffic
from tests.infrastructure.template import Template

CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
"""AWS's own: neither cookies nor query strings are part of the key, or passed on."""
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac"


def distribution(template: Template) -> dict[str, Any]:
    configuration: dict[str, Any] = template.one("AWS::CloudFront::Distribution")["DistributionConfig"]
    return configuration


def origin(template: Template, path: str) -> dict[str, Any]:
    configuration = distribution(template)
    (behaviour,) = (each for each in configuration["CacheBehaviors"] if each["PathPattern"] == path)
    (found,) = (each for each in configuration["Origins"] if each["Id"] == behaviour["TargetOriginId"])
    return dict(found)


def test_behaviours_pass_requests_on_unchanged_and_uncached(template: Template) -> None:
    behaviours = distribution(template)["CacheBehaviors"]
    assert {each["PathPattern"] for each in behaviours} == {"/api/*", "/live", "/voice", "/voice/*"}
    for each in behaviours:
        assert each["CachePolicyId"] == CACHING_DISABLED
        assert each["ViewerProtocolPolicy"] == "https-only"
        assert ("POST" in each["AllowedMethods"]) == (each["PathPattern"] == "/api/*")
        assert ("FunctionAssociations" in each) == (each["PathPattern"] == "/api/*")


def test_cookies_reach_the_api_alone_and_are_cached_nowhere(template: Template) -> None:
    """CloudFront hands on no cookie that neither of a behaviour's two policies names."""
    configuration = distribution(template)
    passed = {each["PathPattern"]: each["OriginRequestPolicyId"] for each in configuration["CacheBehaviors"]}
    assert passed.pop("/api/*") == ALL_VIEWER_EXCEPT_HOST_HEADER
    [without] = {each["Ref"] for each in passed.values()}
    policy = template.one("AWS::CloudFront::OriginRequestPolicy", without)["OriginRequestPolicyConfig"]
    assert policy["CookiesConfig"] == {"CookieBehavior": "none"}
    assert policy["HeadersConfig"] == {"HeaderBehavior": "allExcept", "Headers": ["host"]}
    assert policy["QueryStringsConfig"] == {"QueryStringBehavior": "all"}
    assert "OriginRequestPolicyId" not in configuration["DefaultCacheBehavior"]
    assert configuration["DefaultCacheBehavior"]["CachePolicyId"] == CACHING_OPTIMIZED
    for api in template.all("AWS::ApiGatewayV2::Api").values():
        assert "CorsConfiguration" not in api, "no script of another origin reads an answer"


def test_the_api_learns_who_calls_from_the_distribution_alone(template: Template) -> None:
    """Every path that could reach the API, however it is spelt, is written over."""
    code = template.one("AWS::CloudFront::Function", "SiteViewerAddress")["FunctionCode"]
    sent = {"x-viewer-address": {"value": "10.0.0.1"}, "accept": {"value": "*/*"}}
    event = {"viewer": {"ip": "2001:db8::7"}, "request": {"uri": "/api/sign-in", "headers": sent}}
    script = f"{code}; console.log(JSON.stringify(handler({json.dumps(event)})))"
    told = json.loads(subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True).stdout)
    assert told["headers"] == {"x-viewer-address": {"value": "2001:db8::7"}, "accept": {"value": "*/*"}}


def test_no_error_page_hides_an_answer(template: Template) -> None:
    assert "CustomErrorResponses" not in distribution(template)


def test_request_paths_reach_the_apis_as_they_are(template: Template) -> None:
    for each in distribution(template)["Origins"]:
        assert "OriginPath" not in each
    stages = {each["StageName"] for each in template.all("AWS::ApiGatewayV2::Stage").values()}
    assert stages == {"$default", "live"}


@pytest.mark.parametrize("path", ["/api/*", "/live"])
def test_origins_learn_the_secret_by_a_dynamic_reference_alone(template: Template, path: str) -> None:
    (header,) = origin(template, path)["OriginCustomHeaders"]
    assert header["HeaderName"] == "x-origin-secret"
    before, secret, after = header["HeaderValue"]["Fn::Join"][1]
    assert (before, after) == ("{{resolve:secretsmanager:", ":SecretString:::}}")
    assert secret["Ref"].startswith("SecretsOrigin")


@pytest.mark.parametrize("path", ["/voice", "/voice/*"])
def test_voice_reaches_an_internal_load_balancer_inside_the_network(template: Template, path: str) -> None:
    assert "VpcOriginConfig" in origin(template, path)
    assert template.one("AWS::CloudFront::VpcOrigin")["VpcOriginEndpointConfig"]["OriginProtocolPolicy"] == "http-only"
    assert template.one("AWS::ElasticLoadBalancingV2::LoadBalancer")["Scheme"] == "internal"


def test_pages_may_load_nothing_but_ours(prod: Template) -> None:
    headers = prod.one("AWS::CloudFront::ResponseHeadersPolicy", "SitePageHeaders")["ResponseHeadersPolicyConfig"]
    policy = headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]
    text = "".join(
        part if isinstance(part, str) else f"[{part['Fn::GetAtt'][0][:10]}]"
        for part in policy["ContentSecurityPolicy"]["Fn::Join"][1]
    )
    directives = dict(directive.split(" ", 1) for directive in text.split("; "))

    assert policy["Override"] is True
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert directives["worker-src"] == "'self'"
    assert directives["connect-src"] == "'self' https://[StorageRaw]"
    assert directives["media-src"] == "'self' https://[StorageMer]"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in text


def test_security_headers_cover_pages_and_api(template: Template) -> None:
    for policy in template.all("AWS::CloudFront::ResponseHeadersPolicy").values():
        headers = policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
        assert set(headers) == {
            "ContentSecurityPolicy",
            "ContentTypeOptions",
            "FrameOptions",
            "ReferrerPolicy",
            "StrictTransportSecurity",
        }


def test_the_site_is_read_by_this_distribution_alone(template: Template) -> None:
    policy = template.one("AWS::S3::BucketPolicy", "SiteBucket")["PolicyDocument"]["Statement"]
    allows = [statement for statement in policy if statement["Effect"] == "Allow"]
    (allowed,) = (each for each in allows if each["Principal"] == {"Service": "cloudfront.amazonaws.com"})
    (empties,) = (each for each in allows if each is not allowed)
    assert "CustomS3AutoDeleteObjects" in json.dumps(empties["Principal"])
    assert "s3:GetObject" not in json.dumps(empties["Action"])
    assert set(allowed["Action"]) == {"s3:GetObject", "s3:ListBucket"}
    assert list(allowed["Condition"]["StringEquals"]) == ["AWS:SourceArn"]


def test_a_web_acl_guards_the_distribution_and_spares_bodies(template: Template) -> None:
    acl = template.one("AWS::WAFv2::WebACL")
    assert acl["Scope"] == "CLOUDFRONT"
    assert "WebACLId" in distribution(template)
    groups = {
        rule["Name"]: rule["Statement"]["ManagedRuleGroupStatement"].get("RuleActionOverrides", [])
        for rule in acl["Rules"]
        if "ManagedRuleGroupStatement" in rule["Statement"]
    }
    spared = [override for overrides in groups.values() for override in overrides]
    assert all(each["ActionToUse"] == {"Count": {}} and each["Name"].endswith("_BODY") for each in spared)
    names = {each["Name"] for each in spared}
    assert {"SizeRestrictions_BODY", "CrossSiteScripting_BODY"} <= names


def test_addresses_are_slowed_where_guessing_costs(template: Template) -> None:
    rules = {
        rule["Name"]: rule["Statement"]["RateBasedStatement"]
        for rule in template.one("AWS::WAFv2::WebACL")["Rules"]
        if "RateBasedStatement" in rule["Statement"]
    }
    paths = {
        name: rule["ScopeDownStatement"]["RegexMatchStatement"]["RegexString"]
        for name, rule in rules.items()
        if "ScopeDownStatement" in rule
    }
    for door in ("/api/sign-in", "/api/shared", "/api/public-interview", "/live", "/voice", "/voice/speech"):
        assert re.match(paths["DoorsPerAddress"], door)
    assert not re.match(paths["DoorsPerAddress"], "/api/interview")
    at_doors = rules["DoorsPerAddress"]["Limit"]
    assert traffic.STARTING_TOGETHER * traffic.TICKETS <= at_doors < rules["RequestsPerAddress"]["Limit"] / 5
    spelt = rules["DoorsPerAddress"]["ScopeDownStatement"]["RegexMatchStatement"]["TextTransformations"]
    assert spelt[0]["Type"] == "URL_DECODE", "/api/sign%2Din"
    assert set(rules) - set(paths) == {"RequestsPerAddress"}
    assert rules["RequestsPerAddress"]["Limit"] >= traffic.STARTING_TOGETHER * traffic.REQUESTS


def test_whom_the_web_acl_blocks_is_logged_without_what_lets_them_in(template: Template) -> None:
    log = template.one("AWS::WAFv2::LoggingConfiguration")
    left_out = {next(iter(each.get("SingleHeader", {}).values()), *each) for each in log["RedactedFields"]}
    assert left_out == {"QueryString", "authorization", "cookie"}
    assert log["LoggingFilter"]["DefaultBehavior"] == "DROP"
    name = template.one("AWS::Logs::LogGroup", "SiteBlockedLogs")["LogGroupName"]
    assert name["Fn::Join"][1][0].startswith("aws-waf-logs-")


def test_a_web_acl_of_ones_own_stands_before_the_distribution_instead() -> None:
    arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/ours/0a1b"
    stage = Stage.model_validate({"name": "prod", "web_acl_arn": arn})
    assert not stage.makes_web_acl
    assert Stage(name="prod").makes_web_acl


def test_the_http_api_takes_every_method_below_api_and_logs_no_query_strings(template: Template) -> None:
    routes = [
        route["RouteKey"]
        for name, route in template.all("AWS::ApiGatewayV2::Route").items()
        if name.startswith("ApiHttpApi")
    ]
    assert sorted(routes) == [
        "ANY /api/{proxy+}",
        "GET /api/interview/feedback",
        "POST /api/interview/questions/{question_index}/feedback",
        "POST /api/interview/questions/{question_index}/feedback/preparation",
    ]
    integrations = template.all("AWS::ApiGatewayV2::Integration").items()
    assert {each["PayloadFormatVersion"] for name, each in integrations if name.startswith("ApiHttpApi")} == {"2.0"}
    log = template.one("AWS::ApiGatewayV2::Stage", "ApiDefaultStage")["AccessLogSettings"]["Format"]
    assert set(json.loads(log)) >= {"requestId", "path", "status"}
    assert "query" not in log.lower()
    assert "$context.path" in log


def test_sockets_are_admitted_by_ticket_and_heartbeats_answered(template: Template) -> None:
    routes = {
        route["RouteKey"]: route
        for name, route in template.all("AWS::ApiGatewayV2::Route").items()
        if name.startswith("Live")
    }
    commands = {get_args(command.model_fields["action"].annotation)[0] for command in get_args(LiveCommand)}
    assert set(routes) == {"$connect", "$disconnect", "$default"} | commands
    assert routes["$connect"]["AuthorizationType"] == "CUSTOM"
    authorizer = template.one("AWS::ApiGatewayV2::Authorizer")
    assert authorizer["IdentitySource"] == ["route.request.querystring.ticket"]
    answered = {response["RouteId"]["Ref"] for response in template.all("AWS::ApiGatewayV2::RouteResponse").values()}
    assert len(answered) == 4
    assert routes["heartbeat"]["RouteResponseSelectionExpression"] == "$default"


@pytest.mark.parametrize("function", ["proctoring", "api", "session_changed"])
def test_messages_to_sockets_go_to_api_gateway_itself(template: Template, function: str) -> None:
    parts = template.environment(function)["LIVE_ENDPOINT"]["Fn::Join"][1]
    assert (parts[0], parts[2], parts[-1]) == ("https://", ".execute-api.", "/live")


@pytest.mark.parametrize(
    ("uri", "rewritten"),
    [
        ("/", "/index.html"),
        ("/interview", "/interview/index.html"),
        ("/interview/", "/interview/index.html"),
        ("/dashboard", "/dashboard/index.html"),
        ("/dashboard/index.html", "/dashboard/index.html"),
        ("/assets/site-CXcOv0gc.css", "/assets/site-CXcOv0gc.css"),
    ],
)
def test_page_paths_name_their_index(template: Template, uri: str, rewritten: str) -> None:
    assert answered(template, uri)["uri"] == rewritten
    (association,) = distribution(template)["DefaultCacheBehavior"]["FunctionAssociations"]
    assert association["EventType"] == "viewer-request"


@pytest.mark.parametrize("uri", ["/interveiw", "/dashboard/sessions/1", "/favicon.ico", "/not-found", "//", "/assets"])
def test_an_address_without_a_page_is_answered_with_words_and_a_404(template: Template, uri: str) -> None:
    answer = answered(template, uri)
    assert answer["statusCode"] == 404
    assert answer["headers"]["content-type"]["value"].startswith("text/html")
    assert "There is nothing at this address" in answer["body"]["data"]


def answered(template: Template, uri: str) -> dict[str, Any]:
    """What the function on page requests makes of one."""
    function = template.one("AWS::CloudFront::Function", "SitePageRewrites")
    event = json.dumps({"version": "1.0", "request": {"uri": uri, "method": "GET", "querystring": {}, "headers": {}}})
    script = f"{function['FunctionCode']}\nconsole.log(JSON.stringify(handler({event})));"
    finished = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    said: dict[str, Any] = json.loads(finished.stdout)
    return said


def test_the_function_is_no_larger_than_cloudfront_takes(template: Template) -> None:
    assert len(template.one("AWS::CloudFront::Function", "SitePageRewrites")["FunctionCode"].encode()) <= 10 * 1024
