"""docs/differences.md names every way in which the local cloud is known to differ, and what that could hide."""

import json
import re
from pathlib import Path

import pytest

from cdk.inputs import ROOT
from local_cloud.cloud.distribution import _MEANINGLESS_HERE
from local_cloud.cloud.emulator.stubs import STUBS
from tests.infrastructure.template import Template

PAGE = (ROOT / "docs/differences.md").read_text()
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
STUBBED = SECTIONS["Resources without a thing behind them"]


def named(text: str) -> set[str]:
    return set(re.findall(r"`((?:AWS|Custom)::[A-Za-z0-9:]+)`", text))


def rows(section: str) -> list[list[str]]:
    lines = [line for line in section.splitlines() if line.startswith("| ") and not line.startswith("|---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def first_cells(section: str) -> str:
    return " ".join(row[0] for row in rows(section))


def test_every_stub_is_listed_with_what_it_could_hide_and_nothing_else_is() -> None:
    assert named(first_cells(STUBBED)) == set(STUBS)


def test_every_type_of_the_template_is_said_to_be_there_or_not(template: Template) -> None:
    used = {resource["Type"] for resource in template.body["Resources"].values()} - {"AWS::CDK::Metadata"}
    assert used - named(PAGE) == set()


def test_no_type_is_in_two_places() -> None:
    places = [
        named(first_cells(STUBBED)),
        named(first_cells(SECTIONS["Resources that are recorded, and have less of an effect"])),
        named(SECTIONS["Resources that behave as on AWS, as far as was measured"]),
    ]
    assert sum(map(len, places)) == len(set.union(*places))


def test_every_property_that_the_edge_passes_over_is_listed() -> None:
    listed = set(re.findall(r"`([A-Za-z0-9]+)`", SECTIONS["The edge"]))
    assert set().union(*_MEANINGLESS_HERE.values()) <= listed


def test_every_setting_of_the_local_stage_is_listed() -> None:
    settings = json.loads((ROOT / "cdk.json").read_text())["context"]["stages"]["local"]
    listed = set(re.findall(r"`([a-z_]+)`", first_cells(SECTIONS["The stage `local`"])))
    assert listed == set(settings)


@pytest.mark.parametrize("section", [name for name, text in SECTIONS.items() if rows(text)])
def test_no_difference_is_listed_without_a_word_on_what_it_hides(section: str) -> None:
    head, *lines = rows(SECTIONS[section])
    assert lines
    assert [line for line in lines if len(line) != len(head) or not line[head.index("could hide")]] == []


def test_what_the_page_sends_a_reader_to_exists() -> None:
    for name in set(re.findall(r"`(test_\w+\.py)`", PAGE)):
        assert list((ROOT / "tests").rglob(name)), name
    for name in set(re.findall(r"NAME=(\w+)", PAGE)):
        assert Path(ROOT / "benchmarks" / f"{name}.py").is_file() or (ROOT / "benchmarks" / name).is_dir(), name
