"""The judge finds nothing amiss where nothing is, and all that is."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from interview.domain.recordings.webm import ebml
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.fault_trials.packets import Packet, decoded_pictures, packets_of
from local_cloud.simulation.fault_trials.verdicts import TOLERANCE_MS, BrokenOff, Recorded, judge
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter

TWO_RUNS = recording("two-runs")
OTHER = recording("motivation")


@pytest.fixture(scope="module")
def recorded(cloud: LocalCloud) -> Recorded:
    """A kept recording that was delivered whole, and processed."""
    with Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter:
        template = recruiter.make_template("Judged", [{"text": "Why?", "expected_points": ["Because"]}])
        session_id, token = recruiter.invite(template, "Candidate")
        with Candidate(cloud.edge_url, token) as candidate:
            candidate.start("Candidate")
            candidate.answer(0, TWO_RUNS)
            candidate.finish()
        recruiter.wait_for_results(session_id)
    return Recorded(UUID(session_id), 0, TWO_RUNS.chunks)


def test_a_whole_recording_is_whole(cloud: LocalCloud, recorded: Recorded) -> None:
    outcome = judge(cloud, recorded, decode=True)
    assert outcome.merged_ms == outcome.delivered_ms == outcome.recorded_ms == TWO_RUNS.duration_ms
    assert (outcome.lost_ms, outcome.unnamed_ms, outcome.foreign, outcome.bad_pictures) == (0, 0, 0, 0)


def test_what_is_not_in_the_video_is_lost(cloud: LocalCloud, recorded: Recorded) -> None:
    """As if the last run had gone on with what nobody merged."""
    outcome = judge(cloud, replace(recorded, bodies={**TWO_RUNS.chunks, 1001: OTHER.chunks[1]}))
    assert outcome.lost_ms > 1000
    assert outcome.foreign > 10


def test_neither_sound_without_picture_nor_picture_without_sound_is_merged(
    cloud: LocalCloud, recorded: Recorded
) -> None:
    body = TWO_RUNS.chunks[0]
    packets = packets_of(body)
    sound, picture = packets["audio"][10], packets["video"][30]
    assert sound.end_ms < picture.start_ms
    outcome = judge(cloud, replace(recorded, bodies={**TWO_RUNS.chunks, 0: spoilt(spoilt(body, sound), picture)}))
    missing_ms = sound.end_ms - sound.start_ms + picture.end_ms - picture.start_ms
    assert outcome.merged_ms == outcome.recorded_ms - missing_ms


def test_what_nobody_saw_of_a_manifest_is_lost(cloud: LocalCloud, recorded: Recorded) -> None:
    known = {index: body for index, body in TWO_RUNS.chunks.items() if index != 1001}
    outcome = judge(cloud, replace(recorded, bodies=known))
    length_ms = TWO_RUNS.manifest["runs"][1]["chunks"][1]["duration_ms"]
    assert outcome.lost_ms == pytest.approx(length_ms, abs=TOLERANCE_MS)


def test_pictures_that_were_never_recorded_are_bad(cloud: LocalCloud, recorded: Recorded) -> None:
    outcome = judge(cloud, replace(recorded, bodies=OTHER.chunks), decode=True)
    assert outcome.bad_pictures
    assert outcome.bad_pictures > 100


def test_a_page_that_saved_nothing_lost_all(cloud: LocalCloud, recorded: Recorded) -> None:
    now = datetime.now(UTC)
    outcome = judge(cloud, replace(recorded, broken_off=[BrokenOff(now - timedelta(seconds=7), now)]))
    assert (outcome.unsaved_ms, outcome.lost_ms) == (7000, 7000)


def test_packets_last_until_the_next_of_their_track() -> None:
    packets = packets_of(b"".join(OTHER.chunks.values()))
    assert set(packets) == {"audio", "video"}
    for track in packets.values():
        assert all(before.end_ms == after.start_ms for before, after in pairwise(track))
        assert track[-1].end_ms == pytest.approx(OTHER.duration_ms, abs=300)
    assert len(decoded_pictures(b"".join(OTHER.chunks.values()))) == len(packets["video"])


def spoilt(body: bytes, packet: Packet) -> bytes:
    """The chunk with one other bit in the packet, which must be in a block of its own."""
    at = -1
    while True:
        at = body.index(ebml.SIMPLE_BLOCK, at + 1)
        size, start = ebml.read_size(body, at + 1) if body[at + 1] else (None, at)
        end = start + (size or 0)
        if hashlib.md5(body[start + 4 : end]).hexdigest() == packet.hash:  # noqa: S324 (FFmpeg's)
            return body[: end - 1] + bytes([body[end - 1] ^ 1]) + body[end:]
