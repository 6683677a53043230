"""Measurements as CloudWatch finds them in the log: JSON lines in the embedded metric format, without personal data."""

import json
import sys
import time
from collections.abc import Mapping, Sequence

__all__ = ["put"]

NAMESPACE = "Colloquy"
SERVICE = "voice_proxy"
MOST_VALUES = 100
"""Of one metric in one line, as the format has it."""


def put(milliseconds: Mapping[str, float | Sequence[float]]) -> None:
    """Write a line with each metric's value, or its values."""
    metrics = [{"Name": name, "Unit": "Milliseconds"} for name in milliseconds]
    line = {
        "_aws": {
            "Timestamp": round(time.time() * 1000),
            "CloudWatchMetrics": [{"Namespace": NAMESPACE, "Dimensions": [["service"]], "Metrics": metrics}],
        },
        "service": SERVICE,
        "message": "measured",
        **{
            name: value if isinstance(value, int | float) else list(value)[:MOST_VALUES]
            for name, value in milliseconds.items()
        },
    }
    print(json.dumps(line), file=sys.stdout, flush=True)
