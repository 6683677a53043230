"""Merging on a real MongoDB server, with real recordings, the real FFmpeg and S3's interface."""

import io
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any
from uuid import UUID

import boto3
import pytest
from moto import mock_aws

from interview.adapters import aws, s3
from interview.adapters.ffmpeg import Ffmpeg, Remuxed
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.domain.clock import utc_now
from interview.domain.recordings import mp4, webm
from interview.domain.recordings.chunks import Chunk, Manifest, padded_sequencer
from interview.domain.recordings.containers import Contents
from interview.domain.recordings.gap_reasons import CAME_LATER, UNVOUCHED
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.mp4.fragments import TrackFrames, without_first
from interview.domain.recordings.object_keys import Container
from interview.domain.recordings.videos import Video
from interview.domain.sessions.session import MAX_LINK_TTL, Session
from interview.domain.transcripts.text_answers import TextAnswer
from interview.errors import (
    ColloquyError,
    MediaError,
    MergeInterruptedError,
    NothingArrivedError,
    NothingRecordedError,
    PublishConflictError,
    StorageUnavailableError,
)
from interview.use_cases.recordings import merge_question
from interview.use_cases.recordings.merge_question import STORING_START_TIMEOUT_S, MergeQuestion
from local_cloud.simulation.recordings import Recording, recording
from tests.builders import NOW, a_session, stored
from tests.deliveries import manifest_of, registered

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

pytestmark = pytest.mark.usefixtures("ffmpeg_on_path")

SEVEN = recording("seven-chunks")
INCIDENT = recording("incident")
TWO_RUNS = recording("two-runs")
MP4 = recording("mp4")


@dataclass(frozen=True)
class Cloud:
    """The buckets, the registry and a session of two questions."""

    buckets: "S3Client"
    database: Database
    session: Session

    def deliver(
        self, bodies: Mapping[int, bytes], *, question: int = 0, register: bool = True, container: Container = "webm"
    ) -> None:
        """Post chunks, and register the versions that the bucket made of them."""
        chunks = registered(bodies, self.session.id, question, container)
        posted = []
        for chunk in chunks:
            answer = self.buckets.put_object(Bucket="raw", Key=chunk.key, Body=bodies[chunk.chunk_index])
            posted.append(chunk.model_copy(update={"version_id": answer["VersionId"]}))
        if register:
            ChunkRepository(self.database).register(posted)

    def announce(self, source: Recording, *, question: int = 0) -> None:
        AnswerRepository(self.database).add_to_manifest(self.session.permit, question, manifest_of(source))

    def merge(self, *, question: int = 0, ffmpeg: Ffmpeg | None = None) -> Video:
        video = self.use_case(ffmpeg)(self.session.id, question)
        assert video
        return video

    def use_case(self, ffmpeg: Ffmpeg | None = None) -> MergeQuestion:
        return MergeQuestion(
            AnswerRepository(self.database),
            ChunkRepository(self.database),
            RawBucket("raw"),
            MergedBucket("merged"),
            ffmpeg or Ffmpeg(),
            clock=lambda: NOW,
        )

    def published(self) -> Video | None:
        return AnswerRepository(self.database).get(self.session.id, 0).video

    def registry(self) -> list[Chunk]:
        return ChunkRepository(self.database).of_question(self.session.id, 0)

    def contents(self, video: Video) -> Contents:
        return webm.read_contents(io.BytesIO(self.buckets.get_object(Bucket="merged", Key=video.key)["Body"].read()))


@pytest.fixture(scope="module")
def client() -> Iterator["S3Client"]:
    """The test's own. To make one, and the adapter's, takes longer than most merges: they outlive the tests."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "testing")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        forget_clients()
        yield boto3.client("s3")
    forget_clients()


def forget_clients() -> None:
    for kept in (aws._session, s3._client):
        kept.cache_clear()


@pytest.fixture
def cloud(database: Database, client: "S3Client", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """With new buckets. Every test ends with an empty temporary folder."""
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with mock_aws():
        for bucket in ("raw", "merged"):
            client.create_bucket(Bucket=bucket)
        client.put_bucket_versioning(Bucket="raw", VersioningConfiguration={"Status": "Enabled"})
        yield Cloud(client, database, stored(database, a_session()))
    assert list(scratch.iterdir()) == []


def without(source: Recording, *indexes: int) -> dict[int, bytes]:
    return {index: body for index, body in source.chunks.items() if index not in indexes}


def test_a_whole_recording_becomes_one_seekable_video(cloud: Cloud) -> None:
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    video = cloud.merge()
    assert video == cloud.published()
    assert abs(video.duration_ms - INCIDENT.duration_ms) < 200
    assert (video.recorded_ms, video.offset_ms, video.gaps) == (INCIDENT.duration_ms, 0, ())
    assert video.key == f"{cloud.session.id}/0/{video.digest}.webm"
    contents = cloud.contents(video)
    assert contents.packets == {"audio": 326, "video": 293}
    assert contents.duration_ms == video.duration_ms
    stored_video = cloud.buckets.head_object(Bucket="merged", Key=video.key)
    assert (stored_video["ContentType"], stored_video["ContentLength"]) == ("video/webm", video.size)
    assert video.audio_key is not None
    assert cloud.buckets.head_object(Bucket="merged", Key=video.audio_key)["ContentType"] == "audio/ogg"


def test_a_second_merge_of_the_same_chunks_touches_nothing(cloud: Cloud) -> None:
    """Not even the chunks, which are gone by then."""
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    first = cloud.merge()
    for chunk in ChunkRepository(cloud.database).of_question(cloud.session.id, 0):
        cloud.buckets.delete_object(Bucket="raw", Key=chunk.key, VersionId=chunk.version_id or "")
    assert cloud.merge() == first


def test_of_chunks_of_which_nothing_is_known_any_more_the_video_stands(cloud: Cloud) -> None:
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    first = cloud.merge()
    expire(cloud)
    cloud.database.chunks.delete_many({"session_id": cloud.session.id})
    assert cloud.merge() == first


def test_what_counts_is_the_version_that_was_registered(cloud: Cloud) -> None:
    """A policy that is still valid cannot alter evidence."""
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    cloud.deliver({1: b"<html>" * 100, 2: b"x" * 500}, register=False)
    assert cloud.merge().gaps == ()


def test_a_late_chunk_closes_its_gap(cloud: Cloud) -> None:
    cloud.announce(SEVEN)
    cloud.deliver(without(SEVEN, 3))
    torn = cloud.merge()
    assert [str(gap.reason) for gap in torn.gaps] == ["chunk 3 never arrived"]
    assert torn.recorded_ms == SEVEN.duration_ms
    assert abs(torn.duration_ms - SEVEN.duration_ms) < 200
    cloud.deliver({3: SEVEN.chunks[3]})
    whole = cloud.merge()
    assert whole.gaps == ()
    assert whole.key != torn.key
    assert cloud.published() == whole


def test_a_manifest_that_comes_after_the_merge_is_heeded(cloud: Cloud) -> None:
    cloud.deliver(without(SEVEN, 6))
    (open_end,) = cloud.merge().gaps
    assert (open_end.start_ms, open_end.end_ms) == (30_198, 30_198)
    assert str(open_end.reason) == "the bytes break off inside a frame"
    cloud.announce(SEVEN)
    (named,) = cloud.merge().gaps
    assert (named.end_ms, str(named.reason)) == (SEVEN.duration_ms, "chunk 6 never arrived")


def test_two_runs_make_one_video(cloud: Cloud) -> None:
    cloud.deliver(TWO_RUNS.chunks)
    cloud.announce(TWO_RUNS)
    video = cloud.merge()
    assert video.gaps == ()
    assert abs(video.duration_ms - TWO_RUNS.duration_ms) < 300
    assert cloud.contents(video).packets == {"audio": 229, "video": 209}


def test_an_answer_that_goes_on_in_another_format_is_one_webm(cloud: Cloud) -> None:
    """The first run of an MP4 recording, resumed as WebM."""
    mp4_run = manifest_of(MP4).runs[0]
    webm_run = manifest_of(SEVEN).runs[0]
    moved = tuple(chunk.model_copy(update={"index": chunk.index + 1000}) for chunk in webm_run.chunks)
    runs = (mp4_run, webm_run.model_copy(update={"run": 1, "chunks": moved}))
    AnswerRepository(cloud.database).add_to_manifest(cloud.session.permit, 0, Manifest(runs=runs))
    cloud.deliver({index: body for index, body in MP4.chunks.items() if index < 1000}, container="mp4")
    cloud.deliver({index + 1000: body for index, body in SEVEN.chunks.items()})
    video = cloud.merge()
    assert (video.gaps, video.transcoded) == ((), True)
    assert video.key.endswith(".webm")
    assert cloud.contents(video).packets["video"] == 166 + 467
    assert cloud.merge() == video


def test_a_run_that_broke_off_is_named_when_the_manifest_says_so(cloud: Cloud) -> None:
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    assert cloud.merge().gaps == ()
    (run,) = manifest_of(INCIDENT).runs
    broken = Manifest(runs=(run.model_copy(update={"interrupted": True}),))
    AnswerRepository(cloud.database).add_to_manifest(cloud.session.permit, 0, broken)
    (gap,) = cloud.merge().gaps
    assert (gap.start_ms, gap.end_ms) == (19_480, 19_480)
    assert str(gap.reason) == "the recording broke off here; up to two seconds are missing"


def test_a_run_that_died_before_anything_of_it_was_kept_is_named(cloud: Cloud) -> None:
    """Before what came after it, and after what came before it."""
    (run,) = manifest_of(INCIDENT).runs
    moved = tuple(chunk.model_copy(update={"index": chunk.index + 1000}) for chunk in run.chunks)
    dead = run.model_copy(update={"interrupted": True, "chunks": ()})
    runs = (dead, run.model_copy(update={"run": 1, "chunks": moved}), dead.model_copy(update={"run": 2}))
    AnswerRepository(cloud.database).lease_runs(cloud.session.permit, 0, 3)
    AnswerRepository(cloud.database).add_to_manifest(cloud.session.permit, 0, Manifest(runs=runs))
    cloud.deliver({index + 1000: body for index, body in INCIDENT.chunks.items()})
    video = cloud.merge()
    reason = "the recording broke off here; up to two seconds are missing"
    assert [(gap.start_ms, gap.end_ms, str(gap.reason)) for gap in video.gaps] == [
        (0, 0, reason),
        (19_480, 19_480, reason),
    ]
    assert video.duration_ms == pytest.approx(19_480, abs=100)


def test_what_a_dying_recorder_had_not_encoded_yet_is_named(cloud: Cloud) -> None:
    """A busy machine encodes late: the clock has counted on where nothing was handed over any more."""
    cloud.deliver(INCIDENT.chunks)
    (run,) = manifest_of(INCIDENT).runs
    *before, last = run.chunks
    late = last.model_copy(update={"duration_ms": last.duration_ms + 3_400})
    broken = run.model_copy(update={"interrupted": True, "chunks": (*before, late)})
    AnswerRepository(cloud.database).add_to_manifest(cloud.session.permit, 0, Manifest(runs=(broken,)))
    video = cloud.merge()
    (gap,) = video.gaps
    assert str(gap.reason) == "the recording broke off here; up to two seconds are missing"
    assert gap.end_ms == video.recorded_ms == broken.length_ms
    assert 3_000 < gap.end_ms - gap.start_ms < 3_600


def test_a_lying_length_does_not_become_the_recordings(cloud: Cloud) -> None:
    (run,) = manifest_of(INCIDENT).runs
    lying = tuple(chunk.model_copy(update={"duration_ms": 3_600_000}) for chunk in run.chunks)
    cloud.deliver(INCIDENT.chunks)
    manifest = Manifest(runs=(run.model_copy(update={"chunks": lying}),))
    AnswerRepository(cloud.database).add_to_manifest(cloud.session.permit, 0, manifest)
    video = cloud.merge()
    (named,) = video.gaps
    assert named.start_ms == named.end_ms == video.recorded_ms
    assert str(named.reason).startswith("the recorder's clock counted")
    assert abs(video.recorded_ms - INCIDENT.duration_ms) < 200
    assert cloud.merge() == video


def test_a_lost_mp4_header_is_lent_by_another_question(cloud: Cloud) -> None:
    runs = manifest_of(MP4).runs
    AnswerRepository(cloud.database).add_to_manifest(cloud.session.permit, 0, Manifest(runs=runs[:1]))
    first = {index: body for index, body in MP4.chunks.items() if index < 1000}
    cloud.deliver({index: body for index, body in first.items() if index}, container="mp4")
    cloud.deliver({0: MP4.chunks[1000], 1: MP4.chunks[1001]}, question=1, container="mp4")
    video = cloud.merge()
    assert [str(gap.reason) for gap in video.gaps] == ["chunk 0 never arrived"]
    assert video.key.endswith(".mp4")
    assert abs(video.duration_ms - 11_000) < 300


def test_content_that_is_not_what_was_recorded_is_left_out_and_named(cloud: Cloud) -> None:
    foreign = INCIDENT.chunks[2][: len(SEVEN.chunks[2])].ljust(len(SEVEN.chunks[2]), b"\0")
    cloud.deliver({**SEVEN.chunks, 2: foreign})
    cloud.announce(SEVEN)
    assert [str(gap.reason) for gap in cloud.merge().gaps] == ["chunk 2 is not what was recorded"]


def test_a_lost_first_chunk_is_read_by_the_header_of_another_question(cloud: Cloud) -> None:
    cloud.deliver(without(SEVEN, 0))
    cloud.announce(SEVEN)
    cloud.deliver(INCIDENT.chunks, question=1)
    video = cloud.merge()
    assert 4_900 < video.offset_ms < 5_300
    assert [(gap.start_ms, str(gap.reason)) for gap in video.gaps] == [(0, "chunk 0 never arrived")]
    assert video.duration_ms + video.offset_ms == pytest.approx(SEVEN.duration_ms, abs=200)


def test_a_lost_first_chunk_without_any_header_is_said_to_hold_nothing(cloud: Cloud) -> None:
    cloud.deliver(without(SEVEN, 0))
    cloud.announce(SEVEN)
    with pytest.raises(NothingRecordedError):
        cloud.merge()


def test_an_empty_registry_is_replaced_by_what_the_bucket_lists(cloud: Cloud) -> None:
    AnswerRepository(cloud.database).lease_runs(cloud.session.permit, 0, 1)
    never_handed_out = {1000: TWO_RUNS.chunks[1000]}
    cloud.deliver({**INCIDENT.chunks, **never_handed_out}, register=False)
    video = cloud.merge()
    assert video.gaps == ()
    assert cloud.contents(video).packets == {"audio": 326, "video": 293}


@pytest.mark.parametrize("announced", [True, False])
def test_what_the_registry_lacks_is_found_in_the_bucket(cloud: Cloud, announced: bool) -> None:
    AnswerRepository(cloud.database).lease_runs(cloud.session.permit, 0, 1)
    if announced:
        cloud.announce(SEVEN)
    cloud.deliver(without(SEVEN, 2, 3, 6))
    cloud.deliver({index: SEVEN.chunks[index] for index in (2, 3, 6)}, register=False)
    video = cloud.merge()
    assert video.gaps == ()
    assert abs(video.duration_ms - SEVEN.duration_ms) < 200
    assert len(cloud.registry()) == 7


def test_what_was_posted_after_the_lock_by_an_old_policy_is_not_found(cloud: Cloud) -> None:
    """No manifest names it: nobody knows that it was recorded before."""
    AnswerRepository(cloud.database).lease_runs(cloud.session.permit, 0, 1)
    cloud.deliver({index: SEVEN.chunks[index] for index in (0, 1)})
    AnswerRepository(cloud.database).close(cloud.session.permit, utc_now() - timedelta(seconds=10))
    cloud.deliver({index: SEVEN.chunks[index] for index in range(2, 7)}, register=False)
    cloud.merge()
    assert [chunk.chunk_index for chunk in cloud.registry()] == [0, 1]


@pytest.mark.parametrize("delivered_after_s", [-1, 1])
def test_what_came_after_the_lock_counts_only_where_its_hash_was_named_before(
    cloud: Cloud, delivered_after_s: int
) -> None:
    """A manifest of made-up hashes would leave room for an answer of another day."""
    made_up = [
        run.model_copy(update={"chunks": tuple(chunk.model_copy(update={"sha256": "0" * 64}) for chunk in run.chunks)})
        for run in manifest_of(SEVEN).runs
    ]
    AnswerRepository(cloud.database).add_to_manifest(cloud.session.permit, 0, Manifest(runs=tuple(made_up)))
    cloud.deliver(SEVEN.chunks)
    AnswerRepository(cloud.database).close(cloud.session.permit, NOW - timedelta(seconds=delivered_after_s))
    if delivered_after_s > 0:
        with pytest.raises(NothingRecordedError):
            cloud.merge()
    else:
        assert [gap.reason for gap in cloud.merge().gaps] == [UNVOUCHED]


def test_an_event_that_comes_after_its_chunk_was_found_changes_nothing(cloud: Cloud) -> None:
    cloud.announce(SEVEN)
    cloud.deliver(without(SEVEN, 3))
    cloud.deliver({3: SEVEN.chunks[3]}, register=False)
    video = cloud.merge()
    [found] = [chunk for chunk in cloud.registry() if chunk.chunk_index == 3]
    listed = cloud.buckets.list_object_versions(Bucket="raw", Prefix=found.key)["Versions"]
    assert [found.version_id] == [version["VersionId"] for version in listed]
    ChunkRepository(cloud.database).register([found.model_copy(update={"sequencer": padded_sequencer("0A")})])
    assert cloud.merge() == video


def test_of_the_versions_in_the_bucket_the_one_that_was_recorded_is_found(cloud: Cloud) -> None:
    cloud.announce(SEVEN)
    cloud.deliver(without(SEVEN, 3))
    for body in (b"x" * 500, SEVEN.chunks[3], b"y" * 600):
        cloud.deliver({3: body}, register=False)
    assert cloud.merge().gaps == ()


def test_nothing_is_said_to_be_missing_while_the_bucket_does_not_answer(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud.announce(SEVEN)
    cloud.deliver(without(SEVEN, 3))

    def away(*_: object) -> None:
        raise StorageUnavailableError("the chunks cannot be listed")

    monkeypatch.setattr(RawBucket, "_versions", away)
    with pytest.raises(StorageUnavailableError):
        cloud.merge()
    assert cloud.published() is None


def test_a_question_without_a_chunk_is_named(cloud: Cloud) -> None:
    cloud.announce(INCIDENT)
    with pytest.raises(NothingArrivedError, match="no chunk of this question arrived") as raised:
        cloud.merge()
    assert not raised.value.retryable


@pytest.mark.parametrize("body", [b"<html>503 Service Unavailable</html>" * 10, bytes(1000), b"\xa3" * 200])
def test_chunks_that_are_no_recording_hold_nothing(cloud: Cloud, body: bytes) -> None:
    cloud.deliver({0: body, 1: body})
    with pytest.raises(NothingRecordedError, match="no chunk of this question holds a recording"):
        cloud.merge()


class Overtaken(Ffmpeg):
    """While it works another merge is published, so many times."""

    def __init__(self, cloud: Cloud, times: int) -> None:
        super().__init__()
        self.cloud = cloud
        self.rivals = [f"rival {number}" for number in range(times)]

    def remux(
        self,
        source: Iterable[bytes] | Path,
        folder: Path,
        container: Container,
        *,
        with_audio: bool,
        expected_ms: int = 0,
    ) -> Remuxed:
        current = self.cloud.published()
        if self.rivals and current:
            rival = current.model_copy(update={"digest": self.rivals.pop()})
            AnswerRepository(self.cloud.database).publish_video(self.cloud.session.id, 0, rival, current.digest)
        return super().remux(source, folder, container, with_audio=with_audio, expected_ms=expected_ms)


@pytest.fixture
def outdated(cloud: Cloud) -> Video:
    """A published video, of which a chunk was delivered anew since."""
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    video = cloud.merge()
    cloud.deliver({0: INCIDENT.chunks[0]})
    ChunkRepository(cloud.database).register(
        [
            chunk.model_copy(update={"version_id": posted_version(cloud, chunk.key), "sequencer": "1"})
            for chunk in registered({0: INCIDENT.chunks[0]}, cloud.session.id)
        ]
    )
    return video


def test_whom_another_merge_overtakes_begins_anew(cloud: Cloud, outdated: Video) -> None:
    video = cloud.merge(ffmpeg=Overtaken(cloud, times=1))
    assert cloud.published() == video
    assert video.digest not in (outdated.digest, "rival 0")


@pytest.mark.usefixtures("outdated")
def test_whom_others_overtake_twice_leaves_it_to_them(cloud: Cloud) -> None:
    with pytest.raises(PublishConflictError):
        cloud.merge(ffmpeg=Overtaken(cloud, times=2))
    current = cloud.published()
    assert current
    assert current.digest == "rival 0"


class LosesPackets(Ffmpeg):
    """Succeeds, with a file that lacks a tenth of its packets."""

    def remux(
        self,
        source: Iterable[bytes] | Path,
        folder: Path,
        container: Container,
        *,
        with_audio: bool,
        expected_ms: int = 0,
    ) -> Remuxed:
        result = super().remux(source, folder, container, with_audio=with_audio, expected_ms=expected_ms)
        packets = {kind: count * 9 // 10 for kind, count in result.contents.packets.items()}
        contents = replace(result.contents, packets=packets)
        return result._replace(duration_ms=result.duration_ms * 9 // 10, contents=contents)


def test_a_result_that_lacks_something_is_not_published(cloud: Cloud) -> None:
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    with pytest.raises(MergeInterruptedError, match="FFmpeg kept"):
        cloud.merge(ffmpeg=LosesPackets())
    assert cloud.published() is None


@pytest.mark.parametrize("with_manifest", [True, False])
def test_what_was_read_and_neither_kept_nor_counted_is_noticed(
    with_manifest: bool, cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were a joiner to lose half of the sound without a word. Where nobody vouched for the chunks it is a gap."""

    def loses_sound(joiner: mp4.Joiner, frames: TrackFrames, output: Any) -> TrackFrames:
        new = new_frames(joiner, frames, output)
        return without_first(new, new.count // 2) if output.track.kind == "audio" else new

    new_frames = mp4.Joiner._new_frames
    monkeypatch.setattr(mp4.Joiner, "_new_frames", loses_sound)
    cloud.deliver(MP4.chunks, container="mp4")
    if with_manifest:
        cloud.announce(MP4)
        with pytest.raises(MergeInterruptedError, match=r"FFmpeg kept \d+ of \d+ audio packets"):
            cloud.merge()
        assert cloud.published() is None
    else:
        assert any("audio packets" in str(gap.reason) for gap in cloud.merge().gaps)


class Fails(Ffmpeg):
    """Leaves a file behind and gives up."""

    def remux(
        self,
        source: Iterable[bytes] | Path,
        folder: Path,
        container: Container,
        *,
        with_audio: bool,
        expected_ms: int = 0,
    ) -> Remuxed:
        (folder / "video.webm").write_bytes(b"".join(source) if not isinstance(source, Path) else source.read_bytes())
        raise MediaError("no")


def test_a_failed_merge_leaves_nothing_on_disk(cloud: Cloud) -> None:
    """The fixture looks."""
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    with pytest.raises(ColloquyError):
        cloud.merge(ffmpeg=Fails())


LONG, SHORT = timedelta(minutes=1), timedelta(0)
"""How long another merge is waited for."""


def test_a_merge_that_runs_out_of_time_says_so_and_leaves_what_there_is(cloud: Cloud) -> None:
    """Before Lambda kills it without a word. The next try is not kept waiting by its claim."""
    cloud.deliver(without(INCIDENT, 1))
    cloud.announce(INCIDENT)
    first = cloud.merge()
    cloud.deliver({1: INCIDENT.chunks[1]})
    with pytest.raises(MergeInterruptedError, match="out of time"):
        cloud.use_case()(cloud.session.id, 0, time.monotonic() + STORING_START_TIMEOUT_S)
    assert cloud.published() == first
    again = cloud.use_case()(cloud.session.id, 0, time.monotonic() + 60)
    assert again
    assert again.gaps == ()


def test_a_merge_waits_for_another_no_longer_than_it_has(cloud: Cloud) -> None:
    cloud.deliver(INCIDENT.chunks)
    plan = plan_merge(None, cloud.registry())
    answers = AnswerRepository(cloud.database)
    assert answers.claim_merge(cloud.session.id, 0, plan.digest, NOW, NOW + timedelta(minutes=5))
    with pytest.raises(MergeInterruptedError, match="out of time"):
        cloud.use_case()(cloud.session.id, 0, time.monotonic())


def test_of_two_merges_at_once_one_does_the_work(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge_question, "MERGE_START_TIMEOUT", LONG)
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    waits = Event()
    others: list[Future[Video | None]] = []

    class Watched(AnswerRepository):
        def claim_merge(
            self, session_id: UUID, question_index: int, digest: str, now: datetime, ends_at: datetime
        ) -> bool:
            claimed = super().claim_merge(session_id, question_index, digest, now, ends_at)
            assert not claimed
            waits.set()
            return claimed

    with ThreadPoolExecutor(1) as pool:

        class MeetsAnother(Ffmpeg):
            def remux(
                self,
                source: Iterable[bytes] | Path,
                folder: Path,
                container: Container,
                *,
                with_audio: bool,
                expected_ms: int = 0,
            ) -> Remuxed:
                other = replace(cloud.use_case(Fails()), answers=Watched(cloud.database))
                others.append(pool.submit(other, cloud.session.id, 0))
                assert waits.wait(30)
                return super().remux(source, folder, container, with_audio=with_audio, expected_ms=expected_ms)

        video = cloud.merge(ffmpeg=MeetsAnother())
        (other,) = others
        assert other.result(30) == video == cloud.published()


def claims(cloud: Cloud, *, at: datetime = NOW, lasts: timedelta = LONG) -> bool:
    """Whether the merge of what is there may be claimed."""
    answers = AnswerRepository(cloud.database)
    manifest = answers.get(cloud.session.id, 0).manifest
    plan = plan_merge(manifest, ChunkRepository(cloud.database).of_question(cloud.session.id, 0))
    return answers.claim_merge(cloud.session.id, 0, plan.digest, at, at + lasts)


def test_a_merge_is_claimed_by_one_until_its_time_is_over(cloud: Cloud) -> None:
    cloud.deliver(without(SEVEN, 3))
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: claims(cloud), range(8))) == 1
    assert not claims(cloud, at=NOW + LONG / 2)
    assert claims(cloud, at=NOW + LONG)
    cloud.deliver({3: SEVEN.chunks[3]})
    assert claims(cloud), "of other chunks another video is to be made"


def test_a_merge_that_was_killed_is_waited_for_no_longer_than_it_takes(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the clock of the function that was killed was an hour ahead."""
    monkeypatch.setattr(merge_question, "MERGE_START_TIMEOUT", SHORT)
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    assert claims(cloud, at=NOW + timedelta(hours=1))
    assert cloud.merge() == cloud.published()


def test_a_merge_that_failed_is_not_waited_for(cloud: Cloud) -> None:
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    with pytest.raises(MediaError):
        cloud.merge(ffmpeg=Fails())
    assert claims(cloud)


def posted_version(cloud: Cloud, key: str) -> str:
    return cloud.buckets.head_object(Bucket="raw", Key=key)["VersionId"]


def test_a_written_answer_without_a_recording_is_no_failure(cloud: Cloud) -> None:
    written = TextAnswer(text="I would rather write.", written_at=NOW)
    AnswerRepository(cloud.database).store_text_answer(cloud.session.permit, 0, written)
    assert cloud.use_case(None)(cloud.session.id, 0) is None
    assert cloud.published() is None


def test_a_written_answer_with_a_recording_has_its_video(cloud: Cloud) -> None:
    written = TextAnswer(text="I would rather write.", written_at=NOW)
    AnswerRepository(cloud.database).store_text_answer(cloud.session.permit, 0, written)
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    assert cloud.merge() == cloud.published()


def expire(cloud: Cloud) -> None:
    """Raw chunks are kept for a time; the registry goes on naming them."""
    for found in cloud.buckets.list_object_versions(Bucket="raw").get("Versions", []):
        cloud.buckets.delete_object(Bucket="raw", Key=found["Key"], VersionId=found["VersionId"])


def run_of(source: Recording, number: int) -> dict[int, bytes]:
    return {index: body for index, body in source.chunks.items() if index // 1000 == number}


def test_a_video_stands_whose_chunks_have_expired(cloud: Cloud) -> None:
    cloud.deliver(without(SEVEN, 6))
    merged_in_time = cloud.merge()
    cloud.announce(SEVEN)
    expire(cloud)
    assert cloud.merge() == merged_in_time == cloud.published()


def test_of_what_expired_and_what_came_later_the_larger_stands_and_names_what_it_lacks(cloud: Cloud) -> None:
    cloud.deliver(run_of(TWO_RUNS, 0))
    first = cloud.merge()
    expire(cloud)
    cloud.deliver(run_of(TWO_RUNS, 1))
    cloud.announce(TWO_RUNS)
    for _ in range(2):
        second = cloud.merge()
        assert second == cloud.published()
        reasons = [str(gap.reason) for gap in second.gaps]
        if second.digest == first.digest:
            assert reasons == [*(str(gap.reason) for gap in first.gaps), str(CAME_LATER)]
        else:
            assert second.size > first.size
            assert any("gone from the bucket" in reason for reason in reasons)
    kept = cloud.buckets.list_objects_v2(Bucket="merged", Prefix=f"{cloud.session.id}/")["Contents"]
    assert sum(found["Key"].endswith(".webm") for found in kept) == 2


def test_an_old_video_stands_though_nothing_is_known_of_its_chunks_and_a_scrap_came_later(cloud: Cloud) -> None:
    cloud.deliver(without(SEVEN, 6))
    cloud.announce(SEVEN)
    first = cloud.merge()
    expire(cloud)
    cloud.database.chunks.delete_many({"session_id": cloud.session.id})
    merged_at = {"video.merged_at": NOW - MAX_LINK_TTL - timedelta(days=1)}
    cloud.database.answers.update_one({"session_id": cloud.session.id, "question_index": 0}, {"$set": merged_at})
    cloud.deliver({6: SEVEN.chunks[6]})
    second = cloud.merge()
    assert (second.digest, second.duration_ms) == (first.digest, first.duration_ms)


def test_a_later_answer_that_is_larger_takes_the_place_of_an_expired_try(cloud: Cloud) -> None:
    cloud.deliver({0: SEVEN.chunks[0]})
    cloud.merge()
    expire(cloud)
    cloud.deliver({1000 + index: body for index, body in SEVEN.chunks.items()})
    video = cloud.merge()
    assert abs(video.duration_ms - SEVEN.duration_ms) < 200
    assert any("gone from the bucket" in str(gap.reason) for gap in video.gaps)


def test_a_recording_that_was_deleted_by_mistake_is_restored_and_an_erased_one_is_not(cloud: Cloud) -> None:
    """As docs/operations.md has it, for who holds the bucket."""
    cloud.buckets.put_bucket_versioning(Bucket="merged", VersioningConfiguration={"Status": "Enabled"})
    cloud.deliver(INCIDENT.chunks)
    cloud.announce(INCIDENT)
    video = cloud.merge()
    before = cloud.contents(video)
    cloud.buckets.delete_object(Bucket="merged", Key=video.key)
    found = cloud.buckets.list_object_versions(Bucket="merged", Prefix=f"{cloud.session.id}/")
    (marker,) = [marker for marker in found["DeleteMarkers"] if marker["IsLatest"]]
    cloud.buckets.delete_object(Bucket="merged", Key=video.key, VersionId=marker["VersionId"])
    assert cloud.contents(video) == before

    (good,) = [version["VersionId"] for version in found["Versions"] if version["Key"] == video.key]
    cloud.buckets.put_object(Bucket="merged", Key=video.key, Body=b"overwritten")
    source = f"merged/{video.key}?versionId={good}"
    cloud.buckets.copy_object(Bucket="merged", Key=video.key, CopySource=source)
    assert cloud.contents(video) == before

    assert MergedBucket("merged").delete_session(cloud.session.id) == 4
    left = cloud.buckets.list_object_versions(Bucket="merged", Prefix=f"{cloud.session.id}/")
    assert not {"Versions", "DeleteMarkers"} & set(left)
