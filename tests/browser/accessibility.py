"""What axe-core finds on a page, and what does not fit into a small window."""

from pathlib import Path

from playwright.sync_api import Page

from local_cloud.processes import poll_until
from tests.browser.layout import misfits

AXE = Path("node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""Those of them that see another page where it is dark, for its colours alone are others."""

STILL = """
() => document.getAnimations().every(
  (animation) => animation.playState !== "running" || animation.effect.getComputedTiming().endTime === Infinity,
)
"""
"""A button that has just been enabled fades into its colours."""


def violations(page: Page) -> list[str]:
    """Each violated rule, and each misfit."""
    return [*broken_rules(page), *misfits(page)]


def broken_rules(page: Page, rules: list[str] = RULES) -> list[str]:
    """Each violated rule, of these or of these tags, with the first element that breaks it."""
    poll_until(lambda: bool(page.evaluate(STILL)), timeout_s=5)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    # What keeps to the rules need not be described.
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options)", options)
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
