"""What the pages say, from their own catalogues: by these words a person finds what is on them."""

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

__all__ = ["said", "words"]

SCRIPT = Path(__file__).with_suffix(".mjs")


def said(page: Page, key: str) -> str:
    """The words at a key such as `candidate.practice.skip`, in the language that the page speaks now."""
    return words(page.evaluate("document.documentElement.lang"), key)


def words(language: str, key: str) -> str:
    found = _catalogues(language)
    for part in key.split("."):
        found = found[part]
    assert isinstance(found, str), f"{key} is no sentence by itself"
    return found


@cache
def _catalogues(language: str) -> Any:
    printed = subprocess.run(["node", str(SCRIPT), language], capture_output=True, check=True)
    return json.loads(printed.stdout)
