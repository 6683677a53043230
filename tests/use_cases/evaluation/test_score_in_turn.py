"""Whose turn it is to be scored, on a real MongoDB server."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.model_limits import ModelLimitRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.scoring_line import ScoringLineRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.evaluation.model_limits import FEEDBACK_SHARE, TOKENS_A_MINUTE
from interview.domain.sessions.session import Session
from interview.errors import ModelAnswerError, ModelUnavailableError, RateLimitedError, VendorRefusedError
from interview.use_cases.evaluation.score_answer import ScoreAnswer
from interview.use_cases.evaluation.score_in_turn import ScoreInTurn
from local_cloud.stand_ins.rubric_indicators import judge
from tests.builders import NOW, a_locked_session, a_transcript, make_scorecard, mend_failure, stored
from tests.scripted_groq import Asked, ScriptedGroq
from tests.use_cases.evaluation.test_model_limits import Time

SAID = "First I moved the queue of orders to a new server, and then nobody lost any order at all on that day. " * 2
TOKENS = 3000


@pytest.fixture
def time(database: Database) -> Time:
    database.scoring_line.delete_many({})
    return Time()


@pytest.fixture
def limits(database: Database, time: Time) -> ModelLimitRepository:
    """Room for one of `TOKENS` beside a feedback, and for another every 22.5 s."""
    database.model_limits.delete_many({})
    limits = ModelLimitRepository(database, clock=time)
    limits.learn("scripted", {TOKENS_A_MINUTE: (8000, 0.0)})
    return limits


class LimitedGroq(ScriptedGroq):
    """Asks for room first, as the real one does."""

    def __init__(self, limits: ModelLimitRepository) -> None:
        super().__init__(lambda asked: judge(asked.document, asked.schema))
        self.limits = limits

    def complete(self, *args: Any, **kwargs: Any) -> Any:
        self.limits.take("scripted", TOKENS, behind=self._behind, leaves=FEEDBACK_SHARE)
        return super().complete(*args, **kwargs)


def a_session(database: Database) -> Session:
    session = stored(database, a_locked_session())
    AnswerRepository(database).store_transcript(session.id, 0, a_transcript(SAID), None)
    return session


def turns(database: Database, groq: Groq, time: Time) -> Callable[[UUID], Any]:
    scorer = ScoreAnswer(SessionRepository(database), AnswerRepository(database), ScoreRepository(database), groq)
    in_turn = ScoreInTurn(
        scorer, ScoringLineRepository(database, clock=time), mend_failure(database), make_scorecard(database)
    )
    return lambda session_id: in_turn(session_id, 0)


def test_who_came_first_is_scored_first_and_all_are(
    database: Database, limits: ModelLimitRepository, time: Time
) -> None:
    """Whoever has to wait comes again when they were told to; nobody is told more than once or twice."""
    ask = turns(database, LimitedGroq(limits), time)
    scored: list[UUID] = []
    arrived = [a_session(database).id for _ in range(12)]
    due = {session_id: NOW + timedelta(milliseconds=n) for n, session_id in enumerate(arrived)}
    asked = 0
    while due:
        session_id = min(due, key=lambda each: due[each])
        time.now = max(time.now, due[session_id])
        turn = ask(session_id)
        asked += 1
        if turn.wait_s:
            due[session_id] = time.now + timedelta(seconds=turn.wait_s)
        else:
            assert turn.score
            scored.append(session_id)
            del due[session_id]
    assert scored == arrived
    assert asked <= 3 * len(arrived)
    assert (time.now - NOW).total_seconds() < 1.25 * 22.5 * len(arrived)
    assert database.scoring_line.count_documents({}) == 0


def test_one_that_came_late_lets_those_go_first_who_wait(
    database: Database, limits: ModelLimitRepository, time: Time
) -> None:
    ask = turns(database, LimitedGroq(limits), time)
    first, early, late = (a_session(database).id for _ in range(3))
    assert ask(first).score
    time.passes(0.1)
    waits = ask(early).wait_s
    assert waits > 1
    time.passes(waits - 1)  # there is room again, a moment before the early one comes for it
    assert ask(late).behind == 1
    time.passes(1)
    assert ask(early).score
    assert ask(late).wait_s > 0


def test_one_that_never_comes_again_is_not_waited_for(
    database: Database, limits: ModelLimitRepository, time: Time
) -> None:
    ask = turns(database, LimitedGroq(limits), time)
    assert ask(a_session(database).id).score
    gone = ask(a_session(database).id)
    time.passes(gone.wait_s + 60)
    assert ask(a_session(database).id).score


def test_of_two_runs_for_one_answer_the_second_waits_for_the_first(
    database: Database, limits: ModelLimitRepository, time: Time
) -> None:
    session = a_session(database)
    others: list[Any] = []
    groq = LimitedGroq(limits)
    ask = turns(database, groq, time)

    def reply(asked: Asked) -> Any:
        if not others:
            others.append(ask(session.id))
        return judge(asked.document, asked.schema)

    groq.reply = reply
    assert ask(session.id).score
    assert (others[0].score, others[0].wait_s > 0) == (None, True)
    assert ask(session.id).score == ScoreRepository(database).standing(
        session.id, 0, ask(session.id).score.transcript_hash
    )
    assert len(groq.asked) == 1


@pytest.mark.parametrize("error", [ModelUnavailableError("away"), ModelAnswerError("no JSON")])
def test_a_fault_that_passes_costs_nobody_their_place(
    database: Database, limits: ModelLimitRepository, time: Time, error: Exception
) -> None:
    groq = LimitedGroq(limits)
    working, broken = groq.reply, [error]

    def reply(asked: Asked) -> Any:
        if broken:
            raise broken.pop()
        return working(asked)

    groq.reply = reply
    ask = turns(database, groq, time)
    first, second = a_session(database).id, a_session(database).id
    with pytest.raises(type(error)):
        ask(first)
    time.passes(5)
    waits = ask(second)
    assert (waits.behind, waits.wait_s > 0) == (1, True)
    assert ask(first).score


def test_a_fault_that_stays_leaves_no_place_behind(database: Database, time: Time) -> None:
    def refuse(_: Asked) -> Any:
        raise VendorRefusedError("the key is refused", "groq")

    with pytest.raises(VendorRefusedError):
        turns(database, ScriptedGroq(refuse), time)(a_session(database).id)
    assert database.scoring_line.count_documents({}) == 0


@pytest.mark.parametrize("said_s", [None, 0.0, 2.0])
def test_a_vendor_that_says_nothing_true_is_asked_more_and_more_seldom(
    database: Database, time: Time, said_s: float | None
) -> None:
    """The history of an execution ends at 25,000 events; a wait makes nine."""

    def refuse(_: Asked) -> Any:
        raise RateLimitedError("no room", said_s)

    session, ask = a_session(database), turns(database, ScriptedGroq(refuse), time)
    waited, waits = 0, 0
    while waited < 3 * 86_400:
        turn = ask(session.id)
        assert turn.wait_s >= 1
        waited, waits = waited + turn.wait_s, waits + 1
        time.passes(turn.wait_s)
    assert 9 * 10 * waits < 20_000, "of ten questions that one execution works on at once"


def test_a_budget_that_was_doubled_is_the_first_one_of_the_next_try(database: Database, time: Time) -> None:
    budgets: list[int] = []

    class Doubling(ScriptedGroq):
        def complete(self, *args: Any, **kwargs: Any) -> Any:
            budgets.append(self._first_budget)
            if len(budgets) == 1:
                limited = RateLimitedError("no room for twice as much", 30)
                limited.budget = 2 * self._first_budget
                raise limited
            return super().complete(*args, **kwargs)

    groq = Doubling(lambda asked: judge(asked.document, asked.schema))
    session, ask = a_session(database), turns(database, groq, time)
    assert ask(session.id).wait_s
    time.passes(40)
    assert ask(session.id).score
    assert budgets[1] == 2 * budgets[0]


def test_a_place_goes_with_its_interview(database: Database, time: Time) -> None:
    line, session_id = ScoringLineRepository(database, clock=time), uuid4()
    line.join(session_id, 0)
    ForgottenSessionRepository(database).erase(session_id)
    assert database.scoring_line.count_documents({"session_id": session_id}) == 0
