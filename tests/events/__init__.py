"""Payloads as AWS sends them, and their one loader."""

import json
from pathlib import Path
from typing import Any


def load(name: str) -> dict[str, Any]:
    """A fresh copy of a recorded payload."""
    payload: dict[str, Any] = json.loads((Path(__file__).parent / name).read_text())
    return payload
