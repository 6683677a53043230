"""What open interviews have delivered is merged in time, on a real MongoDB server."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from interview.adapters.mongo import answers as answers_in_mongo
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain.recordings.chunks import Manifest
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.videos import Video
from interview.domain.sessions.session import Execution, Session, SessionState
from interview.errors import StorageUnavailableError
from interview.use_cases.recordings.merge_overdue import MergeOverdue, Overdue
from interview.use_cases.recordings.request_merge import RequestMerge
from tests.builders import NOW, a_manifest, a_session, stored
from tests.use_cases.processing.test_processing import a_chunk

DAY = timedelta(days=1)


@dataclass
class Queue:
    """Takes the place of the merge requests; what is for `broken` cannot be sent."""

    sent: list[tuple[UUID, int]] = field(default_factory=list)
    broken: UUID | None = None

    def send(self, session_id: UUID, question_index: int, _digest: str) -> None:
        if session_id == self.broken:
            raise StorageUnavailableError("away")
        self.sent.append((session_id, question_index))


@dataclass
class Interview:
    """One under way. Things happen `at` a time."""

    database: Database
    queue: Queue
    session: Session

    def delivers(self, *indexes: int, at: datetime = NOW) -> None:
        answers, chunks = AnswerRepository(self.database), ChunkRepository(self.database)
        chunks.register([a_chunk(self.session, index) for index in indexes])
        usage = UsageRepository(self.database)
        RequestMerge(answers, chunks, self.queue, usage, lambda: at)(self.session.id, 0)  # type: ignore[arg-type]

    def says(self, *indexes: int, broke_off: bool = False) -> None:
        runs = tuple(run.model_copy(update={"interrupted": broke_off}) for run in a_manifest(*indexes).runs)
        AnswerRepository(self.database).add_to_manifest(self.session.permit, 0, Manifest(runs=runs))

    def is_merged(self) -> None:
        answers = AnswerRepository(self.database)
        answer = answers.get(self.session.id, 0)
        delivered = ChunkRepository(self.database).of_question(self.session.id, 0)
        fields: dict[str, Any] = {"audio_key": None, "size": 1, "duration_ms": 1, "recorded_ms": 1, "merged_at": NOW}
        video = Video(key="k", digest=plan_merge(answer.manifest, delivered).digest, **fields)
        answers.publish_video(self.session.id, 0, video, replaces=answer.video.digest if answer.video else None)


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
def interview(database: Database, queue: Queue) -> Interview:
    database["answers"].delete_many({})
    return Interview(database, queue, begun(database))


def begun(database: Database) -> Session:
    return stored(database, a_session(state=SessionState.IN_PROGRESS, started_at=NOW))


def sweep(interview: Interview, at: datetime) -> Overdue:
    store = interview.database
    sessions, answers, queue = SessionRepository(store), AnswerRepository(store), interview.queue
    return MergeOverdue(sessions, answers, ChunkRepository(store), queue, lambda: at)()  # type: ignore[arg-type]


@pytest.mark.parametrize("broke_off", [True, False], ids=["broke off", "incomplete"])
def test_what_broke_off_or_lacks_chunks_is_merged_a_day_later(interview: Interview, broke_off: bool) -> None:
    interview.says(*range(2 if broke_off else 3), broke_off=broke_off)
    interview.delivers(0, 1)
    assert sweep(interview, NOW + DAY - timedelta(seconds=1)).requested == []
    assert sweep(interview, NOW + DAY).requested == interview.queue.sent == [(interview.session.id, 0)]


def test_chunks_that_no_manifest_names_are_merged_too(interview: Interview) -> None:
    """The page died before it could say anything of them."""
    interview.delivers(0, 1)
    assert sweep(interview, NOW + DAY).requested == [(interview.session.id, 0)]


def test_what_is_merged_is_not_asked_for_again_until_more_comes(interview: Interview) -> None:
    interview.says(0, 1, 2)
    interview.delivers(0)
    assert len(sweep(interview, NOW + DAY).requested) == 1
    assert sweep(interview, NOW + DAY).requested == [], "the next is due tomorrow"
    interview.is_merged()
    assert sweep(interview, NOW + 2 * DAY).requested == []
    interview.delivers(1, at=NOW + 2 * DAY)
    assert len(sweep(interview, NOW + 3 * DAY).requested) == 1


def test_a_merge_that_never_came_about_is_asked_for_again(interview: Interview) -> None:
    interview.says(0, broke_off=True)
    interview.delivers(0)
    for days in (1, 2, 3):
        assert len(sweep(interview, NOW + days * DAY).requested) == 1


def test_who_delivers_without_end_is_merged_all_the_same(interview: Interview) -> None:
    for hour in range(24):
        interview.delivers(hour, at=NOW + timedelta(hours=hour))
    assert len(sweep(interview, NOW + DAY).requested) == 1


def test_after_the_lock_nothing_is_left_to_ask_for(interview: Interview) -> None:
    interview.delivers(0)
    execution = Execution(attempt=1, name="x-1", requested_at=NOW)
    assert SessionRepository(interview.database).lock(interview.session.permit, execution, NOW)
    assert sweep(interview, NOW + DAY).requested == []
    assert AnswerRepository(interview.database).merges_due(NOW + 99 * DAY) == []


def test_one_question_that_fails_fails_alone(interview: Interview, database: Database, queue: Queue) -> None:
    other = Interview(database, queue, begun(database))
    interview.delivers(0)
    other.delivers(0)
    queue.broken = interview.session.id
    swept = sweep(interview, NOW + DAY)
    assert swept.requested == [(other.session.id, 0)]
    assert [(session_id, index) for session_id, index, _ in swept.failed] == [(interview.session.id, 0)]
    queue.broken = None
    assert (interview.session.id, 0) in sweep(interview, NOW + 2 * DAY).requested


def test_what_one_organisation_delivers_keeps_no_other_waiting(
    interview: Interview, database: Database, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_in_mongo, "MAX_DUE", 10)
    firm = interview.session.organisation_id
    for minute in range(20):
        flooding = stored(database, a_session(organisation_id=firm, state=SessionState.IN_PROGRESS, started_at=NOW))
        Interview(database, queue, flooding).delivers(0, at=NOW + timedelta(minutes=minute))
    other = Interview(database, queue, begun(database))
    other.delivers(0, at=NOW + timedelta(hours=1))
    requested = sweep(interview, NOW + 2 * DAY).requested
    assert (other.session.id, 0) in requested
    assert len(requested) == 10


def test_what_is_only_claimed_takes_no_place(interview: Interview) -> None:
    interview.says(0, 1, 2)
    interview.delivers(0)
    claimed = Interview(interview.database, interview.queue, begun(interview.database))
    claimed.says(0, 1, 2)
    claimed.delivers()
    assert AnswerRepository(interview.database).merges_due(NOW + 2 * DAY) == [(interview.session.id, 0)]
