"""When a limit has room, as Groq counts."""

from datetime import UTC, datetime, timedelta

import pytest

from interview.domain.evaluation.model_limits import Limit, Room

NOW = datetime(2026, 11, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def limit(used: int, most: int = 6000) -> Limit:
    return Limit(most, MINUTE, NOW + MINUTE * (used / most))


def waits_s(limit: Limit, room: Room) -> float:
    return max(0.0, (limit.free_at(room, NOW) - NOW).total_seconds())


def test_what_lacks_comes_back_as_fast_as_the_vendor_says() -> None:
    """Groq: “Limit 6000, Used 5034, Requested 1443. Please try again in 4.77s.”"""
    assert waits_s(limit(used=5034), Room(1443)) == pytest.approx(4.77)


@pytest.mark.parametrize(("amount", "seconds"), [(1000, 0), (2000, 0), (2100, 1), (6000, 40), (9000, 40)])
def test_a_request_waits_for_what_lacks_and_never_for_more_than_all(amount: int, seconds: float) -> None:
    assert waits_s(limit(used=4000), Room(amount)) == pytest.approx(seconds)


def test_what_is_left_to_others_is_not_asked_for() -> None:
    assert waits_s(limit(used=4000), Room(1000, leaves=0.3)) == pytest.approx(8)
    assert waits_s(limit(used=0), Room(5900, leaves=0.3)) == 0, "alone it may have all, once it is whole"


@pytest.mark.parametrize(("behind", "seconds"), [(0, 0), (1, 0), (2, 10), (100, 990)])
def test_those_before_go_first_though_there_is_room(behind: int, seconds: float) -> None:
    assert waits_s(limit(used=4000), Room(1000, behind)) == pytest.approx(seconds)


def test_those_before_are_let_go_first_even_where_nobody_has_asked_for_long() -> None:
    idle = Limit(6000, MINUTE, NOW - timedelta(hours=1))
    assert waits_s(idle, Room(1000, behind=5)) == 0
    assert waits_s(idle, Room(1000, behind=6)) == pytest.approx(10)


def test_room_is_there_now_where_it_is_not_waited_for() -> None:
    for used in range(0, 6001, 500):
        for room in (Room(500), Room(500, behind=3), Room(500, leaves=0.3), Room(9000)):
            there_now = limit(used).full_at <= limit(used).latest(room, NOW)
            assert there_now == (waits_s(limit(used), room) == 0), (used, room)
