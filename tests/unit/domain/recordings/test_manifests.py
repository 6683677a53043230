"""What a browser may say about a recording."""

from typing import Any

import pytest
from pydantic import ValidationError

from interview.domain.recordings.chunks import MAX_QUESTION_CHUNKS, MAX_SPANS, Manifest
from interview.domain.recordings.manifests import ManifestRequest
from interview.errors import MalformedRequestError
from tests.builders import a_manifest


def a_run(run: int, indexes: list[int], **fields: Any) -> dict[str, Any]:
    chunks = [
        {"index": index, "size": 500, "sha256": "a" * 64, "start_ms": n * 5000, "duration_ms": 5000}
        for n, index in enumerate(indexes)
    ]
    return {"run": run, "mime": "video/webm;codecs=vp8,opus", "chunks": chunks, **fields}


@pytest.mark.parametrize(
    "runs",
    [
        [(0, [1000])],
        [(1, [999])],
        [(0, [1, 0])],
        [(0, [0, 0])],
        [(1, [1000]), (0, [0])],
        [(0, [0]), (0, [1])],
        [(1000, [1_000_000])],
        [(-1, [])],
        [],
    ],
)
def test_a_manifest_that_cannot_be_true_is_refused(runs: list[tuple[int, list[int]]]) -> None:
    with pytest.raises(ValidationError):
        ManifestRequest.model_validate({"runs": [a_run(run, indexes) for run, indexes in runs]})


@pytest.mark.parametrize("ago_ms", ["5", True, 5.5, -1, 8 * 24 * 60 * 60 * 1000])
def test_an_age_that_is_none_is_refused(ago_ms: object) -> None:
    with pytest.raises(ValidationError, match="recorded_ago_ms"):
        ManifestRequest.model_validate({"runs": [a_run(0, [0])], "recorded_ago_ms": ago_ms})


@pytest.mark.parametrize("mime", ["text/html", "video/webm; codecs=<script>", "video/ogg"])
def test_only_recorder_types_are_taken(mime: str) -> None:
    with pytest.raises(ValidationError):
        ManifestRequest.model_validate({"runs": [a_run(0, [0], mime=mime)]})


@pytest.mark.parametrize(
    "started_at",
    [
        "2199-12-31T23:59:59-12:00",
        "2000-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_a_time_is_refused_where_it_is_none_of_our_days_in_utc(started_at: str) -> None:
    with pytest.raises(ValidationError):
        ManifestRequest.model_validate({"runs": [a_run(0, [0], started_at=started_at)]})


def test_what_an_earlier_or_a_later_version_took_is_read() -> None:
    """Nothing that is asked of a browser is asked of what is stored."""
    chunk = {"index": 5, "size": 2**40, "sha256": "unknown", "start_ms": -1, "duration_ms": 10**12, "keyframe": True}
    run = {"run": 7, "mime": "video/x-new", "started_at": "2199-12-31T23:59:59-12:00", "chunks": [chunk], "lens": 2}
    manifest = Manifest.model_validate({"runs": [run], "version": 2})
    assert [chunk.index for chunk in manifest.chunks()] == [5]


def test_a_question_holds_four_hours_of_chunks_and_no_more() -> None:
    most = a_manifest(*range(1000)).joined_with(a_manifest(*range(1000, 3000)))
    assert len(list(most.chunks())) == MAX_QUESTION_CHUNKS
    assert most.joined_with(a_manifest(*range(1000, 2000))) == most
    with pytest.raises(MalformedRequestError):
        most.joined_with(a_manifest(3000))
    with pytest.raises(ValidationError, match="at most 3000 chunks"):
        ManifestRequest.model_validate(a_manifest(*range(3001)).model_dump(mode="json"))


def test_a_picture_is_left_out_so_often_and_no_more_whatever_the_runs() -> None:
    def claim(first: int, runs: int) -> Manifest:
        span = {"start_ms": 0, "end_ms": 1}
        claimed = [a_run(run, [], without_picture=[span] * 100) for run in range(first, first + runs)]
        return ManifestRequest.model_validate({"runs": claimed}).manifest()

    most = claim(0, MAX_SPANS // 100)
    assert most.joined_with(most) == most
    with pytest.raises(MalformedRequestError):
        most.joined_with(claim(900, 1))
    with pytest.raises(ValidationError, match="at most"):
        claim(0, MAX_SPANS // 100 + 1)
