"""Whether a page fits into small windows: nothing to scroll sideways, its main button and the time left in sight."""

from playwright.sync_api import Page

from local_cloud.processes import poll_until

SMALL = ((360, 640), (640, 360), (320, 640))
"""A telephone upright and on its side, and a window of 1280 pixels at 400 %."""

MISFITS = """
() => {
  const page = document.scrollingElement;
  const shown = document.querySelector("dialog[open]") ?? page;
  const nameOf = (element) => `<${element.localName} class="${element.className}"> ${element.innerText?.slice(0, 40)}`;
  const found = [];

  const isClipped = (element) => {
    for (let box = element.parentElement; box && box !== shown.parentElement; box = box.parentElement)
      if (box !== page && getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  for (const box of new Set([page, shown])) {
    if (box.scrollWidth <= box.clientWidth) continue;
    const { left } = box.getBoundingClientRect();
    const wide = [...shown.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > left + box.clientWidth + 1 && !isClipped(element),
    );
    found.push(`${box.scrollWidth} px wide by ${nameOf(wide.at(-1) ?? box)}`);
  }

  const [scrolled, scrolledInside] = [page.scrollTop, shown.scrollTop];
  page.scrollTop = shown.scrollTop = 0;
  const buttons = [...shown.querySelectorAll(".button:not(.button-quiet, .button-link)")].filter((button) =>
    button.checkVisibility(),
  );
  const isInSight = (element) => {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    const inWindow = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return inWindow && element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  };
  const time = shown.querySelector(".timer-value");
  if (time && !isInSight(time)) found.push(`out of sight: the time left, ${time.innerText}`);
  if (buttons.length > 0 && !buttons.some(isInSight)) found.push(`out of sight: ${nameOf(buttons[0])}`);
  [page.scrollTop, shown.scrollTop] = [scrolled, scrolledInside];
  return found;
}
"""

RESIZED = "([width, height]) => innerWidth === width && innerHeight === height"


def misfits(page: Page) -> list[str]:
    """What does not fit into a small window, by its size, and what is too wide for the window as it is (of 1280 pixels
    where a test says nothing else). A page without a main button has none out of sight."""
    usual = page.viewport_size
    found = [f"as it was: {misfit}" for misfit in misfits_now(page) if " px wide by " in misfit]
    for width, height in SMALL:
        resize(page, width, height)
        found += [f"{width}×{height}: {misfit}" for misfit in misfits_now(page)]
    if usual:
        page.set_viewport_size(usual)
    return found


def misfits_now(page: Page) -> list[str]:
    """What does not fit into the window as it is."""
    found: list[str] = page.evaluate(MISFITS)
    return found


def resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    assert poll_until(lambda: bool(page.evaluate(RESIZED, [width, height])), timeout_s=5)
