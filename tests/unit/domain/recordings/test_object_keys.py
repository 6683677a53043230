from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.recordings.object_keys import ChunkKey, Container, chunk_prefix, from_event, parse_chunk_key
from interview.errors import RefusedObjectError

SESSION = UUID("0b9f7a3e-5a1c-4f0e-9a53-1df1c0ffee00")


@given(
    session=st.uuids(),
    question=st.integers(0, 999),
    index=st.integers(0, 999_999),
    container=st.sampled_from(["webm", "mp4"]),
)
def test_a_key_is_read_back_as_it_was_written(session: UUID, question: int, index: int, container: Container) -> None:
    key = ChunkKey(session, question, index, container)
    assert parse_chunk_key(str(key)) == key
    assert str(key).startswith(chunk_prefix(session, question))


def test_small_indexes_are_padded_to_three_digits() -> None:
    assert str(ChunkKey(SESSION, 0, 7, "webm")) == f"{SESSION}/0/chunk_007.webm"
    assert str(ChunkKey(SESSION, 2, 1000, "webm")) == f"{SESSION}/2/chunk_1000.webm"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "chunk_000.webm",
        f"{SESSION}/0/chunk_00.webm",
        f"{SESSION}/0/chunk_0000.webm",
        f"{SESSION}/0/chunk_0999.webm",
        f"{SESSION}/0/chunk_1000000.webm",
        f"{SESSION}/00/chunk_000.webm",
        f"{SESSION}/-1/chunk_000.webm",
        f"{SESSION}/0/chunk_000.html",
        f"{SESSION}/0/chunk_000.webm\n",
        f"{SESSION}/0/chunk_evil.webm",
        f"{SESSION}/0/chunk_../../1/chunk_000.webm",
        f"{str(SESSION).upper()}/0/chunk_000.webm",
        f"{SESSION}/0/chunk_٠٠٠.webm",
    ],
)
def test_a_key_that_nobody_was_given_is_refused(key: str) -> None:
    with pytest.raises(RefusedObjectError):
        parse_chunk_key(key)


@given(st.text(max_size=120))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        key = parse_chunk_key(text)
    except RefusedObjectError:
        return
    assert str(key) == text


def test_keys_in_events_are_url_encoded() -> None:
    assert from_event("a%2Bb/c+d.webm") == "a+b/c d.webm"
