"""What is missing of a recording, as codes; stored videos of before named it in sentences."""

from typing import get_args

import pytest

from interview.domain.recordings import gap_reasons
from interview.domain.recordings.gap_reasons import (
    ChunkCode,
    PlaceCode,
    PlaceReason,
    ProblemCode,
    Reason,
    chunk_reason,
    clock_reason,
    left_out_reason,
    problem_reason,
    summed_up_reason,
)
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.videos import Gap
from tests.builders import a_manifest
from tests.deliveries import registered


def read(reason: object) -> Reason:
    return Gap.model_validate({"start_ms": 0, "end_ms": 5000, "reason": reason}).reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("chunk 3 never arrived", chunk_reason("never_arrived", 3)),
        ("chunks 3 to 1005 never arrived", chunk_reason("never_arrived", 3, 1005)),
        ("chunk 3 is gone from the bucket", chunk_reason("deleted", 3)),
        ("chunk 3 is not mp4, as the chunks before it", chunk_reason("not_mp4", 3)),
        ("the bytes break off inside a frame", gap_reasons.CUT_OFF),
        ("the bytes break off inside a fragment", gap_reasons.CUT_OFF),
        ("the recorder changed its codec", gap_reasons.FORMAT_CHANGED),
        ("the recording broke off here; up to two seconds are missing", gap_reasons.BROKE_OFF),
        ("the recorder's clock counted 4.2 s more than its chunks hold", clock_reason(4200)),
        ("3 gaps from here on, as long as this one together", summed_up_reason(3)),
        ("2 packets of the sound were left out: of another format", left_out_reason(2, "audio", "of another format")),
        (
            "recorded in another format that could not be converted: FFmpeg ran out of time",
            problem_reason("not_converted", "FFmpeg ran out of time"),
        ),
        (
            "FFmpeg kept 3 of 5 video packets; nobody vouched for these chunks",
            problem_reason("frames_lost", "FFmpeg kept 3 of 5 video packets"),
        ),
        ("a keyframe that is none", problem_reason("unreadable", "a keyframe that is none")),
        ("nothing was\nrecorded", problem_reason("unreadable", "nothing was\nrecorded")),
    ],
)
def test_a_sentence_that_was_stored_once_is_read_as_its_code(sentence: str, reason: Reason) -> None:
    assert read(sentence) == reason


EVERY = [
    *(chunk_reason(code, first, 8) for code in get_args(ChunkCode) for first in (3, 8)),
    *(PlaceReason(code=code) for code in get_args(PlaceCode)),
    *(problem_reason(code, "FFmpeg gave up") for code in get_args(ProblemCode)),
    *(left_out_reason(2, track, "back in time") for track in gap_reasons.TRACKS),
    summed_up_reason(12),
    clock_reason(1500),
]


@pytest.mark.parametrize("reason", EVERY, ids=str)
def test_every_reason_is_read_as_it_is_stored_and_from_its_sentence(reason: Reason) -> None:
    assert read(reason.model_dump()) == reason
    assert set(reason.model_dump()) == {"code", "params"}
    assert read(str(reason)) == reason


def test_a_merge_that_was_made_before_there_were_codes_has_the_same_digest() -> None:
    """Otherwise every video that lacks something would be made, transcribed and scored once more."""
    held = registered({index: bytes(2 if index == 4 else 500) for index in (0, 3, 4, 1000)})
    plan = plan_merge(a_manifest(*range(7)), held)
    assert plan.digest == "4147f3f72b18a9c5da66bc4a1a12eef8a72035ad49f238280a3cbfb70c295bb4"
