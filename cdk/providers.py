"""The functions that the CDK brings along for its own custom resources."""

from collections.abc import Iterator

from aws_cdk import CfnResource, Stack
from aws_cdk import aws_lambda as lambda_
from constructs import IConstruct

from cdk.functions import log_group
from cdk.stage import Stage

PROVIDERS = ("BucketNotifications", "Custom::CDKBucket", "Custom::S3AutoDelete")


def providers(stack: Stack) -> Iterator[IConstruct]:
    """What each of them is made of."""
    return (child for child in stack.node.children if child.node.id.startswith(PROVIDERS))


def keep_logs(stack: Stack, stage: Stage) -> None:
    """Where the CDK names no log group, Lambda makes one that lasts for ever."""
    for provider in list(providers(stack)):
        for resource in provider.node.find_all():
            if not isinstance(resource, CfnResource) or resource.cfn_resource_type != "AWS::Lambda::Function":
                continue
            if isinstance(resource, lambda_.CfnFunction) and resource.logging_config:
                continue
            group = log_group(stack, f"{provider.node.id.split(':')[-1]}Logs", stage)
            resource.add_property_override("LoggingConfig.LogGroup", group.log_group_name)
