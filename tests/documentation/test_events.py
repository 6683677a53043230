"""docs/events.md describes what is published, and what was published once is read."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from interview.domain.events import EVENTS, SessionChanged, event_of

PAGE = Path("docs/events.md").read_text()
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
STORED = json.loads(Path("tests/events/published.json").read_text())


def rows(text: str) -> dict[str, str]:
    return dict(re.findall(r"^\| `([a-z_.]+)` \| (.+) \|$", text, re.MULTILINE))


def described(schema: dict[str, Any], prefix: str = "") -> dict[str, str]:
    return {prefix + name: field["description"] for name, field in schema.get("properties", {}).items()}


def test_every_event_is_described_and_nothing_else_is() -> None:
    assert set(SECTIONS) == {kind.__name__ for kind in EVENTS}


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_field_of_an_event_is_described_as_the_code_has_it(kind: type[SessionChanged]) -> None:
    section, data = SECTIONS[kind.__name__], kind.model_fields["data"].annotation
    assert data
    assert rows(section) == described(data.model_json_schema(), "data.")
    assert kind.__doc__
    assert kind.__doc__ in section


def test_what_all_events_have_is_described() -> None:
    schema = SessionChanged.model_json_schema(mode="serialization")
    of_all = {name: field.get("description") for name, field in schema["properties"].items() if name != "data"}
    listed = rows(PAGE.partition("\n## ")[0])
    assert listed.pop("type")
    assert listed == {name: what for name, what in of_all.items() if name != "type"}


def test_the_example_is_one() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert set(event_of(json.loads(example)).model_dump()) == set(json.loads(example))


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: f"{stored['type']}-{stored['schema_version']}")
def test_what_was_published_once_is_read_and_is_the_same_event(stored: dict[str, Any]) -> None:
    """Lines are added to the file for each version that is published, and none is changed."""
    event = event_of(stored)
    assert event.model_dump(mode="json", include=set(stored)) == stored


def test_every_version_of_every_event_is_kept() -> None:
    kept = {(stored["type"], stored["schema_version"]) for stored in STORED}
    versions = {kind.__name__: kind.model_fields["schema_version"].default for kind in EVENTS}
    assert kept == {(name, version) for name, newest in versions.items() for version in range(1, newest + 1)}


def test_a_field_of_a_newer_version_is_passed_over() -> None:
    newer = {**STORED[0], "schema_version": 7, "colour": "red", "data": {**STORED[0]["data"], "mood": "good"}}
    event = event_of(newer)
    assert (event.id, event.schema_version) == (event_of(STORED[0]).id, 7)
