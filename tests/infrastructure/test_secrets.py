"""The secrets."""

from aws_cdk import App, Stack
from aws_cdk.assertions import Template

from cdk.secrets import Secrets
from cdk.stage import Stage


def origin_secret(number: int) -> str:
    """Its logical id."""
    stack = Stack(App(), "Stack")
    Secrets(stack, "Secrets", stage=Stage(name="prod", origin_secret_number=number))
    found = Template.from_stack(stack).find_resources(
        "AWS::SecretsManager::Secret", {"Properties": {"GenerateSecretString": {"PasswordLength": 48}}}
    )
    (logical_id,) = found
    return str(logical_id)


def test_another_number_is_another_origin_secret() -> None:
    assert origin_secret(1) == origin_secret(1)
    assert origin_secret(1) != origin_secret(2)
