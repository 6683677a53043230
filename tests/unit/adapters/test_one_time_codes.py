"""Codes of authenticator apps, by the standard's own examples."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from interview.adapters.one_time_codes import address, step_of, typed
from interview.domain.second_factor import app_secret

SECRET = b"12345678901234567890"
"""Of RFC 6238, appendix B, whose codes of eight digits end like those of six."""


@pytest.mark.parametrize(
    ("at_s", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_codes_are_those_of_the_standard(at_s: int, code: str) -> None:
    now = datetime.fromtimestamp(at_s, UTC)
    assert step_of(SECRET, code[2:], now) == at_s // 30


def test_a_clock_may_be_half_a_minute_away_and_no_more() -> None:
    now = datetime.fromtimestamp(1111111109, UTC)
    away = [step_of(SECRET, "081804", now + timedelta(seconds=30) * steps) is not None for steps in range(-3, 4)]
    assert away == [False, False, True, True, True, False, False]


@pytest.mark.parametrize("code", ["", "081805", "81804", "0818040", "08180\u0664", "\ud83d081804", "081 804"])
def test_nothing_else_is_a_code(code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(1111111109, UTC)) is None


def test_an_app_is_told_what_it_needs() -> None:
    assert typed(SECRET) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    told = address(SECRET, "ada@example.com")
    assert told.startswith("otpauth://totp/Colloquy:ada%40example.com?")
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" in told
    assert "issuer=Colloquy" in told


def test_each_app_and_each_stage_has_another_secret() -> None:
    secrets = {app_secret(key, UUID(int=app)) for key in ("one", "another") for app in (1, 2)}
    assert len(secrets) == 4
    assert {len(secret) for secret in secrets} == {20}
