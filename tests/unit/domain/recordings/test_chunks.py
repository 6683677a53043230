from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from interview.domain.recordings.chunks import Chunk, Manifest, missing, padded_sequencer

SESSION = UUID("0b9f7a3e-5a1c-4f0e-9a53-1df1c0ffee00")
HASH = "a" * 64


def manifest(*runs: tuple[int, list[int]]) -> Manifest:
    return Manifest.model_validate(
        {
            "runs": [
                {
                    "run": run,
                    "mime": "video/webm;codecs=vp8,opus",
                    "chunks": [
                        {"index": index, "size": 500, "sha256": HASH, "start_ms": n * 5000, "duration_ms": 5000}
                        for n, index in enumerate(indexes)
                    ],
                }
                for run, indexes in runs
            ]
        }
    )


def registered(index: int, size: int = 500) -> Chunk:
    return Chunk(
        session_id=SESSION,
        question_index=0,
        chunk_index=index,
        key=f"{SESSION}/0/chunk_{index:03}.webm",
        version_id="v1",
        size=size,
        sequencer=padded_sequencer("01"),
        registered_at=datetime(2026, 11, 1, tzinfo=UTC),
    )


def test_what_is_not_registered_or_of_another_size_is_missing() -> None:
    whole = manifest((0, [0, 1, 2]), (1, [1000]))
    absent = missing(whole, [registered(0), registered(1, size=499), registered(1000)])
    assert [chunk.index for chunk in absent] == [1, 2]


def test_joining_keeps_every_run_and_the_longer_version_of_each() -> None:
    first = manifest((0, [0, 1, 2]), (1, [1000]))
    second = manifest((0, [0, 1]), (1, [1000, 1001]), (2, [2000]))
    whole = first.joined_with(second)
    assert [chunk.index for chunk in whole.chunks()] == [0, 1, 2, 1000, 1001, 2000]
    assert second.joined_with(first) == whole


@given(st.text("0123456789ABCDEF", min_size=1, max_size=24), st.text("0123456789ABCDEF", min_size=1, max_size=24))
def test_sequencers_compare_as_numbers_padded_on_the_right(one: str, other: str) -> None:
    width = max(len(one), len(other))
    as_numbers = int(one.ljust(width, "0"), 16) < int(other.ljust(width, "0"), 16)
    assert (padded_sequencer(one) < padded_sequencer(other)) == as_numbers
