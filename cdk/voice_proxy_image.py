"""The voice proxy's image, built by CodeBuild while the stack is deployed: the deployer's machine needs no Docker."""

import json

from aws_cdk import CustomResource, Duration, RemovalPolicy
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3_assets as s3_assets
from constructs import Construct

from cdk.acknowledge import acknowledge
from cdk.assets import voice_proxy_image, voice_proxy_image_handler
from cdk.functions import allow, architecture, log_group, runtime
from cdk.stage import Stage

QUEUE_TIMEOUT = Duration.minutes(5)
BUILD_TIMEOUT = Duration.minutes(8)
WAITED_FOR = Duration.minutes(15)
ANSWER_TIMEOUT = Duration.minutes(16)
MAX_IMAGES = 30
MACHINES = {
    "arm64": ("ARM_CONTAINER", "aws/codebuild/amazonlinux-aarch64-standard:3.0"),
    "x86_64": ("LINUX_CONTAINER", "aws/codebuild/amazonlinux-x86_64-standard:5.0"),
}
"""CodeBuild's machine, and what it runs, by processor: an image is built where it could run."""

BUILD_SPEC = {
    "version": "0.2",
    "phases": {
        "build": {
            "on-failure": "ABORT",
            "commands": [
                "docker build --file voice_proxy_container/Dockerfile --tag $REPOSITORY:$TAG .",
                # An image that lacks a package is not pushed.
                "docker run --rm $REPOSITORY:$TAG python -c 'import voice_proxy_container.server'",
                "aws ecr get-login-password | docker login --username AWS --password-stdin ${REPOSITORY%%/*}",
                "docker push $REPOSITORY:$TAG",
            ],
        }
    },
}


class VoiceProxyImage(Construct):
    """`uri` names the image by its digest, so that a task definition always means the same one. Its tag is the hash of
    the sources and the processor, and never moves: a rolled back deploy finds the image that it had.

    The build ends before the function that waits for it, and that before CloudFormation's patience.
    """

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        source = s3_assets.Asset(self, "Source", path=str(voice_proxy_image()))
        self.repository = ecr.Repository(
            self,
            "Repository",
            image_tag_mutability=ecr.TagMutability.IMMUTABLE,
            image_scan_on_push=True,
            lifecycle_rules=[ecr.LifecycleRule(max_image_count=MAX_IMAGES)],
            # It holds nothing that a deploy does not make again.
            removal_policy=RemovalPolicy.DESTROY,
            empty_on_delete=True,
        )
        location = f"{source.s3_bucket_name}/{source.s3_object_key}"
        build_logs = log_group(self, "BuildLogs", stage)
        build_role = self._build_role(source, build_logs)
        project = self._project(stage, location, build_role, build_logs)
        builder = self._builder(stage, project, build_logs)
        image = CustomResource(
            self,
            "Image",
            resource_type="Custom::VoiceProxyImage",
            service_token=builder.function_arn,
            service_timeout=ANSWER_TIMEOUT,
            properties={
                "Project": project.ref,
                "Repository": self.repository.repository_name,
                "Source": location,
                "Tag": f"{source.asset_hash}-{stage.architecture}-{stage.voice_proxy_image_number}",
            },
        )
        # Rights are resources of their own, and a build that starts before them is refused.
        image.node.add_dependency(build_role, builder)
        self.uri = f"{self.repository.repository_uri}@{image.get_att_string('Digest')}"

    def _build_role(self, source: s3_assets.Asset, logs: logs.LogGroup) -> iam.Role:
        role = iam.Role(self, "BuildRole", assumed_by=iam.ServicePrincipal("codebuild.amazonaws.com"))
        allow(role, ["s3:GetObject", "s3:GetObjectVersion"], f"{source.bucket.bucket_arn}/{source.s3_object_key}")
        allow(role, ["logs:CreateLogStream", "logs:PutLogEvents"], logs.log_group_arn)
        self.repository.grant_pull_push(role)
        return role

    def _project(self, stage: Stage, location: str, role: iam.Role, logs: logs.LogGroup) -> codebuild.CfnProject:
        """Which sources, and under which tag, is said with each build."""
        kind, image = MACHINES[stage.architecture]
        project = codebuild.CfnProject(
            self,
            "Project",
            description=f"Image of the voice proxy of stage {stage.name}",
            service_role=role.role_arn,
            source=codebuild.CfnProject.SourceProperty(type="S3", location=location, build_spec=json.dumps(BUILD_SPEC)),
            artifacts=codebuild.CfnProject.ArtifactsProperty(type="NO_ARTIFACTS"),
            environment=codebuild.CfnProject.EnvironmentProperty(
                type=kind,
                image=image,
                compute_type="BUILD_GENERAL1_SMALL",
                privileged_mode=True,
                environment_variables=[
                    codebuild.CfnProject.EnvironmentVariableProperty(
                        name="REPOSITORY", value=self.repository.repository_uri
                    )
                ],
            ),
            logs_config=codebuild.CfnProject.LogsConfigProperty(
                cloud_watch_logs=codebuild.CfnProject.CloudWatchLogsConfigProperty(
                    status="ENABLED", group_name=logs.log_group_name
                )
            ),
            queued_timeout_in_minutes=QUEUE_TIMEOUT.to_minutes(),
            timeout_in_minutes=BUILD_TIMEOUT.to_minutes(),
        )
        acknowledge(project, CB3="It builds an image, which needs Docker.", CB4="It leaves no artifact but the image.")
        return project

    def _builder(self, stage: Stage, project: codebuild.CfnProject, build_logs: logs.LogGroup) -> lambda_.Function:
        logs = log_group(self, "BuilderLogs", stage)
        role = iam.Role(self, "BuilderRole", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        builder = lambda_.Function(
            self,
            "Builder",
            description="Has the voice proxy's image built while the stack is deployed",
            code=lambda_.Code.from_asset(str(voice_proxy_image_handler())),
            handler="voice_proxy_image_handler.handler",
            runtime=runtime(stage),
            architecture=architecture(stage),
            role=role,
            log_group=logs,
            timeout=WAITED_FOR,
            memory_size=256,
        )
        allow(role, ["logs:CreateLogStream", "logs:PutLogEvents"], logs.log_group_arn)
        allow(role, ["logs:GetLogEvents"], build_logs.log_group_arn)
        allow(role, ["ecr:DescribeImages"], self.repository.repository_arn)
        allow(role, ["codebuild:StartBuild", "codebuild:BatchGetBuilds"], project.attr_arn)
        acknowledge(builder, L1="The stage says which Python: the newest that all locked wheels and the tests run on.")
        return builder
