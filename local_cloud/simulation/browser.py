"""A real Chromium whose camera shows a kept recording and whose microphone speaks when it is told to."""

import base64
import os
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import imageio_ffmpeg
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, WebSocketRoute

from local_cloud.errors import LocalCloudError
from local_cloud.processes import free_port, poll_until
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.sayings import sound_of
from local_cloud.simulation.spoken.sounds import SAMPLE_RATE, Sound, decoded, loud_span, pcm16

__all__ = [
    "PATIENCE_MS",
    "Throttle",
    "candidates_page",
    "chromium",
    "comings_and_goings",
    "find_chromium",
    "hide_tab",
    "look_away",
    "nobody",
    "ordinary_page",
    "person",
    "plug_in",
    "say",
    "speak",
    "unplug",
]

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

DEVICES = """
(() => {
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  let context, microphone;
  const given = [], gone = new Set();
  const start = () => {
    // Heard by the page alone: it needs no loudspeaker, and no haste.
    context ??= new AudioContext({ sampleRate: 48000, latencyHint: "playback", sinkId: { type: "none" } });
    if (microphone?.stream.getAudioTracks()[0].readyState !== "live") {
      microphone = context.createMediaStreamDestination();
      // A quiet room: zeros would be a microphone that is muted, and a recorder waits for its first sound.
      const hush = new AudioBuffer({ length: 48000, sampleRate: 48000 });
      hush.getChannelData(0).forEach((_, at, samples) => { samples[at] = (Math.random() - 0.5) / 500; });
      const room = new AudioBufferSourceNode(context, { buffer: hush, loop: true });
      room.connect(microphone);
      room.start();
    }
    return microphone.stream.getAudioTracks()[0];
  };
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if ([...gone].some((kind) => constraints[kind])) throw new DOMException("It is not there.", "NotFoundError");
    const stream = await original(constraints);
    for (const track of stream.getAudioTracks()) {
      stream.removeTrack(track);
      track.stop();
      stream.addTrack(start());
    }
    given.push(...stream.getTracks());
    return stream;
  };
  // What a page sees of a plug that is pulled: its tracks of that kind end.
  window.__unplug = (kind, staysAway) => {
    if (staysAway) gone.add(kind);
    for (const track of given.filter((track) => track.kind === kind && track.readyState === "live")) {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
  };
  window.__plugIn = () => {
    gone.clear();
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
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

CAMERA_FRAMES_A_SECOND = 30
"""As Chromium plays a camera's MJPEG file, whatever was meant."""
ALONE_S, TOGETHER_S, AWAY_S = 12, 10, 10
PATIENCE_MS = 60_000
"""Of whatever a page is asked to do: a busy machine is slow, and no fault."""
LOOKS_AWAY_MS = 1000


def find_chromium() -> str:
    """The browser's path: $CHROMIUM, or one of its usual names."""
    named = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
    if not found:
        raise LocalCloudError(
            "Chromium is not installed: `apt-get install chromium` (or your system's package),"
            " or set CHROMIUM to its path."
        )
    return found


def person(name: str, folder: Path, *, width: int = 640, frames_a_second: int | None = None) -> Path:
    """The picture of a kept recording as a camera file: MJPEG 4:2:0 (Chromium shows other samplings as plain green).

    At a rate of its own, `frames_a_second`, it is Y4M, which says it."""
    joined = b"".join(recording(name).chunks.values())
    scaled = f"scale={width}:{width * 3 // 4},format=yuv420p"
    if frames_a_second:
        path = folder / f"{name}.y4m"
        _ffmpeg(joined, "-vf", f"{scaled},fps={frames_a_second}", "-t", "6", "-an", str(path))
    else:
        path = folder / f"{name}.mjpeg"
        filters = ("-vf", scaled, "-pix_fmt", "yuvj420p", "-q:v", "4", "-t", "6", "-an")
        _ffmpeg(joined, *filters, "-f", "mjpeg", str(path))
    return path


def nobody(folder: Path, seconds: float = 4) -> Path:
    """A camera file without a face: a grey wall."""
    path = folder / "nobody.mjpeg"
    wall = ("-f", "lavfi", "-i", f"color=0x777777:size=640x480:rate={CAMERA_FRAMES_A_SECOND}:duration={seconds}")
    _run(*wall, "-pix_fmt", "yuvj420p", "-q:v", "4", "-f", "mjpeg", str(path))
    return path


def comings_and_goings(folder: Path) -> Path:
    """A camera file in which somebody sits, then two do, then nobody. A page that opens the camera sees its start.

    It is small, and seldom another picture: it is long, and costs a page what it shows."""
    joined = b"".join(recording("incident").chunks.values())
    whole = "scale=640:480"
    half = "scale=640:480,crop=320:480,split[one][other];[one][other]hstack"
    for name, picture, seconds in (("alone", whole, ALONE_S), ("together", half, TOGETHER_S)):
        filters = f"{picture},fps={CAMERA_FRAMES_A_SECOND},format=yuv420p"
        form = ("-pix_fmt", "yuvj420p", "-q:v", "4", "-t", str(seconds), "-an", "-f", "mjpeg")
        _ffmpeg(joined, "-filter_complex", filters, *form, str(folder / f"{name}.mjpeg"))
    nobody(folder, AWAY_S)
    shown = b"".join((folder / f"{name}.mjpeg").read_bytes() for name in ("alone", "together", "nobody"))
    path = folder / "comings-and-goings.y4m"
    source = ("-f", "mjpeg", "-framerate", str(CAMERA_FRAMES_A_SECOND), "-i", "-")
    _run(*source, "-vf", "scale=320:240,fps=10,format=yuv420p", str(path), content=shown)
    return path


def speak(page: Page, name: str, *, at_most_s: float = 60, again_after_s: float | None = None) -> None:
    """Say what is known by that name into the page's microphone; returns when it is said.

    `again_after_s`: then be silent for so long, and say them again in the same breath.
    """
    filters = f"atrim=0:{at_most_s}"
    if again_after_s is not None:
        round_s = at_most_s + again_after_s
        filters += f",apad=whole_dur={round_s},aloop=loop=1:size={round(48_000 * round_s)}"
        filters += f",atrim=0:{round_s + at_most_s}"
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "answer.wav"
        _ffmpeg(sound_of(name), "-vn", "-ac", "1", "-ar", "48000", "-af", f"aresample=48000,{filters}", str(wav))
        _speak(page, wav.read_bytes())


def length_s(name: str) -> float:
    """From the beginning to the last sound of what is known by that name."""
    last: int = loud_span(decoded(sound_of(name))).stop
    return last / SAMPLE_RATE


def say(page: Page, sound: Sound) -> None:
    """Say that into the page's microphone; returns when it is said."""
    wav = BytesIO()
    with wave.open(wav, "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(pcm16(sound))
    _speak(page, wav.getvalue())


def _speak(page: Page, wav: bytes) -> None:
    page.evaluate("wav => window.__speak(wav)", base64.b64encode(wav).decode())


def unplug(page: Page, *kinds: str, stays_away: bool = False) -> None:
    """Pull the plug of the camera (`video`) or the microphone (`audio`): another is there at once, or none until
    `plug_in`."""
    for kind in kinds:
        page.evaluate("([kind, staysAway]) => window.__unplug(kind, staysAway)", [kind, stays_away])


def plug_in(page: Page) -> None:
    """Put back what stayed away."""
    page.evaluate("window.__plugIn()")


def hide_tab(page: Page) -> None:
    """Another tab comes in front of an `ordinary_page` for a moment."""
    with page.context.new_page() as other:
        other.bring_to_front()
        _until(page, "document.hidden")
        page.wait_for_timeout(LOOKS_AWAY_MS)
        page.bring_to_front()
        _until(page, "!document.hidden")


def look_away(page: Page) -> None:
    """Another window has the focus for a moment, and this page stays in sight beside it."""
    in_sight, in_focus = (page.context.new_cdp_session(page) for _ in range(2))
    for session in (in_sight, in_focus):
        session.send("Emulation.setFocusEmulationEnabled", {"enabled": True})
    with page.context.new_page() as other:
        other.bring_to_front()
        in_focus.send("Emulation.setFocusEmulationEnabled", {"enabled": False})
        _until(page, "!document.hasFocus()")
        page.wait_for_timeout(LOOKS_AWAY_MS)
        page.bring_to_front()
        _until(page, "document.hasFocus()")
    for session in (in_sight, in_focus):
        session.detach()


class Throttle:
    """A page's network, to be there before the page is opened. While it is `poor`, the bucket at the address `storage`
    is answered for and takes nothing, and the voice proxy's round trips do not come back."""

    def __init__(self, page: Page, storage: str) -> None:
        self.poor = False
        page.route_web_socket(lambda address: "/voice?" in address, self._voice)
        page.route(f"{storage}/**", self._upload)

    def _upload(self, route: Route) -> None:
        if self.poor:
            route.fulfill(status=503, headers={"access-control-allow-origin": "*"})
        else:
            route.continue_()

    def _voice(self, page: WebSocketRoute) -> None:
        proxy = page.connect_to_server()
        page.on_message(proxy.send)
        proxy.on_message(lambda message: None if self.poor and '"alive"' in str(message) else page.send(message))


def _until(page: Page, condition: str) -> None:
    # The page's policy forbids eval, which Playwright's own waiting would use.
    if not poll_until(lambda: bool(page.evaluate(condition)), timeout_s=PATIENCE_MS / 1000):
        raise LocalCloudError(f"The page was not so within {PATIENCE_MS / 1000:.0f} s: {condition}.")


@contextmanager
def chromium(
    playwright: Playwright, camera: Path | None = None, *more: str, headless: bool = True, denied: bool = False
) -> Iterator[Browser]:
    """A browser whose camera shows a file; where `denied`, it says no to whatever a page asks for."""
    flags = [*FLAGS, *more]
    if camera:
        flags.append(f"--use-file-for-fake-video-capture={camera}")
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
    """A fresh profile with one page whose microphone is `speak`'s. It is in sight and in focus whatever happens."""
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        yield context, _equipped_page(context)


@contextmanager
def ordinary_page(
    playwright: Playwright, camera: Path | None = None, *, headless: bool = True
) -> Iterator[tuple[BrowserContext, Page]]:
    """As `candidates_page`, in a browser of its own, and with tabs that hide one another as they do for people.

    Playwright keeps every page that it opens itself in sight and in focus; in a browser that it only joins it need not.
    """
    port = free_port()
    with (
        chromium(playwright, camera, f"--remote-debugging-port={port}", headless=headless),
        playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", no_defaults=True) as browser,
    ):
        [context] = browser.contexts
        context.grant_permissions(["camera", "microphone", "clipboard-read", "clipboard-write"])
        page = _equipped_page(context)
        page.bring_to_front()
        yield context, page


def _equipped_page(context: BrowserContext) -> Page:
    context.add_init_script(DEVICES)
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def _ffmpeg(content: bytes, *arguments: str) -> None:
    _run("-i", "-", *arguments, content=content)


def _run(*arguments: str, content: bytes = b"") -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *arguments]
    subprocess.run(command, input=content, check=True)
