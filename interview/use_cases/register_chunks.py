"""Write down which chunks the bucket has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interview.adapters.mongo import AnswerRepository, ChunkRepository, SessionRepository
from interview.domain.answers import Answer
from interview.domain.chunks import (
    MAX_CHUNK_BYTES,
    MIN_CHUNK_BYTES,
    RUN_LENGTH,
    Chunk,
    ChunkPlace,
    padded_sequencer,
)
from interview.domain.clock import Clock, utc_now
from interview.domain.object_events import StoredObject
from interview.domain.object_keys import ChunkKey, parse_chunk_key
from interview.domain.sessions import Session, accepts_delivery
from interview.errors import RefusedObjectError
from interview.use_cases.request_merge import RequestMerge


@dataclass(frozen=True)
class Refusal:
    """An object that is no chunk of anyone's; it stays in the bucket."""

    key: str
    reason: str


@dataclass(frozen=True)
class RegisterChunks:
    """Every handler run may be a repeat, late or out of order: the registry ends up the same."""

    sessions: SessionRepository
    answers: AnswerRepository
    chunks: ChunkRepository
    request_merge: RequestMerge
    clock: Clock = utc_now

    def __call__(self, objects: Sequence[StoredObject]) -> tuple[list[Chunk], list[Refusal]]:
        """Register what belongs to a session; then ask for a merge of each question that they change."""
        refused: list[Refusal] = []
        keyed: list[tuple[ChunkKey, StoredObject]] = []
        for stored in objects:
            try:
                keyed.append((parse_chunk_key(stored.key), stored))
            except RefusedObjectError as error:
                refused.append(Refusal(stored.key, error.message))

        sessions = self.sessions.many({key.session_id for key, _ in keyed})
        answers = self.answers.many({(key.session_id, key.question_index) for key, _ in keyed})
        recorded = _recorded_sizes(answers.values())
        registered: list[Chunk] = []
        for key, stored in keyed:
            session = sessions.get(key.session_id)
            answer = answers.get((key.session_id, key.question_index))
            try:
                chunk = self._chunk(key, stored, session, answer)
                if session and session.is_locked:
                    self._require_awaited(chunk, recorded)
            except RefusedObjectError as error:
                refused.append(Refusal(stored.key, error.message))
            else:
                registered.append(chunk)
        self.chunks.register(registered, recorded)

        for question in sorted({(chunk.session_id, chunk.question_index) for chunk in registered}):
            self.request_merge(*question, is_locked=sessions[question[0]].is_locked)
        return registered, refused

    def _chunk(self, key: ChunkKey, stored: StoredObject, session: Session | None, answer: Answer | None) -> Chunk:
        now = self.clock()
        if session is None or answer is None:
            raise RefusedObjectError("no such session or question")
        if key.chunk_index // RUN_LENGTH >= answer.next_run:
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

    def _require_awaited(self, chunk: Chunk, recorded: Mapping[ChunkPlace, int]) -> None:
        """After the lock what is there stands, though a policy may still be valid: only what lacks is taken."""
        if chunk.place not in recorded:
            raise RefusedObjectError("the interview was finished, and no manifest before that names it")
        here = self.chunks.find(*chunk.place)
        if here and here.size == recorded[chunk.place] and here.version_id != chunk.version_id:
            raise RefusedObjectError("the interview was finished with this chunk in place")


def _recorded_sizes(answers: Iterable[Answer]) -> dict[ChunkPlace, int]:
    """What their manifests say."""
    return {
        (answer.session_id, answer.question_index, chunk.index): chunk.size
        for answer in answers
        if answer.manifest
        for chunk in answer.manifest.chunks()
    }
