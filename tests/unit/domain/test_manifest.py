"""How much a manifest may hold."""

import pytest

from interview.domain.chunks import MOST_CHUNKS, Manifest, ManifestChunk, ManifestRun
from interview.errors import MalformedRequestError


def runs(first: int, count: int) -> Manifest:
    """So many runs, each with as many chunks as a run may have."""
    whole = tuple(
        ManifestChunk(index=index, size=100, sha256="0" * 64, start_ms=0, duration_ms=0) for index in range(1000)
    )
    return Manifest.model_construct(
        runs=tuple(
            ManifestRun.model_construct(
                run=run,
                mime="video/webm",
                chunks=tuple(chunk.model_copy(update={"index": run * 1000 + chunk.index}) for chunk in whole),
            )
            for run in range(first, first + count)
        )
    )


def test_a_question_holds_a_day_of_chunks_and_no_more() -> None:
    most = runs(0, 10).joined_with(runs(10, 10))
    assert len(list(most.chunks())) == MOST_CHUNKS
    assert most.joined_with(runs(3, 2)) == most
    with pytest.raises(MalformedRequestError):
        most.joined_with(runs(20, 1))
