"""What merging keeps of an MP4 recording, decoded frame by frame: two runs of the recorder, chunks lost or damaged."""

from pathlib import Path

import pytest

from interview.adapters.ffmpeg import Ffmpeg, Remuxed
from interview.domain.recordings import mp4
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.stitching import JoinReport
from local_cloud.simulation.recordings import recording
from tests.deliveries import joined, manifest_of, registered
from tests.media.decoding import decoded_frames

pytestmark = pytest.mark.usefixtures("ffmpeg_on_path")

RECORDING = recording("mp4")
Bodies = dict[int, bytes]


def merged(bodies: Bodies, folder: Path, *, with_manifest: bool = True) -> tuple[Remuxed, JoinReport]:
    plan = plan_merge(manifest_of(RECORDING) if with_manifest else None, registered(bodies, container="mp4"))
    result = joined(plan, bodies, mp4.Joiner())
    return Ffmpeg().remux([result.stream], folder, "mp4", with_audio=True), result.report


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory, ffmpeg_on_path: None) -> dict[int, str]:
    result, _ = merged(RECORDING.chunks, tmp_path_factory.mktemp("reference"))
    return decoded_frames(result.video)


def test_both_runs_are_kept_whole(reference: dict[int, str], tmp_path: Path) -> None:
    result, report = merged(RECORDING.chunks, tmp_path)
    assert report.gaps == []
    assert result.contents.packets == report.packets
    assert result.contents.cues_first
    assert abs(result.duration_ms - RECORDING.duration_ms) < 400
    pictures = []
    for first in (0, 1000):
        folder = tmp_path / str(first)
        folder.mkdir()
        run = [body for index, body in RECORDING.chunks.items() if first <= index < first + 1000]
        alone = Ffmpeg().remux(run, folder, "mp4", with_audio=True)
        pictures += list(decoded_frames(alone.video).values())
    assert list(reference.values()) == pictures


@pytest.mark.parametrize("with_manifest", [True, False])
@pytest.mark.parametrize("body", [None, b"<html>503</html>" * 50, bytes(5000)], ids=["lost", "an error page", "zeros"])
def test_a_lost_or_damaged_chunk_costs_its_own_fragments(
    body: bytes | None, with_manifest: bool, reference: dict[int, str], tmp_path: Path
) -> None:
    bodies = {index: chunk for index, chunk in RECORDING.chunks.items() if index != 1}
    if body is not None:
        bodies[1] = body
    result, report = merged(bodies, tmp_path, with_manifest=with_manifest)
    decoded = decoded_frames(result.video, report.start_ms or 0)
    assert set(decoded.values()) <= set(reference.values())
    assert len(report.gaps) == 1
    gap = report.gaps[0]
    times = {md5: ms for ms, md5 in reference.items()}
    lost = sorted(times[md5] for md5 in set(times) - set(decoded.values()))
    assert lost
    assert all(gap.start_ms - 70 <= ms <= gap.end_ms for ms in lost)
    assert result.contents.packets == report.packets


def test_a_chunk_cut_off_costs_only_its_last_fragment(reference: dict[int, str], tmp_path: Path) -> None:
    bodies = {**RECORDING.chunks, 1: RECORDING.chunks[1][:-100]}
    result, report = merged(bodies, tmp_path, with_manifest=False)
    decoded = decoded_frames(result.video)
    assert set(decoded.values()) <= set(reference.values())
    assert 0 < len(reference) - len(decoded) < 45
    assert [str(gap.reason) for gap in report.gaps] == ["a fragment that does not end where a box begins"]


def test_how_the_bytes_are_split_changes_nothing() -> None:
    whole = b"".join(body for index, body in RECORDING.chunks.items() if index < 1000)
    streams = []
    for size in (997, 50_000, len(whole)):
        joiner = mp4.Joiner()
        joiner.start_run()
        written = [joiner.feed(whole[at : at + size]) for at in range(0, len(whole), size)]
        streams.append(b"".join(written) + joiner.finish())
        assert joiner.report.packets == joiner.report.read
        assert joiner.report.gaps == []
    assert streams == [streams[0]] * 3
