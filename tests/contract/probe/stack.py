"""The probe's template, as `cdk synth` would write it."""

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from local_cloud.cloud.deploy import Assembly

__all__ = ["STACK", "synthesize"]

STACK = "Probe"
_HERE = Path(__file__).parent
_ASSETS = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"
_BUCKET = {"Fn::Sub": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"}


def synthesize(folder: Path, *, container_port: int, greeting: str = "none") -> Assembly:
    """Write template and assets into `folder`, which is made. The container has `greeting` in its environment."""
    folder.mkdir()
    written = json.dumps(template(container_port, greeting))
    template_key = f"{hashlib.sha256(written.encode()).hexdigest()}.json"
    shutil.copytree(_HERE / "functions", folder / "functions")
    shutil.copytree(_HERE / "layer", folder / "layer")
    shutil.copytree(_HERE / "site", folder / "site")
    files = {
        "functions": {"source": {"path": "functions", "packaging": "zip"}, "key": "functions.zip"},
        "layer": {"source": {"path": "layer", "packaging": "zip"}, "key": "layer.zip"},
        "site": {"source": {"path": "site", "packaging": "zip"}, "key": "site.zip"},
        "template": {"source": {"path": f"{STACK}.template.json", "packaging": "file"}, "key": template_key},
    }
    manifest = {
        "files": {
            name: {
                "source": file["source"],
                "destinations": {"here": {"bucketName": _ASSETS, "objectKey": file["key"]}},
            }
            for name, file in files.items()
        }
    }
    (folder / f"{STACK}.assets.json").write_text(json.dumps(manifest))
    (folder / f"{STACK}.template.json").write_text(written)
    return Assembly(folder, STACK)


def template(container_port: int, greeting: str) -> dict[str, Any]:
    resources = (
        _storage()
        | _functions()
        | _queues()
        | _machine()
        | _http()
        | _live()
        | _task(container_port, greeting)
        | _edge(container_port)
    )
    names = {
        "Media": _ref("Media"),
        "Records": _ref("Records"),
        "EmptySecret": _ref("EmptySecret"),
        "GeneratedSecret": _ref("GeneratedSecret"),
        "SecretInHeader": {"Fn::Sub": "{{resolve:secretsmanager:${GeneratedSecret}}}"},
        "Environment": _ref("EnvironmentFunction"),
        "Forbidden": _ref("ForbiddenFunction"),
        "Events": _ref("Events"),
        "DeadLetters": _ref("DeadLetters"),
        "Merges": _ref("Merges"),
        "Machine": _ref("Machine"),
        "HttpApi": _ref("HttpApi"),
        "LiveApi": _ref("LiveApi"),
        "Cluster": _ref("Cluster"),
    }
    return {"Resources": resources, "Outputs": {name: {"Value": value} for name, value in names.items()}}


def _storage() -> dict[str, Any]:
    everyone_secure = {
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "s3:*",
        "Resource": [_arn("Media"), {"Fn::Sub": "${Media.Arn}/*"}],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    notify = {"Event": "s3:ObjectCreated:*", "Queue": _arn("Events")}
    cors = {"AllowedMethods": ["POST", "GET"], "AllowedOrigins": ["*"], "AllowedHeaders": ["*"]}
    return {
        "Media": _resource(
            "AWS::S3::Bucket",
            {
                "VersioningConfiguration": {"Status": "Enabled"},
                "NotificationConfiguration": {"QueueConfigurations": [notify]},
                "CorsConfiguration": {"CorsRules": [cors]},
            },
            needs="EventsPolicy",
        ),
        "MediaPolicy": _resource(
            "AWS::S3::BucketPolicy", {"Bucket": _ref("Media"), "PolicyDocument": _policy(everyone_secure)}
        ),
        "Records": _resource("AWS::S3::Bucket", {}),
        "EmptySecret": _resource("AWS::SecretsManager::Secret", {"Description": "Set after the deploy"}),
        "GeneratedSecret": _resource(
            "AWS::SecretsManager::Secret",
            {"GenerateSecretString": {"ExcludePunctuation": True, "PasswordLength": 48}},
        ),
    }


def _functions() -> dict[str, Any]:
    allow: list[dict[str, Any]] = [
        {
            "Effect": "Allow",
            "Action": ["s3:PutObject", "s3:ListBucket"],
            "Resource": [_arn("Records"), {"Fn::Sub": "${Records.Arn}/*"}],
        },
        {
            "Effect": "Allow",
            "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            "Resource": [_arn("Events"), _arn("Merges")],
        },
        {"Effect": "Allow", "Action": "execute-api:ManageConnections", "Resource": "*"},
    ]
    role = {
        "AssumeRolePolicyDocument": _trust("lambda.amazonaws.com"),
        "Policies": [{"PolicyName": "probe", "PolicyDocument": _policy(*allow)}],
    }
    layer = {"Content": {"S3Bucket": _BUCKET, "S3Key": "layer.zip"}}
    return {
        "FunctionRole": _resource("AWS::IAM::Role", role),
        "Layer": _resource("AWS::Lambda::LayerVersion", layer),
        "EnvironmentFunction": _function("environment", {"GREETING": "hello"}, Layers=[_ref("Layer")]),
        "HttpFunction": _function("http"),
        "EventsFunction": _function("record", {"RECORDS": _ref("Records")}, Timeout=2),
        "MergesFunction": _function("record", {"RECORDS": _ref("Records")}),
        "StepFunction": _function("step", {"RECORDS": _ref("Records")}),
        "ForbiddenFunction": _function("forbidden", {"SECRET": _ref("GeneratedSecret")}),
        "AuthorizerFunction": _function("authorize"),
        "LiveFunction": _function(
            "live", {"LIVE_ENDPOINT": {"Fn::Sub": "https://${LiveApi}.execute-api.${AWS::Region}.amazonaws.com/live"}}
        ),
    }


def _queues() -> dict[str, Any]:
    send = {
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": _arn("Events"),
        "Condition": {"StringEquals": {"aws:SourceAccount": _ref("AWS::AccountId")}},
    }
    redrive = {"deadLetterTargetArn": _arn("DeadLetters"), "maxReceiveCount": 2}
    return {
        "DeadLetters": _resource("AWS::SQS::Queue", {}),
        "Events": _resource("AWS::SQS::Queue", {"VisibilityTimeout": 2, "RedrivePolicy": redrive}),
        "EventsPolicy": _resource(
            "AWS::SQS::QueuePolicy", {"Queues": [_ref("Events")], "PolicyDocument": _policy(send)}
        ),
        "EventsMapping": _mapping(
            "Events", BatchSize=10, MaximumBatchingWindowInSeconds=1, FunctionResponseTypes=["ReportBatchItemFailures"]
        ),
        "Merges": _resource("AWS::SQS::Queue", {"FifoQueue": True, "ContentBasedDeduplication": True}),
        "MergesMapping": _mapping("Merges", BatchSize=1),
    }


def _machine() -> dict[str, Any]:
    retry = {"ErrorEquals": ["BusyError"], "IntervalSeconds": 1, "MaxAttempts": 1, "BackoffRate": 1}
    catch = {"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Failed"}
    work = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {"FunctionName": "${Step}", "Payload.$": "$"},
        "OutputPath": "$.Payload",
        "Retry": [retry],
        "Catch": [catch],
        "End": True,
    }
    failed = {"Type": "Pass", "Parameters": {"item.$": "$.item", "error.$": "$.failure.Error"}, "End": True}
    each = {
        "Type": "Map",
        "ItemsPath": "$.items",
        "ItemSelector": {"item.$": "$$.Map.Item.Value", "run.$": "$.run"},
        "MaxConcurrency": 2,
        "ItemProcessor": {"StartAt": "Work", "States": {"Work": work, "Failed": failed}},
        "End": True,
    }
    definition = json.dumps({"StartAt": "Each", "States": {"Each": each}})
    invoke = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": _arn("StepFunction")}
    role = {
        "AssumeRolePolicyDocument": _trust("states.amazonaws.com"),
        "Policies": [{"PolicyName": "probe", "PolicyDocument": _policy(invoke)}],
    }
    machine = {
        "DefinitionString": definition,
        "DefinitionSubstitutions": {"Step": _arn("StepFunction")},
        "RoleArn": _arn("MachineRole"),
    }
    return {
        "MachineRole": _resource("AWS::IAM::Role", role),
        "Machine": _resource("AWS::StepFunctions::StateMachine", machine),
    }


def _http() -> dict[str, Any]:
    api = {"Name": "probe", "ProtocolType": "HTTP", "CorsConfiguration": {"AllowOrigins": ["https://a.example"]}}
    integration = {
        "ApiId": _ref("HttpApi"),
        "IntegrationType": "AWS_PROXY",
        "IntegrationUri": _arn("HttpFunction"),
        "PayloadFormatVersion": "2.0",
    }
    route = {"ApiId": _ref("HttpApi"), "RouteKey": "ANY /api/{proxy+}", "Target": _target("HttpIntegration")}
    stage = {"ApiId": _ref("HttpApi"), "StageName": "$default", "AutoDeploy": True}
    return {
        "HttpApi": _resource("AWS::ApiGatewayV2::Api", api),
        "HttpIntegration": _resource("AWS::ApiGatewayV2::Integration", integration),
        "HttpRoute": _resource("AWS::ApiGatewayV2::Route", route),
        "HttpStage": _resource("AWS::ApiGatewayV2::Stage", stage),
        "HttpPermission": _permission("HttpFunction"),
    }


def _live() -> dict[str, Any]:
    api = {"Name": "probe-live", "ProtocolType": "WEBSOCKET", "RouteSelectionExpression": "$request.body.action"}
    invocations = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${%s.Arn}/invocations"
    uri, authorizer_uri = ({"Fn::Sub": invocations % name} for name in ("LiveFunction", "AuthorizerFunction"))
    live = {"ApiId": _ref("LiveApi")}
    return {
        "LiveApi": _resource("AWS::ApiGatewayV2::Api", api),
        "LiveAuthorizer": _resource(
            "AWS::ApiGatewayV2::Authorizer",
            live
            | {
                "Name": "ticket",
                "AuthorizerType": "REQUEST",
                "AuthorizerUri": authorizer_uri,
                "IdentitySource": ["route.request.querystring.ticket"],
            },
        ),
        "LiveIntegration": _resource(
            "AWS::ApiGatewayV2::Integration", live | {"IntegrationType": "AWS_PROXY", "IntegrationUri": uri}
        ),
        "ConnectRoute": _resource(
            "AWS::ApiGatewayV2::Route",
            live
            | {
                "RouteKey": "$connect",
                "AuthorizationType": "CUSTOM",
                "AuthorizerId": _ref("LiveAuthorizer"),
                "Target": _target("LiveIntegration"),
            },
        ),
        "PushRoute": _resource(
            "AWS::ApiGatewayV2::Route", live | {"RouteKey": "push", "Target": _target("LiveIntegration")}
        ),
        "EchoRoute": _resource(
            "AWS::ApiGatewayV2::Route",
            live
            | {
                "RouteKey": "echo",
                "RouteResponseSelectionExpression": "$default",
                "Target": _target("LiveIntegration"),
            },
        ),
        "EchoResponse": _resource(
            "AWS::ApiGatewayV2::RouteResponse", live | {"RouteId": _ref("EchoRoute"), "RouteResponseKey": "$default"}
        ),
        "LiveStage": _resource("AWS::ApiGatewayV2::Stage", live | {"StageName": "live", "AutoDeploy": True}),
        "LivePermission": _permission("LiveFunction"),
        "AuthorizerPermission": _permission("AuthorizerFunction"),
    }


def _task(port: int, greeting: str) -> dict[str, Any]:
    container = {
        "Name": "probe",
        "Image": "probe:latest",
        "Essential": True,
        "Command": ["python", "-m", "tests.contract.probe.container"],
        "Environment": [
            {"Name": "PORT", "Value": str(port)},
            {"Name": "GREETING", "Value": greeting},
            {"Name": "SECRET_ARN", "Value": _ref("GeneratedSecret")},
        ],
    }
    task = {
        "Family": "probe",
        "NetworkMode": "awsvpc",
        "RequiresCompatibilities": ["FARGATE"],
        "Cpu": "256",
        "Memory": "512",
        "TaskRoleArn": _arn("TaskRole"),
        "ContainerDefinitions": [container],
    }
    service = {"Cluster": _ref("Cluster"), "TaskDefinition": _ref("Task"), "DesiredCount": 1, "LaunchType": "FARGATE"}
    scaling = {"ServiceNamespace": "ecs", "MinCapacity": 1, "MaxCapacity": 2}
    return {
        "TaskRole": _resource("AWS::IAM::Role", {"AssumeRolePolicyDocument": _trust("ecs-tasks.amazonaws.com")}),
        "Cluster": _resource("AWS::ECS::Cluster", {}),
        "Task": _resource("AWS::ECS::TaskDefinition", task),
        "Service": _resource("AWS::ECS::Service", service),
        "Scaling": _resource("AWS::ApplicationAutoScaling::ScalableTarget", scaling),
    }


def _edge(container_port: int) -> dict[str, Any]:
    """The distribution over a site bucket, both APIs and the task, as the product's has them."""
    read = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": [_arn("Site"), {"Fn::Sub": "${Site.Arn}/*"}],
    }
    control = {
        "Name": "site",
        "OriginAccessControlOriginType": "s3",
        "SigningBehavior": "always",
        "SigningProtocol": "sigv4",
    }
    rewrite = (
        "function handler(event) { var r = event.request; if (r.uri.endsWith('/')) r.uri += 'index.html'; return r; }"
    )
    policy = {
        "Name": "pages",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {
                "ContentSecurityPolicy": "default-src 'self'; upgrade-insecure-requests; img-src 'self'",
                "Override": True,
            },
            "ContentTypeOptions": {"Override": True},
        },
        "CustomHeadersConfig": {"Items": [{"Header": "x-probe", "Value": "pages", "Override": True}]},
    }
    listening = {
        "LoadBalancerArn": _ref("Balancer"),
        "Port": 80,
        "Protocol": "HTTP",
        "DefaultActions": [{"Type": "forward", "TargetGroupArn": _ref("Targets")}],
    }
    endpoint = {"Arn": _ref("Balancer"), "Name": "probe", "HTTPPort": 80, "OriginProtocolPolicy": "http-only"}
    return {
        "Site": _resource("AWS::S3::Bucket", {}),
        "SitePolicy": _resource("AWS::S3::BucketPolicy", {"Bucket": _ref("Site"), "PolicyDocument": _policy(read)}),
        "SiteFiles": _resource(
            "Custom::CDKBucketDeployment",
            {
                "ServiceToken": _arn("HttpFunction"),
                "SourceBucketNames": [_BUCKET],
                "SourceObjectKeys": ["site.zip"],
                "DestinationBucketName": _ref("Site"),
                "SystemMetadata": {"cache-control": "no-cache"},
            },
        ),
        "Control": _resource("AWS::CloudFront::OriginAccessControl", {"OriginAccessControlConfig": control}),
        "Rewrite": _resource(
            "AWS::CloudFront::Function",
            {
                "Name": "rewrite",
                "AutoPublish": True,
                "FunctionCode": rewrite,
                "FunctionConfig": {"Comment": "pages", "Runtime": "cloudfront-js-2.0"},
            },
        ),
        "WithoutCookies": _resource(
            "AWS::CloudFront::OriginRequestPolicy",
            {
                "OriginRequestPolicyConfig": {
                    "Name": "without-cookies",
                    "HeadersConfig": {"HeaderBehavior": "allExcept", "Headers": ["host"]},
                    "QueryStringsConfig": {"QueryStringBehavior": "all"},
                    "CookiesConfig": {"CookieBehavior": "none"},
                }
            },
        ),
        "Headers": _resource("AWS::CloudFront::ResponseHeadersPolicy", {"ResponseHeadersPolicyConfig": policy}),
        "Balancer": _resource("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Name": "probe", "Scheme": "internal"}),
        "Targets": _resource(
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            {"Name": "probe", "Port": container_port, "Protocol": "HTTP", "TargetType": "ip"},
        ),
        "Listener": _resource("AWS::ElasticLoadBalancingV2::Listener", listening),
        "VpcOrigin": _resource("AWS::CloudFront::VpcOrigin", {"VpcOriginEndpointConfig": endpoint}),
        "Distribution": _resource("AWS::CloudFront::Distribution", {"DistributionConfig": _distribution()}),
    }


def _distribution() -> dict[str, Any]:
    api_domain = "${%s}.execute-api.${AWS::Region}.${AWS::URLSuffix}"
    secret = {"Fn::Join": ["", ["{{resolve:secretsmanager:", _ref("GeneratedSecret"), ":SecretString:::}}"]]}
    secret_header = [{"HeaderName": "x-origin-secret", "HeaderValue": secret}]
    https = {"OriginProtocolPolicy": "https-only"}
    uncached = {
        "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        "OriginRequestPolicyId": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        "ViewerProtocolPolicy": "https-only",
    }
    site = {
        "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "FunctionAssociations": [
            {"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": ["Rewrite", "FunctionARN"]}}
        ],
        "ResponseHeadersPolicyId": _ref("Headers"),
        "TargetOriginId": "site",
        "ViewerProtocolPolicy": "redirect-to-https",
    }
    paths = {"/api/*": "api", "/live": "live", "/voice": "voice", "/voice/*": "voice"}
    return {
        "Enabled": True,
        "DefaultCacheBehavior": site,
        "CacheBehaviors": [
            uncached
            | {"PathPattern": path, "TargetOriginId": paths[path]}
            | ({} if path == "/api/*" else {"OriginRequestPolicyId": _ref("WithoutCookies")})
            for path in paths
        ],
        "Origins": [
            {
                "Id": "site",
                "DomainName": {"Fn::GetAtt": ["Site", "RegionalDomainName"]},
                "OriginAccessControlId": {"Fn::GetAtt": ["Control", "Id"]},
                "S3OriginConfig": {"OriginAccessIdentity": ""},
            },
            *(
                {
                    "Id": name,
                    "DomainName": {"Fn::Sub": api_domain % api},
                    "CustomOriginConfig": https,
                    "OriginCustomHeaders": secret_header,
                }
                for name, api in (("api", "HttpApi"), ("live", "LiveApi"))
            ),
            {
                "Id": "voice",
                "DomainName": {"Fn::GetAtt": ["Balancer", "DNSName"]},
                "VpcOriginConfig": {"VpcOriginId": {"Fn::GetAtt": ["VpcOrigin", "Id"]}},
            },
        ],
    }


def _function(handler: str, variables: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    return _resource(
        "AWS::Lambda::Function",
        {
            "Runtime": f"python{sys.version_info.major}.{sys.version_info.minor}",
            "Handler": f"probe.{handler}",
            "Code": {"S3Bucket": _BUCKET, "S3Key": "functions.zip"},
            "Role": _arn("FunctionRole"),
            "Timeout": 20,
            "Environment": {"Variables": variables or {}},
            **properties,
        },
    )


def _mapping(queue: str, **properties: Any) -> dict[str, Any]:
    mapped = {"EventSourceArn": _arn(queue), "FunctionName": _ref(f"{queue}Function")}
    return _resource("AWS::Lambda::EventSourceMapping", mapped | properties)


def _permission(function: str) -> dict[str, Any]:
    allowed = {"Action": "lambda:InvokeFunction", "Principal": "apigateway.amazonaws.com"}
    return _resource("AWS::Lambda::Permission", allowed | {"FunctionName": _arn(function)})


def _resource(kind: str, properties: dict[str, Any], needs: str | None = None) -> dict[str, Any]:
    resource: dict[str, Any] = {"Type": kind, "Properties": properties}
    return resource | ({"DependsOn": needs} if needs else {})


def _trust(service: str) -> dict[str, Any]:
    return _policy({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"})


def _policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _target(integration: str) -> dict[str, Any]:
    return {"Fn::Join": ["/", ["integrations", _ref(integration)]]}


def _ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def _arn(name: str) -> dict[str, list[str]]:
    return {"Fn::GetAtt": [name, "Arn"]}
