"""The role that hosted CI deploys a stage with, as a stack of its own: no key of AWS is ever stored at GitHub.

    npx cdk deploy --app ".venv/bin/python -m cdk.deploy_role" -c repository=owner/name -c stage=prod

GitHub vouches for a job by a signed token (OIDC); the role takes that of the repository's environment of the stage's
name alone. An account holds one provider of GitHub: `-c provider=there` where it has it already.
"""

import sys
from typing import Any

from aws_cdk import App, Aws, CfnOutput, Duration, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from cdk.context import context_of, parser

GITHUB = "token.actions.githubusercontent.com"
BOOTSTRAP_ROLES = ("deploy-role", "file-publishing-role")
"""What `cdk deploy` takes on: no image is published, and nothing is looked up."""
ASKED_BY_PREFLIGHT = (
    "ec2:DescribeAvailabilityZones",
    "ec2:DescribeManagedPrefixLists",
    "ec2:DescribeVpcs",
    "lambda:GetAccountSettings",
    "servicequotas:GetAWSDefaultServiceQuota",
    "servicequotas:GetServiceQuota",
    "servicequotas:ListServiceQuotas",
)
"""They know no resources, and change nothing. Distributions are not listed: whoever may, reads what they send their
origins, of every stage."""
TRIED_BY_PREFLIGHT = ("Mongodb", "Groq", "Deepgram")
"""Secrets, by the names that CloudFormation gives them."""


class DeployRole(Stack):
    """Deploys and tries one stage. What the deploy itself may do is said by the CDK's bootstrap."""

    def __init__(self, app: Construct, *, stage: str, repository: str, provider_is_there: bool) -> None:
        super().__init__(
            app, f"Colloquy-{stage}-deploy-role", description=f"Deploys Colloquy, stage {stage}, from GitHub"
        )
        provider = f"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:oidc-provider/{GITHUB}"
        if not provider_is_there:
            provider = iam.CfnOIDCProvider(
                self, "GitHub", url=f"https://{GITHUB}", client_id_list=["sts.amazonaws.com"]
            ).attr_arn
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.WebIdentityPrincipal(
                provider,
                {
                    "StringEquals": {
                        f"{GITHUB}:aud": "sts.amazonaws.com",
                        f"{GITHUB}:sub": f"repo:{repository}:environment:{stage}",
                    }
                },
            ),
            max_session_duration=Duration.hours(1),
        )

        def allow(actions: list[str], *resources: str, **conditions: dict[str, str]) -> None:
            role.add_to_policy(iam.PolicyStatement(actions=actions, resources=[*resources], conditions=conditions))

        here = f"{Aws.REGION}:{Aws.ACCOUNT_ID}"
        bootstrap = f"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/cdk-hnb659fds"
        allow(["sts:AssumeRole"], *(f"{bootstrap}-{name}-{Aws.ACCOUNT_ID}-{Aws.REGION}" for name in BOOTSTRAP_ROLES))
        allow(["ssm:GetParameter"], f"arn:{Aws.PARTITION}:ssm:{here}:parameter/cdk-bootstrap/hnb659fds/version")
        allow(["cloudformation:DescribeStacks"], f"arn:{Aws.PARTITION}:cloudformation:{here}:stack/Colloquy-{stage}/*")
        allow([*ASKED_BY_PREFLIGHT], "*")
        allow(["iam:GetRole"], f"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/aws-service-role/*")
        # Preflight tries the stage's keys; the smoke test opens an account of its own, and erases its interview.
        allow(
            ["secretsmanager:GetSecretValue"],
            *(f"arn:{Aws.PARTITION}:secretsmanager:{here}:secret:Secrets{name}*" for name in TRIED_BY_PREFLIGHT),
            StringEquals={"secretsmanager:ResourceTag/colloquy:stage": stage},
        )
        buckets = f"arn:{Aws.PARTITION}:s3:::colloquy-{stage}-storage*"
        allow(["s3:ListBucketVersions", "s3:ListBucketMultipartUploads"], buckets)
        allow(["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"], f"{buckets}/*")
        CfnOutput(self, "DeployRoleArn", value=role.role_arn).override_logical_id("DeployRoleArn")


def add_deploy_role(app: Construct, context: dict[str, Any]) -> DeployRole:
    repository = str(context.get("repository", ""))
    if repository.count("/") != 1 or "*" in repository:
        sys.exit("Say whose: -c repository=owner/name")
    provider_is_there = context.get("provider") == "there"
    return DeployRole(app, stage=str(context["stage"]), repository=repository, provider_is_there=provider_is_there)


if __name__ == "__main__":
    options = parser("Synthesize the role that GitHub's jobs deploy a stage with.")
    app = App()
    add_deploy_role(app, context_of(options.parse_args()))
    app.synth()
