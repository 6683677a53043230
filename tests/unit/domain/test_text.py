"""What people write in a field: it can be seen, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from interview.domain.text import Name

NAME = TypeAdapter[str](Name)
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
TECHNOLOGIST = "\U0001f469\u200d\U0001f4bb"


UNSEEN = ["", " ", "\u200b", "\u00a0\u2003", "\u202e\u202c", "\ufeff", "\u200d", "\x00"]
WITHOUT_A_MARK = ["\u3164", "\u115f", "\u2800", "\ufe0f", "\u17b4", "\u0301"]


@pytest.mark.parametrize("unseen", [*UNSEEN, *WITHOUT_A_MARK])
def test_a_name_that_cannot_be_seen_is_empty(unseen: str) -> None:
    with pytest.raises(ValidationError):
        NAME.validate_python(unseen)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Ada\u200b Lovelace ", "Ada Lovelace"),
        ("\u202eAda\u202c", "Ada"),
        ("Ada\nLovelace", "Ada Lovelace"),
        (PERSIAN, PERSIAN),
        (TECHNOLOGIST, TECHNOLOGIST),
        ("Zo\u00eb \u674e \u05d3", "Zo\u00eb \u674e \u05d3"),
    ],
)
def test_invisible_characters_are_left_out_and_every_script_is_kept(written: str, kept: str) -> None:
    assert NAME.validate_python(written) == kept


@given(st.text(max_size=200))
def test_what_was_taken_once_is_taken_again_unchanged(text: str) -> None:
    try:
        taken = NAME.validate_python(text)
    except ValidationError:
        return
    assert NAME.validate_python(taken) == taken
