"""The MP4 joiner under random damage."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from interview.domain.mp4 import Joiner, read_header
from local_cloud.recordings import recording

CHUNKS = recording("mp4").chunks
WHOLE = b"".join(body for index, body in CHUNKS.items() if index < 1000)

spans = st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 3000), st.binary(max_size=200))
header_spans = st.tuples(st.integers(0, 2200), st.integers(0, 8), st.binary(max_size=8))


def test_kinds_of_tracks() -> None:
    header, end = read_header(CHUNKS[0])
    assert {track.kind for track in header.tracks.values()} == {"video", "audio"}
    assert end == len(CHUNKS[0])


@settings(max_examples=200, deadline=None)
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
    written = b""
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    for start, end in pairwise(edges):
        written += joiner.feed(data[start:end])
        joiner.gap("missing", resumes_at_ms=5000)
    written += joiner.finish(11_000)
    assert len(written) <= len(data)
    assert bool(written) == bool(joiner.report.packets)
    for gap in joiner.report.gaps:
        assert 0 <= gap.start_ms <= gap.end_ms
