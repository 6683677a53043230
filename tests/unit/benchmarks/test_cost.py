"""What an interview costs, made of what was counted."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from benchmarks.cost.counting import Counts, Passed, Runs, passed
from benchmarks.cost.idle import FREE, PRICED, UnknownResourceError, idle
from benchmarks.cost.interview import Lives, cost, scaled_s, union
from benchmarks.cost.prices import read_prices

TABLE = """
dated = 2026-11-29
[pages]
s3 = "https://aws.amazon.com/s3/pricing/"
[prices]
s3_write = { usd = 0.005, per = 1_000, page = "s3" }
"""


class TestPrices:
    def test_a_price_is_for_so_many(self) -> None:
        assert read_prices(TABLE).usd("s3_write", 2_000) == pytest.approx(0.01)

    def test_the_kept_table_is_dated_and_names_a_page_of_each_price(self) -> None:
        prices = read_prices()
        assert prices.dated.year >= 2026
        assert {price.page for price in prices.prices.values()} == prices.pages.keys()
        assert all(address.startswith("https://") for address in prices.pages.values())

    @pytest.mark.parametrize(
        "wrong",
        [
            TABLE.replace('page = "s3"', 'page = "elsewhere"'),
            TABLE.replace(', page = "s3"', ""),
            TABLE.replace("usd = 0.005", "usd = 0"),
            TABLE.replace("per = 1_000", "pro = 1_000"),
            TABLE.replace("dated = 2026-11-29", ""),
        ],
    )
    def test_what_is_no_price_is_refused(self, wrong: str) -> None:
        with pytest.raises(ValidationError):
            read_prices(wrong)


class TestIntervals:
    def test_times_are_joined(self) -> None:
        assert union([(5, 6), (0, 2), (1, 3), (3, 4)]) == [(0, 4), (5, 6)]

    def test_a_socket_that_is_always_open_is_open_for_all_of_a_longer_interview(self) -> None:
        answering = [(10.0, 40.0), (50.0, 80.0)]
        assert scaled_s([(0.0, 100.0)], answering, 840 / 60, 360 / 40) == pytest.approx(1200)

    def test_one_that_rests_while_the_candidate_answers_is_not(self) -> None:
        answering = [(10.0, 40.0), (50.0, 80.0)]
        sockets = [(0.0, 10.0), (38.0, 50.0), (80.0, 100.0)]
        assert scaled_s(sockets, answering, 14, 9) == pytest.approx(2 * 14 + 40 * 9)

    @given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)).map(lambda pair: (min(pair), max(pair)))))
    def test_joined_times_lie_apart(self, times: list[tuple[float, float]]) -> None:
        joined = union(times)
        assert all(one[1] < other[0] for one, other in pairwise(joined))
        assert all(any(began <= at <= ended for began, ended in joined) for pair in times for at in pair)


def test_the_edges_log_is_read() -> None:
    log = (
        "2026-11-29 17:10:40,559 INFO GET /voice 101 126829 ms, 3578577 bytes in, 1170339 out, 1310 frames\n"
        "2026-11-29 17:10:41,000 ERROR The origin of /api/* does not answer: TimeoutError()\n"
    )
    assert passed(log) == [Passed("GET", "/voice", 126829, 3578577, 1170339, 1310)]


def test_what_was_counted_becomes_twenty_minutes() -> None:
    counts = Counts(
        passed=[
            Passed("GET", "/voice", 100_000, 1_000_000, 500_000, 0),
            Passed("PUT", "/api/interview/questions/0/manifest", 10, 0, 0, 0),
            Passed("GET", "/api/sessions/1", 10, 0, 0, 0),
        ],
        functions={"Api": Runs(2, 2.0), "ChunkRegistered": Runs(6, 3.0), "Sweep": Runs(9, 9.0)},
        calls=Counter({("s3", "POST.s3"): 6}),
        transitions=Counter({"interview": 10}),
        log_bytes=0,
        agent=[(0.0, 100.0)],
        recognition=[(20.0, 80.0)],
        prerecorded_s=0,
        spoken_characters=0,
    )
    quantities = {line.what: line.quantity for line in cost(counts, 1, Lives(38, 365, archived_after=30))}
    assert quantities["minutes of the agent"] == pytest.approx(20)
    assert quantities["minutes of recognition"] == 14
    assert quantities["writes"] == pytest.approx(6 * 14)
    assert quantities["runs"] == pytest.approx(7 + 6 * 14)
    assert quantities["GB-seconds"] == pytest.approx(7 * 1 + 3 * 14)
    assert quantities["transitions"] == pytest.approx(70)
    assert quantities["GB of the candidate's voice"] == pytest.approx(0.012)
    recordings = [quantity for what, quantity in quantities.items() if "recordings" in what and "GB-months" in what]
    assert sum(recordings) == pytest.approx(0.07854 * 365 / 30.4, rel=1e-3)


class TestIdle:
    def test_the_same_thing_of_several_resources_is_one_row(self) -> None:
        secret = {"Type": "AWS::SecretsManager::Secret"}
        (row,) = idle({"Resources": {"A": secret, "B": secret}})
        assert (row.what, row.quantity) == ("secret", 2)

    def test_each_metric_of_an_alarm_counts(self) -> None:
        metrics = [{"MetricStat": {}}, {"MetricStat": {}}, {"Expression": "a + b"}]
        alarms = {
            "A": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": metrics}},
            "B": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"MetricName": "Errors"}},
        }
        (row,) = idle({"Resources": alarms})
        assert row.quantity == 3

    def test_a_type_of_which_nobody_said_what_it_costs_is_an_error(self) -> None:
        with pytest.raises(UnknownResourceError, match="AWS::EC2::NatGateway"):
            idle({"Resources": {"A": {"Type": "AWS::EC2::NatGateway"}}})

    def test_nothing_is_both_free_and_priced(self) -> None:
        assert not FREE & PRICED.keys()
