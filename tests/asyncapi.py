"""The vendor's AsyncAPI description as a judge of messages. It lies beside the repository, and not in every clone."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

DESCRIPTION = Path(__file__).parents[2] / "shared" / "reference" / "deepgram-asyncapi.yml"

described = pytest.mark.skipif(not DESCRIPTION.is_file(), reason="the vendor's AsyncAPI description is not at hand")

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
    loaded: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text())
    return loaded


def faults(channel: str, message: Any) -> list[str]:
    """What is wrong with a message of the client on a channel, `/v1/agent/converse` say; nothing if it is as described.

    Stricter than the description: a field that it does not know is a fault.
    """
    options = description()["channels"][channel]["subscribe"]["message"]["oneOf"]
    payloads = [_resolved(_resolved(option)["payload"]) for option in options]
    fitting = [payload for payload in payloads if message.get("type") in _types(payload)]
    if len(fitting) != 1:
        return [f"no message of the type {message.get('type')}"]
    return _faults(fitting[0], message, "message")


def query_faults(channel: str, query: dict[str, str]) -> list[str]:
    known = description()["channels"][channel]["bindings"]["ws"]["query"]["properties"]
    unknown = [f"{name} is not known" for name in query if name not in known]
    return unknown + [fault for name in query if name in known for fault in _faults(known[name], query[name], name)]


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
            if name not in properties:
                found.append(f"{place}.{name} is not known")
            else:
                found += _faults(properties[name], part, f"{place}.{name}")
    if kind == "array":
        found += [fault for at, item in enumerate(value) for fault in _faults(schema["items"], item, f"{place}[{at}]")]
    return found
