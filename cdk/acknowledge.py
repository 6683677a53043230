"""Findings of cdk-nag that we accept, each with its reason, next to the construct they concern."""

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct


def acknowledge(construct: IConstruct, **reasons: str) -> None:
    """Accept findings of the rules AwsSolutions-<rule> on a construct and all below it."""
    Validations.of(construct).acknowledge(
        *(Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason) for rule, reason in reasons.items())
    )


def acknowledge_findings(construct: IConstruct, reason: str, *findings: str) -> None:
    """Accept single findings, such as `IAM5[Resource::*]`, for one reason."""
    Validations.of(construct).acknowledge(
        *(Acknowledgment(id=f"AwsSolutions-{finding}", reason=reason) for finding in findings)
    )
