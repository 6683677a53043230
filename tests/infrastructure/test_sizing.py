"""What so many interviews at once need, and that a stage is given it."""

import re
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from cdk.sizing import Sizes, sizes
from cdk.stage import read_stage
from tests.infrastructure.test_stage import CONTEXT

SCALE = Path("docs/scale.md").read_text()


@pytest.mark.parametrize("interviews_at_once", [1, 250, 1_000, 8_000])
def test_a_stage_has_the_settings_of_its_size(interviews_at_once: int) -> None:
    stage = read_stage({**CONTEXT, "interviews_at_once": str(interviews_at_once)}).model_dump()
    needed = asdict(sizes(interviews_at_once))
    assert {name: stage[name] for name in needed if name in stage} == {
        name: needed[name] for name in needed if name not in ("functions", "connections")
    }


def test_a_setting_of_its_own_goes_before_its_size() -> None:
    stage = read_stage({**CONTEXT, "interviews_at_once": "8000", "max_merge_consumers": "7"})
    assert (stage.max_merge_consumers, stage.max_chunk_consumers) == (7, sizes(8_000).max_chunk_consumers)


def test_more_interviews_need_no_less_of_anything() -> None:
    steps = [sizes(at_once) for at_once in (1, 10, 100, 1_000, 10_000, 20_000)]
    for field in fields(Sizes):
        needed = [getattr(step, field.name) for step in steps]
        assert needed == sorted(needed)


def test_the_document_has_the_figures_of_the_model() -> None:
    rows = re.findall(r"^\| ([\d,]+) at once[^|]*\|(.*)\|$", SCALE, re.MULTILINE)
    assert len(rows) >= 4
    for at_once, figures in rows:
        written = [int(figure.replace(",", "")) for figure in figures.split("|")]
        assert written == list(asdict(sizes(int(at_once.replace(",", "")))).values()), at_once
