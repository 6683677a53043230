"""How long the dashboard's list takes, at 100,000 interviews of one organisation: `make bench NAME=dashboard`.

A MongoDB of its own is filled with them and as many of other organisations. Each question goes through the use case:
the list itself, the interviews of the page, their figures and the counts. The peer is the same question by an index of
the organisation alone: what it has is filtered and put in order each time.
"""

import argparse
import copy
import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count
from unittest.mock import patch
from uuid import UUID, uuid4

import pymongo

from benchmarks.database import own_database
from benchmarks.percentiles import percentiles
from benchmarks.queries import SHARES, seen
from benchmarks.reporting import report
from interview.adapters.mongo import listed_sessions
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.analytics import AnalyticsRepository
from interview.adapters.mongo.client import Database, Document, document
from interview.adapters.mongo.indexes import INDEXES, LIST_ORDERS, create_indexes
from interview.adapters.mongo.listed_sessions import ListedSessionRepository, Listing
from interview.adapters.mongo.satisfaction import SatisfactionRepository
from interview.adapters.mongo.session_counts import SessionCountRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain.accounts import Role, User
from interview.domain.analytics.figures import Period
from interview.domain.decisions.entries import Choice
from interview.domain.listing.entries import (
    EVERYBODY,
    Certainty,
    Decided,
    ListedSession,
    ListedState,
    Reviewing,
    audiences_of,
)
from interview.domain.listing.query import DecisionIs, FlagsAre, Order, Wanted, encoded, place_of
from interview.domain.search import folded, terms_of, words_of
from interview.domain.sessions.session import Session, SessionState
from interview.domain.templates import AskedQuestion
from interview.use_cases.analytics.show_analytics import ShowAnalytics
from interview.wiring.dashboard import list_sessions_of
from interview.wiring.listing import keep_listed_of, list_round_of

NOW = datetime.now(UTC).replace(microsecond=0)
OTHERS, TEMPLATES, PEOPLE, TAGS = 50, 20, 20, 40
BATCH = 2_000
PAGE = 25
TIMES, PEER_TIMES, LISTED = 40, 5, 100
BATCH_TIMEOUT_S = 120


class World:
    """Whose interviews there are, and what the list knows of them."""

    def __init__(self, sessions: int) -> None:
        self._dice = random.Random(1)  # noqa: S311 - the same world each time
        self._sessions = sessions
        self.largest, self.others = uuid4(), [uuid4() for _ in range(OTHERS)]
        self.templates = [uuid4() for _ in range(TEMPLATES)]
        self.people = [Reviewing(id=uuid4(), name=f"Reviewer {number}") for number in range(PEOPLE)]
        self.user = User(
            id=self.people[0].id,
            organisation_id=self.largest,
            email="",
            name="",
            role=Role.RECRUITER,
            password_hash="",
            created_at=NOW,
        )
        self.entries: list[ListedSession] = []
        """Of the largest organisation."""
        syllables = [one + other for one in "bdfgklmnprst" for other in "aeiou"]
        self._words = ["".join(self._dice.choices(syllables, k=2 + rank % 2)).title() for rank in range(3_000)]
        self._shares = list(accumulate(1 / (rank + 5) for rank in range(3_000)))
        self._one = document(
            Session(
                id=uuid4(),
                organisation_id=self.largest,
                template_id=self.templates[0],
                template_title="Backend engineer",
                questions=tuple(AskedQuestion(text="Tell us about a migration that you ran.") for _ in range(3)),
                candidate_name="",
                state=SessionState.PENDING,
                link_token_hash="",
                expires_at=NOW,
                created_at=NOW,
            )
        )

    def interviews(self) -> Iterator[tuple[Document, ListedSession]]:
        dice, states, weights = self._dice, list(SHARES), list(SHARES.values())
        for number in range(2 * self._sessions):
            organisation = self.largest if number % 2 == 0 else dice.choice(self.others)
            [state] = dice.choices(states, weights)
            name = " ".join(dice.choices(self._words, cum_weights=self._shares, k=2))
            email = f"{name.replace(' ', '.').lower()}@mail{number % 7}.example"
            created_at = NOW - timedelta(seconds=dice.randrange(365 * 24 * 3600))
            ended = state in (SessionState.DONE, SessionState.FAILED, SessionState.PROCESSING)
            tags = tuple({f"tag {int(dice.paretovariate(0.7)) % TAGS}" for _ in range(dice.randrange(3))})
            tags = (*tags, "rare") if number % 10_000 == 0 else tags
            session_id = UUID(int=dice.getrandbits(128), version=4)
            entry = ListedSession(
                session_id=session_id,
                organisation_id=organisation,
                audience=EVERYBODY,
                template_id=self.templates[int(dice.paretovariate(0.8)) % TEMPLATES],
                state=ListedState(state.value),
                created_at=created_at,
                finished=ended,
                at=created_at + timedelta(days=1) if ended else created_at,
                name=folded(name),
                words=words_of([name, email, *tags]),
                tags=tags,
                **(self._found() if state is SessionState.DONE else {}),
            )
            session = {
                **copy.copy(self._one),
                "_id": session_id,
                "organisation_id": organisation,
                "template_id": entry.template_id,
                "state": state.value,
                "is_locked": ended,
                "link_token_hash": session_id.hex,
                "candidate_name": name,
                "candidate_email": email,
                "tags": list(tags),
                "created_at": created_at,
                "completed_at": entry.at if ended else None,
                "expires_at": created_at + timedelta(days=14),
            }
            if organisation == self.largest:
                self.entries.append(entry)
            yield session, entry

    def _found(self) -> Document:
        dice = self._dice
        overall = None if dice.random() < 0.05 else round(min(10, max(0, dice.gauss(6, 1.6))), 1)
        [choice] = dice.choices([None, *Choice], [0.4, 0.2, 0.02, 0.38])
        return {
            "overall": overall,
            "certainty": Certainty.NEEDS_PERSON if overall is None else dice.choice(list(Certainty)),
            "decided": choice and Decided(choice=choice, by="Reviewer 1", at=NOW),
            "reviewers": tuple(dice.sample(self.people, dice.choice([0, 0, 1, 1, 2]))),
            "flags": max(0, int(dice.gauss(0, 2))),
        }


def fill(database: Database, world: World) -> None:
    database.listed_sessions.create_indexes(INDEXES["listed_sessions"][:1])
    repository = ListedSessionRepository(database)
    batch: list[tuple[Document, ListedSession]] = []

    def write() -> None:
        with pymongo.timeout(BATCH_TIMEOUT_S):
            theirs = [(session, entry) for session, entry in batch if entry.organisation_id == world.largest]
            database.sessions.insert_many([session for session, _ in theirs], ordered=False)
            database.scorecards.insert_many([scorecard(entry) for _, entry in theirs], ordered=False)
            repository.put({entry.session_id: Listing(1, [entry]) for _, entry in batch})
        batch.clear()

    for each in world.interviews():
        batch.append(each)
        if len(batch) == BATCH:
            write()
    if batch:
        write()
    create_indexes(database)
    # Where counts are kept.
    database.organisations.insert_one({"_id": world.largest, "name": "Largest"})
    database.templates.insert_many([{"_id": one, "organisation_id": world.largest} for one in world.templates])
    with pymongo.timeout(BATCH_TIMEOUT_S):
        database.listed_sessions.create_index([("organisation_id", 1)], name="whose")


def scorecard(entry: ListedSession) -> Document:
    of_all = dict.fromkeys(("overall", "low", "high"), entry.overall)
    worth = {"confidence": "high", "indicative": False, "needs_person": False, "scored_share": 1.0}
    return {"session_id": entry.session_id, "version": 1, "scorecard": {**of_all, **worth}}


def cursor(world: World, order: Order, share: float) -> str:
    """Of a page so far back."""
    entries = world.entries
    for key in reversed(order.keys):
        entries = sorted(entries, key=lambda entry: getattr(entry, key.field), reverse=key.is_descending)
    return encoded(order, place_of(entries[int(share * (len(entries) - 1))], order))


def questions(world: World) -> Mapping[str, tuple[Wanted, Order, str | None]]:
    finished = Order.FINISHED
    template, person = world.templates[1], world.people[3].id
    name = next(entry.name for entry in world.entries if len(entry.name) > 10)
    month = Wanted(since=NOW - timedelta(days=200), until=NOW - timedelta(days=170))
    filters = {
        "to decide": Wanted(states=(ListedState.DONE,), decisions=(DecisionIs.NONE,)),
        "state": Wanted(states=(ListedState.FAILED,)),
        "not begun": Wanted(states=(ListedState.PENDING,)),
        "template": Wanted(templates=(template,)),
        "template and state": Wanted(templates=(template,), states=(ListedState.DONE,)),
        "decision, a rare one": Wanted(decisions=(DecisionIs.HOLD,)),
        "needs a person": Wanted(certainties=(Certainty.NEEDS_PERSON,), decisions=(DecisionIs.NONE,)),
        "score from 9": Wanted(score_min=9),
        "score from 4 to 7": Wanted(score_min=4, score_max=7),
        "flags": Wanted(flags=FlagsAre.SOME),
        "a month": month,
        "a day": Wanted(since=NOW - timedelta(days=100), until=NOW - timedelta(days=99)),
        "reviewer": Wanted(reviewers=(person,)),
        "tag": Wanted(tags=("tag 1",)),
        "tag, a rare one": Wanted(tags=("rare",)),
    }
    searches = {
        "search: a whole name": Wanted(terms=terms_of(name)),
        "search: three letters": Wanted(terms=terms_of(name[:3])),
        "search: one letter": Wanted(terms=terms_of("b")),
        "search: every address": Wanted(terms=terms_of("example")),
        "search: nobody": Wanted(terms=terms_of("nobody")),
    }
    together = {
        "tag, template, done, flags": filters["template and state"].model_copy(
            update={"tags": ("tag 2",), "flags": FlagsAre.SOME}
        ),
        "reviewer, a month, score from 4 to 7": month.model_copy(
            update={"reviewers": (person,), "score_min": 4, "score_max": 7}
        ),
        "three letters, done, undecided": filters["to decide"].model_copy(update={"terms": terms_of(name[:3])}),
        "every address, not begun": filters["not begun"].model_copy(update={"terms": terms_of("example")}),
        "not begun, with flags: none": Wanted(states=(ListedState.PENDING,), flags=FlagsAre.SOME),
        "reviewer and tag, of expired: none": Wanted(
            reviewers=(person,), tags=("tag 1",), states=(ListedState.EXPIRED,)
        ),
    }
    return {
        "list": (Wanted(), finished, None),
        **{f"by {order.value}": (Wanted(), order, None) for order in Order if order is not finished},
        **{f"{order.value}, half way back": (Wanted(), order, cursor(world, order, 0.5)) for order in Order},
        **{f"{order.value}, last page": (Wanted(), order, cursor(world, order, 0.999)) for order in Order},
        **{name: (wanted, finished, None) for name, wanted in {**filters, **searches, **together}.items()},
        **{f"{name}, by name": (wanted, Order.NAME, None) for name, wanted in {**filters, **searches}.items()},
        **{f"{name}, by score": (wanted, Order.SCORE, None) for name, wanted in {**together, **searches}.items()},
    }


def seconds(ask: Callable[[], object], times: int) -> list[float]:
    taken: list[float] = []
    for _ in range(times):
        began_s = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began_s)
    return taken


def is_of_the_page(command: Document) -> bool:
    """And no counting for the cards."""
    plan = command["plan"]
    return command["collection"] == "listed_sessions" and "template_id" not in plan and "hidden_from" not in plan


def measured(database: Database, world: World) -> Document:
    lists, repository, user = list_sessions_of(database), ListedSessionRepository(database), world.user
    figures: Document = {}
    for name, (wanted, order, at) in questions(world).items():

        def ask(wanted: Wanted = wanted, order: Order = order, at: str | None = at) -> int:
            return len(lists(user, wanted, order, at, PAGE).rows)

        rows = ask()
        looked_at = [each for each in seen(database, ask) if is_of_the_page(each)]
        figures[name] = {
            **percentiles(seconds(ask, TIMES)),
            "rows": rows,
            "keys": sum(each["keys"] for each in looked_at),
            "documents": sum(each["documents"] for each in looked_at),
        }
    by_organisation = dict.fromkeys(LIST_ORDERS, "whose")
    with (
        patch.object(listed_sessions, "LIST_ORDERS", by_organisation),
        patch.object(ListedSessionRepository, "_few", lambda *_: None),
    ):
        for name, (wanted, order, _) in questions(world).items():

            def ask_peer(wanted: Wanted = wanted, order: Order = order) -> object:
                return repository.page(user.organisation_id, audiences_of(user), user.id, wanted, order, None, PAGE + 1)

            if name in PEERS:
                figures[name]["peer"] = percentiles(seconds(ask_peer, PEER_TIMES))
    return figures


PEERS = {"list", "by score", "by name", "to decide", "tag", "score from 9", "search: three letters", "search: nobody"}
"""Of which the peer is asked as well."""


def figures_of(database: Database, world: World) -> Document:
    asked = measured(database, world)
    keep, some = keep_listed_of(database), (entry.session_id for entry in world.entries)
    stats = database.command("collStats", "listed_sessions")
    counts, user = SessionCountRepository(database), world.user
    later = (NOW + timedelta(minutes=minutes) for minutes in count(1))

    def count_anew() -> object:
        """What was kept is out of date each time."""
        return counts.counted(user.organisation_id, None, audiences_of(user), user.id, next(later))

    first_sweep = list_round_of(database)().count
    AccountRepository(database).add_user(user)
    show_analytics = ShowAnalytics(
        SessionFactsRepository(database),
        SatisfactionRepository(database),
        AnalyticsRepository(database),
        TemplateRepository(database),
        UsageRepository(database),
        clock=lambda: next(later),
    )
    analytics = seconds(lambda: show_analytics(user, None, Period.ALL), PEER_TIMES)
    indexes = {name: round(size / stats["count"]) for name, size in stats["indexSizes"].items() if name != "whose"}
    return {
        "sessions": len(world.entries),
        "worst": max(asked, key=lambda name: asked[name]["p50_ms"]),
        "questions": asked,
        "counts of the organisation": percentiles(seconds(count_anew, PEER_TIMES)),
        "listing one anew": percentiles(seconds(lambda: keep([next(some)]), LISTED)),
        "listed by the first sweep": first_sweep,
        "analytics": {
            "interviews": show_analytics(user, None, Period.ALL).interviews,
            **percentiles(analytics),
        },
        "bytes an interview": {"list": round(stats["size"] / stats["count"]), "its indexes": indexes},
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sessions", type=int, default=100_000, help="of the organisation, and of all others")
    chosen = options.parse_args()
    with own_database() as database:
        world = World(chosen.sessions)
        fill(database, world)
        figures = figures_of(database, world)
    print(report("dashboard", figures))


if __name__ == "__main__":
    main()
