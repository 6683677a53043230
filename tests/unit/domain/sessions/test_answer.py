"""Where a word that was recognised from the merged sound stands on the recording."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from interview.domain.recordings.videos import Gap, Video
from interview.domain.sessions.answer import on_recording_clock
from interview.domain.transcripts.transcript import Transcript, Word
from tests.builders import NOW


def a_video(duration_ms: int, *gaps: tuple[int, int], offset_ms: int = 0) -> Video:
    return Video(
        key="v",
        audio_key="a",
        digest="d",
        size=1,
        duration_ms=duration_ms,
        recorded_ms=duration_ms + offset_ms,
        offset_ms=offset_ms,
        gaps=tuple(Gap(start_ms=start_ms, end_ms=end_ms, reason="missing") for start_ms, end_ms in gaps),
        merged_at=NOW,
    )


def heard(duration_ms: int, *starts_ms: int) -> Transcript:
    words = [Word(text="word", start_ms=start_ms, end_ms=start_ms + 300, confidence=1) for start_ms in starts_ms]
    return Transcript(
        text="word", words=tuple(words), language="en", duration_ms=duration_ms, source="test", made_at=NOW
    )


def places(transcript: Transcript, video: Video) -> Sequence[int]:
    moved = on_recording_clock(transcript, video)
    assert all(word.end_ms - word.start_ms == 300 for word in moved.words)
    return [word.start_ms for word in moved.words]


def test_a_whole_recording_moves_nothing() -> None:
    assert places(heard(30_010, 0, 12_000, 29_000), a_video(30_000)) == [0, 12_000, 29_000]


def test_what_came_after_a_gap_is_moved_behind_it() -> None:
    video = a_video(30_000, (10_000, 15_000), (20_000, 22_000))
    assert places(heard(23_000, 9_000, 10_000, 14_000, 15_000, 20_000), video) == [
        9_000,
        15_000,
        19_000,
        22_000,
        27_000,
    ]


def test_a_recogniser_that_keeps_the_gaps_is_believed() -> None:
    assert places(heard(30_000, 9_000, 16_000), a_video(30_000, (10_000, 15_000))) == [9_000, 16_000]


def test_a_lost_beginning_is_counted_once() -> None:
    assert places(heard(25_000, 0, 7_000), a_video(25_000, (0, 5_000), offset_ms=5_000)) == [5_000, 12_000]


@given(
    st.lists(st.tuples(st.integers(0, 50_000), st.integers(0, 9_000)), max_size=4),
    st.lists(st.integers(0, 60_000), max_size=20).map(sorted),
)
def test_words_stay_in_order_and_out_of_the_gaps(holes: list[tuple[int, int]], starts_ms: list[int]) -> None:
    gaps: list[tuple[int, int]] = []
    for start_ms, length_ms in sorted(holes):
        if not gaps or start_ms > gaps[-1][1]:
            gaps.append((start_ms, start_ms + length_ms))
    lost_ms = sum(end_ms - start_ms for start_ms, end_ms in gaps)
    found = places(heard(70_000 - lost_ms, *starts_ms), a_video(70_000, *gaps))
    assert list(found) == sorted(found)
    if lost_ms:
        assert not [at for at in found for start_ms, end_ms in gaps if start_ms <= at < end_ms]
