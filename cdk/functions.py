"""The Lambda functions: one code asset and one dependencies layer for all, a role and a log group for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aws_cdk import Duration, Size
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from cdk import retention
from cdk.acknowledge import acknowledge, acknowledge_findings
from cdk.assets import functions_code
from cdk.layers import dependencies_layer, documents_layer, ffmpeg_layer, images_layer
from cdk.secrets import Secrets
from cdk.stage import Stage

DATABASE = "colloquy"


def log_group(scope: Construct, construct_id: str, stage: Stage) -> logs.LogGroup:
    """A log group with the stage's retention."""
    group = logs.LogGroup(scope, construct_id, removal_policy=retention.of_data(stage))
    resource = group.node.default_child
    assert isinstance(resource, logs.CfnLogGroup)
    resource.retention_in_days = stage.log_retention_days
    return group


def allow(grantee: iam.IGrantable, actions: Sequence[str], *resources: str) -> None:
    """Allow the actions on these resources and on nothing else."""
    grantee.grant_principal.add_to_principal_policy(
        iam.PolicyStatement(actions=list(actions), resources=list(resources))
    )


@dataclass(frozen=True)
class Bundle:
    """What all functions of a stage share."""

    stage: Stage
    secrets: Secrets
    code: lambda_.Code
    dependencies: lambda_.LayerVersion
    documents: lambda_.LayerVersion
    images: lambda_.LayerVersion
    ffmpeg: lambda_.LayerVersion


def bundle(scope: Construct, stage: Stage, secrets: Secrets) -> Bundle:
    """Build the layers and stage the code."""

    def layer(construct_id: str, folder: Path) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            scope,
            construct_id,
            code=lambda_.Code.from_asset(str(folder)),
            compatible_runtimes=[runtime(stage)],
            compatible_architectures=[architecture(stage)],
        )

    return Bundle(
        stage=stage,
        secrets=secrets,
        code=lambda_.Code.from_asset(str(functions_code(stage))),
        dependencies=layer("Dependencies", dependencies_layer(stage)),
        documents=layer("Documents", documents_layer(stage)),
        images=layer("Images", images_layer(stage)),
        ffmpeg=layer("Ffmpeg", ffmpeg_layer(stage)),
    )


def runtime(stage: Stage) -> lambda_.Runtime:
    """Python of the stage."""
    return lambda_.Runtime(f"python{stage.python_version}", lambda_.RuntimeFamily.PYTHON)


def architecture(stage: Stage) -> lambda_.Architecture:
    """Processor of the stage."""
    return lambda_.Architecture.X86_64 if stage.architecture == "x86_64" else lambda_.Architecture.ARM_64


class ProductFunction(lambda_.Function):
    """The function of the folder `functions/<folder>`.

    Its role may write its own log group and traces, and read the secrets whose ARNs stand in its environment.
    `memory_mb` buys processor time in proportion: 1,769 MB are one whole processor.
    """

    def __init__(
        self,
        scope: Construct,
        folder: str,
        *,
        bundle: Bundle,
        description: str,
        timeout: Duration,
        memory_mb: int = 512,
        environment: Mapping[str, str] | None = None,
        secrets: Mapping[str, str] | None = None,
        merges: bool = False,
        sets_documents: bool = False,
        takes_images: bool = False,
        database: bool = True,
    ) -> None:
        stage = bundle.stage
        name = "".join(word.capitalize() for word in folder.split("_"))
        group = log_group(scope, f"{name}Logs", stage)
        role = iam.Role(
            scope, f"{name}Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"), description=description
        )
        of_database = {"MONGODB_SECRET_ARN": bundle.secrets.mongodb_arn} if database else {}
        secret_arns = {**of_database, **(secrets or {})}
        super().__init__(
            scope,
            name,
            description=description,
            code=bundle.code,
            handler=f"functions.{folder}.handler.handler",
            runtime=runtime(stage),
            architecture=architecture(stage),
            layers=[
                bundle.dependencies,
                *([bundle.documents] if sets_documents else []),
                *([bundle.images] if takes_images else []),
                *([bundle.ffmpeg] if merges or sets_documents else []),
            ],
            role=role,
            tracing=lambda_.Tracing.ACTIVE,
            log_group=group,
            logging_format=lambda_.LoggingFormat.JSON,
            timeout=timeout,
            memory_size=memory_mb,
            ephemeral_storage_size=Size.mebibytes(2 * stage.longest_answer_mb) if merges else None,
            reserved_concurrent_executions=stage.reserved_concurrency.get(folder),
            environment={
                "STAGE": stage.name,
                **({"MONGODB_DATABASE": DATABASE} if database else {}),
                "POWERTOOLS_SERVICE_NAME": folder,
                "POWERTOOLS_LOG_LEVEL": "INFO",
                # There are none, and pydantic would read every library's metadata to know that.
                "PYDANTIC_DISABLE_PLUGINS": "__all__",
                **secret_arns,
                **(environment or {}),
            },
        )
        self.folder = folder
        self.logs = group
        allow(role, ["logs:CreateLogStream", "logs:PutLogEvents"], group.log_group_arn)
        allow(role, ["secretsmanager:GetSecretValue"], *secret_arns.values())
        acknowledge(self, L1="The stage says which Python: the newest that all locked wheels and the tests run on.")
        acknowledge_findings(role, "X-Ray's actions know no resources.", "IAM5[Resource::*]")
