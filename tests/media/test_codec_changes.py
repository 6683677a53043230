"""Answers that were resumed in another browser: parts of other codecs and containers in one video."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from interview.adapters.ffmpeg import Ffmpeg
from interview.domain.recordings import webm
from interview.domain.recordings.chunks import RUN_LENGTH, Chunk, Manifest, ManifestRun
from interview.domain.recordings.containers import Contents
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.object_keys import Container
from interview.errors import ColloquyError, MediaError, MergeInterruptedError
from interview.use_cases.recordings.stitch_recording import Merged, StitchRecording
from local_cloud.simulation.recordings import Recording, recording
from tests.deliveries import manifest_of, registered
from tests.media.decoding import decoded_frames, decoded_sound_ms

pytestmark = pytest.mark.usefixtures("ffmpeg_on_path")

VP8, VP9, MP4 = recording("two-runs"), recording("vp9"), recording("mp4")
SEVEN = recording("seven-chunks")


@dataclass
class Resumed:
    """An answer made of the first runs of several recordings."""

    bodies: dict[int, bytes] = field(default_factory=dict)
    runs: list[ManifestRun] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def then(
        self, source: Recording, *, of_run: int = 0, lost: Sequence[int] = (), interrupted: bool = False
    ) -> "Resumed":
        """Go on with a run of a recording, without the chunks whose positions in it are `lost`."""
        number = len(self.runs)
        run = manifest_of(source).runs[of_run]
        moved = tuple(
            chunk.model_copy(update={"index": number * RUN_LENGTH + position})
            for position, chunk in enumerate(run.chunks)
        )
        self.runs.append(run.model_copy(update={"run": number, "chunks": moved, "interrupted": interrupted}))
        container: Container = "mp4" if source.content_type == "video/mp4" else "webm"
        bodies = {
            number * RUN_LENGTH + position: source.chunks[chunk.index]
            for position, chunk in enumerate(run.chunks)
            if position not in lost
        }
        self.bodies |= bodies
        self.chunks += registered(bodies, container=container)
        return self

    def merged(self, folder: Path, ffmpeg: Ffmpeg | None = None, *, with_manifest: bool = True) -> Merged:
        folder.mkdir(exist_ok=True)
        plan = plan_merge(Manifest(runs=tuple(self.runs)) if with_manifest else None, self.chunks)
        return StitchRecording(ffmpeg or Ffmpeg())(plan, self.fetched, folder)

    def fetched(self, chunks: Sequence[Chunk]) -> Generator[bytes | None, None, None]:
        yield from (self.bodies.get(chunk.chunk_index) for chunk in chunks)


def times(merged: Merged) -> list[int]:
    return sorted(decoded_frames(merged.files.video, merged.offset_ms))


def run_of(source: Recording, folder: Path) -> Merged:
    return Resumed().then(source).merged(folder)


@dataclass(frozen=True)
class Alone:
    """What the first run of a recording holds by itself."""

    pictures: dict[int, str]
    sound_ms: float
    recorded_ms: int


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, ffmpeg_on_path: None) -> Callable[[Recording], Alone]:
    """Looked at once each."""
    known: dict[str, Alone] = {}

    def look(source: Recording) -> Alone:
        if source.name not in known:
            run = run_of(source, tmp_path_factory.mktemp(source.name))
            assert run.files.audio is not None
            pictures = decoded_frames(run.files.video, run.offset_ms)
            known[source.name] = Alone(pictures, decoded_sound_ms(run.files.audio), run.recorded_ms)
        return known[source.name]

    return look


@pytest.mark.parametrize("with_manifest", [True, False])
@pytest.mark.parametrize(
    ("first", "second"), [(VP8, VP9), (VP9, VP8), (SEVEN, VP9), (SEVEN, MP4), (MP4, SEVEN), (VP9, MP4)], ids=str
)
def test_both_parts_are_in_one_video(
    first: Recording, second: Recording, with_manifest: bool, alone: Callable[[Recording], Alone], tmp_path: Path
) -> None:
    """Every frame of both, at its time; what needs no other codec bit for bit as it was."""
    parts = [alone(source) for source in (first, second)]
    merged = Resumed().then(first).then(second).merged(tmp_path, with_manifest=with_manifest)
    assert (merged.container, merged.gaps, merged.transcoded) == ("webm", (), True)
    frames = decoded_frames(merged.files.video, merged.offset_ms)
    pictures = [part.pictures for part in parts]
    second_starts_ms = sorted(frames)[len(pictures[0])] - min(pictures[1])
    expected = [*sorted(pictures[0]), *(second_starts_ms + ms for ms in sorted(pictures[1]))]
    assert len(frames) == len(expected)
    assert max(abs(ms - at) for ms, at in zip(sorted(frames), expected, strict=True)) <= 2
    assert abs(second_starts_ms - max(pictures[0])) <= 150
    assert set(frames.values()) & {*pictures[0].values(), *pictures[1].values()}
    assert merged.files.audio is not None
    assert abs(decoded_sound_ms(merged.files.audio) - sum(part.sound_ms for part in parts)) < 250
    assert abs(merged.recorded_ms - sum(part.recorded_ms for part in parts)) < 400


def test_the_larger_part_keeps_its_codec(tmp_path: Path) -> None:
    def codec_of(merged: Merged) -> str:
        header, _ = webm.read_header(merged.files.video.read_bytes()[:10_000])
        return next(track.codec for track in header.tracks if track.kind == "video")

    assert codec_of(Resumed().then(SEVEN).then(VP9).merged(tmp_path / "vp8")) == "V_VP8"
    mostly_vp9 = Resumed().then(VP8, lost=[1]).then(VP9).merged(tmp_path / "vp9")
    assert codec_of(mostly_vp9) == "V_VP9"
    assert [str(gap.reason) for gap in mostly_vp9.gaps] == ["chunk 1 never arrived"]


def test_a_chunk_lost_from_the_converted_part_is_named_at_its_place(tmp_path: Path) -> None:
    """Without its first chunk nothing tells what the part holds: all of it is named."""
    starts_ms = SEVEN.duration_ms
    for lost in (0, 1):
        merged = Resumed().then(SEVEN).then(VP9, lost=[lost]).merged(tmp_path / str(lost))
        (gap,) = merged.gaps
        assert str(gap.reason) == f"chunk {1000 + lost} never arrived"
        assert abs(gap.start_ms - starts_ms) < 200 or lost == 1
        assert abs(gap.end_ms - starts_ms - VP9.duration_ms) < 300
        assert [ms for ms in times(merged) if gap.start_ms < ms < gap.end_ms] == []


def test_a_lost_header_of_the_converted_part_is_borrowed_within_the_answer(tmp_path: Path) -> None:
    merged = Resumed().then(SEVEN).then(MP4).then(MP4, of_run=1, lost=[0]).merged(tmp_path)
    assert [str(gap.reason) for gap in merged.gaps] == ["chunk 2000 never arrived"]
    whole = Resumed().then(SEVEN).then(MP4).then(MP4, of_run=1).merged(tmp_path)
    assert whole.gaps == ()
    assert len(times(merged)) == len(times(whole))  # an MP4 header holds no frames


class CannotConvert(Ffmpeg):
    def __init__(self, error: ColloquyError) -> None:
        super().__init__()
        self.error = error

    def convert(self, stream: Iterable[bytes], *_: Any, **__: Any) -> Contents:
        next(iter(stream))
        raise self.error


@pytest.mark.parametrize("error", [MediaError("exit code 1"), MergeInterruptedError("FFmpeg ran out of time")], ids=str)
def test_a_part_that_cannot_be_converted_is_named_and_the_rest_kept(error: ColloquyError, tmp_path: Path) -> None:
    merged = Resumed().then(SEVEN).then(VP9).then(VP8).merged(tmp_path, CannotConvert(error))
    (gap,) = merged.gaps
    assert str(gap.reason) == f"recorded in another format that could not be converted: {error.message}"
    assert abs(gap.start_ms - SEVEN.duration_ms) < 200
    assert abs(gap.end_ms - gap.start_ms - VP9.duration_ms) < 200
    assert len(times(merged)) == len(times(run_of(SEVEN, tmp_path / "a"))) + len(times(run_of(VP8, tmp_path / "b")))


def test_a_conversion_has_its_time(tmp_path: Path) -> None:
    """The clock of the real FFmpeg runs out at once."""

    class Hasty(Ffmpeg):
        def convert(self, *given: Any, timeout_s: float) -> Contents:
            return super().convert(*given, timeout_s=0)

    (gap,) = Resumed().then(SEVEN).then(VP9).merged(tmp_path, Hasty()).gaps
    assert str(gap.reason).endswith("FFmpeg ran out of time")


@pytest.mark.parametrize("second", [VP8, VP9, MP4], ids=str)
def test_a_run_that_broke_off_is_named_at_its_end(second: Recording, tmp_path: Path) -> None:
    merged = Resumed().then(SEVEN, lost=[], interrupted=True).then(second).merged(tmp_path)
    (gap,) = merged.gaps
    assert str(gap.reason) == "the recording broke off here; up to two seconds are missing"
    assert gap.start_ms == gap.end_ms
    assert abs(gap.start_ms - SEVEN.duration_ms) < 200
