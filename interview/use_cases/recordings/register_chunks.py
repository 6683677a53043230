"""Write down which chunks the bucket has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import RawBucket
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.recordings.chunks import (
    MAX_CHUNK_BYTES,
    MAX_QUESTION_CHUNKS,
    MAX_SESSION_CHUNKS,
    MIN_CHUNK_BYTES,
    RUN_LENGTH,
    Chunk,
    Expected,
    padded_sequencer,
)
from interview.domain.recordings.object_events import StoredObject
from interview.domain.recordings.object_keys import ChunkKey, parse_chunk_key
from interview.domain.sessions.session import Session, accepts_delivery
from interview.errors import DatabaseUnavailableError, QuotaExceededError, RefusedObjectError
from interview.use_cases.recordings.request_merge import RequestMerge

AWAY_AFTER = 2
"""So many questions in a row for which the database does not answer: it is away for all."""

Posted = list[tuple[ChunkKey, StoredObject]]


class Refusal(NamedTuple):
    """An object that is no chunk of anyone's. It stays in the bucket, unless its interview has posted too much."""

    key: str
    reason: str


class Failure(NamedTuple):
    """Objects of one question that could not be registered, or whose merge could not be asked for."""

    objects: list[StoredObject]
    error: Exception


@dataclass(frozen=True)
class Registration:
    """What became of a batch."""

    chunks: list[Chunk] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


@dataclass(frozen=True)
class RegisterChunks:
    """Every handler run may be a repeat, late or out of order: the registry ends up the same.

    A batch holds chunks of many interviews: a question that fails, whatever the error, fails alone.
    """

    sessions: SessionRepository
    answers: AnswerRepository
    chunks: ChunkRepository
    raw: RawBucket
    usage: UsageRepository
    request_merge: RequestMerge
    clock: Clock = utc_now

    def __call__(self, objects: Sequence[StoredObject]) -> Registration:
        """Register what belongs to a session, and ask for a merge of each question that it changes."""
        done = Registration()
        questions: dict[tuple[UUID, int], Posted] = {}
        for stored in objects:
            try:
                key = parse_chunk_key(stored.key)
            except RefusedObjectError as error:
                done.refused.append(Refusal(stored.key, error.message))
            else:
                questions.setdefault((key.session_id, key.question_index), []).append((key, stored))

        unanswered = 0
        for (session_id, question_index), posted in sorted(questions.items()):
            try:
                if unanswered >= AWAY_AFTER:
                    raise DatabaseUnavailableError("the database did not answer for those before")
                self._register(session_id, question_index, posted, done)
                unanswered = 0
            except Exception as error:  # noqa: BLE001 (whatever it is, the other questions are none the worse for it)
                done.failed.append(Failure([stored for _, stored in posted], error))
                unanswered = unanswered + 1 if isinstance(error, DatabaseUnavailableError) else 0
        return done

    def _register(self, session_id: UUID, question_index: int, posted: Posted, done: Registration) -> None:
        indexes = {key.chunk_index for key, _ in posted}
        session = self.sessions.get(session_id)
        expected = self.answers.expected(session_id, question_index, indexes)
        if session is None or expected is None:
            done.refused.extend(Refusal(stored.key, "no such session or question") for _, stored in posted)
            return
        registry = self.chunks.known(session_id, question_index, indexes)
        if not self._has_room(session_id, posted):
            self._discard(posted, registry, done)
            return
        room = self._room(session_id, question_index)
        sizes = {index: chunk.size for index, chunk in registry.items()}
        bytes_left = self.chunks.bytes_left(session_id, question_index)
        awaited = expected.sizes.keys() | registry.keys()
        taken: list[Chunk] = []
        for key, stored in posted:
            try:
                chunk = self._chunk(key, stored, session, expected)
                if session.is_locked:
                    _require_awaited(chunk, expected, registry.get(chunk.chunk_index))
                if chunk.chunk_index not in awaited and len({each.chunk_index for each in taken} - awaited) >= room:
                    raise RefusedObjectError("the question or the interview has as many chunks as it may have")
                more = chunk.size - sizes.get(chunk.chunk_index, 0)
                if more > max(0, bytes_left):
                    raise RefusedObjectError("the question or the interview has as many bytes as it may have")
            except RefusedObjectError as error:
                done.refused.append(Refusal(stored.key, error.message))
            else:
                taken.append(chunk)
                sizes[chunk.chunk_index] = chunk.size
                bytes_left -= more
        if taken:
            self.chunks.register(taken, expected.sizes)
            self.request_merge(session_id, question_index, is_locked=session.is_locked)
            done.chunks.extend(taken)

    def _has_room(self, session_id: UUID, posted: Posted) -> bool:
        """Count what was posted, whatever becomes of it: the bucket keeps what another version hides, too."""
        try:
            self.usage.count(quotas.POSTED_BYTES, session_id, amount=sum(stored.size for _, stored in posted))
        except QuotaExceededError:
            return False
        return True

    def _discard(self, posted: Posted, registry: Mapping[int, Chunk], done: Registration) -> None:
        """Delete what does not count; an event that comes twice tells of what does."""
        for key, stored in posted:
            known = registry.get(key.chunk_index)
            if known is None or known.version_id != stored.version_id:
                self.raw.delete(stored.key, stored.version_id)
                done.refused.append(Refusal(stored.key, "the interview has posted as many bytes as it may: deleted"))

    def _room(self, session_id: UUID, question_index: int) -> int:
        """How many more chunks the question and its interview may have."""
        of_question = self.chunks.count(session_id, question_index, most=MAX_QUESTION_CHUNKS)
        of_session = self.chunks.count(session_id, most=MAX_SESSION_CHUNKS)
        return min(MAX_QUESTION_CHUNKS - of_question, MAX_SESSION_CHUNKS - of_session)

    def _chunk(self, key: ChunkKey, stored: StoredObject, session: Session, expected: Expected) -> Chunk:
        now = self.clock()
        if key.chunk_index // RUN_LENGTH >= expected.next_run:
            raise RefusedObjectError("its recorder run was never handed out")
        if not MIN_CHUNK_BYTES <= stored.size <= MAX_CHUNK_BYTES:
            raise RefusedObjectError("too small or too large for a chunk")
        if not accepts_delivery(session, now):
            raise RefusedObjectError("the time for late delivery is over")
        return Chunk(
            session_id=key.session_id,
            question_index=key.question_index,
            chunk_index=key.chunk_index,
            key=str(key),
            version_id=stored.version_id,
            size=stored.size,
            sequencer=padded_sequencer(stored.sequencer),
            registered_at=now,
        )


def _require_awaited(chunk: Chunk, expected: Expected, here: Chunk | None) -> None:
    """After the lock what is there stands, though a policy may still be valid: only what lacks is taken."""
    size = expected.sizes.get(chunk.chunk_index)
    if size is None:
        raise RefusedObjectError("the interview was finished, and no manifest before that names it")
    if chunk.size != size:
        raise RefusedObjectError("the interview was finished, and its manifest names another size")
    if here and here.size == size and here.version_id != chunk.version_id:
        raise RefusedObjectError("the interview was finished with this chunk in place")
