"""What a stage costs in a month in which nobody is interviewed, resource by resource of its template. No I/O."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

__all__ = ["FREE", "PRICED", "Row", "UnknownResourceError", "idle"]

HOURS = 730
CONTAINER_INSIGHTS_METRICS = 24
"""Of a cluster with one service of one task: an estimate, as the pages name none; the number grows with tasks."""
IMAGE_GB = 0.1
"""Of one image, compressed: an estimate."""
POLLS_A_MONTH = 5 * 3 * 60 * HOURS
"""Lambda's five pollers of a queue wait for messages twenty seconds at a time."""

Properties = Mapping[str, Any]
Template = Mapping[str, Any]


class Row(NamedTuple):
    resource: str
    what: str
    price: str
    quantity: float


class UnknownResourceError(Exception):
    """The template has a type of which nobody has said what it costs."""


FREE = frozenset(
    {
        "AWS::ApiGatewayV2::Api",
        "AWS::ApiGatewayV2::Authorizer",
        "AWS::ApiGatewayV2::Integration",
        "AWS::ApiGatewayV2::Route",
        "AWS::ApiGatewayV2::RouteResponse",
        "AWS::ApiGatewayV2::Stage",
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::CodeBuild::Project",
        "AWS::CodeDeploy::Application",
        "AWS::CodeDeploy::DeploymentGroup",
        "AWS::CloudFront::Distribution",
        "AWS::CloudFront::Function",
        "AWS::CloudFront::OriginAccessControl",
        "AWS::CloudFront::OriginRequestPolicy",
        "AWS::CloudFront::ResponseHeadersPolicy",
        "AWS::CloudFront::VpcOrigin",
        "AWS::EC2::InternetGateway",
        "AWS::EC2::Route",
        "AWS::EC2::RouteTable",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::SecurityGroupEgress",
        "AWS::EC2::SecurityGroupIngress",
        "AWS::EC2::Subnet",
        "AWS::EC2::SubnetRouteTableAssociation",
        "AWS::EC2::VPC",
        "AWS::EC2::VPCGatewayAttachment",
        "AWS::ECS::TaskDefinition",
        "AWS::Events::EventBus",
        "AWS::ElasticLoadBalancingV2::Listener",
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "AWS::IAM::Policy",
        "AWS::IAM::Role",
        "AWS::Lambda::Alias",
        "AWS::Lambda::Function",
        "AWS::Lambda::LayerVersion",
        "AWS::Lambda::Permission",
        "AWS::Lambda::Version",
        "AWS::Logs::LogGroup",
        "AWS::Logs::MetricFilter",
        "AWS::S3::Bucket",
        "AWS::S3::BucketPolicy",
        "AWS::SES::ConfigurationSet",
        "AWS::SES::ConfigurationSetEventDestination",
        "AWS::SES::EmailIdentity",
        "AWS::SNS::Topic",
        "AWS::SNS::TopicPolicy",
        "AWS::SNS::Subscription",
        "AWS::SQS::Queue",
        "AWS::SQS::QueuePolicy",
        "AWS::StepFunctions::StateMachine",
        "AWS::WAFv2::LoggingConfiguration",
        "Custom::CDKBucketDeployment",
        "Custom::S3AutoDeleteObjects",
        "Custom::S3BucketNotifications",
        "Custom::VoiceProxyImage",
    }
)
"""Types that cost nothing by being there: what they carry is in the cost of an interview."""


def _alarm(alarm: Properties, _: Template) -> list[Row]:
    metrics = sum("MetricStat" in each for each in alarm.get("Metrics", ())) or 1
    return [Row("Alarm", "metrics under watch", "alarm_month", metrics)]


def _cluster(cluster: Properties, _: Template) -> list[Row]:
    settings = {each["Name"]: each["Value"] for each in cluster.get("ClusterSettings", ())}
    watched = settings.get("containerInsights", "disabled") != "disabled"
    return [Row("Cluster", "metrics of Container Insights", "metric_month", CONTAINER_INSIGHTS_METRICS)] * watched


def _service(service: Properties, template: Template) -> list[Row]:
    resources = template["Resources"]
    task = resources[service["TaskDefinition"]["Ref"]]["Properties"]
    tasks = min(
        (
            each["Properties"]["MinCapacity"]
            for each in resources.values()
            if each["Type"] == "AWS::ApplicationAutoScaling::ScalableTarget"
        ),
        default=1,
    )
    network = service["NetworkConfiguration"]["AwsvpcConfiguration"]
    addresses = tasks if network["AssignPublicIp"] == "ENABLED" else 0
    return [
        Row("Service", "processor hours", "vcpu_hour", tasks * int(task["Cpu"]) / 1024 * HOURS),
        Row("Service", "GB-hours of memory", "memory_gb_hour", tasks * int(task["Memory"]) / 1024 * HOURS),
        Row("Service", "hours of public addresses", "address_hour", addresses * HOURS),
    ]


def _rule(rule: Properties, _: Template) -> list[Row]:
    """Every five minutes a function of half a gigabyte, for a second; or what comes of events, which is nothing."""
    if "EventPattern" in rule:
        return []
    assert rule["ScheduleExpression"] == "rate(5 minutes)", "how often does it run?"
    runs = HOURS * 12
    return [
        Row("Rule", "runs by the clock", "lambda_run", runs),
        Row("Rule", "GB-seconds by the clock", "lambda_gb_s", runs * 0.5),
    ]


def _mapping(mapping: Properties, template: Template) -> list[Row]:
    queue = template["Resources"][mapping["EventSourceArn"]["Fn::GetAtt"][0]]["Properties"]
    price = "ordered_queue_request" if queue.get("FifoQueue") else "queue_request"
    return [Row("EventSourceMapping", "polls", price, POLLS_A_MONTH)]


def _acl(acl: Properties, _: Template) -> list[Row]:
    return [Row("WebACL", "list", "acl_month", 1), Row("WebACL", "rules", "acl_rule_month", len(acl["Rules"]))]


def _one(resource: str, what: str, price: str, quantity: float = 1) -> Callable[[Properties, Template], list[Row]]:
    return lambda _properties, _template: [Row(resource, what, price, quantity)]


PRICED: Mapping[str, Callable[[Properties, Template], list[Row]]] = {
    "AWS::ApplicationAutoScaling::ScalingPolicy": _one("ScalingPolicy", "alarms of its own", "alarm_month", 2),
    "AWS::CloudWatch::Alarm": _alarm,
    "AWS::CloudWatch::Dashboard": _one("Dashboard", "dashboard", "dashboard_month"),
    "AWS::ECR::Repository": _one("Repository", "GB of an image", "image_gb_month", IMAGE_GB),
    "AWS::ECS::Cluster": _cluster,
    "AWS::ECS::Service": _service,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": _one("LoadBalancer", "hours", "balancer_hour", HOURS),
    "AWS::Events::Rule": _rule,
    "AWS::Lambda::EventSourceMapping": _mapping,
    "AWS::SecretsManager::Secret": _one("Secret", "secret", "secret_month"),
    "AWS::WAFv2::WebACL": _acl,
}
"""What the others cost."""


def idle(template: Template) -> list[Row]:
    """The same thing of several resources in one row. Raises UnknownResourceError."""
    quantities = Counter[tuple[str, str, str]]()
    for resource in template["Resources"].values():
        kind = resource["Type"]
        if kind in FREE:
            continue
        if kind not in PRICED:
            raise UnknownResourceError(f"{kind}: say in {__name__} what it costs")
        for row in PRICED[kind](resource.get("Properties", {}), template):
            quantities[row[:3]] += row.quantity  # type: ignore[assignment]
    return [Row(*row, quantity) for row, quantity in sorted(quantities.items()) if quantity]
