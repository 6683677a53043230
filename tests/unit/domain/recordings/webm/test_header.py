"""Headers of real recordings, and bytes that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.recordings.containers import Incomplete, Malformed
from interview.domain.recordings.webm import ebml, read_header
from local_cloud.simulation.recordings import recording

START = recording("incident").chunks[0]
HEADER, END = read_header(START)


def test_tracks_of_a_real_recording() -> None:
    audio, video = HEADER.tracks
    assert (audio.kind, audio.codec, audio.number) == ("audio", "A_OPUS", 1)
    assert audio.codec_private.startswith(b"OpusHead")
    assert (video.kind, video.codec, video.number) == ("video", "V_VP8", 2)
    assert (video.width, video.height) == (320, 240)
    assert START[END : END + 4] == ebml.encode_id(ebml.CLUSTER)


def test_what_is_written_again_reads_the_same() -> None:
    again, end = read_header(HEADER.data)
    assert again == HEADER
    assert end == len(HEADER.data)


def test_a_header_that_goes_on_is_incomplete_not_wrong() -> None:
    for length in range(END):
        with pytest.raises(Incomplete):
            read_header(START[:length])


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"<!doctype html><title>403</title>", "no WebM"),
        (bytes(100), "no element"),
        (START.replace(b"webm", b"doc4"), "something else than WebM"),
        (START.replace(b"\x2a\xd7\xb1\x83\x0f\x42\x40", b"\x2a\xd7\xb1\x83\x0f\x42\x41"), "milliseconds"),
        (
            START.replace(b"\x83\x81\x02", b"\x83\x81\x11").replace(b"\x83\x81\x01", b"\x83\x81\x11"),
            "picture or a sound",
        ),
        (START.replace(b"\xd7\x81\x02", b"\xd7\x81\x01"), "impossible track numbers"),
        (START[: START.index(ebml.encode_id(ebml.TRACKS))] + START[END:], "without tracks"),
    ],
)
def test_bytes_that_are_no_header_are_refused_with_words(data: bytes, fault: str) -> None:
    with pytest.raises(Malformed, match=fault):
        read_header(data)


@given(st.binary(max_size=400), st.integers(0, END))
def test_noise_is_incomplete_or_refused(noise: bytes, at: int) -> None:
    try:
        header, end = read_header(START[:at] + noise)
    except (Incomplete, Malformed):
        return
    assert header.tracks
    assert end <= at + len(noise)


def test_a_keyframe_is_told_by_its_codecs_sync_code() -> None:
    audio, video = HEADER.tracks
    at = START.index(b"\x9d\x01\x2a")
    keyframe = START[at - 3 : at + 20]
    assert video.is_keyframe(keyframe)
    assert not video.is_keyframe(keyframe[1:])
    assert not audio.is_keyframe(keyframe)


@given(st.integers(0, 2**56 - 2))
def test_sizes_read_as_they_were_written(size: int) -> None:
    written = ebml.encode_size(size)
    assert ebml.read_size(written, 0) == (size, len(written))
