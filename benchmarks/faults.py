"""What is lost when things go wrong: `make bench NAME=faults` (ARGS="--seeds 3 --rows tab-killed reset" for a part).

A real Chromium records short answers on the real page against a local cloud of its own, while its network, its process
or what it delivered suffers what `local_cloud.simulation.fault_trials.rows` names. Of each recording every packet is
looked for in the merged video; what is not there must lie in a gap that the session names. Ends with an error where
something is lost without being named.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.reporting import report
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.browser import person
from local_cloud.simulation.fault_trials.browser_worker import CAMERA_WIDTH
from local_cloud.simulation.fault_trials.rows import ROWS
from local_cloud.simulation.fault_trials.running import Result, Trials
from local_cloud.simulation.fault_trials.trial import Lengths
from local_cloud.simulation.fault_trials.verdicts import TOLERANCE_MS, Outcome

STRAGGLER_WAIT_S = 4
"""A chunk that never comes is not worth a longer wait; one that comes later is merged all the same."""
COLUMNS = ("recorded", "delivered", "merged", "named", "lost")


def summary(row: str, results: Sequence[Result]) -> dict[str, Any]:
    """One row of the table: seconds over all seeds."""
    outcomes = [result.outcome for result in results if result.outcome]

    def seconds(milliseconds: Sequence[int]) -> float:
        return round(sum(milliseconds) / 1000, 1)

    return {
        "row": ROWS[row].title,
        "trials": len(results),
        "faults": sum(outcome.faults for outcome in outcomes),
        "recorded_s": seconds([outcome.recorded_ms for outcome in outcomes]),
        "delivered_s": seconds([outcome.delivered_ms for outcome in outcomes]),
        "merged_s": seconds([outcome.merged_ms for outcome in outcomes]),
        "named_s": seconds([outcome.named_ms for outcome in outcomes]),
        "lost_s": seconds([outcome.lost_ms for outcome in outcomes]),
        "unsaved_at_most_s": max((outcome.unsaved_ms for outcome in outcomes), default=0) / 1000,
        "unnamed_at_most_s": max((outcome.unnamed_ms for outcome in outcomes), default=0) / 1000,
        "foreign_packets": sum(outcome.foreign for outcome in outcomes),
        "bad_pictures": sum(outcome.bad_pictures or 0 for outcome in outcomes),
        "clock_differs_at_most_s": max((outcome.clock_ms for outcome in outcomes), default=0) / 1000,
        "not_taken": [f"seed {result.seed}: {result.error}" for result in results if result.error],
    }


def is_good(outcome: Outcome | None) -> bool:
    return outcome is not None and not (outcome.lost_ms or outcome.foreign or outcome.bad_pictures)


def table(rows: Sequence[dict[str, Any]]) -> str:
    """For people; seconds over all seeds."""
    lines = [f"{'':<36}{'trials':>7}{'faults':>7}" + "".join(f"{name:>11}" for name in COLUMNS)]
    for row in rows:
        figures = "".join(f"{row[f'{name}_s']:>11.1f}" for name in COLUMNS)
        lines.append(f"{row['row']:<36}{row['trials']:>7}{row['faults']:>7}{figures}")
        lines += [f"    not taken: {error.splitlines()[0]}" for error in row["not_taken"]]
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base-port", type=int, default=8300)
    options.add_argument("--seeds", type=int, default=20, help="trials of each row")
    options.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS), metavar="ROW", help=", ".join(ROWS))
    options.add_argument("--stations", type=int, default=3, help="pages that record at a time")
    chosen = options.parse_args()
    began = time.monotonic()
    results: list[Result] = []
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder,
        LocalCloud(
            base_port=chosen.base_port,
            data=Path(folder) / "cloud",
            settings={"straggler_wait_s": str(STRAGGLER_WAIT_S)},
            environment={},
        ) as cloud,
    ):
        trials = Trials(
            cloud, person("incident", Path(folder), width=CAMERA_WIDTH), stations=chosen.stations, lengths=Lengths()
        )
        expected = len(chosen.rows) * chosen.seeds
        for result in trials.run({row: range(chosen.seeds) for row in chosen.rows}):
            results.append(result)
            word = "good" if is_good(result.outcome) else (result.error or str(result.outcome)).splitlines()[0]
            at = time.monotonic() - began
            print(f"{at:7.0f} s {len(results):4} of {expected}  {result.row} {result.seed}: {word}", flush=True)
    rows = [summary(row, [result for result in results if result.row == row]) for row in chosen.rows]
    figures = {
        "took_s": round(time.monotonic() - began),
        "tolerance_s": TOLERANCE_MS / 1000,
        "rows": rows,
        "amiss": [asdict(result) for result in results if not is_good(result.outcome)],
    }
    report("faults", figures)
    print(table(rows))
    if not all(is_good(result.outcome) for result in results):
        sys.exit("Something is lost, or was not taken: see benchmarks/results/faults.json.")


if __name__ == "__main__":
    main()
