"""Every model that the database keeps: what was stored is read again, whoever stored it."""

import ast
import importlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import bson
import pytest
from bson.codec_options import CodecOptions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from interview.adapters.mongo.client import document, parsed
from interview.domain.clock import to_milliseconds

ADAPTERS = Path("interview/adapters/mongo")
OPTIONS: CodecOptions[dict[str, Any]] = CodecOptions(
    tz_aware=True, tzinfo=UTC, uuid_representation=bson.binary.UuidRepresentation.STANDARD
)
LIMITS = {
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "additionalProperties",
}


def read_models() -> dict[str, type[BaseModel]]:
    """The models that repositories make of documents: what is given to `parsed` and `all_parsed`."""
    found: dict[str, type[BaseModel]] = {}
    for path in ADAPTERS.glob("*.py"):
        module = importlib.import_module(f"interview.adapters.mongo.{path.stem}")
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            model = getattr(module, ast.unparse(node.args[0]), None)
            if node.func.id in ("parsed", "all_parsed") and isinstance(model, type):
                found[model.__name__] = model
    return found


READ = read_models()
EACH = pytest.mark.parametrize("model", READ.values(), ids=READ)

DRAWN: dict[object, st.SearchStrategy[Any]] = {
    int: st.integers(-(2**63), 2**63 - 1),
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    float: st.floats(allow_nan=False),
    datetime: st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)).map(to_milliseconds),  # noqa: DTZ001
    dict[str, bool | int | float | str]: st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), st.booleans()),
    dict[str, int]: st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), st.integers(0, 5)),
    dict[str, Any]: st.fixed_dictionaries(
        {"id": st.text("0123456789abcdef-", max_size=36), "data": st.just({"n": [1]})}
    ),
}
NAMED_BY_OTHERS = {"detail", "levels", "documents", "objects", "event"}
"""Mappings whose names are the browser's, a recruiter's, an event's, or those of the stores that something was erased
in."""


def drawn(kind: Any) -> st.SearchStrategy[Any]:
    """Whatever a type can hold and BSON can."""
    if kind in DRAWN:
        return DRAWN[kind]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return st.builds(kind, **{name: drawn(field.annotation) for name, field in kind.model_fields.items()})
    origin, of = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return drawn(of[0])
    if origin in (Union, UnionType):
        return st.one_of(*map(drawn, of))
    if origin is tuple and of[-1] is ...:
        return st.lists(drawn(of[0]), max_size=2).map(tuple)
    if origin is dict and isinstance(of[1], type) and issubclass(of[1], BaseModel):
        return st.dictionaries(st.sampled_from(["en", "de"]), drawn(of[1]))
    return st.from_type(kind)


def as_read(model: BaseModel) -> dict[str, Any]:
    """The document as MongoDB hands it back."""
    fields = document(model)
    return bson.decode(bson.encode(fields, codec_options=OPTIONS), codec_options=OPTIONS)


def limits(schema: object, place: str = "") -> Iterator[str]:
    if isinstance(schema, dict):
        for name, value in schema.items():
            free = name == "additionalProperties" and value is not False
            if name in LIMITS and not free and not place.endswith("/properties"):
                yield f"{place}/{name}"
            yield from limits(value, f"{place}/{name}")


def with_unknown_fields(stored: Any) -> Any:
    """As a version that knows more would have written it, at every depth."""
    if isinstance(stored, dict):
        known = {
            name: value if name in NAMED_BY_OTHERS else with_unknown_fields(value) for name, value in stored.items()
        }
        return {**known, "of_the_next_version": [1, {}]}
    return [with_unknown_fields(value) for value in stored] if isinstance(stored, list) else stored


def test_all_repositories_are_looked_at() -> None:
    assert set(READ) >= {"Answer", "Chunk", "Flag", "Score", "Session", "Template", "TranscriptLine", "User"}


@EACH
def test_nothing_is_asked_of_what_is_stored(model: type[BaseModel]) -> None:
    """Limits stand in the models of requests. A tuple of fixed length is its type."""
    assert list(limits(model.model_json_schema())) == []


@EACH
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_was_stored_is_read_as_it_was(model: type[BaseModel], data: st.DataObject) -> None:
    made = data.draw(drawn(model))
    assert parsed(model, as_read(made)) == made


@EACH
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_the_next_version_stores_is_read(model: type[BaseModel], data: st.DataObject) -> None:
    made = data.draw(drawn(model))
    assert parsed(model, with_unknown_fields(as_read(made))) == made
