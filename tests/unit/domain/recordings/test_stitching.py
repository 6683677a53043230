"""Whole questions, of WebM and of MP4, with any chunks lost, repeated, cut, replaced or lied about."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.domain.recordings import mp4, stitching, webm
from interview.domain.recordings.chunks import Manifest
from interview.domain.recordings.gap_reasons import CAMERA_OFF, TOO_MANY_PIECES, left_out_reason, summed_up_reason
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.mp4.fragments import read_frames
from interview.domain.recordings.object_keys import Container
from interview.domain.recordings.stitching import MAX_GAPS, Joiner, JoinReport
from interview.domain.recordings.videos import Gap
from interview.domain.recordings.webm.blocks import SCANNED_BYTES
from local_cloud.simulation.recordings import Recording, recording
from tests.deliveries import Joined, joined, manifest_of, registered
from tests.mp4_writers import Frame, Style, fragment_of

WEBM, MP4 = recording("two-runs"), recording("mp4")
HTML = b"<!doctype html><title>503</title>" * 30
FOREIGN = {"webm": recording("incident").chunks[1], "mp4": WEBM.chunks[0]}
INDEXES = {"webm": sorted(WEBM.chunks), "mp4": sorted(MP4.chunks)}
FRAME_MS = 66


def watched(container: Container) -> Joiner:
    """A joiner whose memory is watched whenever it is fed."""
    joiner: Joiner = webm.Joiner([webm.read_header(WEBM.chunks[0])[0]])
    limit = webm.MAX_BLOCK_BYTES
    if container == "mp4":
        joiner, limit = mp4.Joiner([mp4.read_header(MP4.chunks[0])[0]]), mp4.MAX_FRAGMENT_BYTES
    feed = joiner.feed

    def watched_feed(data: bytes, *, vouched: bool = False) -> bytes:
        written = feed(data, vouched=vouched)
        assert joiner.pending_bytes <= limit + len(data)
        assert len(written) <= limit + 2 * len(data)
        return written

    joiner.feed = watched_feed  # type: ignore[method-assign]
    return joiner


def block_times(stream: bytes, container: Container) -> list[tuple[int, int]]:
    """Track and time of each block, or of each track's part of a fragment, read strictly."""
    if not stream:
        return []
    return _fragment_times(stream) if container == "mp4" else _webm_times(stream)


def _webm_times(stream: bytes) -> list[tuple[int, int]]:
    ebml = webm.ebml
    _, at = webm.read_header(stream)
    found: list[tuple[int, int]] = []
    cluster_ms = -1
    while at < len(stream):
        identifier, at = ebml.read_id(stream, at)
        size, at = ebml.read_size(stream, at)
        if identifier == ebml.CLUSTER:
            continue
        assert size is not None
        assert at + size <= len(stream)
        if identifier == ebml.TIMESTAMP:
            cluster_ms = int.from_bytes(stream[at : at + size], "big")
        else:
            assert identifier == ebml.SIMPLE_BLOCK
            relative_ms = int.from_bytes(stream[at + 1 : at + 3], "big", signed=True)
            found.append((stream[at], cluster_ms + relative_ms))
        at += size
    return found


def _fragment_times(stream: bytes) -> list[tuple[int, int]]:
    _, at = mp4.read_header(stream)
    found: list[tuple[int, int]] = []
    while at < len(stream):
        moof_end = at + int.from_bytes(stream[at : at + 4], "big")
        assert stream[at + 4 : at + 8] == b"moof"
        assert stream[moof_end + 4 : moof_end + 8] == b"mdat"
        end = moof_end + int.from_bytes(stream[moof_end : moof_end + 4], "big")
        for track in read_frames(stream[at:moof_end], moof_end - at + 8, end - at, {}):
            assert track.time is not None
            found += [(track.number, track.time + start) for start in track.starts]
        at = end
    assert at == len(stream)
    return found


def assert_sound(result: Joined, container: Container) -> None:
    last: dict[int, int] = {}
    for track, time in block_times(result.stream, container):
        assert time >= last.get(track, 0)
        last[track] = time
    starts = [gap.start_ms for gap in result.report.gaps]
    assert starts == sorted(starts)
    assert all(0 <= gap.start_ms <= gap.end_ms for gap in result.report.gaps)
    report = result.report
    assert report.kept_ms <= report.length_ms
    assert {kind: count for kind, count in report.to_keep.items() if count} == {
        kind: count for kind, count in report.packets.items() if count
    }


def pictures_of(source: Recording, container: Container) -> int:
    plan = plan_merge(None, registered(source.chunks, container=container))
    return joined(plan, source.chunks, watched(container)).report.packets["video"]


PICTURES = {"two-runs": pictures_of(WEBM, "webm"), "mp4": pictures_of(MP4, "mp4")}

fates = st.one_of(
    st.just(("whole", 0, b"")),
    st.just(("lost", 0, b"")),
    st.tuples(st.just("truncated"), st.integers(0, 70_000), st.just(b"")),
    st.tuples(st.just("noise"), st.integers(0, 70_000), st.binary(max_size=2000)),
    st.tuples(st.just("cut"), st.integers(0, 70_000), st.just(b"")),
    st.just(("html", 0, b"")),
    st.just(("zeros", 0, b"")),
    st.just(("foreign", 0, b"")),
    st.tuples(st.just("repeats"), st.integers(0, 3), st.just(b"")),
)


def befallen(source: Recording, container: Container, fate: tuple[str, int, bytes], index: int) -> bytes | None:
    body = source.chunks[index]
    match fate:
        case ("lost", _, _):
            return None
        case ("truncated", at, _):
            return body[:at]
        case ("cut", at, _):
            return body[:at] + body[at + 500 :]
        case ("noise", at, noise):
            return body[:at] + noise + body[at + len(noise) :]
        case ("html", _, _):
            return HTML
        case ("zeros", _, _):
            return bytes(len(body))
        case ("foreign", _, _):
            return FOREIGN[container]
        case ("repeats", which, _):
            return source.chunks[INDEXES[container][which]]
    return body


@pytest.mark.parametrize(("source", "container"), [(WEBM, "webm"), (MP4, "mp4")], ids=["webm", "mp4"])
@settings(max_examples=40, deadline=None)
@given(data=st.data(), with_manifest=st.booleans(), interrupted=st.booleans())
def test_no_fate_of_its_chunks_stops_a_question(
    source: Recording, container: Container, data: st.DataObject, with_manifest: bool, interrupted: bool
) -> None:
    bodies = {}
    for index in INDEXES[container]:
        body = befallen(source, container, data.draw(fates), index)
        if body is not None:
            bodies[index] = body
    if not bodies:
        return
    manifest = manifest_of(source)
    runs = tuple(run.model_copy(update={"interrupted": interrupted}) for run in manifest.runs)
    plan = plan_merge(Manifest(runs=runs) if with_manifest else None, registered(bodies, container=container))
    result = joined(plan, bodies, watched(container))
    assert_sound(result, container)
    if with_manifest:
        assert_all_lost_is_named(result, source, bodies, interrupted)


def assert_all_lost_is_named(result: Joined, source: Recording, bodies: Mapping[int, bytes], interrupted: bool) -> None:
    """Gaps are as long as the frames that are missing would last."""
    harmed = [index for index, body in source.chunks.items() if bodies.get(index) != body]
    assert bool(result.report.gaps) >= bool(harmed)
    broke_off = [gap for gap in result.report.gaps if str(gap.reason).startswith("the recording broke off")]
    assert len(broke_off) == (len(source.manifest["runs"]) if interrupted else 0)
    named_ms = sum(gap.end_ms - gap.start_ms for gap in result.report.gaps)
    lost_frames = PICTURES[source.name] - result.report.packets.get("video", 0)
    assert named_ms >= lost_frames * FRAME_MS - 200 * len(harmed)  # both ends of a gap are frames that are there


lies = st.lists(
    st.fixed_dictionaries({"start_ms": st.integers(0, 86_400_000), "duration_ms": st.integers(0, 86_400_000)}),
    min_size=5,
    max_size=5,
)


@pytest.mark.parametrize(("source", "container"), [(WEBM, "webm"), (MP4, "mp4")], ids=["webm", "mp4"])
@settings(max_examples=25, deadline=None)
@given(lies=lies, lost=st.sets(st.integers(0, 4)))
def test_no_lie_of_a_manifest_about_times_hides_what_is_there(
    source: Recording, container: Container, lies: list[dict[str, int]], lost: set[int]
) -> None:
    """What arrived is kept, whatever lengths and places are claimed; what is claimed is at most a minute a chunk."""
    told = source.manifest
    lying = iter(lies)
    runs = [{**run, "chunks": [{**chunk, **next(lying)} for chunk in run["chunks"]]} for run in told["runs"]]
    bodies = {index: source.chunks[index] for place, index in enumerate(INDEXES[container]) if place not in lost}
    if not bodies:
        return
    plan = plan_merge(Manifest.model_validate({"runs": runs}), registered(bodies, container=container))
    result = joined(plan, bodies, watched(container))
    assert_sound(result, container)
    honest = joined(
        plan_merge(manifest_of(source), registered(bodies, container=container)), bodies, watched(container)
    )
    lost_blocks = sum(honest.report.packets.values()) - sum(result.report.packets.values())
    assert lost_blocks <= 90 * len(lost)  # the first cluster behind a gap, where its time is not believed
    assert result.report.length_ms <= 60_000 * (len(source.chunks) + 1)


def test_a_question_whose_every_header_is_lost_is_read_by_one_that_is_lent() -> None:
    for source, container in ((WEBM, "webm"), (MP4, "mp4")):
        kind: Container = "mp4" if container == "mp4" else "webm"
        bodies = {index: body for index, body in source.chunks.items() if index % 1000}
        plan = plan_merge(manifest_of(source), registered(bodies, container=kind))
        result = joined(plan, bodies, watched(kind))
        assert_sound(result, kind)
        assert result.report.borrowed_header
        assert sum(result.report.packets.values()) > 60


@pytest.mark.parametrize(
    ("source", "container", "extra"),
    [(WEBM, "webm", 2), (WEBM, "webm", 1002), (WEBM, "webm", 2000), (MP4, "mp4", 3), (MP4, "mp4", 1002)],
)
def test_an_extra_copy_of_what_the_manifest_names_is_no_loss(
    source: Recording, container: Container, extra: int
) -> None:
    """Whether the chunk that it repeats comes before or after it."""
    plan = plan_merge(manifest_of(source), registered(source.chunks, container=container))
    whole = joined(plan, source.chunks, watched(container))
    for copied in INDEXES[container]:
        bodies = {**source.chunks, extra: source.chunks[copied]}
        plan = plan_merge(manifest_of(source), registered(bodies, container=container))
        result = joined(plan, bodies, watched(container))
        assert result.report.gaps == []
        assert result.stream == whole.stream


def test_what_goes_on_behind_an_extra_copy_lacks_what_stood_in_its_place() -> None:
    """A manifest of the first chunk, and then chunks that none names: the second's place holds a copy."""
    seven = recording("seven-chunks")
    (run,) = manifest_of(seven).runs
    manifest = Manifest(runs=(run.model_copy(update={"chunks": run.chunks[:1]}),))
    bodies = {**seven.chunks, 1: seven.chunks[0]}
    result = joined(plan_merge(manifest, registered(bodies)), bodies, webm.Joiner())
    assert [str(gap.reason) for gap in result.report.gaps] == ["chunk 1 is a copy of another"]
    assert_sound(result, "webm")


def crafted_webm(size: int) -> bytes:
    """Seven bytes a block: three million in a chunk of the largest size."""
    header, _ = webm.read_header(WEBM.chunks[0])
    numbers = {track.kind: track.number for track in header.tracks}
    start = webm.ebml.encode_id(webm.ebml.CLUSTER) + webm.ebml.UNKNOWN_SIZE + b"\xe7\x82\x27\x10"
    return start + bytes([0xA3, 0x85, 0x80 | numbers["audio"], 0, 5, 0, 0]) * (size // 7)


def crafted_mp4(size: int) -> bytes:
    """A fragment for every frame of one byte."""
    header, _ = mp4.read_header(MP4.chunks[0])
    number = next(number for number, track in header.tracks.items() if track.kind == "audio")
    pieces = (
        fragment_of({number: [Frame(600_000 + place, 1, True, 0, b"\0")]}, Style()) for place in range(size // 120)
    )
    return b"".join(pieces)


@pytest.mark.parametrize("vouched", [True, False])
@pytest.mark.parametrize(
    ("source", "container", "crafted"),
    [(WEBM, "webm", crafted_webm(1_000_000)), (MP4, "mp4", crafted_mp4(300_000))],
    ids=["webm", "mp4"],
)
def test_a_crafted_chunk_is_read_as_far_as_a_recording_could_go(
    source: Recording, container: Container, crafted: bytes, vouched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it costs does not grow with how small its pieces are; the rest of it is named, and what follows is read."""
    monkeypatch.setattr(stitching, "MAX_ELEMENTS_A_CHUNK", 10_000)
    joiner = watched(container)
    joiner.start_run()
    joiner.feed(source.chunks[0], vouched=True)
    joiner.feed(crafted, vouched=vouched)
    report = joiner.report
    assert sum(report.read.values()) <= 10_000 + SCANNED_BYTES // 7  # what is passed on at a time
    assert report.refused[str(TOO_MANY_PIECES)] == 1
    assert report.refused_bytes > len(crafted) // 2
    joiner.start_run()
    joiner.feed(source.chunks[1000], vouched=True)
    pictures = report.packets["video"]
    joiner.feed(source.chunks[1001], vouched=True)
    joiner.finish()
    assert report.packets["video"] > pictures
    assert TOO_MANY_PIECES in [gap.reason for gap in report.gaps]


def test_no_question_has_more_gaps_than_people_can_read() -> None:
    """A camera that goes off and on ten thousand times; what is missing altogether stays what it is."""
    report = JoinReport()
    missing_ms = 0
    for place in range(10_000):
        report.add_gap(Gap(start_ms=place * 100, end_ms=place * 100 + 40 + place % 7, reason=CAMERA_OFF))
        missing_ms += 40 + place % 7
    assert len(report.gaps) == MAX_GAPS
    assert sum(gap.end_ms - gap.start_ms for gap in report.gaps) == missing_ms
    assert report.gaps[-1].reason == summed_up_reason(10_001 - MAX_GAPS)


def test_gaps_that_follow_one_another_for_one_reason_are_one() -> None:
    report = JoinReport()
    for start_ms, reason in ((0, "lost"), (100, "lost"), (200, "lost"), (300, "noise"), (500, "noise")):
        report.add_gap(Gap(start_ms=start_ms, end_ms=start_ms + 100, reason=reason))
    assert [(gap.start_ms, gap.end_ms, str(gap.reason)) for gap in report.gaps] == [
        (0, 300, "lost"),
        (300, 400, "noise"),
        (500, 600, "noise"),
    ]


def test_what_was_left_out_and_is_no_gap_is_named_by_track() -> None:
    report = JoinReport()
    report.leave_out("video", 3, "before the first picture that stands alone")
    report.leave_out("audio", 2, stitching.OTHER_FORMAT)
    for explained in (stitching.REPEATED, stitching.NEEDS_LOST):
        report.leave_out("video", 9, explained)
    report.leave_out("video", 9, stitching.OTHER_FORMAT)  # a gap says it
    report.leave_out("subtitle", 9, "anything")
    assert report.unnamed == [
        left_out_reason(3, "video", "before the first picture that stands alone"),
        left_out_reason(2, "audio", stitching.OTHER_FORMAT),
    ]
