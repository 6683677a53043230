"""A real Chromium whose camera shows a kept recording and whose microphone speaks when it is told to."""

import base64
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import imageio_ffmpeg
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from local_cloud.errors import LocalCloudError
from local_cloud.recordings import recording

__all__ = ["candidates_page", "chromium", "find_chromium", "nobody", "person", "speak"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)

MICROPHONE = """
(() => {
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  let context, microphone;
  const start = () => {
    context ??= new AudioContext({ sampleRate: 48000 });
    if (!microphone) {
      microphone = context.createMediaStreamDestination();
      // A quiet room is heard as zeros; without a source nothing at all would come, and a recorder waits for its first.
      const room = new ConstantSourceNode(context, { offset: 0 });
      room.connect(microphone);
      room.start();
    }
    return microphone.stream.getAudioTracks()[0];
  };
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await original(constraints);
    for (const track of stream.getAudioTracks()) {
      stream.removeTrack(track);
      track.stop();
      stream.addTrack(start());
    }
    return stream;
  };
  // Resolves when the last sample has been spoken.
  window.__speak = async (wav) => {
    start();
    const bytes = Uint8Array.from(atob(wav), (character) => character.charCodeAt(0));
    const source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(bytes.buffer) });
    source.connect(microphone);
    const ended = new Promise((resolve) => { source.onended = resolve; });
    source.start();
    await ended;
  };
})();
"""
"""Chromium's fake microphone loops its file from the start; this one is silent until `__speak`. All behind it is real:
the recorder, the worklet, the sockets."""


def find_chromium() -> str:
    """The browser's path: $CHROMIUM, or one of its usual names."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise LocalCloudError(
            "Chromium is not installed: `apt-get install chromium` (or your system's package),"
            " or set CHROMIUM to its path."
        )
    return found


def person(name: str, folder: Path) -> Path:
    """The picture of a kept recording as a camera file: MJPEG 4:2:0 (Chromium shows other samplings as plain green)."""
    path = folder / f"{name}.mjpeg"
    joined = b"".join(recording(name).chunks.values())
    filters = ("-vf", "scale=640:480,format=yuv420p", "-pix_fmt", "yuvj420p", "-q:v", "4", "-t", "6", "-an")
    _ffmpeg(joined, *filters, "-f", "mjpeg", str(path))
    return path


def nobody(folder: Path) -> Path:
    """A camera file without a face: a grey wall."""
    path = folder / "nobody.mjpeg"
    wall = ("-f", "lavfi", "-i", "color=0x777777:size=640x480:rate=15:duration=4")
    _run(*wall, "-pix_fmt", "yuvj420p", "-q:v", "4", "-f", "mjpeg", str(path))
    return path


def speak(page: Page, name: str, *, at_most_s: float = 60) -> None:
    """Say the words of a kept recording into the page's microphone; returns when they are said."""
    joined = b"".join(recording(name).chunks.values())
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "answer.wav"
        _ffmpeg(joined, "-vn", "-ac", "1", "-ar", "48000", "-t", str(at_most_s), str(wav))
        page.evaluate("wav => window.__speak(wav)", base64.b64encode(wav.read_bytes()).decode())


@contextmanager
def chromium(
    playwright: Playwright, camera: Path | None = None, *, headless: bool = True, denied: bool = False
) -> Iterator[Browser]:
    """A browser whose camera shows a file; where `denied`, it says no to whatever a page asks for."""
    flags = [*FLAGS, f"--use-file-for-fake-video-capture={camera}"] if camera else list(FLAGS)
    if denied:
        flags = [flag for flag in flags if flag != "--use-fake-ui-for-media-stream"] + ["--deny-permission-prompts"]
    if headless:
        flags.append("--headless=new")
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags, headless=headless)
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def candidates_page(browser: Browser, **options: object) -> Iterator[tuple[BrowserContext, Page]]:
    """A fresh profile with one page whose microphone is `speak`'s."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.add_init_script(MICROPHONE)
    try:
        yield context, context.new_page()
    finally:
        context.close()


def _ffmpeg(content: bytes, *arguments: str) -> None:
    _run("-i", "-", *arguments, content=content)


def _run(*arguments: str, content: bytes = b"") -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *arguments]
    subprocess.run(command, input=content, check=True)
