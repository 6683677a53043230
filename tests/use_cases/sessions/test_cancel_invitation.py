"""Cancelling, on a real MongoDB server: whoever is first decides, and it is told once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.sessions.session import SessionState
from interview.errors import InvitationOverError
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.sessions.cancel_invitation import CancelInvitation
from tests.builders import NOW, a_session, a_user, stored

CALLERS = 8


def cancelling(database: Database) -> CancelInvitation:
    sessions, answers = SessionRepository(database), AnswerRepository(database)
    batches, public_links = InvitationBatchRepository(database), PublicLinkRepository(database)
    return CancelInvitation(sessions, answers, batches, public_links, clock=lambda: NOW)


@pytest.mark.parametrize("attempt", range(4))
def test_of_many_who_cancel_and_one_who_finishes_at_once_one_is_first(database: Database, attempt: int) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    sessions, answers = SessionRepository(database), AnswerRepository(database)
    cancel, user = cancelling(database), a_user(session.organisation_id)
    together = Barrier(CALLERS + 1)

    def press() -> bool:
        together.wait()
        try:
            return cancel(user, session.id, tells=False).cancelled_now
        except InvitationOverError:
            return False

    def finish() -> bool:
        together.wait()
        return LockInterview(sessions, answers, clock=lambda: NOW)(session) is not None

    with ThreadPoolExecutor(CALLERS + 1) as pool:
        outcomes = [pool.submit(press) for _ in range(CALLERS)] + [pool.submit(finish)]
        won = sum(outcome.result() for outcome in outcomes)
    assert won == 1
    there = sessions.get(session.id)
    assert there is not None
    assert there.is_locked
    assert (there.state is SessionState.CANCELLED) is (there.execution is None)
    assert there.version == session.version + 1, "each change is told once"
