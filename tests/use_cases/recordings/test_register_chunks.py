"""The registry, on a real MongoDB server."""

import itertools
import random
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo.errors import BulkWriteError

from interview.adapters.mongo import chunks as mongo_chunks
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.recordings.chunks import (
    MAX_QUESTION_BYTES,
    MAX_QUESTION_CHUNKS,
    MAX_SESSION_BYTES,
    MAX_SESSION_CHUNKS,
    Manifest,
)
from interview.domain.recordings.object_events import StoredObject
from interview.domain.sessions.session import Execution, Session, SessionState
from interview.errors import DatabaseUnavailableError, StorageUnavailableError, StoredDocumentError
from interview.use_cases.recordings import register_chunks
from interview.use_cases.recordings.register_chunks import RegisterChunks, Registration
from interview.use_cases.recordings.request_merge import RequestMerge
from tests.builders import NOW, a_locked_session, a_manifest, a_session, chunk_key, stored


class RecordedRequests:
    """Takes the place of the merge request, and remembers for which questions it was made."""

    def __init__(self) -> None:
        self.questions: list[tuple[object, int]] = []

    def __call__(self, session_id: object, question_index: int, *, is_locked: bool = False) -> None:
        self.questions.append((session_id, question_index))


class RecordedDeletions:
    """Takes the place of the bucket, and remembers what was deleted in it."""

    def __init__(self) -> None:
        self.versions: list[str | None] = []

    def delete(self, _key: str, version_id: str | None) -> None:
        self.versions.append(version_id)


def register(
    database: Database,
    *,
    now: datetime = NOW,
    requests: RecordedRequests | None = None,
    raw: RecordedDeletions | None = None,
) -> RegisterChunks:
    return RegisterChunks(
        SessionRepository(database),
        AnswerRepository(database),
        ChunkRepository(database),
        raw or RecordedDeletions(),  # type: ignore[arg-type]
        UsageRepository(database),
        requests or RecordedRequests(),  # type: ignore[arg-type]
        clock=lambda: now,
    )


def posted(session: Session, index: int, *, question: int = 0, size: int = 500, sequencer: str = "01") -> StoredObject:
    return StoredObject(chunk_key(session.id, question, index), size, f"v{sequencer}", sequencer)


@pytest.fixture
def session(database: Database) -> Session:
    session = stored(database, a_session())
    AnswerRepository(database).lease_runs(session.permit, 0, 2)
    return session


def registry(database: Database, session: Session) -> list[tuple[int, str | None]]:
    return [(chunk.chunk_index, chunk.version_id) for chunk in ChunkRepository(database).of_question(session.id, 0)]


def test_chunks_are_registered_in_numeric_order_and_repeats_change_nothing(
    database: Database, session: Session
) -> None:
    objects = [posted(session, index) for index in (1000, 2, 10, 0, 1, 10)]
    register(database)(objects)
    register(database)(objects)
    assert [index for index, _ in registry(database, session)] == [0, 1, 2, 10, 1000]


def test_the_latest_version_counts_in_whatever_order_events_come(database: Database, session: Session) -> None:
    versions = [posted(session, 0, sequencer=f"{n:02}") for n in range(1, 9)]
    random.Random(7).shuffle(versions)
    for version in versions:
        register(database)([version])
    assert registry(database, session) == [(0, "v08")]


def test_the_latest_version_counts_among_eight_writers_at_once(database: Database, session: Session) -> None:
    versions = [posted(session, index, sequencer=f"{n:02}") for n in range(1, 17) for index in range(4)]
    random.Random(11).shuffle(versions)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda version: register(database)([version]), versions))
    assert registry(database, session) == [(index, "v16") for index in range(4)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_the_latest_version_of_the_recorded_size_counts_in_whatever_order_events_come(
    database: Database, order: Sequence[int]
) -> None:
    session = stored(database, a_session())
    answers = AnswerRepository(database)
    answers.lease_runs(session.permit, 0, 1)
    answers.add_to_manifest(session.permit, 0, a_manifest(0, size=500))
    sizes = [499, 500, 500, 501]
    versions = [posted(session, 0, size=size, sequencer=f"{n:02}") for n, size in enumerate(sizes)]
    for n in order:
        register(database)([versions[n]])
    assert registry(database, session) == [(0, "v02")]


def test_where_none_is_of_the_recorded_size_the_latest_counts(database: Database, session: Session) -> None:
    AnswerRepository(database).add_to_manifest(session.permit, 0, a_manifest(0, size=500))
    for sequencer, size in (("01", 498), ("03", 499), ("02", 501)):
        register(database)([posted(session, 0, size=size, sequencer=sequencer)])
    assert registry(database, session) == [(0, "v03")]


def test_several_versions_in_one_batch_leave_the_latest(database: Database, session: Session) -> None:
    register(database)([posted(session, 0, sequencer=n) for n in ("02", "03", "01")])
    assert registry(database, session) == [(0, "v03")]


def test_objects_that_are_nobodys_chunk_are_refused_and_the_rest_is_kept(database: Database, session: Session) -> None:
    stranger = a_session()
    objects = [
        posted(session, 0),
        StoredObject("index.html", 500, None, "01"),
        StoredObject(f"{session.id}/0/chunk_evil.webm", 500, None, "01"),
        posted(stranger, 0),
        posted(session, 0, question=7),
        posted(session, 2000),
        posted(session, 1, size=20),
        posted(session, 1, size=30_000_000),
        posted(session, 3),
    ]
    done = register(database)(objects)
    registered, refused = done.chunks, done.refused
    assert [chunk.chunk_index for chunk in registered] == [0, 3]
    assert sorted(refusal.reason for refusal in refused) == [
        "its recorder run was never handed out",
        "no such session or question",
        "no such session or question",
        "not the key of a chunk",
        "not the key of a chunk",
        "too small or too large for a chunk",
        "too small or too large for a chunk",
    ]
    assert [index for index, _ in registry(database, session)] == [0, 3]


def test_after_the_lock_only_chunks_of_a_manifest_arrive(database: Database) -> None:
    session = stored(database, a_locked_session())
    answers = AnswerRepository(database)
    answers.lease_runs(session.permit, 0, 1)
    answers.add_to_manifest(session.permit, 0, a_manifest(0, 1))
    done = register(database)([posted(session, 1), posted(session, 2)])
    registered, refused = done.chunks, done.refused
    assert [chunk.chunk_index for chunk in registered] == [1]
    assert [refusal.reason for refusal in refused] == [
        "the interview was finished, and no manifest before that names it"
    ]


def test_late_delivery_ends_after_seven_days(database: Database) -> None:
    session = stored(database, a_locked_session())
    answers = AnswerRepository(database)
    answers.lease_runs(session.permit, 0, 1)
    answers.add_to_manifest(session.permit, 0, a_manifest(0, 1))
    assert register(database, now=NOW + timedelta(days=6, hours=23))([posted(session, 0)]).chunks
    refused = register(database, now=NOW + timedelta(days=7))([posted(session, 1)]).refused
    assert [refusal.reason for refusal in refused] == ["the time for late delivery is over"]


def test_a_merge_is_asked_for_once_for_each_question_of_the_batch(database: Database, session: Session) -> None:
    AnswerRepository(database).lease_runs(session.permit, 1, 1)
    requests = RecordedRequests()
    objects = [posted(session, 0), posted(session, 1), posted(session, 0, question=1), posted(a_session(), 0)]
    register(database, requests=requests)(objects)
    assert requests.questions == [(session.id, 0), (session.id, 1)]


class SentRequests:
    """Takes the place of the queue."""

    def __init__(self) -> None:
        self.digests: list[str] = []

    def send(self, session_id: object, question_index: int, digest: str) -> None:
        self.digests.append(digest)


def test_after_the_lock_each_late_chunk_is_merged_though_another_never_comes(database: Database) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    answers, chunks, queue = AnswerRepository(database), ChunkRepository(database), SentRequests()
    answers.lease_runs(session.permit, 0, 1)
    answers.add_to_manifest(session.permit, 0, a_manifest(0, 1, 2))
    usage = UsageRepository(database)
    request_merge = RequestMerge(answers, chunks, queue, usage)  # type: ignore[arg-type]
    sessions, raw = SessionRepository(database), RecordedDeletions()
    deliver = RegisterChunks(sessions, answers, chunks, raw, usage, request_merge, clock=lambda: NOW)  # type: ignore[arg-type]
    deliver([posted(session, 0)])
    assert queue.digests == [], "more may come while the interview is open"
    SessionRepository(database).lock(session.permit, Execution(attempt=1, name="x-1", requested_at=NOW), NOW)
    deliver([posted(session, 2)])
    assert len(queue.digests) == 1


def test_an_answer_that_broke_off_is_merged_when_it_has_come_to_its_end(database: Database) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    answers, chunks, queue = AnswerRepository(database), ChunkRepository(database), SentRequests()
    usage = UsageRepository(database)
    request_merge = RequestMerge(answers, chunks, queue, usage)  # type: ignore[arg-type]
    sessions, raw = SessionRepository(database), RecordedDeletions()
    deliver = RegisterChunks(sessions, answers, chunks, raw, usage, request_merge, clock=lambda: NOW)  # type: ignore[arg-type]
    answers.lease_runs(session.permit, 0, 2)
    before, after = a_manifest(0, 1, 1000, 1001).runs
    broken = before.model_copy(update={"interrupted": True})
    answers.add_to_manifest(session.permit, 0, Manifest(runs=(broken,)))
    for index in (0, 1, 1000, 1001):
        deliver([posted(session, index)])
    assert queue.digests == []
    answers.add_to_manifest(session.permit, 0, Manifest(runs=(broken, after)))
    assert request_merge(session.id, 0)


def test_what_is_posted_beyond_all_measure_is_deleted_and_what_counts_stays(
    database: Database, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotas, "POSTED_BYTES", replace(quotas.POSTED_BYTES, most=1200))
    raw = RecordedDeletions()
    deliver = register(database, raw=raw)
    counts, hides = posted(session, 0), posted(session, 0, sequencer="02")
    assert len(deliver([counts]).chunks) == len(deliver([hides]).chunks) == 1, "the bucket keeps both"
    more, again = posted(session, 1, sequencer="03"), hides
    done = deliver([more, again])
    assert (done.chunks, done.failed, [refusal.key for refusal in done.refused]) == ([], [], [more.key])
    assert raw.versions == ["v03"]
    assert registry(database, session) == [(0, "v02")]
    other = stored(database, a_session())
    AnswerRepository(database).lease_runs(other.permit, 0, 1)
    assert len(deliver([posted(other, 0)]).chunks) == 1


def test_nothing_to_register_is_no_error(database: Database) -> None:
    assert register(database)([]) == Registration()
    assert register(database)([StoredObject(chunk_key(uuid4(), 0, 0), 500, None, "01")]).chunks == []


def test_after_the_lock_a_chunk_that_is_in_place_stays(database: Database) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    answers = AnswerRepository(database)
    answers.lease_runs(session.permit, 0, 1)
    answers.add_to_manifest(session.permit, 0, a_manifest(0, 1))
    register(database)([posted(session, 0), posted(session, 1, size=499)])
    execution = Execution(attempt=1, name=f"{session.id}-1", requested_at=NOW)
    SessionRepository(database).lock(session.permit, execution, NOW)

    again, whole, other = (
        posted(session, 0),
        posted(session, 1, sequencer="02"),
        posted(session, 0, sequencer="03"),
    )
    done = register(database)([again, whole, other])
    registered, refused = done.chunks, done.refused
    assert [chunk.chunk_index for chunk in registered] == [0, 1]
    assert [refusal.reason for refusal in refused] == ["the interview was finished with this chunk in place"]
    assert registry(database, session) == [(0, "v01"), (1, "v02")]


def test_chunks_that_the_majority_did_not_acknowledge_come_again(
    database: Database, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    timed_out = {"code": 64, "errmsg": "waiting for replication timed out"}

    def slow(*_: object, **__: object) -> None:
        raise BulkWriteError({"writeErrors": [], "writeConcernErrors": [timed_out]})

    chunks = ChunkRepository(database)
    monkeypatch.setattr(type(chunks._chunks), "bulk_write", slow)
    chunk = posted(session, 0)
    [failure] = replace(register(database), chunks=chunks)([chunk]).failed
    assert failure.objects == [chunk]
    assert isinstance(failure.error, DatabaseUnavailableError)


def test_a_question_that_fails_fails_alone(database: Database) -> None:
    """Be it that its document cannot be read, or that the queue does not take its merge."""
    broken, unheard, sound = (stored(database, a_session(state=SessionState.IN_PROGRESS)) for _ in range(3))
    answers = AnswerRepository(database)
    for session in (broken, unheard, sound):
        answers.lease_runs(session.permit, 0, 1)
    database.sessions.update_one({"_id": broken.id}, {"$set": {"state": "of mind"}})

    class Deaf(RecordedRequests):
        def __call__(self, session_id: object, question_index: int, *, is_locked: bool = False) -> None:
            if session_id == unheard.id:
                raise StorageUnavailableError("the merge cannot be requested right now")
            super().__call__(session_id, question_index, is_locked=is_locked)

    objects = [posted(session, index) for index in (0, 1) for session in (broken, unheard, sound)]
    requests = Deaf()
    done = register(database, requests=requests)(objects)
    failed = {(type(failure.error), *failure.objects) for failure in done.failed}
    assert failed == {
        (StoredDocumentError, objects[0], objects[3]),
        (StorageUnavailableError, objects[1], objects[4]),
    }
    assert registry(database, sound) == [(0, "v01"), (1, "v01")]
    assert requests.questions == [(sound.id, 0)]


def test_a_database_that_is_away_is_not_waited_for_by_each_question(database: Database) -> None:
    asked: list[object] = []

    class Away(SessionRepository):
        def get(self, session_id: object) -> None:
            asked.append(session_id)
            raise DatabaseUnavailableError("the database did not answer")

    objects = [posted(a_session(), 0) for _ in range(20)]
    done = replace(register(database), sessions=Away(database))(objects)
    assert sorted(str(one) for failure in done.failed for one in failure.objects) == sorted(map(str, objects))
    assert len(asked) == 2


def test_a_question_and_an_interview_have_no_more_chunks_than_they_may_have(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_chunks, "MAX_QUESTION_CHUNKS", 3)
    monkeypatch.setattr(register_chunks, "MAX_SESSION_CHUNKS", 5)
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    answers = AnswerRepository(database)
    for question in range(2):
        answers.lease_runs(session.permit, question, 1)
    answers.add_to_manifest(session.permit, 0, a_manifest(7))
    first = register(database)([posted(session, index) for index in range(5)])
    assert [chunk.chunk_index for chunk in first.chunks] == [0, 1, 2]
    assert {refusal.reason for refusal in first.refused} == {
        "the question or the interview has as many chunks as it may have"
    }
    other = register(database)([posted(session, index, question=1) for index in range(5)])
    assert [chunk.chunk_index for chunk in other.chunks] == [0, 1]
    again = register(database)([posted(session, 0, sequencer="02"), posted(session, 7)])
    assert [chunk.chunk_index for chunk in again.chunks] == [0, 7], "what is there, and what the manifest names"


def test_a_question_and_an_interview_have_no_more_bytes_than_they_may_have(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever their manifests name, and however often the same chunk comes."""
    monkeypatch.setattr(mongo_chunks, "MAX_QUESTION_BYTES", 1_500)
    monkeypatch.setattr(mongo_chunks, "MAX_SESSION_BYTES", 2_000)
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    answers = AnswerRepository(database)
    for question in range(2):
        answers.lease_runs(session.permit, question, 1)
    answers.add_to_manifest(session.permit, 0, a_manifest(0, 1, 2, 3))
    for _ in range(2):
        first = register(database)([posted(session, index) for index in range(4)])
        assert [chunk.chunk_index for chunk in first.chunks] == [0, 1, 2]
        assert [refusal.reason for refusal in first.refused] == [
            "the question or the interview has as many bytes as it may have"
        ]
    other = register(database)([posted(session, index, question=1) for index in range(3)])
    assert [chunk.chunk_index for chunk in other.chunks] == [0], "the interview has no more room"
    assert register(database)([posted(session, 4, question=1, size=100)]).chunks == []
    grown = register(database)([posted(session, 0, question=1, size=501, sequencer="02")])
    assert grown.chunks == [], "a later version may be no larger than there is room for"
    assert len(register(database)([posted(session, 0, question=1, size=400, sequencer="03")]).chunks) == 1


def test_the_longest_recording_at_the_highest_rate_has_room() -> None:
    bitrate = (Path(__file__).parents[3] / "static_site/candidate/recording/bitrate.ts").read_text()
    [most] = re.findall(r"MAX_BITS_PER_SECOND = ([\d_]+);", bitrate)
    chunk_bytes = 5 * (int(most) + 128_000) // 8
    assert chunk_bytes * MAX_QUESTION_CHUNKS < MAX_QUESTION_BYTES
    assert chunk_bytes * MAX_SESSION_CHUNKS < MAX_SESSION_BYTES
