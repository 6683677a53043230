"""The MP4 joiner: the same frames however a writer lays them out, and under random damage."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.domain.recordings.gap_reasons import chunk_reason
from interview.domain.recordings.mp4 import Joiner, read_header
from local_cloud.simulation.recordings import recording
from tests.mp4_writers import Frame, Style, Tracks, fragment_of, frames_of, steady, written

CHUNKS = recording("mp4").chunks
MISSING = chunk_reason("never_arrived", 3)
WHOLE = b"".join(body for index, body in CHUNKS.items() if index < 1000)
SECOND = b"".join(body for index, body in CHUNKS.items() if index >= 1000)

spans = st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 3000), st.binary(max_size=200))
header_spans = st.tuples(st.integers(0, 2200), st.integers(0, 8), st.binary(max_size=8))

styles = st.builds(
    Style,
    together=st.integers(1, 4),
    frames_a_run=st.sampled_from([1, 2, 7, 30, 1000]),
    a_moof_each=st.booleans(),
    sound_first=st.booleans(),
    interleaved=st.booleans(),
    times=st.sampled_from([64, 32, None]),
    positions=st.sampled_from(["moof", "file", "nothing"]),
    given=st.sampled_from(["each", "tfhd", "trex"]),
    free=st.booleans(),
    edit=st.sampled_from([0, 512]),
    offset=st.sampled_from([0, 40, -40]),
).map(lambda style: style if style.times else replace(style, edit=0))
WHOLE_FRAMES, SECOND_FRAMES = steady(WHOLE), steady(SECOND)
NUMBERS = {track.kind: number for number, track in read_header(WHOLE)[0].tracks.items()}
PICTURE, SOUND = NUMBERS["video"], NUMBERS["audio"]


def flat(fragments: Sequence[Tracks], shift: int = 0) -> dict[int, list[tuple[int, int, bool, bytes]]]:
    """Each track's frames: when they are shown, how long, whether they are keyframes, and their bytes."""
    tracks: dict[int, list[tuple[int, int, bool, bytes]]] = {}

    def seen(frame: Frame) -> tuple[int, int, bool, bytes]:
        return frame.time + frame.offset + shift, frame.duration, frame.is_keyframe, frame.data

    for fragment in fragments:
        for number, frames in fragment.items():
            tracks.setdefault(number, []).extend(map(seen, frames))
    return tracks


def joined(*runs: Sequence[bytes | None]) -> tuple[bytes, Joiner]:
    """Pieces of runs; None says that something is missing there."""
    joiner = Joiner()
    stream = b""
    for run in runs:
        joiner.start_run()
        for piece in run:
            if piece is None:
                joiner.gap(MISSING)
            else:
                stream += joiner.feed(piece)
    return stream + joiner.finish(), joiner


def test_kinds_of_tracks() -> None:
    header, end = read_header(CHUNKS[0])
    assert {track.kind for track in header.tracks.values()} == {"video", "audio"}
    assert end == len(CHUNKS[0])


@settings(max_examples=60, deadline=None)
@given(styles)
def test_however_frames_are_laid_out_they_are_the_same_frames(style: Style) -> None:
    stream, joiner = joined(written(WHOLE, style))
    expected = flat(WHOLE_FRAMES, style.offset)
    assert flat(list(frames_of(stream)), -style.edit) == expected
    assert joiner.report.read == joiner.report.packets
    assert joiner.report.packets == {"video": len(expected[PICTURE]), "audio": len(expected[SOUND])}
    assert (joiner.report.gaps, joiner.report.refused) == ([], {})


@settings(max_examples=30, deadline=None)
@given(styles, styles)
def test_runs_of_two_writers_follow_one_another(first: Style, second: Style) -> None:
    stream, joiner = joined(written(WHOLE, first), written(SECOND, second))
    expected = [flat(run) for run in (WHOLE_FRAMES, SECOND_FRAMES)]
    found = flat(list(frames_of(stream)))
    for number, frames in found.items():
        parts = [run[number] for run in expected]
        assert [data for *_, data in frames] == [data for part in parts for *_, data in part]
        times = [time for time, *_ in frames]
        assert times == sorted(times)
        for part, start in zip(parts, (0, len(parts[0])), strict=True):
            shift = times[start] - part[0][0]
            assert [time - shift for time in times[start : start + len(part)]] == [time for time, *_ in part]
    assert joiner.report.gaps == []
    assert joiner.report.read == joiner.report.packets


@pytest.mark.parametrize(("first", "second"), [(512, 0), (0, 512), (512, 512)])
def test_where_an_edit_list_begins_is_time_0(first: int, second: int) -> None:
    """Of the second run too, whose header is not the video's."""
    usual, plain = joined(written(WHOLE, Style()), written(SECOND, Style()))
    stream, edited = joined(written(WHOLE, Style(edit=first)), written(SECOND, Style(edit=second)))
    assert flat(list(frames_of(stream)), -first) == flat(list(frames_of(usual)))
    assert (edited.report.start_ms, edited.report.end_ms) == (plain.report.start_ms, plain.report.end_ms)


@settings(max_examples=30, deadline=None)
@given(styles, st.data())
def test_a_lost_fragment_costs_itself(style: Style, data: st.DataObject) -> None:
    """Where no time is written down nobody knows how long it was: what follows stands right behind."""
    pieces: list[bytes | None] = [*written(WHOLE, style)]
    lost = data.draw(st.integers(1, len(pieces) - 1))
    missing = pieces[lost]
    pieces[lost] = None
    stream, joiner = joined(pieces)
    header, _ = read_header(pieces[0] or b"")

    def data_of(fragments: Sequence[Tracks]) -> list[bytes]:
        return [data for track in flat(fragments).values() for *_, data in track]

    gone = data_of(list(frames_of(missing or b"", header)))
    assert sorted([*data_of(list(frames_of(stream))), *gone]) == sorted(data_of(WHOLE_FRAMES))
    assert [gap.reason for gap in joiner.report.gaps] == [MISSING]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(spans, header_spans), min_size=1, max_size=4), st.lists(st.integers(0, len(WHOLE)), max_size=4)
)
def test_damage_never_stops_it(damages: list[tuple[int, int, bytes]], cuts: list[int]) -> None:
    """Stretches replaced by noise of another length, in the boxes of times as well as in the frames."""
    data = WHOLE
    for at, length, noise in damages:
        data = data[:at] + noise + data[at + length :]
    joiner = Joiner()
    joiner.start_run()
    stream = b""
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    for start, end in pairwise(edges):
        stream += joiner.feed(data[start:end])
        joiner.gap(MISSING, resumes_at_ms=5000)
    stream += joiner.finish(11_000)
    report = joiner.report
    assert len(stream) <= len(data) + 16 * sum(report.packets.values())  # what each frame says of itself
    assert bool(stream) == bool(report.packets)
    assert {kind: count for kind, count in report.to_keep.items() if count} == {
        kind: count for kind, count in report.packets.items() if count
    }
    for gap in report.gaps:
        assert 0 <= gap.start_ms <= gap.end_ms


@pytest.mark.parametrize("sound_first", [True, False])
def test_a_fragment_of_one_track_is_no_repeat_of_the_others(sound_first: bool) -> None:
    stream, joiner = joined(written(WHOLE, Style(a_moof_each=True, sound_first=sound_first)))
    assert joiner.report.left_out == {}
    assert flat(list(frames_of(stream))) == flat(WHOLE_FRAMES)


def test_what_is_sent_again_is_counted_track_by_track() -> None:
    pieces = written(WHOLE, Style(a_moof_each=True))
    stream, joiner = joined([*pieces, *pieces[1:]])
    whole = flat(WHOLE_FRAMES)
    assert flat(list(frames_of(stream))) == whole
    assert joiner.report.left_out == {
        "video": {"kept already": len(whole[PICTURE])},
        "audio": {"kept already": len(whole[SOUND])},
    }


def test_a_fragment_of_minutes_is_kept() -> None:
    """A minute and a half of pictures, each of which lasts a second."""
    header, end = read_header(WHOLE)
    frames = [frame for fragment in frames_of(WHOLE) for frame in fragment[PICTURE]][:90]
    second = header.tracks[PICTURE].timescale
    slow = [Frame(place * second, second, frame.is_keyframe, 0, frame.data) for place, frame in enumerate(frames)]
    stream, joiner = joined([WHOLE[:end], fragment_of({PICTURE: slow}, Style())])
    assert joiner.report.packets["video"] == 90
    assert (joiner.report.end_ms, joiner.report.gaps) == (90_000, [])
    assert stream
