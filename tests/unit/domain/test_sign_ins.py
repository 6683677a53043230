"""Which token of a sign-in counts, and until when."""

from datetime import timedelta
from uuid import UUID

import pytest

from interview.domain.sign_ins import (
    LONGEST_TTL,
    OVERLAP,
    RENEWED_AFTER,
    UNUSED_TTL,
    StoredSignIn,
    TokenStanding,
    expiry,
)
from tests.builders import NOW

A_MOMENT = timedelta(milliseconds=1)
SIGN_IN = StoredSignIn(
    id="name",
    user_id=UUID(int=1),
    began_at=NOW,
    expires_at=expiry(NOW, NOW),
    token_hash="current",
    token_since=NOW,
    successor_hash="next",
    successor_at=NOW,
    replaced_hash="before",
    replaced_at=NOW,
)


@pytest.mark.parametrize(
    ("token", "after", "standing"),
    [
        ("current", UNUSED_TTL, TokenStanding.CURRENT),
        ("next", UNUSED_TTL, TokenStanding.SUCCESSOR),
        ("before", OVERLAP - A_MOMENT, TokenStanding.JUST_REPLACED),
        ("before", OVERLAP, TokenStanding.REPLAYED),
        ("long before", timedelta(0), TokenStanding.REPLAYED),
        ("name", timedelta(0), TokenStanding.REPLAYED),
    ],
)
def test_one_token_counts_and_those_beside_it_while_it_is_replaced(
    token: str, after: timedelta, standing: TokenStanding
) -> None:
    assert SIGN_IN.standing(token, NOW + after) is standing


def test_a_successor_is_due_after_a_while_and_again_where_it_was_lost() -> None:
    unasked = SIGN_IN.model_copy(update={"successor_hash": None, "successor_at": None})
    assert not unasked.is_due(NOW + RENEWED_AFTER - A_MOMENT)
    assert unasked.is_due(NOW + RENEWED_AFTER)
    offered = SIGN_IN.model_copy(update={"successor_at": NOW + RENEWED_AFTER})
    assert not offered.is_due(NOW + RENEWED_AFTER + OVERLAP - A_MOMENT)
    assert offered.is_due(NOW + RENEWED_AFTER + OVERLAP)


def test_a_sign_in_of_before_has_one_token_for_ever() -> None:
    old = StoredSignIn(id="token", user_id=UUID(int=1), expires_at=NOW)
    assert old.standing("token", NOW) is TokenStanding.CURRENT
    assert not old.is_due(NOW + LONGEST_TTL)


def test_use_prolongs_a_sign_in_up_to_a_week() -> None:
    assert expiry(NOW, NOW) == NOW + UNUSED_TTL
    assert expiry(NOW, NOW + LONGEST_TTL - timedelta(hours=1)) == NOW + LONGEST_TTL
