"""Write docs/reference.md from the code: commands, settings, variables, routes, messages of the sockets, errors.

`python -m checks.reference` writes it; a test fails when it is out of date.
"""

import inspect
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType, UnionType
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import voice_proxy_container.settings
from cdk.stage import Stage
from functions.api.application import openapi_document
from interview import errors, settings
from interview.domain import live_messages
from voice_proxy_container.protocol import page

REFERENCE = Path("docs/reference.md")
MAKE_TARGET = re.compile(r"^([a-z-]+):.*## (.+)$", re.MULTILINE)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    earlier = {"interviews_at_once": Stage.model_fields["interviews_at_once"].default}
    value = field.get_default(call_default_factory=True, validated_data=earlier)
    return "–" if value in (None, {}, ()) else f"`{','.join(value) if isinstance(value, tuple) else value}`"


def commands() -> Iterator[tuple[str, ...]]:
    for target, meaning in MAKE_TARGET.findall(Path("Makefile").read_text()):
        yield f"`make {target}`", meaning


def stage_settings() -> Iterator[tuple[str, ...]]:
    for name, field in Stage.model_fields.items():
        yield f"`{name}`", default(field), field.description or ""


def settings_models(module: ModuleType) -> set[type[BaseModel]]:
    """Those of a module, or of all of a package."""
    inside = (import_module(each.name) for each in iter_modules(getattr(module, "__path__", ()), f"{module.__name__}."))
    found = {model for each in (module, *inside) for _, model in inspect.getmembers(each, inspect.isclass)}
    return {model for model in found if issubclass(model, BaseModel) and model is not BaseModel}


def variables() -> Iterator[tuple[str, ...]]:
    readers: dict[str, list[str]] = {}
    meanings: dict[str, str] = {}
    part = {settings.ModelSettings}  # of others: no entry point loads it by itself
    for model in (settings_models(settings) | settings_models(voice_proxy_container.settings)) - part:
        for field, info in model.model_fields.items():
            meanings[field.upper()] = info.description or ""
            readers.setdefault(field.upper(), []).append(model.__name__.removesuffix("Settings"))
    for variable in sorted(meanings):
        who = "all" if "Database" in readers[variable] else ", ".join(sorted(readers[variable]))
        yield f"`{variable}`", who, meanings[variable]


def routes() -> Iterator[tuple[str, ...]]:
    for path, operations in sorted(openapi_document()["paths"].items()):
        for method, operation in operations.items():
            yield f"`{method.upper()} {path}`", operation.get("summary") or operation.get("description", "")


def messages(union: object, tag: str) -> Iterator[tuple[str, ...]]:
    for model in get_args(union):
        fields = {name: described(field.annotation) for name, field in model.model_fields.items()}
        word, *_ = get_args(model.model_fields[tag].annotation)
        given = "; ".join(f"`{name}`: {what}" for name, what in fields.items() if name != tag)
        yield f"`{word}`", given, inspect.getdoc(model) or ""


def described(annotation: Any) -> str:
    """What a field may hold, in JSON's words."""
    annotation = getattr(annotation, "__value__", annotation)
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(annotation))
    if inspect.isclass(annotation) and issubclass(annotation, Enum):
        return ", ".join(f"`{member.value}`" for member in annotation)
    if isinstance(annotation, UnionType):
        return " or ".join(described(each) for each in get_args(annotation))
    words = {str: "text", int: "a whole number", bool: "true or false", type(None): "null", UUID: "a UUID"}
    return words.get(annotation, f"`{getattr(annotation, '__name__', annotation)}`")


def product_errors() -> Iterator[tuple[str, ...]]:
    for name, error in vars(errors).items():
        if inspect.isclass(error) and issubclass(error, errors.ColloquyError) and error is not errors.ColloquyError:
            retried = "yes" if error.retryable else "no"
            yield f"`{name}`", f"`{error.code}`", str(error.status), retried, inspect.getdoc(error) or ""


def reference() -> str:
    """The whole page."""
    lines = [
        "# Reference",
        "",
        "Written from the code by `make reference`.",
        "",
        "## Commands",
        "",
        *table(("command", "what it does"), commands()),
        "## Stage settings",
        "",
        "Set in `cdk.json` under `context.stages.<name>`, or with `-c name=value`.",
        "",
        *table(("setting", "default", "meaning"), stage_settings()),
        "## Environment variables",
        "",
        "The template sets them. Only `interview/settings` and `voice_proxy_container/settings.py` read them.",
        "",
        *table(("variable", "read by", "meaning"), variables()),
        "## Routes",
        "",
        *table(("route", "what it does"), routes()),
        "## Messages of the sockets",
        "",
        "JSON in text frames. The pages' types are written from the same models. Questions count from 0.",
        "",
        "### `/live`: what pages say (`action`)",
        "",
        *table(("message", "fields", "meaning"), messages(live_messages.LiveCommand, "action")),
        "### `/live`: what they are told (`type`)",
        "",
        *table(("message", "fields", "meaning"), messages(live_messages.LiveMessage, "type")),
        "### `/voice`: what the candidate's page says (`type`)",
        "",
        "Its binary frames are the microphone: linear 16-bit PCM, 16 kHz, mono.",
        "",
        *table(("message", "fields", "meaning"), messages(page.Command, "type")),
        "### `/voice`: what it is told (`type`)",
        "",
        "Binary frames are the agent's voice: the same at 24 kHz.",
        "",
        *table(("message", "fields", "meaning"), messages(page.Message, "type")),
        "## Errors",
        "",
        *table(("error", "code", "status", "retried", "meaning"), product_errors()),
    ]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    REFERENCE.write_text(reference())
