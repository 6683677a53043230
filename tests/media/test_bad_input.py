"""Chunks that are none, and manifests that lie: refused or named, never the end of the question."""

import os
import time
from collections.abc import Generator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from interview.domain.recordings import mp4, webm
from interview.domain.recordings.chunks import MAX_CHUNK_BYTES, Chunk, Manifest
from interview.domain.recordings.gap_reasons import UNVOUCHED
from interview.domain.recordings.manifests import ManifestRequest
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.object_keys import Container
from interview.errors import NothingRecordedError
from interview.use_cases.recordings.stitch_recording import Merged, StitchRecording
from local_cloud.simulation.recordings import Recording, recording
from tests.deliveries import manifest_of, registered
from tests.media.decoding import decoded_frames

pytestmark = pytest.mark.usefixtures("ffmpeg_on_path")

SEVEN, MP4, INCIDENT = recording("seven-chunks"), recording("mp4"), recording("incident")
CLUSTER = bytes.fromhex("1f43b675")


def merged(
    bodies: Mapping[int, bytes], folder: Path, manifest: Manifest | None = None, container: Container = "webm"
) -> Merged:
    def fetched(chunks: Sequence[Chunk]) -> Generator[bytes | None, None, None]:
        yield from (bodies[chunk.chunk_index] for chunk in chunks)

    return StitchRecording()(plan_merge(manifest, registered(bodies, container=container)), fetched, folder)


NO_CHUNKS = {
    "HTML": b"<!doctype html><title>503 Service Unavailable</title>" * 40,
    "zeros": bytes(30_000),
    "one byte": b"\xa3",
    "another candidate's recording": INCIDENT.chunks[0] + INCIDENT.chunks[1],
    "another candidate's MP4": MP4.chunks[0] + MP4.chunks[1],
    "20 MiB of noise": os.urandom(MAX_CHUNK_BYTES),
    "20 MiB that look like clusters": CLUSTER * (MAX_CHUNK_BYTES // 4),
    "20 MiB of clusters without a block": (CLUSTER + b"\xff\xe7\x81\0") * (MAX_CHUNK_BYTES // 8),
    "20 MiB that look like headers": bytes.fromhex("1a45dfa3") * (MAX_CHUNK_BYTES // 4),
    "20 MiB that look like fragments": b"moof" * (MAX_CHUNK_BYTES // 4),
}


@pytest.mark.parametrize("with_manifest", [True, False])
@pytest.mark.parametrize("what", NO_CHUNKS)
@pytest.mark.parametrize(("source", "index"), [(SEVEN, 3), (MP4, 2)], ids=["webm", "mp4"])
def test_a_chunk_that_is_none_costs_its_own_place(
    source: Recording, index: int, what: str, with_manifest: bool, tmp_path: Path
) -> None:
    container: Container = "mp4" if source is MP4 else "webm"
    began = time.monotonic()
    bodies = {**source.chunks, index: NO_CHUNKS[what]}
    result = merged(bodies, tmp_path, manifest_of(source) if with_manifest else None, container)
    assert time.monotonic() - began < 20
    if with_manifest or what != "another candidate's MP4":  # which ends as this recording does: nobody knows of more
        assert len(result.gaps) >= 1
    assert result.recorded_ms < source.duration_ms + (0 if with_manifest else 25_000) + 500
    kept = len(decoded_frames(result.files.video))
    assert kept >= (370 if container == "webm" else 195)  # of 467 and 250


@pytest.mark.parametrize("what", NO_CHUNKS)
def test_a_question_of_nothing_else_holds_nothing_or_what_it_holds(what: str, tmp_path: Path) -> None:
    bodies = {0: NO_CHUNKS[what], 1: NO_CHUNKS[what] + b"\0"}
    if what == "another candidate's recording":
        assert merged(bodies, tmp_path).kept_ms > 9_000  # nothing tells it from this candidate's
    else:
        with pytest.raises(NothingRecordedError):
            merged(bodies, tmp_path)


@pytest.mark.parametrize("with_manifest", [True, False])
@pytest.mark.parametrize("source", [SEVEN, MP4], ids=["webm", "mp4"])
def test_a_recorder_that_was_stopped_before_its_first_frame_recorded_nothing(
    source: Recording, with_manifest: bool, tmp_path: Path
) -> None:
    """What it handed over is its header, and perhaps the beginning of what never came."""
    container: Container = "mp4" if source is MP4 else "webm"
    beginning = source.chunks[0]
    _, header_ends = mp4.read_header(beginning) if source is MP4 else webm.read_header(beginning)
    for more in (0, 12, 700):
        body = beginning[: header_ends + more]
        chunk = {"index": 0, "size": len(body), "sha256": sha256(body).hexdigest(), "start_ms": 0, "duration_ms": 150}
        run = {**source.manifest["runs"][0], "chunks": [chunk]}
        manifest = Manifest.model_validate({"runs": [run]}) if with_manifest else None
        with pytest.raises(NothingRecordedError):
            merged({0: body}, tmp_path, manifest, container)


def lying(**lies: Any) -> Manifest:
    """SEVEN's manifest, every chunk of it untrue; a callable is given the position."""
    run = SEVEN.manifest["runs"][0]
    chunks = [
        {**chunk, **{name: lie(place) if callable(lie) else lie for name, lie in lies.items()}}
        for place, chunk in enumerate(run["chunks"])
    ]
    return Manifest.model_validate({"runs": [{**run, "chunks": chunks}]})


LIES_ABOUT_TIMES = {
    "a day a chunk": lying(duration_ms=86_400_000),
    "no length": lying(duration_ms=0, start_ms=0),
    "backwards": lying(start_ms=lambda place: 30_000 - place * 5000),
    "all at once": lying(start_ms=0),
    "far away": lying(start_ms=86_400_000),
    "another codec": Manifest.model_validate(
        {"runs": [{**SEVEN.manifest["runs"][0], "mime": "video/mp4;codecs=avc1"}]}
    ),
}


@pytest.mark.parametrize("lost", [None, 3, 6])
@pytest.mark.parametrize("lie", LIES_ABOUT_TIMES)
def test_lies_about_times_change_nothing_of_what_is_kept(lie: str, lost: int | None, tmp_path: Path) -> None:
    bodies = {index: body for index, body in SEVEN.chunks.items() if index != lost}
    result = merged(bodies, tmp_path, LIES_ABOUT_TIMES[lie])
    assert len(decoded_frames(result.files.video)) >= 370
    reasons = [str(gap.reason) for gap in result.gaps if not str(gap.reason).startswith("the recorder's clock counted")]
    assert reasons == ([] if lost is None else [f"chunk {lost} never arrived"])
    if lost != 6:  # how long the lost end was, only the manifest can tell: a minute a chunk is believed at most
        assert abs(result.recorded_ms - SEVEN.duration_ms) < 1100
    assert result.recorded_ms <= 7 * 60_000


@pytest.mark.parametrize("lies", [{"size": 1234}, {"sha256": "0" * 64}], ids=["sizes", "hashes"])
def test_a_manifest_that_fits_no_chunk_is_done_without(lies: dict[str, Any], tmp_path: Path) -> None:
    result = merged(SEVEN.chunks, tmp_path, lying(**lies))
    assert [gap.reason for gap in result.gaps] == [UNVOUCHED]
    assert len(decoded_frames(result.files.video)) == 467


def test_a_manifest_of_twenty_thousand_chunks_names_those_that_never_came(tmp_path: Path) -> None:
    first = SEVEN.manifest["runs"][0]
    invented = [
        {
            "run": run,
            "mime": "video/webm",
            "chunks": [{**first["chunks"][0], "index": run * 1000 + place} for place in range(1000)],
        }
        for run in range(1, 20)
    ]
    manifest = Manifest.model_validate({"runs": [first, *invented]})
    result = merged(SEVEN.chunks, tmp_path, manifest)
    assert len(decoded_frames(result.files.video)) == 467
    (gap,) = result.gaps
    assert gap.end_ms > 24 * 60 * 60 * 1000


@pytest.mark.parametrize("index", [-1, 1_000_000, 10**30, "1; drop"])
def test_impossible_indexes_make_no_manifest(index: object) -> None:
    chunk = {**SEVEN.manifest["runs"][0]["chunks"][0], "index": index}
    with pytest.raises(ValueError, match="index"):
        ManifestRequest.model_validate({"runs": [{**SEVEN.manifest["runs"][0], "chunks": [chunk]}]})
