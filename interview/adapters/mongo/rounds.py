"""How far the sweeper's rounds of all interviews have come, one for each thing that is kept beside them."""

from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.client import Database, repository


class Progress(NamedTuple):
    """Where the round goes on, which is no interview's id; by which version of the rules it is made, and by which a
    whole one was."""

    next: UUID
    begun_by: int
    complete_by: int


@repository
class RoundRepository:
    """`name` is that of the thing, in `stage_usage`."""

    def __init__(self, database: Database, name: str) -> None:
        self._stage = database["stage_usage"]
        self._of = {"_id": name}

    def progress(self) -> Progress:
        stored = self._stage.find_one(self._of) or {}
        return Progress(stored.get("next", UUID(int=0)), stored.get("begun_by", 0), stored.get("complete_by", 0))

    def keep(self, progress: Progress) -> None:
        self._stage.update_one(self._of, {"$set": progress._asdict()}, upsert=True)
