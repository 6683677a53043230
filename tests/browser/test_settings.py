"""Each part of the settings in a real browser: large and light, small and dark, and in the other language."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.browser import candidates_page
from tests.browser.accessibility import OF_COLOURS, RULES, broken_rules
from tests.browser.conftest import LONG_NAME, Visit, calm, sign_in
from tests.browser.layout import resize

PARTS = Path("static_site/recruiter/settings")
"""A part is a folder there, and an address."""
MAKE_LONG_ONES = """
({ name, url }) => Promise.all([
  ["/api/api-keys", { name, scopes: ["export"] }],
  ["/api/webhooks", { url, description: name, types: ["SessionErased"] }],
].map(async ([path, body]) => {
  const headers = { "Content-Type": "application/json", "x-request-id": "1" };
  const made = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!made.ok) throw new Error(`${path}: ${await made.text()}`);
}))
"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


def looked_at(page: Page, rules: list[str], *sizes: tuple[int, int]) -> list[str]:
    """Walks every part by its link; what breaks a rule there, or does not fit into one of the sizes."""
    found = []
    links = page.locator(".settings-sections a")
    expect(links).to_have_count(sum(part.is_dir() for part in PARTS.iterdir()))
    for link in links.all():
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        expect(page.locator("main .busy")).to_have_count(0)
        part = urlsplit(page.url).fragment
        for width, height in sizes:
            resize(page, width, height)
            too_wide = page.evaluate(SIDEWAYS)
            found += [f"{part} at {width}×{height}: {too_wide} px too wide"] if too_wide > 0 else []
        found += [f"{part}: {broken}" for broken in broken_rules(page, rules)]
    return found


def test_each_part_of_the_settings_fits_and_keeps_to_the_rules(
    browser: Browser, visit: Visit, cloud: LocalCloud
) -> None:
    page = visit.page
    sign_in(page, cloud, "#/settings")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.evaluate(MAKE_LONG_ONES, {"name": LONG_NAME, "url": f"https://example.com/{LONG_NAME}"})
    found = looked_at(page, RULES, (640, 360), (1280, 800))

    signed_in = page.context.storage_state()
    german = candidates_page(
        browser, storage_state=signed_in, locale="de-DE", color_scheme="dark", reduced_motion="reduce"
    )
    with german as (_, dark), calm(dark, cloud):
        dark.goto(page.url)
        found += [f"German: {fault}" for fault in looked_at(dark, OF_COLOURS, (360, 740))]
    assert "\n".join(found) == ""
