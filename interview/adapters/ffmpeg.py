"""FFmpeg as one process a merge: a stream goes in by its standard input, a seekable file comes out.

Recordings are copied as they are; only a part in another format than the rest is re-encoded.
"""

import resource
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from copy import copy
from math import inf
from pathlib import Path
from typing import IO, BinaryIO, Literal, NamedTuple, Self

from interview.domain.recordings import mp4, webm
from interview.domain.recordings.containers import Contents, Malformed
from interview.domain.recordings.object_keys import Container
from interview.errors import MediaError, MergeInterruptedError, NotConfiguredError

TIMEOUT_S = 120
"""Of one run. A recording that looked whole may need a second one, and a third."""
STILL_TIMEOUT_S = 10
KEPT_COMPLAINTS = 20
MAX_COMPLAINT = 300
FEED_BYTES = 256 * 1024
PIPE_BYTES = 1024 * 1024
"""Room for some seconds of recording: FFmpeg and its feeder rarely wait for one another."""

MAX_MEMORY_BYTES = 1024**3
"""Of one run. An hour is copied within 90 MB, the function's own among them (`make bench NAME=merge`): a file that
makes it claim more is no recording."""

OGG_PAGE_US = 10_000_000

DEMUXERS: dict[Container, str] = {"webm": "matroska", "mp4": "mp4"}
INDEX_FIRST: dict[Container, str] = {"webm": "cues_to_front=1", "mp4": "movflags=+faststart"}
MIN_INDEX_BYTES, INDEX_BYTES_A_SECOND, MAX_INDEX_BYTES = 1024, 16, 256 * 1024
"""Room that is left for a WebM's index: twice what an entry every 2.5 s needs. Where it is too small FFmpeg moves all
that it wrote."""
ENCODERS = {"V_VP8": ("libvpx", "-cpu-used", "-12"), "V_VP9": ("libvpx-vp9", "-cpu-used", "8")}
REALTIME = (
    *("-deadline", "realtime", "-lag-in-frames", "0", "-auto-alt-ref", "0", "-threads", "1"),
    *("-crf", "24", "-b:v", "700k", "-force_key_frames", "expr:gte(t,n_forced*2.5)"),
)
"""As fast as it goes, for a conversion must end before its function does. A second thread only waits for the first."""

READS_NOTHING_ELSE = ("-protocol_whitelist", "pipe,file")
"""A file that names another to be read with it, by an address of the network, is refused."""
PICTURE_AND_SOUND = ("-map", "0:V:0?", "-map", "0:a:0?")
SQUARE_PIXELS = "scale=trunc(iw*sar/2)*2:trunc(ih/2)*2,setsar=1"
"""A converted part stands in one track with others, whose header tells one shape of pixels."""

READERS: dict[Container, Callable[[BinaryIO], Contents]] = {
    "webm": webm.read_contents,
    "mp4": mp4.read_contents,
}


class Remuxed(NamedTuple):
    """The files FFmpeg wrote and what the video itself says it holds. `audio` is None where nothing was heard."""

    video: Path
    audio: Path | None
    size: int
    duration_ms: int
    contents: Contents


class Ffmpeg:
    """Uses the `ffmpeg` that stands on the PATH: in the cloud that of the FFmpeg layer."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._ends_at_s = inf

    def until(self, ends_at_s: float) -> Self:
        """The same, none of whose runs goes on after that time of the monotonic clock."""
        ending = copy(self)
        ending._ends_at_s = ends_at_s
        return ending

    def remux(
        self,
        source: Iterable[bytes] | Path,
        folder: Path,
        container: Container,
        *,
        with_audio: bool,
        expected_ms: int = 0,
    ) -> Remuxed:
        """Write a recorded stream, or a file in `folder`, as a file with duration and an index at its front, and its
        sound alone. Of several pictures or sounds the first is taken, of anything else nothing.

        `with_audio` says whether the stream has a sound track, `expected_ms` how long it will be, as far as is known:
        a long file of unknown length takes longer to write. FFmpeg's exit code says little, so the caller compares
        `contents` with what it fed. An error of the stream ends FFmpeg and is passed on. Raises NotConfiguredError
        where there is no FFmpeg, MergeInterruptedError where it was killed or ran out of time or space, MediaError
        where it refuses.
        """
        video, audio = folder / f"video.{container}", folder / "audio.ogg"
        # One writer for both files costs half of what two cost, which wait for one another packet by packet.
        index = INDEX_FIRST[container]
        if container == "webm":
            room = MIN_INDEX_BYTES + expected_ms * INDEX_BYTES_A_SECOND // 1000
            index += f":reserve_index_space={min(room, MAX_INDEX_BYTES)}"
        outputs = [f"[f={container}:{index}:flush_packets=0]{video.name}"]
        if with_audio:
            outputs.append(f"[f=ogg:select=a:page_duration={OGG_PAGE_US}:flush_packets=0]{audio.name}")
        given, stream = (source.name, ()) if isinstance(source, Path) else ("pipe:0", source)
        taken = (*READS_NOTHING_ELSE, "-f", DEMUXERS[container], "-i", given, *PICTURE_AND_SOUND)
        self._run([*taken, "-c", "copy", "-f", "tee", "|".join(outputs)], stream, folder)
        contents = _contents(video, container)
        if contents.duration_ms is None:
            raise MediaError("FFmpeg wrote a file without a duration")
        return Remuxed(
            video=video,
            audio=audio if with_audio and contents.packets.get("audio") else None,
            size=video.stat().st_size,
            duration_ms=contents.duration_ms,
            contents=contents,
        )

    def convert(
        self,
        stream: Iterable[bytes],
        path: Path,
        container: Container,
        codec: Literal["V_VP8", "V_VP9"],
        *,
        timeout_s: float,
    ) -> Contents:
        """Write a recorded stream as a WebM file of another codec, upright; times stay as they are. Raises as `remux`
        does.
        """
        picture = ("-c:v", *ENCODERS[codec], *REALTIME, "-fps_mode", "passthrough", "-enc_time_base:v", "1:1000")
        sound = ("-c:a", "libopus", "-b:a", "32k")
        stream_in = (*READS_NOTHING_ELSE, "-copyts", "-f", DEMUXERS[container], "-i", "pipe:0")
        shape = (*PICTURE_AND_SOUND, "-vf", SQUARE_PIXELS)
        self._run([*stream_in, *shape, *picture, *sound, "-f", "webm", path.name], stream, path.parent, timeout_s)
        return _contents(path, "webm")

    def still(self, video: Path, picture: Path, at_ms: int) -> bool:
        """Write what a merged video shows at that time as a picture (JPEG); False where it shows nothing. Raises as
        `remux` does."""
        source = (*READS_NOTHING_ELSE, "-ss", f"{at_ms / 1000:.3f}", "-i", video.name)
        shape = ("-map", "0:V:0?", "-frames:v", "1", "-vf", "scale='min(640,iw)':-2", "-q:v", "4", "-f", "image2")
        self._run([*source, *shape, picture.name], (), picture.parent, STILL_TIMEOUT_S)
        return picture.is_file()

    def _run(self, arguments: list[str], stream: Iterable[bytes], folder: Path, timeout_s: float | None = None) -> None:
        program = shutil.which("ffmpeg")
        if program is None:
            raise NotConfiguredError("FFmpeg is not on the PATH")
        with subprocess.Popen(
            [program, "-v", "error", "-nostats", "-y", *arguments],
            # A stranger's bytes are read by it: it is given nothing that could be told.
            env={},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pipesize=PIPE_BYTES,
            cwd=folder,
        ) as process:
            _bound(process)
            complaints: deque[bytes] = deque(maxlen=KEPT_COMPLAINTS)
            listener = threading.Thread(target=_listen, args=(process.stderr, complaints), daemon=True)
            timed_out = threading.Event()

            def end() -> None:
                timed_out.set()
                process.kill()

            lasts_s = min(self._timeout_s if timeout_s is None else timeout_s, self._ends_at_s - time.monotonic())
            alarm = threading.Timer(max(0, lasts_s), end)
            listener.start()
            alarm.start()
            try:
                took_all = _feed(process.stdin, stream)
                exit_code = process.wait()
            finally:
                alarm.cancel()
                process.kill()
                listener.join()  # while what it reads is open
        _judge(exit_code, took_all=took_all, timed_out=timed_out.is_set(), complaints=complaints)


def _bound(process: subprocess.Popen[bytes]) -> None:
    """Before anything is fed to it. Where the system cannot, as macOS cannot, the process has what the machine has."""
    if sys.platform == "linux":
        with suppress(ProcessLookupError):
            resource.prlimit(process.pid, resource.RLIMIT_DATA, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def _contents(path: Path, container: Container) -> Contents:
    try:
        with path.open("rb") as file:
            return READERS[container](file)
    except (OSError, Malformed) as error:
        raise MediaError(f"FFmpeg wrote no playable file: {error}") from error


def _feed(stdin: IO[bytes] | None, stream: Iterable[bytes]) -> bool:
    """Whether FFmpeg took it all: it closes its end early when it dies."""
    if stdin is None:
        raise AssertionError("FFmpeg is started with a pipe to its standard input")
    try:
        for data in stream:
            for at in range(0, len(data), FEED_BYTES):
                stdin.write(data[at : at + FEED_BYTES])
        stdin.flush()
    except BrokenPipeError:
        return False
    else:
        return True
    finally:
        with suppress(BrokenPipeError):
            stdin.close()


def _listen(stderr: IO[bytes], complaints: deque[bytes]) -> None:
    """Read to the end, so that FFmpeg never waits for its reader; only the last lines are kept."""
    while line := stderr.readline(MAX_COMPLAINT):
        complaints.append(line)


def _judge(exit_code: int, *, took_all: bool, timed_out: bool, complaints: deque[bytes]) -> None:
    said = complaints[-1].decode(errors="replace").strip() if complaints else "nothing"
    if timed_out:
        raise MergeInterruptedError("FFmpeg ran out of time")
    if exit_code < 0:
        raise MergeInterruptedError(f"FFmpeg was killed by signal {-exit_code}")
    if any(b"No space left" in complaint for complaint in complaints):
        raise MergeInterruptedError("there is no space left for the merged recording")
    if exit_code > 0 or not took_all:
        raise MediaError(f"FFmpeg gave up with exit code {exit_code}; it said: {said}")
