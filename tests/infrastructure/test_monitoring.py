"""Alarms: each failure an operator can act on is told, and to somebody."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from interview.entrypoints import metrics
from tests.infrastructure.template import Template

PUBLISHED = {
    "SessionsFailed": 300,
    "VendorRefused": 300,
    "AgentDown": 300,
}
"""What the product counts itself and one of rings, with the seconds that are looked at together."""


def alarms(template: Template) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for alarm in template.all("AWS::CloudWatch::Alarm").values():
        if "MetricName" in alarm:
            found.setdefault((alarm["Namespace"], alarm["MetricName"]), []).append(alarm)
    return found


def computed(template: Template) -> dict[str, Any]:
    """The one alarm that computes with metrics."""
    (alarm,) = (alarm for alarm in template.all("AWS::CloudWatch::Alarm").values() if "Metrics" in alarm)
    return alarm


def counted_by_the_product() -> set[str]:
    """The names of all metrics that the product counts."""
    calls = [
        node
        for folder in ("interview", "functions", "voice_proxy_container")
        for module in Path(folder).rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("metrics.count", "count", "Count")
    ]
    return {
        name.value
        for call in calls
        for name in ast.walk(call.args[0])
        if isinstance(name, ast.Constant) and isinstance(name.value, str)
    }


def watched(template: Template, namespace: str, metric: str) -> set[str]:
    return {json.dumps(alarm["Dimensions"]) for alarm in alarms(template)[namespace, metric]}


def test_every_dead_letter_queue_is_watched(template: Template) -> None:
    dead = {
        queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for queue in template.all("AWS::SQS::Queue").values()
        if "RedrivePolicy" in queue
    }
    named = watched(template, "AWS/SQS", "ApproximateNumberOfMessagesVisible")
    assert len(dead) == len(named) == 8
    assert all(any(queue in dimensions for dimensions in named) for queue in dead)


def of_function(template: Template, folder: str) -> dict[str, Any]:
    """The one alarm on a function's errors."""
    (name,) = (
        name
        for name, function in template.all("AWS::Lambda::Function").items()
        if function.get("Handler") == f"functions.{folder}.handler.handler"
    )
    dimension = [{"Name": "FunctionName", "Value": {"Ref": name}}]
    errors = alarms(template)["AWS/Lambda", "Errors"]
    (alarm,) = (each for each in errors if each["Dimensions"] == dimension)
    return alarm


def test_every_function_is_watched_or_what_comes_of_its_errors_is(template: Template) -> None:
    """Steps: answers and interviews that fail. Consumers: messages that grow old or dead. The API: its aliases."""
    steps = {"lock", "await_chunks", "merge", "transcribe", "score", "finish"}
    covered = steps | {
        "chunk_registered",
        "merge_requested",
        "session_changed",
        "list_sessions",
        "export",
        "invite",
        "notify",
        "webhooks",
        "api",
        "feedback",
    }
    watched_themselves = template.functions().keys() - covered
    assert watched_themselves == {"live_authorizer", "proctoring", "sweep", "canary"}
    for folder in watched_themselves:
        assert of_function(template, folder), folder
    by_alias = [alarm for alarm in alarms(template)["AWS/Lambda", "Errors"] if len(alarm["Dimensions"]) > 1]
    assert len(by_alias) == 2


@pytest.mark.parametrize("folder", ["live_authorizer", "proctoring"])
def test_one_error_that_is_tried_again_wakes_nobody(template: Template, folder: str) -> None:
    alarm = of_function(template, folder)
    assert (alarm["EvaluationPeriods"], alarm["Period"], alarm["TreatMissingData"]) == (3, 300, "notBreaching")


def test_one_alarm_tells_of_the_quota_that_all_functions_share(template: Template) -> None:
    (alarm,) = alarms(template)["AWS/Lambda", "Throttles"]
    assert "Dimensions" not in alarm
    assert (alarm["EvaluationPeriods"], alarm["Period"], alarm["TreatMissingData"]) == (3, 300, "notBreaching")


@pytest.mark.parametrize("metric", PUBLISHED)
def test_what_the_product_counts_rings_at_once(template: Template, metric: str) -> None:
    (alarm,) = alarms(template)[metrics.NAMESPACE, metric]
    assert alarm["Dimensions"] == [{"Name": "stage", "Value": template.stage}]
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (0, "GreaterThanThreshold")
    assert (alarm["EvaluationPeriods"], alarm["Period"]) == (1, PUBLISHED[metric])
    assert (alarm["Statistic"], alarm["TreatMissingData"]) == ("Sum", "notBreaching")


def test_no_alarm_waits_for_a_metric_that_nothing_publishes(template: Template) -> None:
    watched_ones = {metric for namespace, metric in alarms(template) if namespace == metrics.NAMESPACE}
    assert watched_ones <= counted_by_the_product()


def test_a_sweeper_that_is_silent_rings(template: Template) -> None:
    alarm = of_function(template, "sweep")
    assert alarm["TreatMissingData"] == "breaching"
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("GreaterThanThreshold", 0)
    assert (alarm["EvaluationPeriods"], alarm["Period"]) == (3, 300)


def test_a_canary_that_is_silent_rings_and_looks_at_what_a_browser_asks_for(template: Template) -> None:
    alarm = of_function(template, "canary")
    assert alarm["TreatMissingData"] == "breaching"
    assert (alarm["EvaluationPeriods"], alarm["Period"], alarm["Threshold"]) == (2, 300, 0)
    environment = template.environment("canary")
    assert environment["SITE_PATHS"].split(",") == [
        *("/", "/interview/", "/dashboard/", "/result/", "/api/health", "/voice/live"),
    ]
    assert environment["SITE_URL"] == template.body["Outputs"]["SiteUrl"]["Value"]
    runs = [rule for rule in template.all("AWS::Events::Rule").values() if "Canary" in json.dumps(rule["Targets"])]
    assert [rule["ScheduleExpression"] for rule in runs] == ["rate(5 minutes)"]


def test_a_queue_whose_messages_grow_old_rings(template: Template) -> None:
    """Later than a message that failed once is tried again, sooner than it is given up. What pages were not told in
    time they have asked for."""
    queues = {
        name: queue
        for name, queue in template.all("AWS::SQS::Queue").items()
        if "RedrivePolicy" in queue and not name.startswith("LiveChanges")
    }
    ages = alarms(template)["AWS/SQS", "ApproximateAgeOfOldestMessage"]
    named = {alarm["Dimensions"][0]["Value"]["Fn::GetAtt"][0]: alarm["Threshold"] for alarm in ages}
    assert named.keys() == queues.keys()
    for name, queue in queues.items():
        hidden_s, tries = queue["VisibilityTimeout"], queue["RedrivePolicy"]["maxReceiveCount"]
        assert hidden_s < named[name] < hidden_s * tries


def test_a_stage_that_is_not_configured_yet_rings_nothing(template: Template) -> None:
    """The API's own count leaves out such answers; CloudFront's cannot, and stands still beside them."""
    assert ("AWS/ApiGateway", "5xx") not in alarms(template)
    alarm = computed(template)
    (expression,) = (each["Expression"] for each in alarm["Metrics"] if "Expression" in each)
    used = {each["Id"]: each["MetricStat"]["Metric"]["MetricName"] for each in alarm["Metrics"] if "MetricStat" in each}
    assert used == {"rate": "5xxErrorRate", "unfinished": "NotYetConfigured"}
    assert expression == "IF(FILL(unfinished, 0) > 0, 0, rate)"
    assert "NotYetConfigured" in counted_by_the_product()


def test_every_alarm_has_a_line_in_the_runbook_and_every_line_an_alarm(prod: Template) -> None:
    runbook = Path("docs/operations.md").read_text().partition("## When an alarm rings")[2].partition("\n## ")[0]
    lines = set(re.findall(r"^\| ([^|]+) \|", runbook, re.MULTILINE)) - {"alarm"}
    described = [alarm["AlarmDescription"] for alarm in prod.all("AWS::CloudWatch::Alarm").values()]
    named = {description.partition(" See docs/operations.md: ")[2].removesuffix(".") for description in described}
    assert named == lines


def test_the_dashboard_shows_how_long_spoken_turns_and_the_relay_take(template: Template) -> None:
    body = json.dumps(template.one("AWS::CloudWatch::Dashboard")["DashboardBody"])
    for metric in ("AgentReplyLatency", "TranscriptToPage", "TranscriptToDatabase"):
        assert metric in body, metric


def test_a_deploy_that_would_tell_nobody_asks_whom(prod: Template, local: Template) -> None:
    (subscription,) = prod.all("AWS::SNS::Subscription").values()
    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", {"Ref": "AlarmEmail"})
    asked = prod.body["Parameters"]["AlarmEmail"]
    assert "Default" not in asked
    assert re.fullmatch(asked["AllowedPattern"], "ops@example.com")
    assert not re.fullmatch(asked["AllowedPattern"], "nobody")
    assert "AlarmEmail" not in local.body["Parameters"]
    assert {each["Protocol"] for each in local.all("AWS::SNS::Subscription").values()} == {"sqs"}, "mails' reports"


def test_every_alarm_says_what_happened_and_tells_the_topic(template: Template) -> None:
    (topic,) = (name for name in template.all("AWS::SNS::Topic") if name.startswith("MonitoringAlarms"))
    for name, alarm in template.all("AWS::CloudWatch::Alarm").items():
        assert alarm["AlarmActions"] == [{"Ref": topic}], name
        assert alarm["AlarmDescription"].endswith("."), name


def test_one_dashboard_shows_every_alarm(template: Template) -> None:
    body = json.dumps(template.one("AWS::CloudWatch::Dashboard")["DashboardBody"])
    assert [name for name in template.all("AWS::CloudWatch::Alarm") if name not in body] == []


def test_requests_that_api_gateway_refused_ring(template: Template) -> None:
    counted = template.one("AWS::Logs::MetricFilter")
    told = json.loads(template.one("AWS::ApiGatewayV2::Stage", "ApiDefaultStage")["AccessLogSettings"]["Format"])
    assert set(re.findall(r"\$\.(\w+)", counted["FilterPattern"])) == {"status", "integrationLatencyMs"} <= set(told)
    (written,) = counted["MetricTransformations"]
    (alarm,) = alarms(template)[written["MetricNamespace"], written["MetricName"]]
    assert alarm["Threshold"] == 100


def test_alarms_of_other_accounts_reach_nobody(template: Template) -> None:
    policies = template.all("AWS::SNS::TopicPolicy").values()
    for statement in (each for policy in policies for each in policy["PolicyDocument"]["Statement"]):
        if statement["Effect"] == "Allow":
            assert statement["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
