"""What one interview may cost a function that all share, whatever it claims: bytes that leave a real MongoDB server."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import bson
import pytest
from pymongo import MongoClient, monitoring

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database, document
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import FoundChunk, RawBucket
from interview.domain.recordings.chunks import MAX_QUESTION_CHUNKS, MAX_SESSION_CHUNKS, Chunk, padded_sequencer
from interview.domain.recordings.object_events import StoredObject
from interview.domain.sessions.session import Session, SessionState
from interview.domain.templates import AskedQuestion
from interview.errors import MalformedRequestError
from interview.use_cases.organisations.show_look import ShowLook
from interview.use_cases.recordings.await_chunks import AwaitChunks
from interview.use_cases.recordings.look_up_chunks import LookUpChunks
from interview.use_cases.recordings.register_chunks import RegisterChunks
from interview.use_cases.recordings.request_merge import RequestMerge
from interview.use_cases.recordings.store_manifest import StoreManifest
from interview.use_cases.sessions.show_interview import ShowInterview
from tests.builders import NOW, a_locked_session, a_manifest, a_session, chunk_key, stored

A_FEW_KB = 20_000
QUESTIONS = (AskedQuestion(text="Why?"),) * 6
ALL_CHUNKS = range(MAX_QUESTION_CHUNKS)


class Meter(monitoring.CommandListener):
    """Counts the bytes of the server's answers."""

    def __init__(self) -> None:
        self.fetched = 0

    def started(self, event: monitoring.CommandStartedEvent) -> None: ...

    def failed(self, event: monitoring.CommandFailedEvent) -> None: ...

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        self.fetched += len(bson.encode(event.reply))


@pytest.fixture
def meter() -> Meter:
    return Meter()


@pytest.fixture
def metered(database: Database, database_uri: str, meter: Meter) -> Iterator[Database]:
    """The same database, by a connection whose answers are counted."""
    client: MongoClient[dict[str, Any]] = MongoClient(
        database_uri, event_listeners=[meter], uuidRepresentation="standard", tz_aware=True
    )
    with client:
        yield client.get_database(database.name)


class Queue:
    def __init__(self) -> None:
        self.sent: list[int] = []

    def send(self, session_id: UUID, question_index: int, digest: str) -> None:
        self.sent.append(question_index)


class EmptyBucket(RawBucket):
    def find_chunks(self, *_: object) -> list[FoundChunk]:
        return []


def claimed(database: Database, session: Session, *counts: int) -> None:
    """Manifests of so many chunks each, as a browser may claim them."""
    answers = AnswerRepository(database)
    for question, count in enumerate(counts):
        answers.lease_runs(session.permit, question, 5)
        answers.add_to_manifest(session.permit, question, a_manifest(*range(count)))


def arrived(database: Database, session: Session, indexes: range, question: int = 0) -> None:
    chunks = [
        Chunk(
            session_id=session.id,
            question_index=question,
            chunk_index=index,
            key=chunk_key(session.id, question, index),
            version_id="v",
            size=500,
            sequencer=padded_sequencer("01"),
            registered_at=NOW,
        )
        for index in indexes
    ]
    database.chunks.insert_many([document(chunk) for chunk in chunks])


def registering(database: Database, queue: Queue) -> RegisterChunks:
    answers, chunks = AnswerRepository(database), ChunkRepository(database)
    raw, usage = RawBucket("raw"), UsageRepository(database)
    request_merge = RequestMerge(answers, chunks, queue, usage)  # type: ignore[arg-type]
    return RegisterChunks(SessionRepository(database), answers, chunks, raw, usage, request_merge, lambda: NOW)


def test_a_chunk_event_costs_no_more_for_a_manifest_of_thousands(
    database: Database, metered: Database, meter: Meter
) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS, questions=QUESTIONS))
    claimed(database, session, *(MAX_SESSION_CHUNKS // 5,) * 5)
    arrived(database, session, range(MAX_SESSION_CHUNKS // 5 - 1))
    queue = Queue()
    objects = [StoredObject(chunk_key(session.id, question, 0), 500, "v2", "02") for question in range(5)]
    done = registering(metered, queue)(objects)
    assert (len(done.chunks), queue.sent) == (5, [])
    assert meter.fetched < A_FEW_KB


def test_a_question_that_is_complete_is_read_alone_and_once(
    database: Database, metered: Database, meter: Meter
) -> None:
    """To name what is to be merged: some 500 bytes for each of its chunks."""
    session = stored(database, a_session(state=SessionState.IN_PROGRESS, questions=QUESTIONS))
    claimed(database, session, MAX_QUESTION_CHUNKS, MAX_QUESTION_CHUNKS)
    arrived(database, session, ALL_CHUNKS)
    queue = Queue()
    registering(metered, queue)([StoredObject(chunk_key(session.id, 0, 0), 500, "v2", "02")])
    assert queue.sent == [0]
    assert meter.fetched < 600 * MAX_QUESTION_CHUNKS


def test_what_is_awaited_is_counted_where_it_is(database: Database, metered: Database, meter: Meter) -> None:
    session = stored(database, a_locked_session(questions=QUESTIONS))
    claimed(database, session, *(MAX_SESSION_CHUNKS // 5,) * 5)
    answers = AnswerRepository(metered)
    look_up = LookUpChunks(answers, ChunkRepository(metered), EmptyBucket("raw"))
    waiting = AwaitChunks(SessionRepository(metered), answers, look_up, 30, lambda: NOW)(session.id)
    assert waiting.missing == MAX_SESSION_CHUNKS
    assert meter.fetched < A_FEW_KB


def test_the_page_of_a_candidate_who_claims_the_most_is_as_light(
    database: Database, metered: Database, meter: Meter
) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS, questions=QUESTIONS))
    claimed(database, session, MAX_QUESTION_CHUNKS)
    answers, chunks = AnswerRepository(metered), ChunkRepository(metered)
    show_look = ShowLook(OrganisationSettingsRepository(metered), AccountRepository(metered))
    show_interview = ShowInterview(
        answers,
        chunks,
        SessionRepository(database),
        SessionFactsRepository(database),
        show_look,
        24,
        clock=lambda: NOW,
    )
    assert show_interview(session).recorded == {0}
    assert meter.fetched < A_FEW_KB


def test_a_page_that_claims_a_thousand_empty_runs_is_as_light(
    database: Database, metered: Database, meter: Meter
) -> None:
    """With all the times without a picture that an earlier version took of each."""
    session = stored(database, a_session(state=SessionState.IN_PROGRESS, questions=QUESTIONS))
    span = {"start_ms": 0, "end_ms": 1}
    runs = [{"run": run, "mime": "video/webm", "chunks": [], "without_picture": [span] * 100} for run in range(1000)]
    database.answers.update_many({"session_id": session.id}, {"$set": {"manifest": {"runs": runs}}})
    [first, *_] = AnswerRepository(metered).progress(session.id)
    assert first.recorded_ms == 0
    assert not first.broke_off
    assert meter.fetched < A_FEW_KB


def test_an_interview_has_no_more_chunks_than_it_may_have(database: Database) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS, questions=QUESTIONS))
    claimed(database, session, 3000, 3000, 3000, 990)
    answers, queue = AnswerRepository(database), Queue()
    answers.lease_runs(session.permit, 4, 1)
    request_merge = RequestMerge(answers, ChunkRepository(database), queue, UsageRepository(database))  # type: ignore[arg-type]
    store = StoreManifest(answers, request_merge, UsageRepository(database), lambda: NOW)
    assert len(store(session, 4, a_manifest(*range(10)))) == 10
    assert len(store(session, 4, a_manifest(*range(10)))) == 10, "a repeat says nothing more"
    with pytest.raises(MalformedRequestError, match="at most 10000 chunks"):
        store(session, 4, a_manifest(*range(11)))
    assert len(answers.get(session.id, 4).manifest.indexes) == 10  # type: ignore[union-attr]
