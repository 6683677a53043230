"""What merging costs beside FFmpeg alone: `make bench NAME=merge`.

Recordings of 5, 20 and 60 minutes, lengthened from a kept one, merged by the use case itself from local files, whole
and with a chunk in the middle lost. In the same rounds, as peers, `cat` and `cat | ffmpeg -c copy` of the same bytes
with the same FFmpeg. Ratios are medians of the rounds' ratios, of wall clock and of processor time. Then the peak
memory of each with its children, and how much of 20 ms added to every S3 call is left in the end.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import imageio_ffmpeg

from benchmarks.long_recording import LongRecording, lengthen
from benchmarks.reporting import report
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.domain.recordings.chunks import Chunk, Delivery, Manifest
from interview.domain.recordings.object_keys import ChunkKey
from interview.domain.recordings.videos import Video
from interview.domain.sessions.answer import Answer
from interview.use_cases.recordings.merge_question import MergeQuestion
from local_cloud.simulation.recordings import recording

MINUTES = (5, 20, 60)
RECORDING = "incident"
SESSION = UUID("6f1c2f39-7c0e-4d4c-9a53-0d5f0e1f4b7a")
LATENCY_S = 0.02
LATENCY_MINUTES = 20
"""240 chunks."""


class Answers(AnswerRepository):
    """One answer, in memory."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def get(self, session_id: UUID, question_index: int) -> Answer:
        return self.answer

    def manifest(self, session_id: UUID, question_index: int) -> Manifest | None:
        return self.answer.manifest

    def deliveries(self, session_id: UUID, question_index: int | None = None, *, lacking: int = 1) -> list[Delivery]:
        """Whatever is missing is not in the bucket either."""
        return [Delivery(question_index=0, broke_off=False, registered=0, missing=0, lacking={})]

    def closed_at(self, session_id: UUID, question_index: int) -> datetime | None:
        return None

    def claim_merge(self, session_id: UUID, question_index: int, digest: str, now: datetime, ends_at: datetime) -> bool:
        return True

    def publish_video(self, session_id: UUID, question_index: int, video: Video, replaces: str | None) -> None:
        self.answer = self.answer.model_copy(update={"video": video})


class Chunks(ChunkRepository):
    """The registry's entries of one question, in memory."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self.chunks = chunks

    def of_question(self, session_id: UUID, question_index: int) -> list[Chunk]:
        return self.chunks

    def of_session(self, session_id: UUID) -> list[Chunk]:
        return self.chunks

    def bytes_left(self, session_id: UUID, question_index: int) -> int:
        return 0

    def register(self, chunks: Sequence[Chunk], recorded: Mapping[int, int] | None = None) -> None:
        """Nothing: what is there is registered."""


class LocalRaw(RawBucket):
    """Chunks that are files: each call takes `latency_s` longer than reading one."""

    def __init__(self, folder: Path, latency_s: float) -> None:
        super().__init__("raw")
        self.folder = folder
        self.latency_s = latency_s

    def fetch(self, key: str, version_id: str | None) -> bytes | None:
        time.sleep(self.latency_s)
        return (self.folder / key.rpartition("/")[2]).read_bytes()


class LocalMerged(MergedBucket):
    """Keeps what is put in a folder."""

    def __init__(self, folder: Path, latency_s: float) -> None:
        super().__init__("merged")
        self.folder = folder
        self.latency_s = latency_s

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        time.sleep(self.latency_s)
        path.replace(self.folder / path.name)


@dataclass(frozen=True)
class Case:
    """A recording to merge, and whether a chunk in its middle is lost."""

    source: LongRecording
    torn: bool = False

    @property
    def lost(self) -> int | None:
        return len(self.source.manifest.indexes) // 2 if self.torn else None

    @property
    def paths(self) -> list[Path]:
        lost = self.source.path(self.lost) if self.lost is not None else None
        return [path for path in self.source.paths if path != lost]


def merge(case: Case, folder: Path, latency_s: float = 0) -> Video:
    """As the cloud merges it, from files, into a file in `folder`."""
    lost = case.lost
    chunks = [
        Chunk(
            session_id=SESSION,
            question_index=0,
            chunk_index=chunk.index,
            key=str(ChunkKey(SESSION, 0, chunk.index, "webm")),
            version_id=None,
            size=chunk.size,
            sequencer="",
            registered_at=datetime.now(UTC),
        )
        for chunk in case.source.manifest.chunks()
        if chunk.index != lost
    ]
    answers = Answers(Answer(session_id=SESSION, question_index=0, next_run=1, manifest=case.source.manifest))
    raw, merged = LocalRaw(case.source.folder, latency_s), LocalMerged(folder, latency_s)
    video = MergeQuestion(answers, Chunks(chunks), raw, merged)(SESSION, 0)
    if video is None or len(video.gaps) != int(case.torn) or abs(video.duration_ms - video.recorded_ms) > 1000:
        raise AssertionError(f"not what was recorded: {video}")
    return video


def cat(case: Case) -> None:
    with subprocess.Popen(["cat", *map(str, case.paths)], stdout=subprocess.DEVNULL) as process:
        process.wait()


def cat_to_ffmpeg(case: Case, folder: Path) -> None:
    """The peer: the same bytes through the same FFmpeg, nothing looked at, no index at the front, no sound apart."""
    with subprocess.Popen(["cat", *map(str, case.paths)], stdout=subprocess.PIPE) as source:
        copy = ["-f", "matroska", "-i", "pipe:0", "-c", "copy", "-f", "webm", str(folder / "peer.webm")]
        subprocess.run(["ffmpeg", "-v", "quiet", "-y", *copy], stdin=source.stdout, check=False)


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall clock, and processor time of this process and its children."""
    began, used = time.perf_counter(), _processor_s()
    work()
    return time.perf_counter() - began, _processor_s() - used


def _processor_s() -> float:
    return sum(os.times()[:4])


def speed(source: LongRecording, rounds: int, folder: Path) -> dict[str, Any]:
    """Everything once a round, in turns, so that what else the machine does hits all alike."""
    whole, torn = Case(source), Case(source, torn=True)
    contests: dict[str, Callable[[], object]] = {
        "cat": lambda: cat(whole),
        "cat_ffmpeg": lambda: cat_to_ffmpeg(whole, folder),
        "merge_whole": lambda: merge(whole, folder),
        "merge_torn": lambda: merge(torn, folder),
    }
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in contests}
    for _ in range(rounds + 1):
        for name, work in contests.items():
            took[name].append(seconds(work))
    kept = {name: times[1:] for name, times in took.items()}  # the first round warms the caches

    def middle(name: str, clock: int) -> float:
        return statistics.median(times[clock] for times in kept[name])

    def to_peer(name: str, clock: int) -> dict[str, float]:
        """Median of the rounds' ratios, and the ratio of the quickest rounds, which other work disturbs least."""
        peer, own = kept["cat_ffmpeg"], kept[name]
        ratios = [a[clock] / b[clock] for a, b in zip(own, peer, strict=True) if b[clock]]
        best = min(times[clock] for times in own) / max(0.01, min(times[clock] for times in peer))
        return {"median": round(statistics.median(ratios), 2), "best": round(best, 2)}

    return {
        "chunks": len(source.paths),
        "mb": round(source.size / 1e6, 1),
        "mb_per_s": {name: round(source.size / 1e6 / middle(name, 0)) for name in kept},
        "seconds": {name: round(middle(name, 0), 3) for name in kept},
        "processor_s": {name: round(middle(name, 1), 3) for name in kept},
        "whole_to_cat_ffmpeg": to_peer("merge_whole", 0),
        "torn_to_cat_ffmpeg": to_peer("merge_torn", 0),
        "processor_whole_to_cat_ffmpeg": to_peer("merge_whole", 1),
        "processor_torn_to_cat_ffmpeg": to_peer("merge_torn", 1),
    }


def memory(source: LongRecording, folder: Path) -> dict[str, dict[str, float]]:
    """Peak MB of each way in a process of its own, and of the programs that it starts."""
    ways = ("cat_ffmpeg", "merge_whole", "merge_torn")
    return {way: _peak_mb([*_THIS, "--once", way, str(source.folder), str(folder)]) for way in ways}


_THIS = (sys.executable, "-m", "benchmarks.merge")


def _peak_mb(command: Sequence[str]) -> dict[str, float]:
    """The largest resident size that a process ever had, and the sum of those of its descendants."""
    peaks: dict[int, int] = {}
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            for pid in _family(process.pid):
                peaks[pid] = _high_water_kb(pid) or peaks.get(pid, 0)
            time.sleep(0.002)
    if process.returncode:
        raise AssertionError(f"{command} ended with {process.returncode}")
    own = peaks.pop(process.pid) / 1000
    programs = sum(peaks.values()) / 1000
    return {"own": round(own, 1), "programs": round(programs, 1), "both": round(own + programs, 1)}


def _family(pid: int) -> list[int]:
    """A process and its descendants, of which any may end meanwhile."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in task.read_text().split():
                found += _family(int(child))
    return found


def _high_water_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def latency(source: LongRecording, folder: Path) -> dict[str, float]:
    """Seconds of a merge, plain and with latency, against the same calls one after another."""
    case = Case(source)
    raw = LocalRaw(source.folder, LATENCY_S)
    plain = statistics.median(seconds(lambda: merge(case, folder))[0] for _ in range(3))
    slow = statistics.median(seconds(lambda: merge(case, folder, LATENCY_S))[0] for _ in range(3))
    serial, _ = seconds(lambda: [raw.fetch(path.name, None) for path in source.paths])
    return {
        "chunks": len(source.paths),
        "plain_s": round(plain, 3),
        "with_latency_s": round(slow, 3),
        "serial_s": round(serial, 3),
        "cost_share_of_serial": round((slow - plain) / serial, 3),
        "whole_share_of_serial": round(slow / serial, 3),
    }


def once(way: str, recorded: Path, folder: Path) -> None:
    """One merge and nothing else, for its memory."""
    source = LongRecording(recorded, Manifest.model_validate_json((recorded / "manifest.json").read_text()))
    match way:
        case "cat_ffmpeg":
            cat_to_ffmpeg(Case(source), folder)
        case "merge_whole":
            merge(Case(source), folder)
        case "merge_torn":
            merge(Case(source, torn=True), folder)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=int, nargs="+", default=MINUTES)
    options.add_argument("--rounds", type=int, default=21)
    options.add_argument("--once", nargs=3, metavar=("WAY", "RECORDED", "FOLDER"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.once:
        way, recorded, folder = chosen.once
        once(way, Path(recorded), Path(folder))
        return
    with tempfile.TemporaryDirectory(prefix="colloquy-bench-") as scratch:
        folder = Path(scratch)
        programs, out = folder / "bin", folder / "out"
        programs.mkdir()
        out.mkdir()
        (programs / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
        os.environ["PATH"] = f"{programs}:{os.environ['PATH']}"
        result: dict[str, Any] = {
            "lengths": {},
        }
        for minutes in chosen.minutes:
            source = lengthen(recording(RECORDING), minutes, folder / "recorded")
            (source.folder / "manifest.json").write_text(source.manifest.model_dump_json())
            length = {**speed(source, chosen.rounds, out), "peak_mb": memory(source, out)}
            result["lengths"][f"{minutes} min"] = length
            if minutes == LATENCY_MINUTES:
                result["latency_20_ms"] = latency(source, out)
            shutil.rmtree(source.folder)
    print(report("merge", result))


if __name__ == "__main__":
    main()
