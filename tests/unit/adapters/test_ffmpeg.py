"""The real FFmpeg of the layer, and processes that misbehave in its place."""

import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.long_recording import lengthen
from interview.adapters.ffmpeg import MAX_INDEX_BYTES, Ffmpeg
from interview.domain.recordings import webm
from interview.domain.recordings.containers import Malformed
from interview.errors import MediaError, MergeInterruptedError, NotConfiguredError
from local_cloud.processes import poll_until
from local_cloud.simulation.recordings import recording

INCIDENT = recording("incident")
Program = Callable[[str], None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Put a shell script in FFmpeg's place."""

    def place(script: str) -> None:
        ffmpeg = tmp_path / "ffmpeg"
        ffmpeg.write_text(f"#!/bin/sh\n{script}\n")
        ffmpeg.chmod(ffmpeg.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    return place


@pytest.mark.usefixtures("ffmpeg_on_path")
def test_a_recording_becomes_a_seekable_file(tmp_path: Path) -> None:
    result = Ffmpeg().remux(INCIDENT.chunks.values(), tmp_path, "webm", with_audio=True)
    assert abs(result.duration_ms - INCIDENT.duration_ms) < 200
    assert result.contents.packets == {"audio": 326, "video": 293}
    assert result.contents.last_ms == {"audio": 19_500, "video": 19_480}
    assert result.contents.cues_first
    assert result.size == result.video.stat().st_size
    assert result.audio is not None
    assert result.audio.read_bytes().startswith(b"OggS")


def test_ffmpeg_learns_nothing_of_the_function_that_runs_it(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "hush")
    program(f"env > {tmp_path}/seen; exit 1")
    with pytest.raises(MediaError):
        Ffmpeg().remux(INCIDENT.chunks.values(), tmp_path, "webm", with_audio=False)
    assert "hush" not in (tmp_path / "seen").read_text()
    assert "AWS" not in (tmp_path / "seen").read_text()


@pytest.mark.usefixtures("ffmpeg_on_path")
@pytest.mark.parametrize("expected_ms", [0, 240_000, 10**12])
def test_the_index_stands_in_front_whatever_length_was_expected(tmp_path: Path, expected_ms: int) -> None:
    long = lengthen(INCIDENT, minutes=4, folder=tmp_path / "recorded")
    stream = (path.read_bytes() for path in long.paths)
    result = Ffmpeg().remux(stream, tmp_path, "webm", with_audio=False, expected_ms=expected_ms)
    assert result.contents.cues_first
    assert abs(result.duration_ms - 240_000) < 1000
    assert result.size - long.size < MAX_INDEX_BYTES + 10_000


@pytest.mark.usefixtures("ffmpeg_on_path")
def test_a_cut_off_file_is_not_called_finished(tmp_path: Path) -> None:
    result = Ffmpeg().remux(INCIDENT.chunks.values(), tmp_path, "webm", with_audio=False)
    assert result.audio is None
    whole = result.video.read_bytes()
    for length in (10, 200, 1000, len(whole) // 2, len(whole) - 1):
        result.video.write_bytes(whole[:length])
        with result.video.open("rb") as file, pytest.raises(Malformed):
            webm.read_contents(file)


@pytest.mark.usefixtures("ffmpeg_on_path")
def test_what_is_no_recording_is_refused_with_ffmpegs_words(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"EBML header parsing failed|Invalid data"):
        Ffmpeg().remux([b"<html>503</html>" * 100], tmp_path, "webm", with_audio=False)


@pytest.mark.usefixtures("ffmpeg_on_path")
def test_an_error_of_the_stream_passes_through_and_leaves_no_process(tmp_path: Path) -> None:
    class StreamError(Exception):
        pass

    def stream() -> Iterator[bytes]:
        yield INCIDENT.chunks[0]
        raise StreamError

    with pytest.raises(StreamError):
        Ffmpeg().remux(stream(), tmp_path, "webm", with_audio=True)
    # A timer that is called off still needs a moment to end.
    assert poll_until(
        lambda: not any(isinstance(thread, threading.Timer) for thread in threading.enumerate()), timeout_s=5
    )


def test_no_ffmpeg_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotConfiguredError, match="FFmpeg is not on the PATH"):
        Ffmpeg().remux([], tmp_path, "webm", with_audio=False)


def test_one_that_hangs_is_ended_in_time(program: Program, tmp_path: Path) -> None:
    """It neither reads nor ends: the pipe is full long before the stream is over."""
    program("exec sleep 60")
    started = time.monotonic()
    with pytest.raises(MergeInterruptedError, match="out of time"):
        Ffmpeg(timeout_s=0.3).remux([bytes(1_000_000)] * 10, tmp_path, "webm", with_audio=False)
    ending = Ffmpeg().until(time.monotonic() + 0.3)
    with pytest.raises(MergeInterruptedError, match="ran out of time"):
        ending.remux([bytes(1_000_000)] * 10, tmp_path, "webm", with_audio=False)
    assert time.monotonic() - started < 10


def test_one_that_is_killed_may_be_tried_again(program: Program, tmp_path: Path) -> None:
    program("kill -9 $$")
    with pytest.raises(MergeInterruptedError, match="signal 9"):
        Ffmpeg().remux([bytes(1_000_000)], tmp_path, "webm", with_audio=False)


def test_a_full_disk_may_be_tried_again(program: Program, tmp_path: Path) -> None:
    program("cat >/dev/null; echo 'video.webm: No space left on device' >&2; exit 1")
    with pytest.raises(MergeInterruptedError, match="no space left"):
        Ffmpeg().remux([b"data"], tmp_path, "webm", with_audio=False)


def test_one_that_stops_reading_early_is_not_believed(program: Program, tmp_path: Path) -> None:
    program("exit 0")
    with pytest.raises(MediaError, match="exit code 0"):
        Ffmpeg().remux([bytes(1_000_000)] * 3, tmp_path, "webm", with_audio=False)


def test_success_without_a_file_is_not_believed(program: Program, tmp_path: Path) -> None:
    program("cat >/dev/null")
    with pytest.raises(MediaError, match="no playable file"):
        Ffmpeg().remux([b"data"], tmp_path, "webm", with_audio=False)


def test_endless_complaints_are_read_and_only_the_last_is_passed_on(program: Program, tmp_path: Path) -> None:
    program("cat >/dev/null; i=0; while [ $i -lt 5000 ]; do echo complaint number $i; i=$((i+1)); done >&2; exit 3")
    with pytest.raises(MediaError, match="exit code 3; it said: complaint number 4999"):
        Ffmpeg().remux([b"data"], tmp_path, "webm", with_audio=False)


@pytest.mark.skipif(sys.platform != "linux", reason="no other system bounds the memory of a process that runs")
def test_a_file_that_makes_it_claim_gigabytes_is_refused(program: Program, tmp_path: Path) -> None:
    """Lambda would end the whole function, without a word."""
    program(f"cat > /dev/null; exec {sys.executable} -c 'bytearray(2 << 30)'")
    with pytest.raises(MediaError, match="MemoryError"):
        Ffmpeg().remux([b"data"], tmp_path, "webm", with_audio=False)
