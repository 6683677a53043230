"""Delete what arrives in the bucket of an interview that was forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview.adapters.mongo import ForgottenSessionRepository
from interview.adapters.s3 import RawBucket
from interview.domain.object_events import StoredObject
from interview.domain.object_keys import session_of


@dataclass(frozen=True)
class DiscardForgotten:
    forgotten: ForgottenSessionRepository
    raw: RawBucket

    def __call__(self, objects: Sequence[StoredObject]) -> list[StoredObject]:
        """The others. Raises StorageUnavailableError where the bucket does not answer: the event comes again."""
        sessions = [session_of(stored.key) for stored in objects]
        forgotten = self.forgotten.among({session_id for session_id in sessions if session_id})
        others = []
        for session_id, stored in zip(sessions, objects, strict=True):
            if session_id in forgotten:
                self.raw.delete(stored.key, stored.version_id)
            else:
                others.append(stored)
        return others
