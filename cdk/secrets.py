"""The secrets: the operator's three, created without a value, and two that are generated.

A secret without a value means "not configured": everything starts and answers 503 with a reason. The operator sets
each with `aws secretsmanager put-secret-value`; the value is a plain string.
"""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from cdk import retention
from cdk.acknowledge import acknowledge
from cdk.stage import Stage


class Secrets(Construct):
    """ARNs of the operator's secrets, and the secret that CloudFront sends its origins in `x-origin-secret`."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.mongodb_arn = self._without_value("Mongodb", stage, "Connection URI of MongoDB")
        self.groq_arn = self._without_value("Groq", stage, "API key of Groq")
        self.deepgram_arn = self._without_value("Deepgram", stage, "API key of Deepgram")
        self.origin = secretsmanager.Secret(
            self,
            # Another secret has another ARN, so that the distribution and every function change with it.
            f"Origin{stage.origin_secret_number}",
            description="Header x-origin-secret: proves that a request came through the distribution",
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=48),
            removal_policy=RemovalPolicy.DESTROY,
        )
        self.link_key = secretsmanager.Secret(
            self,
            "LinkKey",
            description="Key that the tokens of links follow from: with it a letter is sent again with the same link",
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=64),
            removal_policy=retention.of_data(stage),
        )
        acknowledge(
            self.link_key,
            SMG4="With another key links that are out go on, and cannot be mailed again: a schedule gains nothing.",
        )
        acknowledge(
            self.origin,
            SMG4="CloudFront takes the value at a deploy, so a schedule alone cannot rotate it: "
            "another origin_secret_number does.",
        )

    def _without_value(self, construct_id: str, stage: Stage, description: str) -> str:
        """An L2 secret always generates a value; the resource itself need not."""
        secret = secretsmanager.CfnSecret(self, construct_id, description=f"{description} of stage {stage.name}")
        secret.apply_removal_policy(retention.of_data(stage))
        acknowledge(secret, SMG4="Issued by a vendor that offers no rotation; the operator replaces it.")
        return secret.ref
