"""How the benchmark of scoring plays the state machine, and what it makes of a run."""

from collections.abc import Callable

import pytest

from benchmarks.score import Machine, Run, retry_of, retry_of_before
from interview.errors import ColloquyError, ModelUnavailableError, RateLimitedError, ScoringRefusedError


class Paused:
    """Time that only pauses move."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def seconds(self) -> float:
        return sum(self.pauses)


def raising(error: ColloquyError) -> Callable[[], int]:
    def run() -> int:
        raise error

    return run


def test_an_answer_that_waits_comes_again_for_as_long_as_it_takes() -> None:
    time, waits = Paused(), [7] * 100
    assert Machine(time, retry_of("Score")).score(lambda: waits.pop() if waits else 0) is None
    assert time.pauses == [7] * 100


@pytest.mark.parametrize(
    ("error", "pauses"), [(ModelUnavailableError("away"), [5, 10, 20, 40, 80]), (ScoringRefusedError("bad"), [])]
)
def test_an_error_is_tried_again_as_the_definition_says(error: ColloquyError, pauses: list[float]) -> None:
    time = Paused()
    assert Machine(time, retry_of("Score")).score(raising(error)) == type(error).__name__
    assert time.pauses == pauses


def test_a_limit_was_such_an_error_before_and_is_none_any_more() -> None:
    for retry, pauses in ((retry_of_before(), [5, 10, 20, 40, 80]), (retry_of("Score"), [])):
        time = Paused()
        assert Machine(time, retry).score(raising(RateLimitedError("no room"))) == "RateLimitedError"
        assert time.pauses == pauses


@pytest.mark.parametrize(
    ("order", "share", "places"), [((0, 1, 2), 1.0, 0), ((2, 1, 0), 0.0, 2), ((0, 2, 1), 0.6667, 1)]
)
def test_order_is_that_of_the_first_call(order: tuple[int, ...], share: float, places: int) -> None:
    time = Paused()
    run = Run(time)
    time.sleep(100)
    for answer in (0, 1, 2, 1):
        run.called((answer, 0))
        time.sleep(1)
    for answer in order:
        run.ended((answer, 0), None)
        time.sleep(1)
    run.ended((3, 0), "RateLimitedError")
    figures = run.figures()
    assert (figures["pairs_in_order_of_arrival"], figures["places_from_arrival_max"]) == (share, places)
    assert (figures["scored"], figures["lost_to"], figures["last_s"]) == (3, {"RateLimitedError": 1}, 6)
