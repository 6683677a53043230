"""A person without a mouse: moves the focus from control to control, and looks where it is."""

from playwright.sync_api import Locator, Page, expect

from local_cloud.simulation.page_candidate import SETTLES_MS

MAX_STOPS = 80

STOP = """
() => {
  const { activeElement: element } = document;
  const isOutlined = (shown) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  };
  const box = element.getBoundingClientRect();
  return {
    name: `${element.tagName} ${element.getAttribute("aria-label") ?? element.innerText ?? ""}`,
    isLost: element === document.body,
    // A link that opens a row marks all of it. In a video's controls it is they that show it, and no page can see how.
    isMarked: [element, element.closest("[role=row]") ?? element].some(isOutlined) || element.tagName === "VIDEO",
    isInSight: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
  };
}
"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self._page = page

    def to(self, control: Locator, *, key: str = "Tab") -> None:
        """Go on to a control that is there and can be used; each stop on the way must be visible."""
        expect(control).to_be_enabled()
        passed: list[str] = []
        for _ in range(MAX_STOPS):
            self._page.keyboard.press(key)
            stop = self._page.evaluate(STOP)
            passed.append(stop["name"])
            assert stop["isLost"] or (stop["isMarked"] and stop["isInSight"]), stop
            if control.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{control} is not reached by {key}, only {passed}")

    def press(self, control: Locator, key: str = "Enter") -> None:
        """Go to a control and press it."""
        self.to(control)
        self._page.wait_for_timeout(SETTLES_MS)
        self._page.keyboard.press(key)

    def type(self, field: Locator, text: str) -> None:
        """Go to a field and write there, in place of what it says."""
        self.to(field)
        self._page.keyboard.press("Control+A")
        self._page.keyboard.type(text)
