"""What is to be merged, decided from the manifest and the registry alone."""

import pytest

from interview.domain.recordings.chunks import Chunk
from interview.domain.recordings.gap_reasons import REST_ON_DEVICE, ChunkCode, chunk_reason
from interview.domain.recordings.merging import (
    MergePlan,
    MissingChunks,
    PlannedChunk,
    plan_merge,
    source_digest,
)
from tests.builders import a_manifest
from tests.deliveries import registered


def delivered(*indexes: int, size: int = 500) -> list[Chunk]:
    return registered({index: bytes(size) for index in indexes})


def outline(plan: MergePlan) -> list[int | str]:
    """Chunk indexes, `run` at each beginning of a run, and the reasons for what is missing."""
    outlined: list[int | str] = []
    for run in plan.runs:
        outlined.append("run")
        outlined += [
            step.chunk.chunk_index if isinstance(step, PlannedChunk) else str(step.reason) for step in run.steps
        ]
    return outlined


def test_a_whole_run_is_clean() -> None:
    plan = plan_merge(a_manifest(0, 1, 2), delivered(0, 1, 2))
    assert outline(plan) == ["run", 0, 1, 2]
    assert plan.is_clean
    assert plan.recorded_ms == 15_000


def test_order_is_numeric_whatever_order_the_chunks_come_in() -> None:
    plan = plan_merge(None, delivered(10, 2, 0, 9, *range(3, 9), 1))
    assert outline(plan) == ["run", *range(11)]


def test_without_a_manifest_nothing_vouches_for_the_bytes() -> None:
    plan = plan_merge(None, delivered(0, 1))
    assert not plan.is_clean
    assert plan.recorded_ms is None


def test_a_chunk_that_never_arrived_is_named() -> None:
    plan = plan_merge(a_manifest(0, 1, 2), delivered(0, 2))
    assert outline(plan) == ["run", 0, "chunk 1 never arrived", 2]
    assert plan.runs[0].steps[1] == MissingChunks(1, 1, "never_arrived", ends_at_ms=10_000)
    assert not plan.is_clean


def test_chunks_lost_one_after_another_are_one_loss() -> None:
    plan = plan_merge(a_manifest(*range(6)), [*delivered(0, 3), *delivered(4, 5, size=2)])
    assert outline(plan) == [
        "run",
        0,
        "chunks 1 to 2 never arrived",
        3,
        "chunk 4 is not of the size that was recorded",
        "chunk 5 is not of the size that was recorded",
    ]


def test_a_hole_in_the_indexes_is_named_without_a_manifest_too() -> None:
    plan = plan_merge(None, delivered(1, 4))
    assert outline(plan) == ["run", "chunk 0 never arrived", 1, "chunks 2 to 3 never arrived", 4]


def test_another_size_than_recorded_counts_as_missing() -> None:
    plan = plan_merge(a_manifest(0, 1, size=500), [*delivered(0), *delivered(1, size=499)])
    assert outline(plan) == ["run", 0, "chunk 1 is not of the size that was recorded"]


def test_each_run_begins_where_those_before_it_end() -> None:
    plan = plan_merge(a_manifest(0, 1, 1000, 2000), delivered(0, 1, 1000, 2000))
    assert outline(plan) == ["run", 0, 1, "run", 1000, "run", 2000]
    assert [run.length_ms for run in plan.runs] == [10_000, 5_000, 5_000]
    assert plan.recorded_ms == 20_000
    assert not plan.is_clean


def test_a_run_that_never_arrived_keeps_its_place() -> None:
    plan = plan_merge(a_manifest(0, 1000, 2000), delivered(0, 2000))
    assert outline(plan) == ["run", 0, "run", "chunk 1000 never arrived", "run", 2000]


def test_chunks_that_no_manifest_names_are_taken_as_they_are() -> None:
    """A browser that crashed leaves chunks but no manifest of that run."""
    plan = plan_merge(a_manifest(1000), delivered(0, 1, 1000, 1001))
    assert outline(plan) == ["run", 0, 1, "run", 1000, 1001]
    assert [piece.sha256 is None for piece in plan.pieces] == [True, True, False, True]
    assert plan.recorded_ms is None


def test_where_an_answer_went_on_elsewhere_the_run_that_nobody_told_of_broke_off() -> None:
    """The page of that run never came back to say how much it had recorded: the rest is on its device, if anywhere."""
    plan = plan_merge(a_manifest(1000), delivered(0, 1, 1000))
    assert [run.broke_off for run in plan.runs] == [REST_ON_DEVICE, None]
    assert [run.broke_off for run in plan_merge(None, delivered(0, 1)).runs] == [None]


def test_a_manifest_that_lies_about_a_length_does_not_stretch_the_recording() -> None:
    manifest = a_manifest(0, 1000)
    lying = manifest.runs[0].chunks[0].model_copy(update={"duration_ms": 24 * 60 * 60 * 1000})
    first = manifest.runs[0].model_copy(update={"chunks": (lying,)})
    plan = plan_merge(manifest.model_copy(update={"runs": (first, manifest.runs[1])}), delivered(0, 1000))
    assert [run.length_ms for run in plan.runs] == [60_000, 5_000]


def test_chunks_of_two_containers_are_not_mixed() -> None:
    webm = delivered(0)[0]
    mp4 = delivered(1)[0].model_copy(update={"key": webm.key.replace("chunk_000.webm", "chunk_001.mp4")})
    assert outline(plan_merge(None, [webm, mp4])) == ["run", 0, "chunk 1 is not webm, as the chunks before it"]


def test_the_digest_names_versions_in_order() -> None:
    digest = source_digest([(0, "a"), (1, "b")])
    assert digest == source_digest([(1, "b"), (0, "a")])
    assert len(digest) == 64
    others: list[list[tuple[int, str | None]]] = [
        [(0, "a"), (1, "c")],
        [(0, "b"), (1, "a")],
        [(0, "a")],
        [(0, "a"), (2, "b")],
        [(0, "a"), (1, None)],
    ]
    assert len({digest, *(source_digest(other) for other in others)}) == 6


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (None, "deleted"),
        (b"other", "content_differs"),
    ],
)
def test_what_was_fetched_is_held_against_the_manifest(body: bytes | None, fault: ChunkCode) -> None:
    (piece,) = plan_merge(a_manifest(0), delivered(0)).pieces
    assert piece.fault(body, set()) == chunk_reason(fault, 0)


def test_a_copy_of_a_chunk_before_is_no_chunk_of_its_own() -> None:
    first, second = plan_merge(None, delivered(0, 1)).pieces
    seen: set[bytes] = set()
    assert first.fault(b"the same", seen) is None
    assert second.fault(b"the same", seen) == chunk_reason("copy_of_earlier", 1)
