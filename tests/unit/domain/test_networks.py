"""What is kept of an address that somebody came from."""

import pytest

from interview.domain.networks import neighbourhood_of


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1234:5678::1", "2001:db8:1234::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("not an address", None),
        ("", None),
    ],
)
def test_of_an_address_only_the_neighbourhood_is_kept(address: str, kept: str | None) -> None:
    assert neighbourhood_of(address) == kept
