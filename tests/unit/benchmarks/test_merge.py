"""The use case merges a lengthened recording from files as it does one from S3."""

from pathlib import Path

import pytest

from benchmarks.long_recording import lengthen
from benchmarks.merge import Case, merge
from local_cloud.simulation.recordings import recording


@pytest.mark.usefixtures("ffmpeg_on_path")
def test_both_cases_come_to_what_was_recorded(tmp_path: Path) -> None:
    source = lengthen(recording("incident"), 1, tmp_path / "recorded")

    whole, torn = (merge(Case(source, torn=torn), tmp_path) for torn in (False, True))

    assert not whole.gaps
    assert whole.duration_ms == pytest.approx(60_000, abs=200)
    [gap] = torn.gaps
    # A lost chunk, and the picture until the next keyframe.
    assert 4900 <= gap.end_ms - gap.start_ms <= 7600
