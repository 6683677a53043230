"""The joiner against real recordings, cut and damaged in every way: it never raises and never writes out of order."""

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from interview.domain.recordings.gap_reasons import CAMERA_OFF, CUT_OFF, FORMAT_CHANGED, chunk_reason
from interview.domain.recordings.webm import MAX_BLOCK_BYTES, Joiner, ebml, read_header
from local_cloud.simulation.recordings import recording

RECORDING = recording("two-runs")
MISSING = chunk_reason("never_arrived", 3)
RUN = [RECORDING.chunks[0], RECORDING.chunks[1]]
SECOND_RUN = [RECORDING.chunks[1000], RECORDING.chunks[1001]]
WHOLE = b"".join(RUN)
GAP = None


@dataclass(frozen=True)
class Block:
    track: int
    ms: int
    frame: bytes


def blocks_of(stream: bytes) -> list[Block]:
    """Read a stream strictly: anything but a header, clusters of unknown size and whole blocks fails."""
    if not stream:
        return []
    _, at = read_header(stream)
    blocks: list[Block] = []
    cluster_ms = -1
    while at < len(stream):
        identifier, at = ebml.read_id(stream, at)
        size, at = ebml.read_size(stream, at)
        if identifier == ebml.CLUSTER:
            assert size is None
            continue
        assert size is not None
        assert at + size <= len(stream)
        body = stream[at : at + size]
        if identifier == ebml.TIMESTAMP:
            cluster_ms = int.from_bytes(body, "big")
        else:
            assert identifier == ebml.SIMPLE_BLOCK
            number, relative_ms = struct.unpack(">Bh", body[:3])
            blocks.append(Block(number & 0x7F, cluster_ms + relative_ms, body[3:]))
        at += size
    return blocks


def join(pieces: Sequence[bytes | None]) -> tuple[bytes, Joiner]:
    """Join one run; GAP among the pieces says that something is missing there."""
    joiner = Joiner()
    joiner.start_run()
    written = []
    for piece in pieces:
        if piece is None:
            joiner.gap(MISSING)
        else:
            written.append(joiner.feed(piece))
            assert joiner.pending_bytes <= MAX_BLOCK_BYTES + len(piece)
    written.append(joiner.finish())
    assert joiner.pending_bytes == 0
    return b"".join(written), joiner


def assert_in_order(blocks: Sequence[Block]) -> None:
    last: dict[int, int] = {}
    for block in blocks:
        assert block.ms >= last.get(block.track, 0)
        last[block.track] = block.ms


def video_times(blocks: Sequence[Block]) -> list[int]:
    return [block.ms for block in blocks if block.track == 2]


COMPLETE, _ = join(RUN)
BLOCKS = blocks_of(COMPLETE)


def test_a_complete_run_is_passed_on_block_by_block() -> None:
    written, joiner = join(RUN)
    assert len(BLOCKS) == 232
    assert blocks_of(written) == blocks_of(WHOLE)
    assert joiner.report.gaps == []
    assert joiner.report.refused == {}
    assert joiner.report.refused_bytes == 0
    assert joiner.report.packets == {"audio": 121, "video": 111}
    assert (joiner.report.start_ms, joiner.report.end_ms) == (0, 7351)


def test_a_chunk_ends_inside_a_block_that_the_next_one_goes_on_with() -> None:
    """The fact that everything here is built on."""
    assert RUN[0].endswith(ebml.encode_id(ebml.SIMPLE_BLOCK))
    assert not RUN[1].startswith(ebml.encode_id(ebml.CLUSTER))


def test_a_gap_is_timed_by_the_frames_around_it() -> None:
    written, joiner = join([RUN[0], GAP, RUN[1]])
    kept = video_times(blocks_of(written))
    assert len(joiner.report.gaps) == 1
    gap = joiner.report.gaps[0]
    assert gap.reason == MISSING
    assert {gap.start_ms, gap.end_ms} <= set(kept)
    lost = set(video_times(BLOCKS)) - set(kept)
    assert lost == {ms for ms in video_times(BLOCKS) if gap.start_ms < ms < gap.end_ms}


def test_an_end_that_never_came_is_a_gap() -> None:
    joiner = Joiner()
    joiner.start_run()
    joiner.feed(RUN[0])
    joiner.gap(MISSING, resumes_at_ms=7300)
    joiner.finish()
    assert [(gap.start_ms, gap.end_ms) for gap in joiner.report.gaps] == [(4885, 7300)]


def test_an_end_that_breaks_off_is_a_gap_of_unknown_length() -> None:
    _, joiner = join([RUN[0]])
    assert [(gap.start_ms, gap.end_ms, gap.reason) for gap in joiner.report.gaps] == [(4885, 4885, CUT_OFF)]


def test_a_second_run_follows_the_first_whether_announced_or_not() -> None:
    """Its clock begins anew and its tracks are numbered the other way round."""
    streams = []
    for announced in (True, False):
        joiner = Joiner()
        joiner.start_run()
        written = b"".join(map(joiner.feed, RUN))
        if announced:
            joiner.start_run()
        written += b"".join(map(joiner.feed, SECOND_RUN)) + joiner.finish()
        assert joiner.report.gaps == []
        assert joiner.report.packets == {"audio": 229, "video": 209}
        streams.append(written)
    assert streams[0] == streams[1]
    assert_in_order(blocks_of(streams[0]))
    keyframes = [block.frame for block in blocks_of(streams[0]) if block.track == 2 and block.frame[0] & 0x80]
    assert all(frame[4:7] == b"\x9d\x01\x2a" for frame in keyframes)


def test_the_same_run_sent_again_changes_nothing() -> None:
    written, joiner = join([*RUN, *RUN])
    assert blocks_of(written) == BLOCKS
    assert joiner.report.gaps == []
    assert joiner.report.repeated == len(BLOCKS)


def test_a_picture_of_another_codec_is_named_and_its_sound_heard() -> None:
    joiner = Joiner()
    joiner.start_run()
    written = b"".join(map(joiner.feed, RUN))
    joiner.start_run()
    other_codec = [SECOND_RUN[0].replace(b"V_VP8", b"V_VP9"), SECOND_RUN[1]]
    written += b"".join(map(joiner.feed, other_codec)) + joiner.finish()
    blocks = blocks_of(written)
    assert blocks[: len(BLOCKS)] == BLOCKS
    assert {block.track for block in blocks[len(BLOCKS) :]} == {1}
    report = joiner.report
    assert report.left_out == {"video": {"of another format": report.read["video"] - report.packets["video"]}}
    (gap,) = report.gaps
    assert (gap.start_ms, gap.reason) == (7351, FORMAT_CHANGED)
    assert gap.end_ms == report.end_ms > 13_500


def only(kind: str, chunks: Sequence[bytes]) -> bytes:
    """A run without its other track: as a browser records it when a device is gone."""
    stream = join(chunks)[0]
    header, _ = read_header(stream)
    (kept,) = [track.number for track in header.tracks if track.kind == kind]
    segment = header.data.index(ebml.encode_id(ebml.SEGMENT))
    body = header.data[segment + 4 + len(ebml.UNKNOWN_SIZE) :]
    entries = [
        entry for name, entry in ebml.children(dict(ebml.children(body))[ebml.TRACKS]) if name == ebml.TRACK_ENTRY
    ]
    (entry,) = [entry for entry in entries if dict(ebml.children(entry))[ebml.TRACK_NUMBER] == bytes([kept])]
    written = header.data[:segment] + ebml.encode_id(ebml.SEGMENT) + ebml.UNKNOWN_SIZE
    written += ebml.element(ebml.TRACKS, ebml.element(ebml.TRACK_ENTRY, entry))
    for block in blocks_of(stream):
        if block.track == kept:
            time = ebml.element(ebml.TIMESTAMP, block.ms.to_bytes(4, "big"))
            simple = ebml.element(ebml.SIMPLE_BLOCK, bytes([0x80 | kept, 0, 0]) + block.frame)
            written += ebml.encode_id(ebml.CLUSTER) + ebml.UNKNOWN_SIZE + time + simple
    return written


def test_a_microphone_that_comes_back_is_heard() -> None:
    """The first run has a picture alone; the output has both tracks."""
    silent, both = only("video", RUN), SECOND_RUN
    joiner = Joiner(richest=read_header(both[0])[0])
    joiner.start_run()
    written = joiner.feed(silent)
    joiner.start_run()
    written += b"".join(map(joiner.feed, both)) + joiner.finish()
    assert joiner.report.packets == {"audio": 108, "video": 209}
    assert joiner.report.gaps == []
    assert_in_order(blocks_of(written))


def test_a_run_without_a_picture_is_heard_and_its_picture_named_as_missing() -> None:
    joiner = Joiner()
    joiner.start_run()
    written = b"".join(map(joiner.feed, RUN))
    joiner.start_run()
    written += joiner.feed(only("audio", SECOND_RUN))
    joiner.start_run()
    written += b"".join(map(joiner.feed, RUN)) + joiner.finish()
    assert joiner.report.packets == {"audio": 121 + 108 + 121, "video": 111 + 111}
    (gap,) = joiner.report.gaps
    assert gap.reason == CAMERA_OFF
    assert (gap.start_ms, round((gap.end_ms - gap.start_ms) / 1000)) == (7351, 7)
    assert_in_order(blocks_of(written))


def test_blocks_in_groups_are_read_as_simple_ones() -> None:
    """FFmpeg writes a recording's last block so."""
    last = COMPLETE.rindex(BLOCKS[-1].frame)
    start = COMPLETE.rindex(ebml.encode_id(ebml.SIMPLE_BLOCK), 0, last - 4)
    block = ebml.element(ebml.BLOCK, COMPLETE[last - 3 : last] + b"\0" + COMPLETE[last + 1 :])
    references = b"" if BLOCKS[-1].frame[0] & 0x80 else ebml.element(ebml.REFERENCE_BLOCK, b"\xff")
    grouped = ebml.element(ebml.BLOCK_GROUP, block + references + ebml.element(0x75A2, b"\1"))
    written, joiner = join([COMPLETE[:start] + grouped])
    assert blocks_of(written) == BLOCKS
    assert joiner.report.gaps == []


def test_a_cluster_of_an_absurd_time_does_not_stop_what_follows() -> None:
    """A time a day ahead would make all later blocks repeats."""
    second = WHOLE.index(ebml.encode_id(ebml.CLUSTER), 1000)
    time_at = WHOLE.index(b"\xe7", second)
    assert WHOLE[time_at + 1] == 0x82
    absurd = WHOLE[: time_at + 1] + b"\x84" + (86_400_000).to_bytes(4, "big") + WHOLE[time_at + 4 :]
    written, joiner = join([absurd])
    assert joiner.report.end_ms == 7351
    assert len(joiner.report.gaps) == 1
    assert_in_order(blocks_of(written))


def test_a_long_stretch_of_nonsense_does_not_stop_what_follows() -> None:
    """Nobody said that two minutes are missing: the clusters after them agree on it."""
    cluster_start = ebml.encode_id(ebml.CLUSTER) + ebml.UNKNOWN_SIZE + b"\xe7"
    second = WHOLE.index(cluster_start, 1000)
    later = re.sub(
        re.escape(cluster_start) + b"\x82(..)",
        lambda found: cluster_start + b"\x84" + (120_000 + int.from_bytes(found[1], "big")).to_bytes(4, "big"),
        WHOLE[second:],
        flags=re.DOTALL,
    )
    written, joiner = join([WHOLE[:second], b"<html>" * 1000, later])
    assert_in_order(blocks_of(written))
    assert joiner.report.end_ms == 120_000 + 7351
    (gap,) = joiner.report.gaps
    assert gap.start_ms < 2_600
    assert 122_500 < gap.end_ms <= 120_000 + 5_100


@settings(deadline=None)
@given(st.lists(st.integers(0, len(WHOLE)), max_size=30))
def test_how_the_bytes_are_split_changes_nothing(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(WHOLE)]
    written, joiner = join([WHOLE[start:end] for start, end in pairwise(edges)])
    assert written == COMPLETE
    assert joiner.report.gaps == []


def test_not_even_byte_by_byte() -> None:
    start = WHOLE[:20_000]
    assert join([bytes([byte]) for byte in start])[0] == join([start])[0]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(1, 30_000)), min_size=1, max_size=4))
def test_whatever_is_lost_is_named(losses: list[tuple[int, int]]) -> None:
    """Any stretches of the recording are missing, and the joiner is told where: each lost frame lies in a gap."""
    pieces: list[bytes | None] = []
    _, at = read_header(WHOLE)  # losing the header is another case
    pieces.append(WHOLE[:at])
    for start, length in sorted(losses):
        if start >= at:
            pieces += [WHOLE[at:start], GAP]
            at = start + length
    pieces.append(WHOLE[at:])
    written, joiner = join(pieces)
    blocks = blocks_of(written)
    assert_in_order(blocks)
    assert set(blocks) <= set(BLOCKS)
    gaps = joiner.report.gaps
    for ms in set(video_times(BLOCKS)) - set(video_times(blocks)):
        assert any(gap.start_ms <= ms and (ms <= gap.end_ms or gap == gaps[-1]) for gap in gaps)


damage = st.one_of(
    st.tuples(st.just("cut"), st.integers(0, len(WHOLE)), st.integers(0, 20_000)),
    st.tuples(st.just("repeat"), st.integers(0, len(WHOLE)), st.integers(0, 20_000)),
    st.tuples(st.just("zeros"), st.integers(0, len(WHOLE)), st.integers(0, 3_000)),
    st.tuples(st.just("flip"), st.integers(0, len(WHOLE)), st.integers(0, 7)),
    st.tuples(st.just("truncate"), st.integers(0, len(WHOLE)), st.just(0)),
    st.tuples(st.just("noise"), st.integers(0, len(WHOLE)), st.binary(max_size=300)),
    st.tuples(st.just("markers"), st.integers(0, len(WHOLE)), st.integers(0, 300)),
)


def damaged(data: bytes, kind: str, at: int, extent: int | bytes) -> bytes:
    match kind, extent:
        case "cut", int(length):
            return data[:at] + data[at + length :]
        case "repeat", int(length):
            return data[: at + length] + data[at:]
        case "zeros", int(length):
            return data[:at] + bytes(length) + data[at + length :]
        case "flip", int(bit):
            return data[:at] + bytes(byte ^ 1 << bit for byte in data[at : at + 1]) + data[at + 1 :]
        case "truncate", _:
            return data[:at]
        case "noise", bytes(noise):
            return data[:at] + noise + data[at + len(noise) :]
        case "markers", int(count):
            return data[:at] + ebml.encode_id(ebml.CLUSTER) * count + data[at:]
    raise AssertionError(kind)


@settings(max_examples=150, deadline=None)
@given(st.lists(damage, min_size=1, max_size=5), st.lists(st.integers(0, 200_000), max_size=5), st.booleans())
def test_damage_never_stops_it(
    damages: list[tuple[str, int, int | bytes]], cuts: list[int], told_of_gaps: bool
) -> None:
    data = b"".join([*RUN, *SECOND_RUN])
    for kind, at, extent in damages:
        data = damaged(data, kind, at, extent)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces: list[bytes | None] = []
    for start, end in pairwise(edges):
        pieces += [data[start:end], GAP] if told_of_gaps else [data[start:end]]
    written, joiner = join(pieces)
    blocks = blocks_of(written)
    assert_in_order(blocks)
    assert len(blocks) == sum(joiner.report.packets.values())
    assert {kind: count for kind, count in joiner.report.to_keep.items() if count} == {
        kind: count for kind, count in joiner.report.packets.items() if count
    }
    for gap in joiner.report.gaps:
        assert 0 <= gap.start_ms <= gap.end_ms


@given(st.binary(max_size=2000))
def test_bytes_that_are_no_recording_give_nothing(noise: bytes) -> None:
    written, joiner = join([noise])
    assert written == b""
    assert joiner.report.packets == {}


def test_what_is_held_back_is_bounded() -> None:
    """Blocks that claim the largest size, and never end."""
    claim = ebml.encode_id(ebml.SIMPLE_BLOCK) + ebml.encode_size(MAX_BLOCK_BYTES) + b"\x82\x00\x10\x80"
    joiner = Joiner()
    joiner.start_run()
    joiner.feed(WHOLE[:30_000])
    for _ in range(64):
        joiner.feed(claim + bytes(100_000))
        assert joiner.pending_bytes <= MAX_BLOCK_BYTES + 200_000
