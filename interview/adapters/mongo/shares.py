"""Links to results. A share goes with its interview."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from pymongo import DESCENDING, ReturnDocument

from interview.adapters.mongo.client import Database, Document, all_parsed, document, parsed, repository, stored_event
from interview.domain.cursors import Position
from interview.domain.decisions.shares import MAX_VIEWS, Share

if TYPE_CHECKING:
    from interview.domain.events import ResultShared, ShareRevoked


@repository
class ShareRepository:
    def __init__(self, database: Database) -> None:
        self._shares = database["shares"]

    def add(self, share: Share, event: "ResultShared") -> None:
        """With what is to be told of it."""
        self._shares.insert_one({**document(share), "unpublished": [stored_event(event)]})

    def page(self, session_id: UUID, after: Position | None, limit: int) -> Sequence[Share]:
        """Newest first; `after` is (created_at, id) of the last share of the page before."""
        wanted: Document = {"session_id": session_id}
        if after:
            at, last = after
            wanted["$or"] = [{"created_at": {"$lt": at}}, {"created_at": at, "_id": {"$lt": last}}]
        found = self._shares.find(wanted).sort([("created_at", DESCENDING), ("_id", DESCENDING)]).batch_size(limit)
        return list(islice(all_parsed(Share, found), limit))

    def revoke(self, session_id: UUID, share_id: UUID, event: "ShareRevoked") -> Share | None:
        """From then on it shows nothing; a repeat keeps the first time, and tells nothing. None where there is none."""
        this = {"_id": share_id, "session_id": session_id}
        ends = {"$set": {"revoked_at": event.at}, "$push": {"unpublished": stored_event(event)}}
        self._shares.update_one({**this, "revoked_at": None}, ends)
        return self._parsed(self._shares.find_one(this))

    def by_token(self, token_hash: str) -> Share | None:
        return self._parsed(self._shares.find_one({"token_hash": token_hash}))

    def count_view(self, token_hash: str, now: datetime) -> Share | None:
        """Count one more opening of a link that is open; None for any other."""
        return self._parsed(
            self._shares.find_one_and_update(
                {
                    "token_hash": token_hash,
                    "revoked_at": None,
                    "expires_at": {"$gt": now},
                    "views": {"$lt": MAX_VIEWS},
                },
                {"$inc": {"views": 1}, "$set": {"last_viewed_at": now}},
                return_document=ReturnDocument.AFTER,
            )
        )

    @staticmethod
    def _parsed(stored: Document | None) -> Share | None:
        return parsed(Share, stored) if stored else None
