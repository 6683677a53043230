"""The same words that are sent many times at once, on a real MongoDB server."""

from concurrent.futures import ThreadPoolExecutor

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.outbox import OutboxRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.events import ResultContested
from interview.domain.sessions.session import SessionState
from interview.use_cases.sessions.contest_result import ContestResult
from tests.builders import NOW, a_locked_session, stored


def test_the_same_words_at_once_are_counted_and_told_once(database: Database) -> None:
    session = stored(database, a_locked_session(state=SessionState.DONE))
    contest = ContestResult(SessionRepository(database), clock=lambda: NOW)
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: contest(session, "It was $this."), range(8)))
    assert [each.text for each in kept] == ["It was $this."] * 8
    of_session = database.sessions.find_one({"_id": session.id})
    assert of_session
    assert of_session["usage"]["contests"] == 1
    waiting = OutboxRepository(database).of_session(session.id)
    assert len([each for each in waiting if isinstance(each.event, ResultContested)]) == 1
