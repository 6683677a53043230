"""Look into the bucket for chunks that no event told of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.s3 import FoundChunk, RawBucket
from interview.domain.clock import Clock, utc_now
from interview.domain.recordings.chunks import (
    MAX_CHUNK_BYTES,
    MAX_QUESTION_CHUNKS,
    MIN_CHUNK_BYTES,
    RUN_LENGTH,
    Chunk,
    Delivery,
    padded_sequencer,
)

WHOLE_SECONDS = timedelta(seconds=1)
"""S3 tells times in these."""
BEFORE_ANY_EVENT = padded_sequencer("")
"""Whatever an event says of the key counts more."""


@dataclass(frozen=True)
class LookUpChunks:
    """Events may be late or lost; what they tell of is in the bucket. What is found is registered as if its event had
    come: the event itself, when it comes, changes nothing.

    Raises StorageUnavailableError and DatabaseUnavailableError: nothing is said to be missing that was not looked for.
    """

    answers: AnswerRepository
    chunks: ChunkRepository
    raw: RawBucket
    clock: Clock = utc_now

    def missing(self, session_id: UUID, delivery: Delivery) -> int:
        """Look for those that the delivery names as lacking; how many are missing still, with those not looked for."""
        question_index, sizes = delivery.question_index, delivery.lacking
        found = self.raw.find_chunks(session_id, question_index, sizes)
        self._register(session_id, question_index, found, sizes)
        return delivery.missing - sum(one.size == sizes[one.key.chunk_index] for one in found)

    def __call__(self, session_id: UUID, question_index: int) -> None:
        """Look for all that the manifest names, or for whatever was there by the lock where no browser has said what it
        recorded."""
        for delivery in self.answers.deliveries(session_id, question_index, lacking=MAX_QUESTION_CHUNKS):
            self.missing(session_id, delivery)
            return
        handed_out = self.answers.next_run(session_id, question_index) * RUN_LENGTH
        closed_at = self.answers.closed_at(session_id, question_index)
        listed = [
            one
            for one in self.raw.list_chunks(session_id, question_index)
            if one.key.chunk_index < handed_out and (closed_at is None or one.modified_at < closed_at + WHOLE_SECONDS)
        ]
        known = self.chunks.known(session_id, question_index, [one.key.chunk_index for one in listed])
        room = MAX_QUESTION_CHUNKS - self.chunks.count(session_id, question_index, most=MAX_QUESTION_CHUNKS)
        self._register(session_id, question_index, [one for one in listed if one.key.chunk_index not in known][:room])

    def _register(
        self,
        session_id: UUID,
        question_index: int,
        found: Iterable[FoundChunk],
        sizes: Mapping[int, int] | None = None,
    ) -> None:
        """What would be more bytes than a question or an interview may have was refused when it came, too."""
        now, bytes_left = self.clock(), self.chunks.bytes_left(session_id, question_index)
        chunks: list[Chunk] = []
        for one in found:
            if not MIN_CHUNK_BYTES <= one.size <= min(MAX_CHUNK_BYTES, bytes_left):
                continue
            bytes_left -= one.size
            chunk = Chunk(
                session_id=session_id,
                question_index=question_index,
                chunk_index=one.key.chunk_index,
                key=str(one.key),
                version_id=one.version_id,
                size=one.size,
                sequencer=BEFORE_ANY_EVENT,
                registered_at=now,
            )
            chunks.append(chunk)
        self.chunks.register(chunks, sizes)
