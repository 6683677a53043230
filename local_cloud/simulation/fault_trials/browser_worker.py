"""A place where a candidate sits: a real Chromium, whose pages reach the cloud through a faulty network."""

import contextlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect, sync_playwright

from local_cloud.errors import LocalCloudError
from local_cloud.processes import poll_until
from local_cloud.simulation.browser import DEVICES, FLAGS, chromium, find_chromium
from local_cloud.simulation.faulty_network import FaultyNetwork
from local_cloud.simulation.page_candidate import agree, begin, finish, press

__all__ = ["CAMERA_WIDTH", "Profile", "Station", "Visit", "station"]

SECONDS = 1000
PATIENCE_MS = 90 * SECONDS
CAMERA_WIDTH = 320
"""A page that records takes half a core then (with 640, a whole one): two cores sustain three at a time."""
STILL: Literal["reduce"] = "reduce"
"""What moves on a page is a fifth of what it costs, and no fault's business."""

NOISY_ROOM = """
(() => {
  const rate = 48000, seconds = 30, samples = new Int16Array(rate * seconds);
  for (let at = 0; at < samples.length; at++) samples[at] = (Math.random() - 0.5) * 160;
  const header = new DataView(new ArrayBuffer(44));
  const text = (at, word) => [...word].forEach((letter, i) => header.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF"); header.setUint32(4, 36 + samples.byteLength, true); text(8, "WAVEfmt ");
  [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, rate, 4], [28, rate * 2, 4], [32, 2, 2], [34, 16, 2]].forEach(
    ([at, value, size]) => (size === 4 ? header.setUint32(at, value, true) : header.setUint16(at, value, true)));
  text(36, "data"); header.setUint32(40, samples.byteLength, true);
  const bytes = new Uint8Array([...new Uint8Array(header.buffer), ...new Uint8Array(samples.buffer)]);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  void window.__speak(btoa(binary));
})();
"""
"""Too low to be taken for speech, and never twice the same: each packet of sound can be told from all others."""


@dataclass(frozen=True)
class Station:
    """What the trials of one worker share. `site` is the edge's address."""

    site: str
    camera: Path
    playwright: Playwright
    browser: Browser

    @contextmanager
    def profile(self, network: FaultyNetwork) -> Iterator["Profile"]:
        """A fresh profile in the worker's browser."""
        proxy = {"server": network.url, "bypass": "<-loopback>"}
        context = self.browser.new_context(proxy=proxy, reduced_motion=STILL)  # type: ignore[arg-type]
        try:
            yield Profile(context)
        finally:
            context.close()

    @contextmanager
    def own_browser(self, network: FaultyNetwork) -> Iterator["OwnBrowser"]:
        """A browser process for one trial alone, with its profile on the disk."""
        with TemporaryDirectory(prefix="colloquy-profile-", ignore_cleanup_errors=True) as folder:
            own = OwnBrowser(self, network, Path(folder))
            try:
                yield own
            finally:
                own.close()


@contextmanager
def station(site: str, camera: Path) -> Iterator[Station]:
    """Playwright's loop runs in the thread that enters: one station a thread."""
    with sync_playwright() as playwright, chromium(playwright, camera) as browser:
        yield Station(site, camera, playwright, browser)


class Profile:
    """Cookies and storage of one candidate, and the pages that share them."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        context.add_init_script(DEVICES)

    def visit(self) -> "Visit":
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        return Visit(page)


class OwnBrowser:
    """Started with `start`, ended by force with `kill`, and then started again upon the same profile."""

    def __init__(self, place: Station, network: FaultyNetwork, folder: Path) -> None:
        self._place = place
        self._network = network
        self._folder = folder
        self._context: BrowserContext | None = None

    def start(self) -> Profile:
        self._context = self._place.playwright.chromium.launch_persistent_context(
            self._folder,
            executable_path=find_chromium(),
            headless=True,
            args=[*FLAGS, f"--use-file-for-fake-video-capture={self._place.camera}", "--headless=new"],
            proxy={"server": self._network.url, "bypass": "<-loopback>"},
            reduced_motion=STILL,
        )
        return Profile(self._context)

    def kill(self) -> datetime:
        """SIGKILL to every process of this browser; the moment at which it was sent."""
        pids = _with_argument(f"--user-data-dir={self._folder}")
        if not pids:
            raise LocalCloudError(f"No browser runs with the profile {self._folder}.")
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        at = datetime.now(UTC)
        poll_until(lambda: not _with_argument(f"--user-data-dir={self._folder}"), timeout_s=10)
        self.close()
        return at

    def close(self) -> None:
        if self._context:
            with contextlib.suppress(Error):  # its browser may be dead
                self._context.close()
        self._context = None


@dataclass
class Visit:
    """A page of the interview. Seconds pass in it as they do for a candidate."""

    page: Page
    began_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def enter(self, link: str) -> None:
        """From the link to the moment before the first answer."""
        agree(self.page, link)
        begin(self.page)

    def come_back(self, link: str) -> None:
        """The same, for an interview that was begun before."""
        self.page.goto(link)
        self.resume()

    def resume(self) -> None:
        """An interview that was begun before is open: to the moment before its next answer."""
        expect(self.page.get_by_text("Welcome back.")).to_be_visible(timeout=PATIENCE_MS)
        begin(self.page)

    def reload(self) -> datetime:
        at = datetime.now(UTC)
        self.page.reload()
        return at

    def take_over(self) -> datetime:
        """Go on here with what is open in another tab."""
        at = datetime.now(UTC)
        self.page.get_by_role("button", name="Continue here").click()
        return at

    def start_answer(self) -> None:
        start = self.page.get_by_role("button", name="Start answering")
        expect(start).to_be_enabled(timeout=PATIENCE_MS)
        self.page.evaluate(NOISY_ROOM)
        self.began_at = datetime.now(UTC)
        start.click()
        expect(self.page.get_by_role("button", name="I'm done")).to_be_visible()

    def let_pass(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * SECONDS)

    def end_answer(self) -> None:
        press(self.page, "I'm done")

    def finish(self) -> None:
        finish(self.page)

    def answer(self, seconds: float) -> None:
        """All of an answer, and of the interview."""
        self.start_answer()
        self.let_pass(seconds)
        self.end_answer()
        self.finish()

    def crash(self) -> datetime:
        """End the page's process as the system does when memory is short: the page learns nothing of it."""
        at = datetime.now(UTC)
        with contextlib.suppress(Error):  # nobody is left to answer
            self.page.goto("chrome://crash")
        self.page.close()
        return at


def _with_argument(argument: str) -> list[int]:
    """The processes that this argument was given to; the first of a browser's and all that it starts."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if argument.encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return found
