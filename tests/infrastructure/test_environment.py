"""The template sets exactly what each function's settings read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.reference import settings_models
from interview import settings
from tests.infrastructure.template import Template

FUNCTIONS = sorted(path.parent.name for path in Path("functions").glob("*/handler.py"))
OF_LIBRARIES = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_LOG_LEVEL", "PYDANTIC_DISABLE_PLUGINS"}


def loaded(function: str) -> Iterator[str]:
    """The names of the models that a function's modules load."""
    for module in Path("functions", function).glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "load":
                [model] = node.args
                assert isinstance(model, ast.Name)
                yield model.id


def environments(template: Template) -> dict[str, set[str]]:
    """The variables of each product function, by folder."""
    return {
        function["Handler"].split(".")[1]: set(function["Environment"]["Variables"])
        for function in template.all("AWS::Lambda::Function").values()
        if function.get("Handler", "").startswith("functions.")
    }


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_is_given_what_its_settings_read_and_nothing_else(function: str, prod: Template) -> None:
    models = {model.__name__: model for model in settings_models(settings)}
    [name] = loaded(function)
    read = {field.upper() for field in models[name].model_fields}
    assert environments(prod)[function] - OF_LIBRARIES == read


def test_every_function_of_the_template_has_a_folder(prod: Template) -> None:
    assert sorted(environments(prod)) == FUNCTIONS


@pytest.mark.parametrize(
    ("environment", "fault"),
    [
        ({}, "STAGE"),
        ({"STAGE": "prod", "MONGODB_SECRET_ARN": "arn", "MONGODB_DATABASE": ""}, "MONGODB_DATABASE"),
    ],
)
def test_a_missing_or_bad_variable_is_named(environment: dict[str, str], fault: str) -> None:
    with pytest.raises(settings.SettingsError, match=fault):
        settings.load(settings.DatabaseSettings, environment)
