"""What a score mends of an interview that failed, on a real MongoDB server."""

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.failures import answer_failure, questions_failed
from interview.domain.sessions.session import Session, SessionState
from tests.builders import a_locked_session, a_transcript, mend_failure, stored


def failed(database: Database, *errors: str, state: SessionState = SessionState.FAILED) -> Session:
    """Each answer is in words, and failed so."""
    failure = questions_failed(list(range(len(errors))))
    session = stored(database, a_locked_session(state=state, failure=failure))
    answers = AnswerRepository(database)
    for index, error in enumerate(errors):
        answers.store_transcript(session.id, index, a_transcript("So far."), None)
        answers.record_failure(session.id, index, answer_failure(error, "m", attempt=1))
    return session


def standing(database: Database, session: Session) -> tuple[SessionState, object, list[bool]]:
    stands = SessionRepository(database).get(session.id)
    assert stands
    progress = AnswerRepository(database).progress(session.id)
    return stands.state, stands.failure, [answer.failure is not None for answer in progress]


def test_the_last_answer_that_lacked_a_score_alone_ends_the_failure(database: Database) -> None:
    session = failed(database, "ScoringRefusedError", "RateLimitedError")
    mend = mend_failure(database)
    for _ in range(2):
        mend(session.id, 1)
        assert standing(database, session) == (SessionState.FAILED, questions_failed([0]), [True, False])
    for _ in range(2):
        mend(session.id, 0)
        assert standing(database, session) == (SessionState.DONE, None, [False, False])


def test_a_score_mends_no_recording(database: Database) -> None:
    session = failed(database, "MediaError", "ModelAnswerError")
    for index in range(2):
        mend_failure(database)(session.id, index)
    assert standing(database, session) == (SessionState.FAILED, questions_failed([0]), [True, False])


def test_what_broke_off_in_between_is_carried_on(database: Database) -> None:
    session = failed(database, "ScoringRefusedError")
    AnswerRepository(database).record_failure(session.id, 0, None)
    mend_failure(database)(session.id, 0)
    assert standing(database, session)[0] is SessionState.DONE


@pytest.mark.parametrize("state", [SessionState.COMPLETED, SessionState.PROCESSING])
def test_while_it_is_processed_that_is_left_to_the_end(database: Database, state: SessionState) -> None:
    session = failed(database, "ScoringRefusedError", state=state)
    mend_failure(database)(session.id, 0)
    assert standing(database, session)[0] is state
