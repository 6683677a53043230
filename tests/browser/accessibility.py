"""What axe-core finds on a page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path("node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Each violated rule with the first element that breaks it."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
