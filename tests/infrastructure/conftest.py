"""Both stages, synthesized once for the whole run."""

import pytest

from tests.infrastructure.template import Template, synthesize, synthesized_by_the_command_line


@pytest.fixture(scope="session")
def local() -> Template:
    return synthesize("local")


@pytest.fixture(scope="session")
def prod() -> Template:
    """The stage that is shipped, as the CDK's command line writes it, with cdk-nag's report beside it."""
    return synthesized_by_the_command_line()


@pytest.fixture(params=["local", "prod"])
def template(request: pytest.FixtureRequest) -> Template:
    """Each stage in turn."""
    stage: Template = request.getfixturevalue(request.param)
    return stage
