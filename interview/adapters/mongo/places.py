"""Of some things an organisation has so many and no more: each takes one of its places, by a unique index, so that
those who come at once do not get one too many."""

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from interview.adapters.mongo.client import Document

PLACE = "place"


def insert_in_place(
    things: Collection[Document], stored: Document, most: int, counting: Document | None = None
) -> bool:
    """False where its organisation has so many, `counting` those alone of which this is so."""
    those = {"organisation_id": stored["organisation_id"], **(counting or {})}
    for _ in range(most + 1):
        there = list(things.find(those, {PLACE: True}))
        taken = {each[PLACE] for each in there if PLACE in each}
        # Those of before there were places have none, and count.
        free = set(range(most - len(there) + len(taken))) - taken
        if not free:
            return False
        try:
            things.insert_one({**stored, PLACE: min(free)})
        except DuplicateKeyError:  # somebody was faster
            continue
        return True
    return False
