"""What outlives its stack."""

from aws_cdk import RemovalPolicy

from cdk.stage import Stage


def of_data(stage: Stage) -> RemovalPolicy:
    """Kept when the stack goes, where the stage keeps data; a first deploy that fails leaves nothing."""
    return RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE if stage.retain_data else RemovalPolicy.DESTROY
