"""Answers to requests that may be sent again. A TTL index removes them after a day."""

from datetime import datetime

from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Database, document, parsed, repository
from interview.domain.idempotency import IN_FLIGHT_FOR, KeptAnswer


@repository
class KeptAnswerRepository:
    def __init__(self, database: Database) -> None:
        self._answers = database["kept_answers"]

    def begin(self, request: KeptAnswer) -> KeptAnswer | None:
        """None where this is the first, or goes on for one that died at work: then it has the place. Otherwise what is
        there."""
        try:
            self._answers.insert_one(document(request))
        except DuplicateKeyError:
            pass
        else:
            return None
        is_dead = {"is_done": False, "begun_at": {"$lte": request.begun_at - IN_FLIGHT_FOR}}
        is_old = {"expires_at": {"$lte": request.begun_at}}
        taken = self._answers.replace_one(
            {"_id": request.id, "$or": [{**is_dead, "fingerprint": request.fingerprint}, is_old]}, document(request)
        )
        if taken.matched_count:
            return None
        stored = self._answers.find_one({"_id": request.id})
        return parsed(KeptAnswer, stored) if stored else self.begin(request)

    def keep(self, request: KeptAnswer, status: int, sealed: bytes | None) -> None:
        self._answers.update_one(
            {"_id": request.id, "begun_at": request.begun_at, "is_done": False},
            {"$set": {"is_done": True, "status": status, "sealed": sealed}},
        )

    def give_up(self, place: str, begun_at: datetime) -> None:
        """It was refused: the same key may be sent again."""
        self._answers.delete_one({"_id": place, "begun_at": begun_at, "is_done": False})
