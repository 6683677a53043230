"""The one place that knows how objects in the media buckets are named.

raw bucket       {session}/{question}/chunk_{index:03}.webm|mp4
                 {session}/upload-test, which is no chunk and is deleted when its event comes
merged bucket    {session}/{question}/{digest}.webm|mp4 and {digest}.ogg (its audio alone)
"""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote_plus
from uuid import UUID

from interview.errors import RefusedObjectError

Container = Literal["webm", "mp4"]

MAX_CHUNK_INDEX = 999_999
"""A thousand runs of a thousand chunks."""

_CHUNK = re.compile(
    r"(?P<session>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"/(?P<question>0|[1-9][0-9]{0,2})"
    r"/chunk_(?P<index>[0-9]{3}|[1-9][0-9]{3,5})\.(?P<container>webm|mp4)"
)


@dataclass(frozen=True, slots=True)
class ChunkKey:
    """Whose chunk an object is."""

    session_id: UUID
    question_index: int
    chunk_index: int
    container: Container

    def __str__(self) -> str:
        return f"{chunk_prefix(self.session_id, self.question_index)}{self.chunk_index:03}.{self.container}"


def chunk_prefix(session_id: UUID, question_index: int) -> str:
    """What every key of a question's chunks starts with; the presigned policy pins it."""
    return f"{session_id}/{question_index}/chunk_"


def parse_chunk_key(key: str) -> ChunkKey:
    """Read a chunk's key; raises RefusedObjectError for anything that this module would not have written."""
    match = _CHUNK.fullmatch(key)
    if match is None:
        raise RefusedObjectError("not the key of a chunk")
    container: Container = "webm" if match["container"] == "webm" else "mp4"
    return ChunkKey(UUID(match["session"]), int(match["question"]), int(match["index"]), container)


def is_chunk_key(key: str) -> bool:
    return _CHUNK.fullmatch(key) is not None


def session_of(key: str) -> UUID | None:
    """Whose an object is, be it a chunk or not; None for one that stands outside every session."""
    try:
        return UUID(key.partition("/")[0])
    except ValueError:
        return None


def from_event(key: str) -> str:
    """The key as S3 events carry it: URL-encoded, with `+` for a space."""
    return unquote_plus(key)


def upload_test_key(session_id: UUID) -> str:
    """What a browser posts to find out how fast its connection is."""
    return f"{session_id}/upload-test"


def merged_key(session_id: UUID, question_index: int, digest: str, extension: str) -> str:
    """Where the result of merging the chunks behind `digest` stands."""
    return f"{session_id}/{question_index}/{digest}.{extension}"
