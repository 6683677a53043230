"""What a stage costs while nobody is interviewed: every resource of it is known to the price table."""

from benchmarks.cost.__main__ import lives
from benchmarks.cost.idle import idle
from benchmarks.cost.prices import read_prices
from tests.infrastructure.template import Template


def test_every_resource_has_a_price_or_is_named_free(template: Template) -> None:
    prices = read_prices()
    assert all(row.price in prices.prices for row in idle(template.body))


def test_how_long_recordings_are_kept_is_read_from_the_template(prod: Template) -> None:
    kept = lives(prod.body)
    assert (kept.raw, kept.merged) == (30 + 8, 365 + 8)
