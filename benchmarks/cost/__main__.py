"""Takes an interview in Chromium at a local cloud of its own, and prints what twenty minutes of it cost, and a month
without any: `make cost`."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.cost.counting import Counts, count
from benchmarks.cost.idle import Row, idle
from benchmarks.cost.interview import MINUTES, Line, Lives, cost, total
from benchmarks.cost.prices import Prices, read_prices
from benchmarks.reporting import report
from local_cloud.cloud.cloud import REPOSITORY, LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.demo import DEMO_QUESTIONS, run_demo

STAGE = "prod"
LOOKS_FOR_S = 15


def take(base_port: int, settings: Mapping[str, str]) -> Counts:
    """Take an interview, and count what it used."""
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-cost-") as folder,
        LocalCloud(
            base_port=base_port, data=Path(folder) / "data", environment={}, settings=settings, counts_calls=True
        ) as cloud,
    ):
        began = datetime.now(UTC)
        run_demo(cloud.edge_url, cloud.demo_email, cloud.demo_password, Path(folder) / "videos", print)
        closed = "GET /voice 101"
        assert poll_until(
            lambda: closed in (cloud.folder.logs / "edge.log").read_text(), timeout_s=LOOKS_FOR_S, every_s=0.2
        )
        return count(cloud, began, datetime.now(UTC))


def synthesized() -> dict[str, Any]:
    """The template of the stage that is shipped."""
    folder = REPOSITORY / "build" / "cdk.out" / STAGE
    command = ["-m", "cdk.app", "--stage", STAGE, "--if-changed", "--output", str(folder)]
    subprocess.run([sys.executable, *command], cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)
    template: dict[str, Any] = json.loads((folder / f"Colloquy-{STAGE}.template.json").read_text())
    return template


def lives(template: Mapping[str, Any]) -> Lives:
    """How long the template has recordings kept."""
    days, archived = {}, None
    for name, resource in template["Resources"].items():
        if resource["Type"] != "AWS::S3::Bucket" or "LifecycleConfiguration" not in resource["Properties"]:
            continue
        for rule in resource["Properties"]["LifecycleConfiguration"]["Rules"]:
            if "ExpirationInDays" in rule and "Prefix" not in rule:
                hidden = rule.get("NoncurrentVersionExpiration", {}).get("NoncurrentDays", 0)
                days["Raw" if "Raw" in name else "Merged"] = rule["ExpirationInDays"] + hidden
            for transition in rule.get("Transitions", ()):
                assert transition["StorageClass"] == "GLACIER_IR", "what does it cost?"
                archived = transition["TransitionInDays"]
    return Lives(days["Raw"], days["Merged"], archived)


def as_table(prices: Prices, lines: Sequence[Line], rows: Sequence[Row]) -> Iterator[str]:
    yield f"Prices of {prices.dated}. An interview of {MINUTES} minutes, in cents:"
    for line in lines:
        cents = 100 * prices.usd(line.price, line.quantity)
        yield f"  {line.service:16} {line.what:42} {line.counted:12.4g} ▶ {line.quantity:12.4g} {cents:9.3f}"
    yield f"  own services {100 * total(lines, prices, vendors=False):.2f} cents"
    yield f"  vendors {100 * total(lines, prices, vendors=True):.1f} cents"
    yield "A month without any, in dollars:"
    for row in rows:
        yield f"  {row.resource:18} {row.what:32} {row.quantity:12.4g} {prices.usd(row.price, row.quantity):9.2f}"
    yield f"  together $ {sum(prices.usd(row.price, row.quantity) for row in rows):.2f}, and the database"


def result(prices: Prices, lines: Sequence[Line], rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "prices_of": str(prices.dated),
        "interview_cents": {
            "own": round(100 * total(lines, prices, vendors=False), 3),
            "vendors": round(100 * total(lines, prices, vendors=True), 2),
        },
        "interview": [
            {
                "service": line.service,
                "what": line.what,
                "counted": float(f"{line.counted:.5g}"),
                "in_20_minutes": float(f"{line.quantity:.5g}"),
                "cents": round(100 * prices.usd(line.price, line.quantity), 4),
            }
            for line in lines
        ],
        "idle_usd_a_month": round(sum(prices.usd(row.price, row.quantity) for row in rows), 2),
        "idle": [
            {
                "resource": row.resource,
                "what": row.what,
                "quantity": row.quantity,
                "usd": round(prices.usd(row.price, row.quantity), 2),
            }
            for row in rows
        ],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base-port", type=int, default=8300)
    options.add_argument("--context", action="append", default=[], help="a setting of the stage, as name=value")
    options.add_argument("--no-result-file", action="store_true")
    chosen = options.parse_args()
    prices, template = read_prices(), synthesized()
    settings = dict(each.split("=", 1) for each in chosen.context)
    lines = cost(take(chosen.base_port, settings), len(DEMO_QUESTIONS), lives(template))
    rows = idle(template)
    print("\n".join(as_table(prices, lines, rows)))
    report("cost", result(prices, lines, rows), keep=not chosen.no_result_file)


if __name__ == "__main__":
    main()
