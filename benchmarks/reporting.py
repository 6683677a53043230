"""What every benchmark leaves behind: its figures, and where they come from."""

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["report"]

RESULTS = Path(__file__).parent / "results"


def report(name: str, figures: Mapping[str, Any], *, keep: bool = True) -> str:
    """The figures of the benchmark `name` as text, with the machine and the load it ended under. To be kept, they
    replace those of its last run."""
    machine = f"{platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    whole = {"machine": machine, "load_average": round(os.getloadavg()[0], 1), **figures}
    text = json.dumps(whole, indent=2, ensure_ascii=False)
    if keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.json").write_text(f"{text}\n")
    return text
