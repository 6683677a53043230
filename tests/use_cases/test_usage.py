"""Quotas, counted on a real MongoDB server: however many ask at once, no more than the limit is given."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain.quotas import Quota
from interview.errors import NotFoundError, QuotaExceededError
from tests.builders import a_session, stored

FEW = Quota("few", 10, "That was all.")
BYTES = Quota("bytes", 1000, None, per_question=True)
CALLERS = 40


def test_of_many_at_once_exactly_as_many_are_let_through_as_there_is_room_for(database: Database) -> None:
    """Again and again: the first time they wait for their connections one after another."""
    usage, together = UsageRepository(database), Barrier(CALLERS)

    def ask(session_id: UUID) -> bool:
        together.wait()
        try:
            usage.count(FEW, session_id)
        except QuotaExceededError:
            return False
        return True

    with ThreadPoolExecutor(CALLERS) as pool:
        for _ in range(5):
            session = stored(database, a_session())
            let_through = list(pool.map(ask, [session.id] * CALLERS))
            assert sum(let_through) == FEW.most
            assert usage.used(FEW, session.id) == FEW.most


def test_amounts_fill_the_room_and_never_overfill_it(database: Database) -> None:
    session, usage = stored(database, a_session()), UsageRepository(database)
    usage.count(BYTES, session.id, 0, amount=600)
    with pytest.raises(QuotaExceededError):
        usage.count(BYTES, session.id, 0, amount=401)
    usage.count(BYTES, session.id, 0, amount=400)
    assert usage.used(BYTES, session.id, 0) == BYTES.most
    with pytest.raises(QuotaExceededError):
        usage.count(BYTES, session.id, 1, amount=1001)
    assert usage.used(BYTES, session.id, 1) == 0


def test_one_interview_uses_nothing_of_another_and_nothing_is_counted_of_what_is_gone(database: Database) -> None:
    usage = UsageRepository(database)
    full, other = stored(database, a_session()), stored(database, a_session())
    usage.count(FEW, full.id, amount=FEW.most)
    usage.count(FEW, other.id)
    with pytest.raises(QuotaExceededError, match=r"^That was all\.$"):
        usage.count(FEW, full.id)
    with pytest.raises(NotFoundError):
        usage.count(FEW, uuid4())
    with pytest.raises(NotFoundError):
        usage.count(BYTES, full.id, 7)


def test_what_was_counted_stands_in_nobodys_way_on_reading(database: Database) -> None:
    session, usage = stored(database, a_session()), UsageRepository(database)
    usage.count(FEW, session.id)
    usage.count(BYTES, session.id, 0, amount=5)
    assert SessionRepository(database).get(session.id) == session
    assert AnswerRepository(database).get(session.id, 0).question_index == 0


def test_what_many_have_used_already_is_counted_in_one_write_beyond_the_limit_too(database: Database) -> None:
    usage, (one, other) = UsageRepository(database), (stored(database, a_session()) for _ in range(2))
    usage.add(FEW, {one.id: 7, other.id: 3, uuid4(): 5})
    usage.add(FEW, {one.id: 7})
    usage.add(FEW, {})
    assert [usage.used(FEW, session.id) for session in (one, other)] == [14, 3]
    with pytest.raises(QuotaExceededError):
        usage.count(FEW, one.id)
