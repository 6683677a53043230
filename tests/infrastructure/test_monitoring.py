"""Alarms: each failure an operator can act on is told."""

import json
from typing import Any

import pytest

from tests.infrastructure.template import Template


def alarms(template: Template) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for alarm in template.all("AWS::CloudWatch::Alarm").values():
        found.setdefault((alarm["Namespace"], alarm["MetricName"]), []).append(alarm)
    return found


def watched(template: Template, namespace: str, metric: str) -> set[str]:
    return {json.dumps(alarm["Dimensions"]) for alarm in alarms(template)[namespace, metric]}


def test_every_dead_letter_queue_is_watched(template: Template) -> None:
    dead = {
        queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for queue in template.all("AWS::SQS::Queue").values()
        if "RedrivePolicy" in queue
    }
    named = watched(template, "AWS/SQS", "ApproximateNumberOfMessagesVisible")
    assert len(dead) == len(named) == 2
    assert all(any(queue in dimensions for dimensions in named) for queue in dead)


@pytest.mark.parametrize("metric", ["Errors", "Throttles"])
def test_every_function_is_watched(template: Template, metric: str) -> None:
    assert len(watched(template, "AWS/Lambda", metric)) == len(template.functions())


def test_one_error_that_is_tried_again_wakes_nobody(template: Template) -> None:
    for alarm in alarms(template)["AWS/Lambda", "Errors"]:
        assert (alarm["EvaluationPeriods"], alarm["Period"], alarm["TreatMissingData"]) == (3, 300, "notBreaching")


@pytest.mark.parametrize(
    ("namespace", "metric"),
    [
        ("AWS/States", "ExecutionsFailed"),
        ("AWS/States", "ExecutionsTimedOut"),
        ("AWS/States", "ExecutionsAborted"),
        ("AWS/ApiGateway", "5xx"),
        ("AWS/CloudFront", "5xxErrorRate"),
    ],
)
def test_failures_are_told_at_once(template: Template, namespace: str, metric: str) -> None:
    (alarm,) = alarms(template)[namespace, metric]
    assert (alarm["EvaluationPeriods"], alarm["TreatMissingData"]) == (1, "notBreaching")


def test_retired_models_are_counted_where_models_are_asked(template: Template) -> None:
    retired = alarms(template)["Colloquy", "ModelRetired"]
    for function, alarm in zip(("score", "review"), retired, strict=True):
        service = template.environment(function)["POWERTOOLS_SERVICE_NAME"]
        assert alarm["Dimensions"] == [{"Name": "service", "Value": service}]
        assert template.environment(function)["POWERTOOLS_METRICS_NAMESPACE"] == "Colloquy"
        assert (alarm["EvaluationPeriods"], alarm["TreatMissingData"]) == (1, "notBreaching")


def test_silence_of_the_voice_proxy_is_an_alarm(template: Template) -> None:
    (alarm,) = alarms(template)["AWS/ApplicationELB", "HealthyHostCount"]
    assert alarm["TreatMissingData"] == "breaching"
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == ("LessThanThreshold", 1)


def test_every_alarm_says_what_happened_and_tells_the_topic(template: Template) -> None:
    (topic,) = template.all("AWS::SNS::Topic")
    for name, alarm in template.all("AWS::CloudWatch::Alarm").items():
        assert alarm["AlarmActions"] == [{"Ref": topic}], name
        assert alarm["AlarmDescription"].endswith("."), name


def test_one_dashboard_shows_every_alarm(template: Template) -> None:
    body = json.dumps(template.one("AWS::CloudWatch::Dashboard")["DashboardBody"])
    assert [name for name in template.all("AWS::CloudWatch::Alarm") if name not in body] == []
