"""Nothing that a browser recorded is lost without being named, whatever goes wrong: a trial of each row.

`make bench NAME=faults` takes twenty of each, with longer answers and outages. Rows in which some POSTs fail and which
ones is chance are for it alone: of the three POSTs of a short answer hardly one would; here the first of each fails
(`lost-once`), and what arrived is sent again (`twice`).
"""

from collections import defaultdict
from collections.abc import Mapping

import pytest

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.browser import person
from local_cloud.simulation.fault_trials.browser_worker import CAMERA_WIDTH
from local_cloud.simulation.fault_trials.rows import ROWS
from local_cloud.simulation.fault_trials.running import Result, Trials
from local_cloud.simulation.fault_trials.trial import Lengths
from local_cloud.simulation.fault_trials.verdicts import TOLERANCE_MS, UNSAVED_MS, Outcome

LENGTHS = Lengths(answer_s=11, rest_s=3, outage_s=15)
BY_CHANCE = ("unavailable", "reset")
SEEDS = dict.fromkeys((row for row in ROWS if row not in BY_CHANCE), range(1))
DAMAGED = ("middle-missing", "first-missing", "truncated", "html", "zeros")
UNHARMED = (
    "complete",
    "lost-once",
    "twice",
    "shuffled",
    "no-network",
    "too-slow",
    "merge-killed",
)
BROKEN_OFF = ("two-runs", "tab-killed", "browser-killed", "two-tabs")

pytestmark = pytest.mark.timeout(900)
"""The first test waits for the trials of all rows."""

Taken = Mapping[str, list[Result]]


@pytest.fixture(scope="module")
def taken(cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """The trials of all rows, which run side by side."""
    camera = person("incident", tmp_path_factory.mktemp("camera"), width=CAMERA_WIDTH, frames_a_second=10)
    trials = Trials(cloud, camera, stations=2, lengths=LENGTHS)
    results: defaultdict[str, list[Result]] = defaultdict(list)
    for result in trials.run(SEEDS):
        results[result.row].append(result)
    return results


def outcomes(taken: Taken, row: str) -> list[Outcome]:
    assert [result.error for result in taken[row] if result.error] == []
    found = [result.outcome for result in taken[row] if result.outcome]
    assert len(found) == len(SEEDS[row])
    return found


@pytest.mark.parametrize("row", SEEDS)
def test_nothing_is_lost_without_being_named(row: str, taken: Taken) -> None:
    for outcome in outcomes(taken, row):
        assert outcome.lost_ms == 0, outcome
        assert outcome.foreign == 0, outcome
        assert not outcome.bad_pictures, outcome


@pytest.mark.parametrize("row", UNHARMED)
def test_what_can_be_delivered_is_merged_whole(row: str, taken: Taken) -> None:
    for outcome in outcomes(taken, row):
        assert outcome.merged_ms == outcome.delivered_ms == outcome.recorded_ms, outcome
        assert outcome.gaps == [], outcome


@pytest.mark.parametrize("row", DAMAGED)
def test_what_is_damaged_is_named(row: str, taken: Taken) -> None:
    for outcome in outcomes(taken, row):
        missing_ms = outcome.recorded_ms - outcome.merged_ms
        assert missing_ms > 0, outcome
        assert outcome.named_ms == pytest.approx(missing_ms, abs=2 * TOLERANCE_MS), outcome


@pytest.mark.parametrize("row", BROKEN_OFF)
def test_a_page_that_ends_by_force_loses_its_last_seconds_alone(row: str, taken: Taken) -> None:
    for outcome in outcomes(taken, row):
        assert outcome.merged_ms == outcome.delivered_ms == outcome.recorded_ms - outcome.unsaved_ms, outcome
        assert outcome.unsaved_ms <= UNSAVED_MS + TOLERANCE_MS, outcome


def test_the_judge_sees_what_is_missing(taken: Taken) -> None:
    """Rows could not fail whose faults never came about."""
    for row in ("lost-once", "no-network", "too-slow", "merge-killed", "two-tabs"):
        assert all(outcome.faults for outcome in outcomes(taken, row))
    assert all(outcome.faults >= 2 for outcome in outcomes(taken, "lost-once"))
