"""Closed means closed, on a real MongoDB server: nothing is written beside the lock, or by a link that was replaced."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database, document
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.step_functions import ExecutionStatus
from interview.domain.accounts import Organisation, Role, User
from interview.domain.evaluation.feedback import unjudged
from interview.domain.languages import vocabulary
from interview.domain.sessions.follow_ups import FollowUp
from interview.domain.sessions.session import (
    EXPIRY_GRACE,
    Consent,
    Execution,
    Permit,
    Session,
    SessionOutline,
    SessionState,
    next_execution,
)
from interview.domain.templates import AskedQuestion
from interview.domain.transcripts.corrections import correct
from interview.domain.transcripts.text_answers import TextAnswer
from interview.errors import (
    ColloquyError,
    DatabaseUnavailableError,
    LinkClosedError,
    NotFoundError,
    SignInRequiredError,
)
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.processing.start_processing import StartProcessing
from interview.use_cases.processing.sweep_sessions import SweepSessions
from interview.use_cases.sessions.append_follow_up import AppendFollowUp
from interview.use_cases.sessions.count_link import CountLink
from interview.use_cases.sessions.finish_interview import FinishInterview
from interview.use_cases.sessions.reissue_link import ReissueLink
from tests.builders import ENGLISH, NOW, a_manifest, a_session, a_transcript, stored
from tests.use_cases.sessions.test_finish_interview import StateMachine

WORDS = a_transcript("we moved")
FEEDBACK = unjudged(vocabulary(ENGLISH).neutral, WORDS, NOW)
HEARD = a_transcript("we moved the queue of orders")
WRITES: dict[str, Callable[[AnswerRepository, Permit], object]] = {
    "lease": lambda answers, permit: answers.lease_runs(permit, 0, 5),
    "manifest": lambda answers, permit: answers.add_to_manifest(permit, 0, a_manifest(0)),
    "live transcript": lambda answers, permit: answers.store_live_transcript(permit, 0, HEARD, complete=True),
    "correction": lambda answers, permit: answers.store_correction(permit, 0, correct(HEARD, HEARD.text, NOW), "heard"),
    "text": lambda answers, permit: answers.store_text_answer(permit, 0, TextAnswer(text="late", written_at=NOW)),
    "feedback": lambda answers, permit: answers.store_feedback(permit, 0, FEEDBACK, WORDS),
}


def begun(database: Database, **fields: Any) -> Session:
    return stored(database, a_session(state=SessionState.IN_PROGRESS, started_at=NOW, **fields))


def locking(database: Database, after: timedelta = timedelta(0)) -> LockInterview:
    return LockInterview(SessionRepository(database), AnswerRepository(database), lambda: NOW + after)


def reissued(database: Database, session: Session) -> Session:
    user = User(
        id=session.id,
        organisation_id=session.organisation_id,
        email="a@example.com",
        name="A",
        role=Role.RECRUITER,
        password_hash="",
        created_at=NOW,
    )
    organisation = Organisation(id=session.organisation_id, name=str(session.organisation_id), created_at=NOW)
    database.organisations.update_one({"_id": organisation.id}, {"$setOnInsert": document(organisation)}, upsert=True)
    sessions, answers = SessionRepository(database), AnswerRepository(database)
    count_link = CountLink(sessions, UsageRepository(database), lambda: NOW)
    return ReissueLink(sessions, answers, count_link, lambda: "key", lambda: NOW)(user, session.id).session


def kept(database: Database, session: Session) -> list[Any]:
    return list(database["answers"].find({"session_id": session.id}).sort("question_index"))


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_request_that_was_let_in_before_the_lock_writes_nothing_after_it(
    database: Database, write: Callable[[AnswerRepository, Permit], object]
) -> None:
    session = begun(database)
    assert locking(database)(session)
    before = kept(database, session)
    with pytest.raises(LinkClosedError):
        write(AnswerRepository(database), session.permit)
    assert kept(database, session) == before


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_request_under_a_link_that_was_replaced_meanwhile_writes_nothing(
    database: Database, write: Callable[[AnswerRepository, Permit], object]
) -> None:
    session = begun(database)
    new = reissued(database, session)
    before = kept(database, session)
    with pytest.raises(SignInRequiredError, match="replaced"):
        write(AnswerRepository(database), session.permit)
    assert kept(database, session) == before
    write(AnswerRepository(database), new.permit)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nothing_is_written_of_an_interview_that_was_forgotten(
    database: Database, write: Callable[[AnswerRepository, Permit], object]
) -> None:
    session = begun(database)
    database["answers"].delete_many({"session_id": session.id})
    with pytest.raises(NotFoundError):
        write(AnswerRepository(database), session.permit)
    assert kept(database, session) == []


def test_an_old_link_neither_begins_nor_goes_on_nor_finishes(database: Database) -> None:
    sessions, consent = SessionRepository(database), Consent(text_version="1", given_at=NOW)
    old = stored(database, a_session())
    new = reissued(database, old)
    assert sessions.start(old.permit, consent, "A stranger", ENGLISH, NOW) is None
    assert sessions.start(new.permit, consent, "Candidate", ENGLISH, NOW)
    assert sessions.start(old.permit, consent, "A stranger", ENGLISH, NOW) is None
    sessions.reach_question(old.permit, 1, [0])
    assert not sessions.append_question(old.permit, AskedQuestion(text="Why?", follows=0), 2, [0])
    stands = sessions.get(old.id)
    assert stands is not None
    assert (stands.current_question_index, len(stands.questions), stands.candidate_name) == (0, 2, "Candidate")
    begun_by_old = old.model_copy(update={"state": SessionState.IN_PROGRESS})
    machine = StateMachine()
    finish = FinishInterview(
        sessions,
        locking(database),
        StartProcessing(sessions, machine),  # type: ignore[arg-type]
        lambda: NOW,
    )
    with pytest.raises(SignInRequiredError):
        finish(begun_by_old)
    AnswerRepository(database).store_text_answer(new.permit, 0, TextAnswer(text="mine", written_at=NOW))
    assert finish(stands).locked_now


def test_of_texts_that_are_written_beside_the_lock_none_slips_in_behind_it(database: Database) -> None:
    for _ in range(20):
        session, answers, together = begun(database), AnswerRepository(database), Barrier(5)

        def write(
            session: Session = session, answers: AnswerRepository = answers, together: Barrier = together
        ) -> None:
            together.wait()
            for n in range(10_000):
                try:
                    answers.store_text_answer(session.permit, 0, TextAnswer(text=str(n), written_at=NOW))
                except LinkClosedError:
                    return

        with ThreadPoolExecutor(4) as pool:
            writing = [pool.submit(write) for _ in range(4)]
            together.wait()
            assert locking(database)(session)
            at_the_lock = kept(database, session)
            for each in writing:
                each.result()
        assert kept(database, session) == at_the_lock


class WritesBehind(SessionRepository):
    """A text whose look at the session came before the lock is written right behind it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._answers = AnswerRepository(database)
        self.was_taken: bool | None = None

    def lock(self, permit: Permit, execution: Execution, now: datetime) -> Session | None:
        locked = super().lock(permit, execution, now)
        try:
            self._answers.store_text_answer(permit, 0, TextAnswer(text="late", written_at=NOW))
        except LinkClosedError:
            self.was_taken = False
        else:
            self.was_taken = True
        return locked


def test_the_answers_are_closed_before_the_lock(database: Database) -> None:
    session, sessions = begun(database), WritesBehind(database)
    assert LockInterview(sessions, AnswerRepository(database), lambda: NOW)(session)
    assert sessions.was_taken is False


ASKED = (AskedQuestion(text="What was your hardest bug?", follow_ups=2), AskedQuestion(text="Why this team?"))


def following_up(database: Database, session: Session) -> FollowUp | None:
    """What feedback that is still being made leads to."""
    return AppendFollowUp(SessionRepository(database), AnswerRepository(database))(session, 0, "How did you find it?")


def still_writable(database: Database, session: Session) -> list[int]:
    """Questions of a locked session that take a text all the same."""
    stands = SessionRepository(database).get(session.id)
    assert stands is not None
    assert stands.is_locked
    written = []
    for index in range(len(stands.questions)):
        with suppress(LinkClosedError):
            AnswerRepository(database).store_text_answer(session.permit, index, TextAnswer(text="late", written_at=NOW))
            written.append(index)
    return written


class FollowsUp(SessionRepository):
    """A follow-up comes in the middle of the lock, before or after one of its steps on the session."""

    def __init__(self, database: Database, moment: str) -> None:
        super().__init__(database)
        self.moment = moment
        self.database = database
        self.appended: FollowUp | None = None

    def come(self, moment: str, permit: Permit) -> None:
        session = self.get(permit.session_id)
        if moment == self.moment and session:
            self.appended = following_up(self.database, session)

    def begin_lock(self, permit: Permit, now: datetime, *args: Any, **more: Any) -> bool:
        self.come("before it", permit)
        begun = super().begin_lock(permit, now, *args, **more)
        self.come("before the answers are closed", permit)
        return begun

    def lock(self, permit: Permit, execution: Execution, now: datetime) -> Session | None:
        self.come("after the answers are closed", permit)
        return super().lock(permit, execution, now)


@pytest.mark.parametrize(
    "moment", ["before it", "before the answers are closed", "after the answers are closed"], ids=str
)
def test_a_follow_up_beside_the_lock_is_refused_or_closed_with_the_rest(database: Database, moment: str) -> None:
    session = begun(database, questions=ASKED)
    sessions = FollowsUp(database, moment)
    assert LockInterview(sessions, AnswerRepository(database), lambda: NOW)(session)
    assert (sessions.appended is not None) == (moment == "before it")
    assert still_writable(database, session) == []
    assert following_up(database, session) is None


def test_of_follow_ups_beside_the_lock_none_stays_writable(database: Database) -> None:
    """It comes sooner or later, by as long as a few looks into the database take."""
    for looks in [0, 1, 2, 3, 4] * 10:
        session, together = begun(database, questions=ASKED), Barrier(2)

        def follow_up(looks: int = looks, session: Session = session, together: Barrier = together) -> None:
            together.wait()
            for _ in range(looks):
                SessionRepository(database).get(session.id)
            following_up(database, session)

        with ThreadPoolExecutor(1) as pool:
            following = pool.submit(follow_up)
            together.wait()
            assert locking(database)(session)
            following.result()
        assert still_writable(database, session) == []


def test_after_a_lock_that_broke_off_a_new_link_is_asked_its_follow_up(database: Database) -> None:
    session = begun(database, questions=ASKED)
    with pytest.raises(DatabaseUnavailableError):
        LockInterview(BreaksOff(database), AnswerRepository(database), lambda: NOW)(session)
    assert following_up(database, session) is None
    new = reissued(database, session)
    made = following_up(database, new)
    assert made
    AnswerRepository(database).store_text_answer(
        new.permit, made.question_index, TextAnswer(text="goes on", written_at=NOW)
    )
    assert locking(database)(new)
    assert still_writable(database, new) == []


def test_what_is_given_out_once_the_lock_has_closed_the_answers_changes_none(database: Database) -> None:
    session = begun(database)
    assert locking(database)(session)
    before = kept(database, session)
    AnswerRepository(database).give(session.id, [0, 1], NOW)
    assert kept(database, session) == before


def test_a_link_that_is_reissued_beside_the_sweepers_lock_is_locked_or_open_and_never_half(database: Database) -> None:
    for _ in range(40):
        session, together = begun(database, expires_at=NOW), Barrier(2)

        def again(session: Session = session, together: Barrier = together) -> Session | None:
            together.wait()
            try:
                return reissued(database, session)
            except ColloquyError:
                return None

        with ThreadPoolExecutor(1) as pool:
            reissuing = pool.submit(again)
            together.wait()
            locked = locking(database)(session)
            new = reissuing.result()
        assert (locked is None) == (new is not None)
        if new:
            AnswerRepository(database).store_text_answer(new.permit, 0, TextAnswer(text="goes on", written_at=NOW))
            AnswerRepository(database).lease_runs(new.permit, 1, 5)
        else:
            with pytest.raises(LinkClosedError):
                AnswerRepository(database).lease_runs(session.permit, 0, 5)


class Running(StateMachine):
    def status(self, _name: str) -> ExecutionStatus:
        return ExecutionStatus.RUNNING


class ReissuesMeanwhile(SessionRepository):
    """A recruiter issues the link anew between the sweeper's look and its lock."""

    def abandoned(self, before: Any) -> list[SessionOutline]:
        found = super().abandoned(before)
        assert found
        for session in found:
            assert self.reissue(session.id, f"new-{session.id}", before + timedelta(days=14))
        return found


def sweep(database: Database, sessions: SessionRepository, after: timedelta) -> list[SessionOutline]:
    answers = AnswerRepository(database)
    lock = LockInterview(sessions, answers, lambda: NOW + after)
    usage = UsageRepository(database)
    swept = SweepSessions(sessions, answers, lock, usage, Running(), 24, lambda: NOW + after)()  # type: ignore[arg-type]
    return swept.locked


def test_the_sweeper_leaves_alone_what_got_a_new_link_since_it_looked(database: Database) -> None:
    session = begun(database, expires_at=NOW)
    assert session.id not in {one.id for one in sweep(database, ReissuesMeanwhile(database), EXPIRY_GRACE)}
    stands = SessionRepository(database).get(session.id)
    assert stands is not None
    assert (stands.state, stands.is_locked) == (SessionState.IN_PROGRESS, False)
    AnswerRepository(database).store_text_answer(stands.permit, 0, TextAnswer(text="goes on", written_at=NOW))


class BreaksOff(SessionRepository):
    """The process dies, or the database goes away, between the two steps of a lock."""

    def lock(self, *_: Any) -> Session | None:
        raise DatabaseUnavailableError("away")


@pytest.mark.parametrize("by", ["a repeat", "the sweeper"])
def test_a_lock_that_broke_off_in_the_middle_is_finished(database: Database, by: str) -> None:
    session = begun(database)
    with pytest.raises(DatabaseUnavailableError):
        LockInterview(BreaksOff(database), AnswerRepository(database), lambda: NOW)(session)
    with pytest.raises(LinkClosedError):
        AnswerRepository(database).lease_runs(session.permit, 0, 5)
    if by == "a repeat":
        assert locking(database)(session)
    else:
        assert session.id not in {one.id for one in sweep(database, SessionRepository(database), timedelta(seconds=30))}
        assert session.id in {one.id for one in sweep(database, SessionRepository(database), timedelta(minutes=6))}
    stands = SessionRepository(database).get(session.id)
    assert stands is not None
    assert stands.is_locked
    assert stands.execution is not None
    assert stands.execution.name == next_execution(session.id, 0, NOW).name


def test_a_link_issued_anew_after_a_lock_that_broke_off_goes_on(database: Database) -> None:
    session = begun(database)
    with pytest.raises(DatabaseUnavailableError):
        LockInterview(BreaksOff(database), AnswerRepository(database), lambda: NOW)(session)
    new = reissued(database, session)
    AnswerRepository(database).store_text_answer(new.permit, 0, TextAnswer(text="goes on", written_at=NOW))
    assert sweep(database, SessionRepository(database), timedelta(minutes=6)) == []


def test_a_new_link_whose_reissue_broke_off_before_the_answers_knew_writes_all_the_same(database: Database) -> None:
    session = begun(database)
    answers = AnswerRepository(database)
    answers.lease_runs(session.permit, 0, 5)
    new = SessionRepository(database).reissue(session.id, "another-hash", NOW + timedelta(days=1))
    assert new is not None
    assert answers.lease_runs(new.permit, 0, 5) == 5
    with pytest.raises(SignInRequiredError):
        answers.lease_runs(session.permit, 0, 5)
