"""The list of interviews: what each is found, filtered and ordered by, beside what it is.

An index gives each order, within each value of each thing that is filtered by (`facets`): so a page of a long list is
read without the rest. Of several filters the index knows one, and the rest are looked up in what it gives, unless one
of them leaves few enough to be put in order at once.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from pymongo import ASCENDING, DESCENDING

from interview.adapters.mongo.client import Database, Document, all_parsed, repository
from interview.adapters.mongo.indexes import LIST_FACETS, LIST_ORDERS, LIST_WORDS
from interview.adapters.mongo.turn_writes import replacing, write
from interview.domain.listing.entries import ListedSession, ListedState
from interview.domain.listing.query import DecisionIs, FlagsAre, Key, Order, Place, Wanted

ALL = "all"
"""The facet of every interview."""
FEW = 1_000
"""Entries that are put in order at once. Of 100,000, what more of them have in common comes about once in a hundred."""
MAX_VALUES = 60
"""Of one filter: the server merges 200 ranges of an index in its order, and each value has one for each audience."""
ANY_END = [True, False]
UNREAD = {"words": False, "facets": False}


class Listing(NamedTuple):
    """The entries of an interview, and the number of the turn (`SessionRepository.listing_turns`) they were made in."""

    turn: int
    entries: Sequence[ListedSession]


class _Way(NamedTuple):
    """An index, and what is looked for in it."""

    name: str
    bounds: Document


class _Segment(NamedTuple):
    """A range of an order's index, and by which of its keys what is in it is ordered: the others are the same."""

    range: Document
    keys: Sequence[Key]


@repository
class ListedSessionRepository:
    def __init__(self, database: Database) -> None:
        self._listed = database["listed_sessions"]

    def put(self, listings: Mapping[UUID, Listing]) -> None:
        """In the place of those of an earlier turn. What a later turn has put stays."""
        writes = [
            each
            for session_id, (turn, entries) in listings.items()
            for each in replacing(session_id, turn, "audience", {entry.audience: _stored(entry) for entry in entries})
        ]
        write(self._listed, writes)

    def remove(self, session_ids: Collection[UUID]) -> None:
        self._listed.delete_many({"session_id": {"$in": list(session_ids)}})

    def count_flag(self, session_id: UUID) -> None:
        """One more; the next listing counts anew."""
        with_some = {"$setUnion": [{"$setDifference": ["$facets", [_flags(0)]]}, [_flags(1)]]}
        self._listed.update_many(
            {"session_id": session_id}, [{"$set": {"flags": {"$add": ["$flags", 1]}, "facets": with_some}}]
        )

    def page(
        self,
        organisation_id: UUID,
        audiences: Sequence[str],
        reader: UUID,
        wanted: Wanted,
        order: Order,
        after: Place | None,
        limit: int,
    ) -> list[ListedSession]:
        """Those that this reader, who is of these audiences, may find; `after` is the place of the last one of the page
        before."""
        whose: Document = {"organisation_id": organisation_id, "audience": {"$in": list(audiences)}}
        conditions: list[Document] = [{"hidden_from": {"$ne": reader}}, *_conditions(wanted)]
        segments = _segments(order.keys, after)
        few = self._few(whose, wanted)
        if few and few.name != LIST_FACETS:
            query = {**whose, **few.bounds, "$and": [*conditions, {"$or": [each.range for each in segments]}]}
            return self._read(query, few.name, order.keys, limit)
        bounds = few.bounds if few else _facets_of(wanted)[0]
        found: list[ListedSession] = []
        for segment in segments:
            if len(found) < limit:
                query = {**whose, **bounds, **segment.range, "$and": conditions}
                found += self._read(query, LIST_ORDERS[order], segment.keys, limit - len(found))
        return found

    def _few(self, whose: Document, wanted: Wanted) -> _Way | None:
        """Of several filters that which leaves the fewest, where those are few."""
        ways = [_Way(LIST_FACETS, facets) for facets in _facets_of(wanted)[:-1]]
        if wanted.terms:
            ways.append(_Way(LIST_WORDS, {"words": _begins(wanted.terms[0])}))
        if score := _between(wanted.score_min, wanted.score_max):
            ways.append(_Way(LIST_ORDERS[Order.SCORE], {"facets": ALL, "score": score}))
        if times := _times(wanted):
            ways.append(_Way(LIST_ORDERS[Order.FINISHED], {"facets": ALL, "finished": {"$in": ANY_END}, "at": times}))
        if not ways or (len(ways) == 1 and ways[0].name == LIST_FACETS):
            return None
        counted = [
            (self._listed.count_documents({**whose, **way.bounds}, limit=FEW + 1, hint=way.name), way) for way in ways
        ]
        count, way = min(counted, key=lambda each: each[0])
        return way if count <= FEW else None

    def _read(self, query: Document, index: str, keys: Sequence[Key], limit: int) -> list[ListedSession]:
        by = [(key.field, DESCENDING if key.is_descending else ASCENDING) for key in keys]
        found = self._listed.find(query, UNREAD).hint(index).sort(by).limit(limit)
        return list(all_parsed(ListedSession, found))


def _stored(entry: ListedSession) -> Document:
    fields = entry.model_dump()
    if not entry.hidden_from:
        del fields["hidden_from"]
    choice = entry.decided.choice.value if entry.decided else DecisionIs.NONE.value
    return {**fields, "score": entry.score, "choice": choice, "facets": _facets(entry, choice)}


def _facets(entry: ListedSession, choice: str) -> list[str]:
    return [
        ALL,
        _standing(entry.state, choice),
        _template(entry.template_id),
        _template(entry.template_id, entry.state),
        _flags(entry.flags),
        *([f"certainty:{entry.certainty.value}"] if entry.certainty else []),
        *(f"reviewer:{reviewer.id.hex}" for reviewer in entry.reviewers),
        *(f"tag:{tag}" for tag in entry.tags),
        f"source:{entry.source.value}",
    ]


def _facets_of(wanted: Wanted) -> list[Document]:
    """What is filtered by as the indexes have it, the last of which is in all. Those that come first leave less, as a
    rule."""
    both = [_template(template, state) for template in wanted.templates for state in wanted.states][: MAX_VALUES + 1]
    is_both = 0 < len(both) <= MAX_VALUES
    found = [
        [f"tag:{tag}" for tag in wanted.tags],
        [f"reviewer:{reviewer.hex}" for reviewer in wanted.reviewers],
        [f"certainty:{certainty.value}" for certainty in wanted.certainties],
        both,
        [_template(template) for template in wanted.templates if not is_both],
        [
            _standing(state, decision.value)
            for state in wanted.states or ListedState
            for decision in wanted.decisions or DecisionIs
            if wanted.decisions or (wanted.states and not is_both)
        ],
        [f"flags:{wanted.flags.value}"] if wanted.flags else [],
        [f"source:{source.value}" for source in wanted.sources],
    ]
    few_enough = [values for values in found if 0 < len(values) <= MAX_VALUES]
    return [{"facets": {"$in": values}} for values in [*few_enough, [ALL]]]


def _standing(state: ListedState, choice: str) -> str:
    return f"standing:{state.value}:{choice}"


def _template(template_id: UUID, state: ListedState | None = None) -> str:
    return f"template:{template_id.hex}:{state.value}" if state else f"template:{template_id.hex}"


def _flags(count: int) -> str:
    return f"flags:{FlagsAre.SOME if count else FlagsAre.NONE}"


def _conditions(wanted: Wanted) -> list[Document]:
    any_of: dict[str, Sequence[Any]] = {
        "template_id": wanted.templates,
        "state": [state.value for state in wanted.states],
        "choice": [decision.value for decision in wanted.decisions],
        "certainty": [certainty.value for certainty in wanted.certainties],
        "reviewers.id": wanted.reviewers,
        "tags": wanted.tags,
        "source": [source.value for source in wanted.sources],
    }
    conditions: list[Document] = [{field: {"$in": list(values)}} for field, values in any_of.items() if values]
    conditions += [{"words": _begins(term)} for term in wanted.terms]
    if wanted.flags:
        conditions.append({"flags": {"$gt": 0} if wanted.flags is FlagsAre.SOME else {"$lt": 1}})
    if score := _between(wanted.score_min, wanted.score_max):
        conditions.append({"score": score})
    if times := _times(wanted):
        conditions.append({"at": times})
    return conditions


def _begins(term: str) -> Document:
    return {"$regex": f"^{re.escape(term)}"}


def _between(least: float | None, most: float | None) -> Document:
    """Of those that have a number."""
    if least is None and most is None:
        return {}
    return {"$gte": max(least or 0.0, 0.0), **({} if most is None else {"$lte": most})}


def _times(wanted: Wanted) -> Document:
    since = {"$gte": wanted.since} if wanted.since else {}
    return {**since, **({"$lt": wanted.until} if wanted.until else {})}


def _segments(keys: Sequence[Key], after: Place | None) -> list[_Segment]:
    """What comes after that place: where all keys but the last are the same, all but the last two, and so on."""
    if after is None:
        return [_Segment({}, keys)]
    return [
        _Segment(
            {
                **{key.field: value for key, value in zip(keys[:at], after, strict=False)},
                keys[at].field: {"$lt" if keys[at].is_descending else "$gt": after[at]},
            },
            keys[at:],
        )
        for at in reversed(range(len(keys)))
    ]
