"""What happened, as CloudWatch finds it in the log: JSON lines in the embedded metric format, without personal data.

The stage is the only dimension, for each metric that was published within an hour is paid for ($0.30 a month). What
else is known stands beside it in the line: `about` is for whoever looks up what rang. docs/operations.md lists them.
"""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from interview.errors import VendorRefusedError
from interview.settings import StageSettings, load

__all__ = ["NAMESPACE", "count", "count_refusal", "measure"]

NAMESPACE = "Colloquy"
MAX_VALUES = 100
"""Of one metric in one line, as the format has it."""

Values = float | Sequence[float]


def count(name: str, amount: int = 1, /, **about: str | int) -> None:
    """It happened `amount` times. Nothing is written for none."""
    if amount:
        _put({name: amount}, "Count", about)


def measure(milliseconds: Mapping[str, Values]) -> None:
    """Each metric's value, or its values."""
    _put(milliseconds, "Milliseconds", {})


def count_refusal(error: BaseException, **about: str | int) -> None:
    """Where a vendor refused our key or what we are set to ask for: an operator has to act, before the next candidate
    comes."""
    refusal = error if isinstance(error, VendorRefusedError) else error.__cause__
    if isinstance(refusal, VendorRefusedError):
        count("VendorRefused", vendor=refusal.vendor, reason=refusal.message, **about)


def _put(values: Mapping[str, Values], unit: Literal["Count", "Milliseconds"], about: Mapping[str, str | int]) -> None:
    metrics = [{"Name": name, "Unit": unit} for name in values]
    line = {
        "_aws": {
            "Timestamp": round(time.time() * 1000),
            "CloudWatchMetrics": [{"Namespace": NAMESPACE, "Dimensions": [["stage"]], "Metrics": metrics}],
        },
        "stage": _stage(),
        "message": "measured",
        **about,
        **{
            name: value if isinstance(value, int | float) else list(value)[:MAX_VALUES]
            for name, value in values.items()
        },
    }
    print(json.dumps(line), file=sys.stdout, flush=True)


@cache
def _stage() -> str:
    return load(StageSettings).stage
