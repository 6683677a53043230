"""The indexes, which carry the invariants. Making them again changes nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pymongo
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.collation import Collation, CollationStrength
from pymongo.errors import OperationFailure, PyMongoError

from interview.adapters.mongo.client import Database
from interview.domain.organisations.retention import KeptKind

QUESTION = [("session_id", ASCENDING), ("question_index", ASCENDING)]
WHOSE = [("organisation_id", ASCENDING), ("_id", ASCENDING)]
"""So that organisations take turns without a document being read (`turns.py`)."""
OVERTAKEN = {"overtaken_at": {"$exists": True}}
DUE = {"merge_due_at": {"$exists": True}}
QUIET = {"quiet_since": {"$exists": True}}
AWAITED = {"score_awaited_since": {"$exists": True}}
UNPUBLISHED = IndexModel([("unpublished.at", ASCENDING)], partialFilterExpression={"unpublished": {"$exists": True}})
"""Of the documents with events that are still to be published (`outbox.py`), which are few."""
PLACES = IndexModel(
    [("organisation_id", ASCENDING), ("place", ASCENDING)],
    unique=True,
    partialFilterExpression={"place": {"$exists": True}},
)
"""Of things of which an organisation has so many and no more (`places.py`)."""

ANY_CASE = Collation("en", strength=CollationStrength.SECONDARY)

EVER = datetime(1970, 1, 1, tzinfo=UTC)

BUILD_TIMEOUT_S = 90
"""Of one index: a large collection takes longer than other calls may."""
OTHER_OPTIONS = 85
"""What the server answers where an index is there with another lifetime."""
TTL_FROM = {"chunks": "registered_at", "transcript_lines": "at"}
"""What expires some days after a date of its own: how many is a setting of the stage."""

LISTED = [("organisation_id", ASCENDING), ("audience", ASCENDING), ("facets", ASCENDING)]
IN_TEMPLATE = [("organisation_id", ASCENDING), ("template_id", ASCENDING)]
LATEST = [("at", DESCENDING), ("session_id", DESCENDING)]
LATEST_ENTRY = [("at", DESCENDING), ("number", DESCENDING)]
LIST_ORDERS = {
    "finished": "by_end",
    "-created": "by_invitation",
    "created": "by_invitation",
    "score": "by_score",
    "name": "by_name",
    "flags": "by_flags",
}
"""The index of each order of the list (`listed_sessions.py`)."""
FACTS, FACTS_OF_TEMPLATE = "by_invitation", "by_template_and_invitation"
SATISFACTION = "by_template_and_rating"
PASSAGE_TERMS = "by_terms"
LIST_FACETS, LIST_WORDS, LIST_COUNTS, LIST_HIDDEN = "by_invitation", "by_words", "by_template", "by_hidden_from"

INDEXES: dict[str, list[IndexModel]] = {
    "organisations": [IndexModel([("name", ASCENDING)], unique=True)],
    "users": [
        IndexModel([("email", ASCENDING)], unique=True),
        IndexModel([("organisation_id", ASCENDING), ("created_at", ASCENDING), ("_id", ASCENDING)]),
        IndexModel([("is_first", ASCENDING)], unique=True, sparse=True),
        IndexModel([("role", ASCENDING)], partialFilterExpression={"role": "admin"}),
    ],
    "member_invitations": [
        IndexModel([("organisation_id", ASCENDING), ("email", ASCENDING)], unique=True),
        IndexModel([("organisation_id", ASCENDING), ("created_at", ASCENDING), ("_id", ASCENDING)]),
        IndexModel([("token_hash", ASCENDING)], unique=True),
        IndexModel([("kept_until", ASCENDING)], expireAfterSeconds=0),
    ],
    "password_resets": [
        IndexModel([("token_hash", ASCENDING)], unique=True),
        IndexModel([("user_id", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "provider_attempts": [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)],
    "sign_ins": [
        IndexModel([("user_id", ASCENDING), ("began_at", DESCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "stage_usage": [
        IndexModel([(f"usage.{rate}.ends_at", ASCENDING)], expireAfterSeconds=0)
        for rate in ("page_errors", "page_joins", "public_requests_of_network", "public_requests_of_address")
    ],
    "sign_in_attempts": [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)],
    "known_places": [
        IndexModel([("user_id", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "tickets": [
        IndexModel([("session_id", ASCENDING)]),
        IndexModel([("user_id", ASCENDING)]),
        IndexModel([("organisation_id", ASCENDING)], sparse=True),
        IndexModel([("sign_in_hash", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "templates": [IndexModel([("organisation_id", ASCENDING), ("created_at", DESCENDING)])],
    "template_versions": [IndexModel([("template_id", ASCENDING), ("version", DESCENDING)], unique=True)],
    "sessions": [
        IndexModel([("link_token_hash", ASCENDING)], unique=True),
        IndexModel([("replaced_link_hashes", ASCENDING)], sparse=True),
        IndexModel(
            [
                ("organisation_id", ASCENDING),
                ("state", ASCENDING),
                ("created_at", DESCENDING),
                ("_id", DESCENDING),
            ]
        ),
        IndexModel([("template_id", ASCENDING), ("candidate_email", ASCENDING)], collation=ANY_CASE),
        IndexModel([("template_id", ASCENDING), ("candidate_name", ASCENDING)], collation=ANY_CASE),
        IndexModel([("state", ASCENDING), ("expires_at", ASCENDING), *WHOSE]),
        IndexModel([("state", ASCENDING), ("execution.requested_at", ASCENDING), *WHOSE]),
        IndexModel([("lock_began_at", ASCENDING)], sparse=True),
        IndexModel([("state", ASCENDING), ("quiet_since", ASCENDING), *WHOSE], partialFilterExpression=QUIET),
        *(
            IndexModel(
                [(f"erase_at.{kind}", ASCENDING), *WHOSE], partialFilterExpression={f"erase_at.{kind}": {"$gt": EVER}}
            )
            for kind in KeptKind
        ),
        UNPUBLISHED,
    ],
    "listed_sessions": [
        IndexModel([("session_id", ASCENDING), ("audience", ASCENDING)], unique=True),
        IndexModel([*LISTED, ("finished", DESCENDING), *LATEST], name="by_end"),
        IndexModel([*LISTED, ("created_at", DESCENDING), ("session_id", DESCENDING)], name="by_invitation"),
        IndexModel([*LISTED, ("score", DESCENDING), *LATEST], name="by_score"),
        IndexModel([*LISTED, ("name", ASCENDING), ("session_id", ASCENDING)], name="by_name"),
        IndexModel([*LISTED, ("flags", DESCENDING), *LATEST], name="by_flags"),
        IndexModel([*LISTED[:2], ("words", ASCENDING)], name="by_words"),
        IndexModel(
            [
                ("organisation_id", ASCENDING),
                ("template_id", ASCENDING),
                ("audience", ASCENDING),
                ("state", ASCENDING),
                ("choice", ASCENDING),
                ("certainty", ASCENDING),
            ],
            name="by_template",
        ),
        IndexModel(
            [("organisation_id", ASCENDING), ("hidden_from", ASCENDING)],
            name="by_hidden_from",
            partialFilterExpression={"hidden_from": {"$exists": True}},
        ),
    ],
    "passages": [
        IndexModel([("session_id", ASCENDING), ("number", ASCENDING)], unique=True),
        # What is filtered by stands behind, so that nothing is read for it.
        IndexModel(
            [
                ("organisation_id", ASCENDING),
                ("terms", ASCENDING),
                ("at", DESCENDING),
                ("template_id", ASCENDING),
                ("state", ASCENDING),
            ],
            name=PASSAGE_TERMS,
        ),
    ],
    "answers": [
        IndexModel(QUESTION, unique=True),
        IndexModel([("overtaken_at", ASCENDING), ("session_id", ASCENDING)], partialFilterExpression=OVERTAKEN),
        IndexModel(
            [("score_awaited_since", ASCENDING), ("organisation_id", ASCENDING)], partialFilterExpression=AWAITED
        ),
        IndexModel(
            [("merge_due_at", ASCENDING), ("organisation_id", ASCENDING), *QUESTION], partialFilterExpression=DUE
        ),
    ],
    "transcript_lines": [IndexModel([*QUESTION, ("stream", ASCENDING), ("seq", ASCENDING)], unique=True)],
    "chunks": [IndexModel([*QUESTION, ("chunk_index", ASCENDING)], unique=True)],
    "proctoring_events": [
        IndexModel([("session_id", ASCENDING), ("event_id", ASCENDING)], unique=True),
        IndexModel([("session_id", ASCENDING), ("at", ASCENDING), ("event_id", ASCENDING)]),
        IndexModel([*QUESTION, ("type", ASCENDING)]),
        UNPUBLISHED,
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "connections": [
        IndexModel([("session_id", ASCENDING), ("role", ASCENDING)]),
        IndexModel([("user_id", ASCENDING)], sparse=True),
        IndexModel([("organisation_id", ASCENDING)], sparse=True),
        IndexModel([("sign_in_hash", ASCENDING)], sparse=True),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "notes": [
        IndexModel([("session_id", ASCENDING), ("note_id", ASCENDING)], unique=True),
        IndexModel([("session_id", ASCENDING), ("at", DESCENDING), ("note_id", DESCENDING)]),
        UNPUBLISHED,
    ],
    "tags": [IndexModel([("organisation_id", ASCENDING), ("tag", ASCENDING)], unique=True)],
    "decisions": [
        IndexModel([("session_id", ASCENDING), ("entry_id", ASCENDING)], unique=True),
        IndexModel([("session_id", ASCENDING), ("at", DESCENDING), ("entry_id", DESCENDING)]),
        UNPUBLISHED,
    ],
    "forgotten_sessions": [
        IndexModel(
            [("organisation_id", ASCENDING), ("forgotten_at", DESCENDING), ("erasure.id", DESCENDING)],
        ),
        IndexModel([("organisation_id", ASCENDING), ("erasure.id", ASCENDING)]),
        IndexModel([("next_at", ASCENDING)], sparse=True),
        IndexModel([("link_token_hash", ASCENDING)], sparse=True),
        # Once there was one of all of them, under the name that this would have by itself.
        IndexModel(
            [("forgotten_at", ASCENDING)],
            name="by_forgotten_link",
            partialFilterExpression={"link_token_hash": {"$exists": True}},
        ),
        UNPUBLISHED,
    ],
    "model_limits": [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)],
    "scoring_line": [
        IndexModel(QUESTION, unique=True),
        IndexModel([("arrived_at", ASCENDING), ("due_at", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "exports": [
        IndexModel([("session_ids", ASCENDING)]),
        IndexModel([("user_id", ASCENDING), ("state", ASCENDING), ("created_at", ASCENDING)]),
        # Two days longer than the file may be fetched: as long as the bucket may keep it.
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=2 * 24 * 60 * 60),
    ],
    "invitation_batches": [
        IndexModel([("user_id", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)]),
        IndexModel([("state", ASCENDING), ("moved_at", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "invitation_rows": [
        IndexModel([("batch_id", ASCENDING), ("state", ASCENDING), ("line", ASCENDING)]),
        IndexModel([("batch_id", ASCENDING), ("line", ASCENDING)]),
        # Of two batches with the same person one invites them.
        IndexModel([("claim", ASCENDING)], unique=True, partialFilterExpression={"claim": {"$exists": True}}),
        IndexModel([("session_id", ASCENDING)], sparse=True),
        IndexModel([("marks", ASCENDING)], sparse=True),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "public_links": [IndexModel([("token_hash", ASCENDING)], unique=True)],
    "interview_requests": [
        IndexModel([("token_hash", ASCENDING)], unique=True),
        # Of two requests of the same address one makes the interview.
        IndexModel([("claim", ASCENDING)], unique=True, partialFilterExpression={"claim": {"$exists": True}}),
        IndexModel([("template_id", ASCENDING), ("confirmed_at", ASCENDING)]),
        IndexModel([("person", ASCENDING)]),
        IndexModel([("session_id", ASCENDING)], sparse=True),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "shares": [
        IndexModel([("token_hash", ASCENDING)], unique=True),
        IndexModel([("session_id", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)]),
        UNPUBLISHED,
    ],
    "satisfaction": [
        IndexModel([("session_id", ASCENDING)], unique=True),
        IndexModel([*IN_TEMPLATE, ("rated_at", ASCENDING), ("rating", ASCENDING)], name=SATISFACTION),
    ],
    "session_facts": [
        IndexModel([("session_id", ASCENDING)], unique=True),
        IndexModel([("organisation_id", ASCENDING), ("created_at", DESCENDING)], name=FACTS),
        IndexModel([*IN_TEMPLATE, ("created_at", DESCENDING)], name=FACTS_OF_TEMPLATE),
    ],
    "self_identifications": [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)],
    "hash_keys": [],
    "webhooks": [
        IndexModel([("organisation_id", ASCENDING), ("created_at", ASCENDING)]),
        PLACES,
    ],
    "webhook_deliveries": [
        IndexModel([("endpoint_id", ASCENDING), ("state", ASCENDING), ("next_at", ASCENDING)]),
        IndexModel([("endpoint_id", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)]),
        IndexModel([("session_id", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "kept_answers": [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)],
    "api_keys": [
        IndexModel([("key_hash", ASCENDING)], unique=True),
        IndexModel([("organisation_id", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)]),
        PLACES,
    ],
    "audit_entries": [
        IndexModel([("organisation_id", ASCENDING), ("number", DESCENDING)], unique=True),
        IndexModel([("organisation_id", ASCENDING), *LATEST_ENTRY]),
        IndexModel([("organisation_id", ASCENDING), ("actor.id", ASCENDING), *LATEST_ENTRY]),
        IndexModel([("organisation_id", ASCENDING), ("action", ASCENDING), *LATEST_ENTRY]),
        IndexModel(
            [("organisation_id", ASCENDING), ("once", ASCENDING)],
            unique=True,
            partialFilterExpression={"once": {"$exists": True}},
        ),
    ],
    "organisation_settings": [
        IndexModel([("retention_pending", ASCENDING)], partialFilterExpression={"retention_pending": True})
    ],
    "consent_texts": [],
    "mail_settings": [],
    "logos": [IndexModel([("organisation_id", ASCENDING)])],
    "analytics": [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)],
    "letters": [
        IndexModel([("session_id", ASCENDING), ("created_at", DESCENDING)], sparse=True),
        IndexModel([("user_id", ASCENDING), ("created_at", DESCENDING)], sparse=True),
        IndexModel([("state", ASCENDING), ("due_at", ASCENDING)]),
        IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
    ],
    "second_factors": [],
    "sign_in_providers": [],
    "suppressed_addresses": [],
    "scores": [IndexModel([*QUESTION, ("fingerprint", ASCENDING)], unique=True), UNPUBLISHED],
    "scorecards": [IndexModel([("session_id", ASCENDING)], unique=True), UNPUBLISHED],
}


def create_indexes(database: Database) -> list[str]:
    """Create what is missing; returns `collection.index` names, all of them, made now or before.

    One that cannot be made keeps none of the others waiting. Raises its error in the end.
    """
    made: list[str] = []
    faults: list[PyMongoError] = []
    for collection, models in INDEXES.items():
        for model in models:
            try:
                with pymongo.timeout(BUILD_TIMEOUT_S):
                    made += [f"{collection}.{name}" for name in database[collection].create_indexes([model])]
            except PyMongoError as error:
                faults.append(error)
    if faults:
        raise faults[0]
    return made


def let_expire(database: Database, lasting: Mapping[str, timedelta]) -> None:
    """Let the documents of these collections go that long after the date that `TTL_FROM` names, the old ones too."""
    for collection, lasts in lasting.items():
        keys = [(TTL_FROM[collection], ASCENDING)]
        seconds = int(lasts.total_seconds())
        try:
            with pymongo.timeout(BUILD_TIMEOUT_S):
                database[collection].create_index(keys, expireAfterSeconds=seconds)
        except OperationFailure as error:
            if error.code != OTHER_OPTIONS:
                raise
            changed = {"keyPattern": dict(keys), "expireAfterSeconds": seconds}
            database.command("collMod", collection, index=changed)


def missing_indexes(database: Database) -> list[str]:
    """The `collection.index` names that the database lacks."""
    return [
        f"{collection}.{model.document['name']}"
        for collection, models in INDEXES.items()
        for there in [database[collection].index_information()]
        for model in models
        if model.document["name"] not in there
    ]


def make_missing_indexes(database: Database) -> list[str]:
    """Create what is missing; returns what that was."""
    missing = missing_indexes(database)
    if missing:
        create_indexes(database)
    return missing
