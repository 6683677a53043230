"""What all functions count together of a model's limits, on a real MongoDB server."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest

from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.model_limits import ModelLimitRepository
from interview.domain.evaluation.model_limits import FEEDBACK_SHARE, REQUESTS_A_DAY, TOKENS_A_MINUTE
from interview.errors import DatabaseUnavailableError, RateLimitedError
from local_cloud.processes import free_port
from tests.builders import NOW

CALLERS = 40


def wait_s(limits: ModelLimitRepository, model: str, tokens: int, **room: Any) -> float:
    """Ask for room; 0.0 where there was, else how long to wait for it."""
    try:
        limits.take(model, tokens, **room)
    except RateLimitedError as limited:
        return limited.retry_after_s or 0.0
    return 0.0


class Time:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def model() -> str:
    return uuid4().hex


@pytest.fixture
def limits(database: Database, time: Time) -> ModelLimitRepository:
    return ModelLimitRepository(database, clock=time)


def test_nothing_is_counted_until_the_vendor_has_told_of_a_limit(limits: ModelLimitRepository, model: str) -> None:
    assert [wait_s(limits, model, 10**6) for _ in range(3)] == [0, 0, 0]


def test_requests_are_counted_from_what_the_vendor_told_on(
    limits: ModelLimitRepository, model: str, time: Time
) -> None:
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 15.0)})
    assert wait_s(limits, model, 3000) == 0
    assert wait_s(limits, model, 3000) == 0
    assert wait_s(limits, model, 3000) == pytest.approx(22.5)
    assert wait_s(limits, model, 3000) == pytest.approx(22.5), "who was refused was not counted"
    time.passes(22.5)
    assert wait_s(limits, model, 3000) == 0


def test_the_vendor_knows_of_others_who_ask_and_not_of_what_was_asked_since(
    limits: ModelLimitRepository, model: str, time: Time
) -> None:
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 0.0)})
    assert wait_s(limits, model, 4000) == 0
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 1.0)})
    assert wait_s(limits, model, 8000) == pytest.approx(30)
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 45.0)})
    assert wait_s(limits, model, 8000) == pytest.approx(45)


def test_a_larger_plan_counts_from_the_first_answer_on(limits: ModelLimitRepository, model: str, time: Time) -> None:
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 60.0)})
    limits.learn(model, {TOKENS_A_MINUTE: (250_000, 0.1)})
    time.passes(60)
    assert [wait_s(limits, model, 3000) for _ in range(50)] == [0] * 50


def test_requests_of_a_day_are_counted_too(limits: ModelLimitRepository, model: str, time: Time) -> None:
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 0.0), REQUESTS_A_DAY: (1000, 86_400.0)})
    assert wait_s(limits, model, 100) == pytest.approx(86.4)
    time.passes(86.4)
    assert wait_s(limits, model, 100) == 0


def test_a_setting_is_a_limit_though_the_vendor_gives_more(database: Database, model: str, time: Time) -> None:
    limits = ModelLimitRepository(database, tokens_a_minute=4000, clock=time)
    assert wait_s(limits, model, 4000) == 0
    assert wait_s(limits, model, 1000) == pytest.approx(15)
    limits.learn(model, {TOKENS_A_MINUTE: (250_000, 0.0)})
    assert wait_s(limits, model, 1000) == pytest.approx(15)


def test_one_who_leaves_room_finds_none_where_one_who_does_not_still_does(
    limits: ModelLimitRepository, model: str, time: Time
) -> None:
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 0.0)})
    while not wait_s(limits, model, 500, leaves=FEEDBACK_SHARE):
        pass
    assert wait_s(limits, model, 1100) == 0
    assert wait_s(limits, model, 1100) == 0
    assert wait_s(limits, model, 500, leaves=FEEDBACK_SHARE) > 15, "and waits until it is there again for the others"


def test_how_long_the_limit_itself_lasts_is_told_apart_from_the_line(limits: ModelLimitRepository, model: str) -> None:
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 60.0)})
    with pytest.raises(RateLimitedError) as caught:
        limits.take(model, 4000, behind=100)
    assert [caught.value.lasts_s, caught.value.retry_after_s] == pytest.approx([30, 30 + 100 * 30])


def test_while_a_model_rests_nobody_asks_it(limits: ModelLimitRepository, model: str, time: Time) -> None:
    """For a limit that no header tells of: tokens a day."""
    limits.pause(model, 578)
    limits.pause(model, 5)
    assert wait_s(limits, model, 10) == pytest.approx(578)
    assert wait_s(limits, f"another than {model}", 10) == 0
    time.passes(579)
    assert wait_s(limits, model, 10) == 0


def test_what_no_minute_holds_is_the_vendors_to_refuse(limits: ModelLimitRepository, model: str, time: Time) -> None:
    limits.learn(model, {TOKENS_A_MINUTE: (8000, 0.0)})
    assert wait_s(limits, model, 9511) == 0
    assert wait_s(limits, model, 8000) == 0, "nothing was counted"


@pytest.mark.parametrize("known", [True, False])
def test_of_many_at_once_no_more_are_let_through_than_there_is_room_for(
    database: Database, model: str, time: Time, known: bool
) -> None:
    limits, together = ModelLimitRepository(database, tokens_a_minute=8000, clock=time), Barrier(CALLERS)
    if known:
        limits.learn(model, {TOKENS_A_MINUTE: (8000, 0.0)})

    def ask(_: int) -> bool:
        together.wait()
        return wait_s(limits, model, 1000) == 0

    with ThreadPoolExecutor(CALLERS) as pool:
        let_through = sum(pool.map(ask, range(CALLERS)))
    while wait_s(limits, model, 1000) == 0:  # those who lost to nobody
        let_through += 1
    assert let_through == 8


def test_a_database_that_is_away_is_not_waited_for() -> None:
    away = connect(f"mongodb://127.0.0.1:{free_port()}", "none")
    with pytest.raises(DatabaseUnavailableError):
        ModelLimitRepository(away).take("model", 1)
    away.client.close()


def test_what_nobody_asks_any_more_is_forgotten(database: Database, limits: ModelLimitRepository, model: str) -> None:
    limits.pause(model, 1)
    (stored,) = database.model_limits.find({"_id": model})
    assert stored["expires_at"] == NOW + timedelta(days=30)
