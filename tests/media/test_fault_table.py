"""What merging keeps of real recordings when chunks are lost, damaged or repeated.

Every row is decoded: a frame counts as kept when its picture is bit for bit that of the complete recording, at its
time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from interview.adapters.ffmpeg import Ffmpeg
from interview.domain.recordings.chunks import Manifest
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.videos import Gap
from interview.domain.recordings.webm import Header, Joiner, read_header
from local_cloud.simulation.recordings import Recording, recording
from tests.deliveries import Joined, join, joined, manifest_of, registered
from tests.media.decoding import decoded_frames

SEVEN = recording("seven-chunks")
TWO_RUNS = recording("two-runs")
HTML = b"<!doctype html><title>503 Service Unavailable</title><h1>Service Unavailable</h1>" * 40

pytestmark = pytest.mark.usefixtures("ffmpeg_on_path")

Bodies = dict[int, bytes]
References = Callable[[Recording], dict[int, str]]


@dataclass(frozen=True)
class Outcome:
    """Shares are of the complete recording's frames."""

    kept: float
    bad_frames: int
    unnamed: list[int]
    gaps: list[Gap]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory, ffmpeg_on_path: None) -> References:
    """The frames of a complete recording, decoded once."""
    known: dict[str, dict[int, str]] = {}

    def frames(source: Recording) -> dict[int, str]:
        if source.name not in known:
            joined = join(source.chunks, manifest_of(source))
            known[source.name] = _decoded(joined, tmp_path_factory.mktemp(source.name))
        return known[source.name]

    return frames


def _decoded(joined: Joined, folder: Path) -> dict[int, str]:
    files = Ffmpeg().remux([joined.stream], folder, "webm", with_audio=True)
    return decoded_frames(files.video, joined.report.start_ms or 0)


def _outcome(joined: Joined, source: Recording, frames: Mapping[int, str], folder: Path) -> Outcome:
    decoded = _decoded(joined, folder)
    assert len(decoded) == joined.report.packets["video"]
    kept = {ms for ms, md5 in decoded.items() if frames.get(ms) == md5}
    return Outcome(
        kept=len(kept) / len(frames),
        bad_frames=len(decoded) - len(kept),
        unnamed=[ms for ms in frames if ms not in decoded and not _is_named(ms, joined.report.gaps, source)],
        gaps=joined.report.gaps,
    )


def _is_named(ms: int, gaps: list[Gap], source: Recording) -> bool:
    """Whether a lost frame lies in a gap; one that reaches the recording's end has no end."""
    return any(gap.start_ms <= ms and (ms < gap.end_ms or gap.end_ms >= source.duration_ms) for gap in gaps)


def _without(source: Recording, *indexes: int) -> Bodies:
    return {index: body for index, body in source.chunks.items() if index not in indexes}


def _with(source: Recording, index: int, body: bytes) -> Bodies:
    return {**source.chunks, index: body}


def _truncated(source: Recording, index: int) -> Bodies:
    body = source.chunks[index]
    return _with(source, index, body[: len(body) // 2])


def _header(source: Recording) -> Header:
    return read_header(source.chunks[min(source.chunks)])[0]


def test_recordings_number_their_tracks_differently() -> None:
    """Otherwise the rows below would prove less than they say."""
    video = {name: _header(recording(name)).tracks[0].kind for name in ("incident", "seven-chunks")}
    assert video == {"incident": "audio", "seven-chunks": "video"}


def test_a_complete_recording_is_kept_whole(reference: References, tmp_path: Path) -> None:
    """The reference itself: the same frames as the plain bytes give."""
    plain = Ffmpeg().remux(SEVEN.chunks.values(), tmp_path, "webm", with_audio=True)
    assert decoded_frames(plain.video) == reference(SEVEN)
    assert len(reference(SEVEN)) == 467


@pytest.mark.parametrize("with_manifest", [True, False])
@pytest.mark.parametrize("index", [1, 2, 3, 4, 5])
def test_a_missing_middle_chunk_costs_itself_and_the_way_to_the_next_keyframe(
    index: int, with_manifest: bool, reference: References, tmp_path: Path
) -> None:
    joined = join(_without(SEVEN, index), manifest_of(SEVEN) if with_manifest else None)
    outcome = _outcome(joined, SEVEN, reference(SEVEN), tmp_path)
    assert outcome.kept >= 0.80
    assert (outcome.bad_frames, outcome.unnamed) == (0, [])
    assert [str(gap.reason) for gap in outcome.gaps] == [f"chunk {index} never arrived"]
    assert outcome.gaps[0].end_ms - outcome.gaps[0].start_ms < 5_000 + 2_534


def test_a_lost_last_chunk_is_named_to_the_recordings_end(reference: References, tmp_path: Path) -> None:
    joined = join(_without(SEVEN, 6), manifest_of(SEVEN))
    outcome = _outcome(joined, SEVEN, reference(SEVEN), tmp_path)
    assert outcome.kept >= 0.95
    assert (outcome.bad_frames, outcome.unnamed) == (0, [])
    assert [(gap.end_ms, str(gap.reason)) for gap in outcome.gaps] == [(SEVEN.duration_ms, "chunk 6 never arrived")]


@pytest.mark.parametrize("lender", ["incident", "two-runs", "seven-chunks"])
def test_a_lost_first_chunk_is_read_by_a_borrowed_header(lender: str, reference: References, tmp_path: Path) -> None:
    """The lender's tracks may be numbered the other way round."""
    joined = join(_without(SEVEN, 0), manifest_of(SEVEN), [_header(recording(lender))])
    outcome = _outcome(joined, SEVEN, reference(SEVEN), tmp_path)
    assert outcome.kept >= 0.80
    assert (outcome.bad_frames, outcome.unnamed) == (0, [])
    assert joined.report.borrowed_header
    assert joined.report.start_ms is not None
    assert joined.report.start_ms > 4_900


def test_without_any_header_nothing_is_kept_and_that_is_said() -> None:
    joined = join(_without(SEVEN, 0), manifest_of(SEVEN))
    assert joined.stream == b""
    assert joined.report.lacked_header
    assert [(gap.start_ms, gap.end_ms) for gap in joined.report.gaps] == [(0, SEVEN.duration_ms)]


def test_two_runs_follow_one_another(reference: References, tmp_path: Path) -> None:
    """Nothing of either run is lost, and the pictures are those that each run shows alone."""
    joined = join(TWO_RUNS.chunks, manifest_of(TWO_RUNS))
    together = _decoded(joined, tmp_path)
    assert joined.report.gaps == []
    pictures = []
    for first in (0, 1000):
        run = join({index - first: body for index, body in TWO_RUNS.chunks.items() if first <= index < first + 1000})
        folder = tmp_path / str(first)
        folder.mkdir()
        pictures += list(_decoded(run, folder).values())
    assert list(together.values()) == pictures
    assert len(together) == 209


@pytest.mark.parametrize("index", [0, 1, 1000, 1001])
def test_two_runs_survive_the_loss_of_any_chunk(index: int, reference: References, tmp_path: Path) -> None:
    """The second run keeps its place on the recording's clock, give or take the recorder's own inexactness."""
    joined = join(_without(TWO_RUNS, index), manifest_of(TWO_RUNS), [_header(recording("incident"))])
    decoded = _decoded(joined, tmp_path)
    whole = reference(TWO_RUNS)
    assert len(decoded) / len(whole) >= 0.45
    assert set(decoded.values()) <= set(whole.values())
    times = {md5: ms for ms, md5 in whole.items()}
    assert max(abs(times[md5] - ms) for ms, md5 in decoded.items()) <= 100
    assert [str(gap.reason) for gap in joined.report.gaps] == [f"chunk {index} never arrived"]
    named_ms = sum(gap.end_ms - gap.start_ms for gap in joined.report.gaps)
    assert len(whole) - len(decoded) <= named_ms / 66 + 2


def test_a_chunk_that_was_registered_twice_counts_once(reference: References, tmp_path: Path) -> None:
    plan = plan_merge(manifest_of(SEVEN), registered(SEVEN.chunks) * 2)
    outcome = _outcome(joined(plan, SEVEN.chunks, Joiner()), SEVEN, reference(SEVEN), tmp_path)
    assert outcome == Outcome(kept=1.0, bad_frames=0, unnamed=[], gaps=[])


DAMAGED = {
    "truncated": _truncated(SEVEN, 3),
    "an HTML error page": _with(SEVEN, 3, HTML),
    "zeros": _with(SEVEN, 3, bytes(len(SEVEN.chunks[3]))),
    "one byte": _with(SEVEN, 3, b"\xa3"),
    "another recording's chunk": _with(SEVEN, 3, recording("incident").chunks[1]),
    "its own first chunk": _with(SEVEN, 3, SEVEN.chunks[0]),
}


@pytest.mark.parametrize("manifest", [manifest_of(SEVEN), None], ids=["with manifest", "without"])
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_chunk_costs_no_more_than_itself(
    damage: str, manifest: Manifest | None, reference: References, tmp_path: Path
) -> None:
    joined = join(DAMAGED[damage], manifest)
    outcome = _outcome(joined, SEVEN, reference(SEVEN), tmp_path)
    assert outcome.kept >= (0.86 if damage == "truncated" and manifest is None else 0.80)
    assert outcome.unnamed == []
    assert len(outcome.gaps) == 1
    # The block that two chunks share takes whatever the second begins with, if nobody knows better.
    assert outcome.bad_frames <= (1 if damage == "another recording's chunk" and manifest is None else 0)


def test_a_damaged_first_chunk_counts_as_lost(reference: References, tmp_path: Path) -> None:
    joined = join(_with(SEVEN, 0, HTML), manifest_of(SEVEN), [_header(TWO_RUNS)])
    outcome = _outcome(joined, SEVEN, reference(SEVEN), tmp_path)
    assert outcome.kept >= 0.80
    assert (outcome.bad_frames, outcome.unnamed) == (0, [])
