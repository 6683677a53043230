"""What one question may have merged, on a real MongoDB server."""

from dataclasses import replace
from uuid import UUID

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.sessions.session import Session
from interview.use_cases.recordings.request_merge import RequestMerge
from tests.builders import NOW, a_manifest, a_session, stored
from tests.use_cases.processing.test_processing import a_chunk


class Queue:
    """Takes the place of the merge requests."""

    def send(self, *_: object) -> None: ...


def requesting(database: Database) -> RequestMerge:
    answers, chunks = AnswerRepository(database), ChunkRepository(database)
    return RequestMerge(answers, chunks, Queue(), UsageRepository(database), lambda: NOW)  # type: ignore[arg-type]


def delivered(database: Database, *indexes: int) -> Session:
    """Of the two chunks that the manifest of each question names."""
    session = stored(database, a_session())
    for question in (0, 1):
        AnswerRepository(database).add_to_manifest(session.permit, question, a_manifest(0, 1))
        ChunkRepository(database).register([a_chunk(session, index, question=question) for index in indexes])
    return session


def test_a_question_is_merged_ahead_so_often_and_no_more(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "EARLY_MERGES", replace(quotas.EARLY_MERGES, most=2))
    request, session = requesting(database), delivered(database, 0, 1)
    assert [request(session.id, 0) for _ in range(3)] == [True, True, False]
    assert request(session.id, 1), "another question has its own"


def test_late_chunks_have_a_question_merged_so_often_and_once_it_is_complete(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotas, "LATE_MERGES", replace(quotas.LATE_MERGES, most=2))
    request, session = requesting(database), delivered(database, 0)

    def late(session_id: UUID, question_index: int) -> bool:
        return request(session_id, question_index, is_locked=True)

    assert [late(session.id, 0) for _ in range(3)] == [True, True, False]
    assert late(session.id, 1), "another question has its own"
    ChunkRepository(database).register([a_chunk(session, 1)])
    assert late(session.id, 0)
