"""Make the fixture recordings: `python -m local_cloud.simulation.record [NAME ...]`.

A real Chromium records, with its real MediaRecorder, a real face and a spoken answer given to it as camera and
microphone. Needs Debian's `chromium`, and what `spoken.voices` needs.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
from playwright.sync_api import Page, Route, sync_playwright

from local_cloud.simulation.browser import FLAGS
from local_cloud.simulation.recordings import FOLDER, chunk_name
from local_cloud.simulation.spoken.answers import AMERICAN, BRITISH, FLITE, JOE
from local_cloud.simulation.spoken.sounds import SAMPLE_RATE, pcm16
from local_cloud.simulation.spoken.takes import Take
from local_cloud.simulation.spoken.voices import VOICES

TIMESLICE_MS = 5000
LOUDEST = 0.9
VP8 = "video/webm;codecs=vp8,opus"
VP9 = "video/webm;codecs=vp9,opus"
VP9_IN_MP4 = "video/mp4;codecs=vp9,opus"

# An address that exists nowhere: the page is answered from here. Cameras are for secure origins only.
PAGE_URL = "https://recorder.invalid/"


@dataclass(frozen=True)
class Scene:
    """What is said by whom, with its pauses marked as in `spoken.answers`, and how it is recorded.

    `runs_ms` is the length of each run of the recorder; None records one run as long as the speech.
    """

    name: str
    voice: str
    answer: str
    mime: str = VP8
    runs_ms: tuple[int, ...] | None = None
    video_bits_per_second: int = 100_000
    audio_bits_per_second: int = 32_000


SCENES = [
    Scene(
        "backend-experience",
        AMERICAN,
        "The hardest bug I ever fixed was in our payment service. Every night a few orders were charged twice. "
        "I read the logs and found that the queue delivered some messages again after a timeout. "
        "So I made the handler safe to run twice, with one unique key for each order. "
        "Since that day there was not a single double charge.",
    ),
    Scene(
        "incident",
        BRITISH,
        "Last year our main database went down in the middle of a sale. I told the team to stop all deployments, "
        "and I asked one engineer to talk with support while two of us looked for the cause. "
        "A new index had filled the disk. We removed it and the shop was back in twenty minutes. "
        "Afterwards we wrote down what we learned, without blame.",
    ),
    Scene(
        "motivation",
        JOE,
        "I want this job because your product helps people to get a fair chance. "
        "I have built web services for six years, and I enjoy working with customers to understand what they need. "
        "In my last team I started a weekly meeting where everybody could show their work. "
        "I would like to learn more about video, and to grow with a small team.",
    ),
    Scene(
        "two-runs",
        FLITE,
        "My computer stopped in the middle of this answer, so the recording was started again. "
        "I said that I like to begin with a simple test, because a good test tells me when I am done. "
        "Then I write the smallest code that makes the test pass.",
        runs_ms=(7300, 6400),
        video_bits_per_second=80_000,
        audio_bits_per_second=24_000,
    ),
    Scene(
        "seven-chunks",
        FLITE,
        "This is a longer answer, and it is recorded in seven pieces. I once had to choose between two designs. "
        "One of them was fast to build, and the other one was easy to change. I asked the people who would run it, "
        "and I made a small trial of both. The simple design was good enough for the first year, so we took it. "
        "We wrote down when we would look at it again, and what we would measure until then. "
        "Half a year later the numbers told us to change one part, and that took only a day.",
        runs_ms=(31_000,),
        video_bits_per_second=50_000,
        audio_bits_per_second=16_000,
    ),
    Scene(
        "mp4",
        FLITE,
        "My telephone records another kind of file, and I am glad that it works as well. "
        "In my first year I was asked to repair a report that nobody understood any more. "
        "I talked with the people who read it, and it turned out that they needed only two of its numbers. "
        "So we made a very small page that shows just these.",
        mime=VP9_IN_MP4,
        runs_ms=(11_000, 5500),
        video_bits_per_second=60_000,
        audio_bits_per_second=16_000,
    ),
    Scene(
        "vp9",
        FLITE,
        "I went on with this answer on another computer, which records in another way. "
        "The first thing I did was to read what I had written down before.",
        mime=VP9,
        runs_ms=(7300,),
        video_bits_per_second=60_000,
        audio_bits_per_second=16_000,
    ),
]


def main() -> int:
    parser = argparse.ArgumentParser(description="Record the fixture recordings anew.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="scenes to record (default: all)")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder that gets one folder a scene")
    arguments = parser.parse_args()
    known = {scene.name: scene for scene in SCENES}
    for missing in (name for name in arguments.names if name not in known):
        parser.error(f"no scene named {missing!r}; there are {', '.join(known)}")
    for program in ("chromium", "flite"):
        if shutil.which(program) is None:
            parser.error(f"{program} is not installed (Debian: apt-get install {program})")

    with tempfile.TemporaryDirectory() as scratch:
        face = moving_face(Path(scratch) / "face.mjpeg")
        for name in arguments.names or known:
            scene = known[name]
            speech = Path(scratch) / f"{name}.wav"
            words = speak(scene, speech)
            chunks = record(scene, face, speech)
            save(scene, words, chunks, arguments.out / name)
            size = sum(len(base64.b64decode(chunk["base64"])) for chunk in chunks)
            print(f"{name}: {len(chunks)} chunks, {size:,} bytes")
    return 0


def moving_face(path: Path) -> Path:
    """Write the astronaut's face as a 4 s loop of MJPEG, 320x240 at 15 frames/s, swaying a little."""
    sway = "x='(in_w-out_w)*(0.5+0.12*sin(2*PI*n/60))':y='in_h*0.02*(1+cos(2*PI*n/60))'"
    _ffmpeg(
        *("-loop", "1", "-framerate", "15", "-t", "4", "-i", str(files("skimage") / "data" / "astronaut.png")),
        *("-vf", f"scale=420:-2,crop=320:240:{sway},format=yuv420p"),
        # Chromium shows a 4:4:4 picture as plain green, without an error.
        *("-pix_fmt", "yuvj420p", "-q:v", "4", "-f", "mjpeg", str(path)),
    )
    return path


def speak(scene: Scene, path: Path) -> str:
    """Write what is said as 48 kHz mono, as loud as it can be; the words."""
    take = Take(scene.answer, VOICES[scene.voice])
    loud = take.sound * np.float32(LOUDEST / np.abs(take.sound).max())
    form = ("-f", "s16le", "-ar", str(SAMPLE_RATE), "-ac", "1")
    _ffmpeg(*form, "-i", "-", "-ar", "48000", str(path), content=pcm16(loud))
    return " ".join(piece.text for piece in take.pieces)


def record(scene: Scene, face: Path, speech: Path) -> list[dict[str, Any]]:
    with _page(face, speech) as page:
        chunks: list[dict[str, Any]] = page.evaluate(
            (FOLDER / "recorder.js").read_text(),
            {
                "mime": scene.mime,
                "timesliceMs": TIMESLICE_MS,
                "videoBitsPerSecond": scene.video_bits_per_second,
                "audioBitsPerSecond": scene.audio_bits_per_second,
                "runsMs": scene.runs_ms or [_wav_duration_ms(speech)],
            },
        )
    return chunks


def save(scene: Scene, words: str, chunks: list[dict[str, Any]], folder: Path) -> None:
    """Write `chunk_NNN.webm`, `manifest.json` and `answer.txt` in place of what the folder held."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    runs: dict[int, dict[str, Any]] = {}
    for chunk in chunks:
        content = base64.b64decode(chunk["base64"])
        (folder / chunk_name(chunk["index"], scene.mime)).write_bytes(content)
        run = runs.setdefault(chunk["run"], {"run": chunk["run"], "mime": scene.mime, "chunks": []})
        run["chunks"].append(
            {
                "index": chunk["index"],
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                "start_ms": chunk["start_ms"],
                "duration_ms": chunk["duration_ms"],
            }
        )
    manifest = json.dumps({"runs": list(runs.values())}, indent=2)
    (folder / "manifest.json").write_text(manifest + "\n")
    (folder / "answer.txt").write_text(words + "\n")


@contextmanager
def _page(camera: Path, microphone: Path) -> Iterator[Page]:
    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<!doctype html><title>Recorder</title>")

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                *FLAGS,
                f"--use-file-for-fake-video-capture={camera}",
                f"--use-file-for-fake-audio-capture={microphone}%noloop",
            ],
        )
        try:
            page = browser.new_page()
            page.route("**/*", answer)
            page.goto(PAGE_URL)
            yield page
        finally:
            browser.close()


def _wav_duration_ms(path: Path) -> int:
    with wave.open(str(path)) as speech:
        return int(speech.getnframes() * 1000 / speech.getframerate())


def _ffmpeg(*arguments: str, content: bytes = b"") -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *arguments], input=content, check=True)


if __name__ == "__main__":
    sys.exit(main())
