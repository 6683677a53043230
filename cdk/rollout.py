"""How a new version of what answers people takes over: a tenth of the requests first, and back where an alarm rings."""

from collections.abc import Mapping, Sequence

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from cdk.acknowledge import acknowledge_findings
from cdk.functions import allow
from cdk.stage import Stage

SHIFT = codedeploy.LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES


class Rollout(Construct):
    """A rollback fails the update of the alias, so that CloudFormation takes back the whole deploy: functions that
    share code, state machines, pages and container stay of one version."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        aliases: Mapping[str, lambda_.Alias],
        alarms: Mapping[str, Sequence[cloudwatch.IAlarm]],
    ) -> None:
        """`alarms`: which stop the new version of each alias."""
        super().__init__(scope, construct_id)
        application = codedeploy.LambdaApplication(self, "Functions")
        for folder, alias in aliases.items():
            role = self._mover(folder, alias)
            group = codedeploy.LambdaDeploymentGroup(
                self,
                folder.title(),
                application=application,
                alias=alias,
                role=role.without_policy_updates(),
                deployment_config=SHIFT,
                alarms=list(alarms[folder]),
                ignore_alarm_configuration=not stage.rollback_on_alarm,
            )
            group.node.add_dependency(role)

    def _mover(self, folder: str, alias: lambda_.Alias) -> iam.Role:
        """AWS's own policy for this would move every alias of the account."""
        role = iam.Role(
            self,
            f"{folder.title()}Role",
            assumed_by=iam.ServicePrincipal("codedeploy.amazonaws.com"),
            description=f"Moves the alias of {folder}",
        )
        function = alias.lambda_.function_arn
        allow(role, ["lambda:GetAlias", "lambda:UpdateAlias"], function)
        allow(role, ["lambda:GetProvisionedConcurrencyConfig"], f"{function}:{alias.alias_name}")
        allow(role, ["cloudwatch:DescribeAlarms"], "*")
        acknowledge_findings(role, "Alarms are looked up by a filter, not by their names.", "IAM5[Resource::*]")
        return role
