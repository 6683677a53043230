"""The candidate's screens, each standing still: they fit every window, and are there for who cannot see or point."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from local_cloud.processes import poll_until
from tests.browser.accessibility import OF_COLOURS, RULES, broken_rules
from tests.browser.layout import MISFITS, resize

STILLS = Path("build/stills")
ADDRESS = "http://localhost/stills/"
SIZES = ((1280, 800), (640, 360), (360, 640), (180, 320))
"""The last one is a window of 360 pixels at 200 %."""

ENDINGS = ("device fault denied", "camera lost", "delivering", "done", "elsewhere", "closed", "expired", "replaced")

STAGE = """
() => {
  const talk = document.querySelector(".talk");
  if (!talk) return [];
  const found = [];
  if (talk.getBoundingClientRect().bottom + scrollY < innerHeight) found.push("does not fill the window");
  if (document.querySelectorAll(".notice").length > 1) found.push("says two notices at once");
  const isSmall = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && Math.min(width, height) < 44;
  };
  for (const control of talk.querySelectorAll("button, summary"))
    if (isSmall(control)) found.push(`small: ${control.innerText}`);
  for (const control of talk.querySelectorAll("button:enabled, summary")) {
    control.scrollIntoView({ block: "center" });
    const { left, top, width, height } = control.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (control.checkVisibility() && !control.contains(hit)) found.push(`covered: ${control.innerText}`);
  }
  scrollTo(0, 0);
  for (const picture of talk.querySelectorAll(".talk-tile"))
    if (isSmall(picture)) found.push(`small: ${picture.className}`);
  return found;
}
"""


FAULTS = f"""
async (language) => {{
  const [misfits, faultsOfStage] = [{MISFITS}, {STAGE}];
  const found = [];
  for (const name of stills.names) {{
    await stills.show(name, language);
    await new Promise((resolve) => setTimeout(resolve));
    found.push(...[...misfits(), ...faultsOfStage()].map((fault) => `${{name}}: ${{fault}}`));
  }}
  return found;
}}
"""
"""Of all screens, one after another."""


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Page]:
    subprocess.run(
        ["node_modules/.bin/vite", "build", "--config", "static_site/stills/vite.config.ts", "--logLevel", "warn"],
        check=True,
    )

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix("/stills/")
        route.fulfill(path=STILLS / (path or "index.html"))

    with browser.new_page(reduced_motion="reduce") as page:
        page.route(f"{ADDRESS}**", answer)
        page.goto(ADDRESS)
        page.wait_for_function("window.stills")
        yield page


def names(stage: Page) -> list[str]:
    found: list[str] = stage.evaluate("stills.names")
    assert len(found) > 50
    return found


def show(stage: Page, name: str, language: str = "en") -> None:
    stage.evaluate("([name, language]) => stills.show(name, language)", [name, language])


@pytest.mark.parametrize(
    ("size", "direction", "language"),
    [*((size, "ltr", "en") for size in SIZES), *((size, "rtl", "de") for size in SIZES[1:])],
)
def test_every_screen_fits_the_window_with_its_next_step_in_sight(
    stage: Page, size: tuple[int, int], direction: str, language: str
) -> None:
    resize(stage, *size)
    stage.evaluate("direction => document.documentElement.dir = direction", direction)
    assert names(stage)
    found = stage.evaluate(FAULTS, language)
    stage.evaluate("document.documentElement.dir = ''")
    assert "\n".join(found) == ""


@pytest.mark.parametrize("size", SIZES[:3])
def test_a_correction_is_opened_with_the_button_that_saves_it_in_sight(stage: Page, size: tuple[int, int]) -> None:
    resize(stage, *size)
    show(stage, "long feedback")
    stage.get_by_text("Correct what we heard").click()
    save, bar = stage.get_by_role("button", name="Save the correction"), stage.locator(".talk-actions")

    def is_in_sight() -> bool:
        button, edge = save.bounding_box(), bar.bounding_box()
        assert button
        assert edge
        return button["y"] >= 0 and button["y"] + button["height"] <= edge["y"]

    assert poll_until(is_in_sight, timeout_s=10)


@pytest.mark.parametrize(("scheme", "rules"), [("light", RULES), ("dark", OF_COLOURS)], ids=["light", "dark"])
def test_no_screen_breaks_a_rule_of_accessibility(stage: Page, scheme: str, rules: list[str]) -> None:
    resize(stage, 1280, 800)
    stage.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = []
    for name in [*(name for name in names(stage) if name.startswith("long ")), *ENDINGS]:
        show(stage, name)
        found += [f"{name}: {rule}" for rule in broken_rules(stage, rules)]
    assert "\n".join(found) == ""
