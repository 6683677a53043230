"""The vendor's AsyncAPI description as a judge of messages. It lies beside the repository, and not in every clone."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import strategies as st

DESCRIPTION = Path(__file__).parents[2] / "shared" / "reference" / "deepgram-asyncapi.yml"

described = pytest.mark.skipif(not DESCRIPTION.is_file(), reason="the vendor's AsyncAPI description is not at hand")

Direction = Literal["subscribe", "publish"]

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


@cache
def description() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(DESCRIPTION.read_text(), Loader=yaml.CSafeLoader)
    return loaded


def faults(channel: str, message: Any, direction: Direction = "subscribe") -> list[str]:
    """What is wrong with a message on a channel, `/v1/agent/converse` say; nothing if it is as described.

    The description has the client's messages under `subscribe`, the server's under `publish`.
    Stricter than the description: a field that it does not know is a fault.
    """
    fitting = [payload for payload in _payloads(channel, direction) if message.get("type") in _types(payload)]
    if not fitting:
        return [f"no message of the type {message.get('type')}"]
    return min((_faults(payload, message, "message") for payload in fitting), key=len)


def query_faults(channel: str, query: dict[str, str]) -> list[str]:
    known = description()["channels"][channel]["bindings"]["ws"]["query"]["properties"]
    unknown = [f"{name} is not known" for name in query if name not in known]
    return unknown + [fault for name in query if name in known for fault in _faults(known[name], query[name], name)]


def server_messages(channel: str) -> list[dict[str, Any]]:
    """Schemas of what the vendor sends on a channel as text."""
    options = description()["channels"][channel]["publish"]["message"]["oneOf"]
    payloads = [_resolved(_resolved(option)["payload"]) for option in options]
    each = [branch for payload in payloads for branch in map(_resolved, payload.get("oneOf", [payload]))]
    return [payload for payload in each if payload.get("type") == "object"]


def made(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of a schema. Numbers are what latencies, times and indexes are: not negative."""
    schema = _resolved(schema)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "oneOf" in schema:
        return st.one_of(*(made(option) for option in schema["oneOf"]))
    match schema.get("type"):
        case "object":
            required = schema.get("required", [])
            parts = {name: made(part) for name, part in schema.get("properties", {}).items()}
            always = {name: part for name, part in parts.items() if name in required}
            return st.fixed_dictionaries(
                always, optional={name: part for name, part in parts.items() if name not in required}
            )
        case "array":
            return st.lists(made(schema["items"]), max_size=4)
        case "integer":
            return st.integers(0, 2**31)
        case "number":
            return st.floats(0, 1e6)
        case "boolean":
            return st.booleans()
        case "string":
            return st.text(max_size=20)
    return st.none() | st.text(max_size=5)


@cache
def _payloads(channel: str, direction: Direction) -> list[dict[str, Any]]:
    options = description()["channels"][channel][direction]["message"]["oneOf"]
    payloads = [_resolved(_resolved(option)["payload"]) for option in options]
    return [_resolved(schema) for payload in payloads for schema in payload.get("oneOf", [payload])]


def _types(payload: dict[str, Any]) -> list[str]:
    kind = payload.get("properties", {}).get("type", {})
    return list(_resolved(kind).get("enum", []))


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    section, name = schema["$ref"].removeprefix("#/components/").split("/", 1)
    found: dict[str, Any] = description()["components"][section][name]
    return _resolved(found)


def _faults(schema: dict[str, Any], value: Any, place: str) -> list[str]:
    schema = _resolved(schema)
    if "oneOf" in schema:
        tried = [_faults(option, value, place) for option in schema["oneOf"]]
        return [] if [] in tried else min(tried, key=len)
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (kind != "boolean" and isinstance(value, bool))):
        return [f"{place} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{place} is none of {schema['enum']}"]
    found: list[str] = []
    if kind == "object":
        properties = schema.get("properties", {})
        found += [f"{place} lacks {name}" for name in schema.get("required", []) if name not in value]
        for name, part in value.items():
            if name in properties:
                found += _faults(properties[name], part, f"{place}.{name}")
            elif properties:
                found.append(f"{place}.{name} is not known")
    if kind == "array":
        found += [fault for at, item in enumerate(value) for fault in _faults(schema["items"], item, f"{place}[{at}]")]
    return found
