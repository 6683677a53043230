"""Who made something, in one line."""

import pytest

from interview.domain.engines import made_by


@pytest.mark.parametrize(
    ("itself", "expected"),
    [
        ("whisper-base int8 (faster-whisper 1.2.1)", "whisper-base int8 (faster-whisper 1.2.1)"),
        (None, "deepgram nova-3"),
        ("", "deepgram nova-3"),
        ("  ", "deepgram nova-3"),
        ("a" * 500, "a" * 100),
    ],
)
def test_what_names_itself_is_called_so_and_the_vendor_by_its_model(itself: str | None, expected: str) -> None:
    assert made_by(itself, "deepgram", "nova-3") == expected
