"""Delete what arrives in the bucket and is no chunk of an interview that there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.s3 import RawBucket
from interview.domain.recordings.object_events import StoredObject
from interview.domain.recordings.object_keys import is_chunk_key, session_of
from interview.errors import StorageUnavailableError
from interview.use_cases.recordings.register_chunks import Failure


@dataclass(frozen=True)
class DiscardStrays:
    """What was posted to measure a connection, under a key that the page never makes, or for an interview that was
    forgotten."""

    forgotten: ForgottenSessionRepository
    raw: RawBucket

    def __call__(self, objects: Sequence[StoredObject]) -> tuple[list[StoredObject], list[Failure]]:
        """The others, and what the bucket did not delete: the events of these come again."""
        sessions = [session_of(stored.key) for stored in objects]
        forgotten = self.forgotten.among({session_id for session_id in sessions if session_id})
        others: list[StoredObject] = []
        failed: list[Failure] = []
        for session_id, stored in zip(sessions, objects, strict=True):
            if session_id not in forgotten and is_chunk_key(stored.key):
                others.append(stored)
                continue
            try:
                self.raw.delete(stored.key, stored.version_id)
            except StorageUnavailableError as error:
                failed.append(Failure([stored], error))
        return others, failed
