"""Organisations take turns: whatever one of them has left lying, the next thing of another comes after its next."""

from collections.abc import Sequence
from itertools import chain, islice, zip_longest
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection

from interview.adapters.mongo.client import Document


def in_turns(collection: Collection[Document], found: Sequence[Document], at: str, item: Any, most: int) -> list[Any]:
    """Of the documents that the stages of `found` lead to, `item` of the oldest `at` of each organisation, then of the
    second of each, and so on: at most `most`, those who have waited longest first.

    No more than that leaves the database. Where an index holds all that is named here, no document is read for it.
    """
    oldest = {"$firstN": {"n": most, "input": item}}
    organisations = collection.aggregate(
        [
            *found,
            {"$sort": {at: ASCENDING}},
            {"$group": {"_id": "$organisation_id", "waits_since": {"$first": f"${at}"}, "oldest": oldest}},
            {"$sort": {"waits_since": ASCENDING}},
            {"$limit": most},
        ]
    )
    rounds = zip_longest(*(organisation["oldest"] for organisation in organisations))
    return list(islice((one for one in chain.from_iterable(rounds) if one is not None), most))
