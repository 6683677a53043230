"""A new version of what answers people takes over little by little, and goes back where it fails."""

import json

from tests.infrastructure.template import Template


def test_requests_go_to_aliases_that_codedeploy_moves(template: Template) -> None:
    aliases = template.all("AWS::Lambda::Alias")
    versions = template.all("AWS::Lambda::Version")
    groups = template.all("AWS::CodeDeploy::DeploymentGroup")
    called = {
        integration["IntegrationUri"]["Ref"]
        for integration in template.all("AWS::ApiGatewayV2::Integration").values()
        if integration.get("PayloadFormatVersion") == "2.0"
    }
    assert called == set(aliases)
    assert len(aliases) == len(groups) == 2
    for name, alias in aliases.items():
        assert alias["FunctionVersion"]["Fn::GetAtt"][0] in versions
        moved = template.body["Resources"][name]["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
        assert moved["DeploymentGroupName"]["Ref"] in groups


def test_a_version_that_fails_goes_back_within_its_first_minutes(template: Template) -> None:
    alarms = template.all("AWS::CloudWatch::Alarm")
    for group in template.all("AWS::CodeDeploy::DeploymentGroup").values():
        assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaCanary10Percent5Minutes"
        assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
        watched = [alarms[alarm["Name"]["Ref"]] for alarm in group["AlarmConfiguration"]["Alarms"]]
        assert group["AlarmConfiguration"]["Enabled"] is True
        assert {alarm["MetricName"] for alarm in watched} == {"ServerErrors", "Errors"}
        for alarm in watched:
            assert (alarm["Period"], alarm["Threshold"]) == (60, 0)
            # No single request rings, and two minutes that fail do, while a tenth goes to the new version.
            assert 1 < alarm["DatapointsToAlarm"] < alarm["EvaluationPeriods"] <= 5
        (crashes,) = (alarm for alarm in watched if alarm["MetricName"] == "Errors")
        assert ":live" in json.dumps(crashes["Dimensions"])
