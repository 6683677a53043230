"""The list of interviews, on a real MongoDB server: what is found, in which order, by which index, and the counts."""

import itertools
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo import listed_sessions, session_counts
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.listed_sessions import ListedSessionRepository, Listing
from interview.adapters.mongo.session_counts import SessionCountRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import Role, User
from interview.domain.decisions.entries import AnswerLevels, Choice, Decision, Entry, Finding, Override, author_of
from interview.domain.events import DecisionData, DecisionMade
from interview.domain.listing.entries import (
    EVERYBODY,
    Certainty,
    Decided,
    Known,
    ListedSession,
    ListedState,
    Reviewing,
    audiences_of,
    listed,
)
from interview.domain.listing.query import DecisionIs, FlagsAre, Order, Wanted, decoded, place_of
from interview.domain.search import terms_of
from interview.domain.sessions.session import Session, SessionState
from interview.domain.templates import Blinding
from interview.use_cases.sessions.go_round import keep_each
from interview.use_cases.sessions.list_sessions import SessionPage
from interview.wiring.listing import keep_listed_of, list_round_of
from tests.builders import NOW, a_session, a_user, list_sessions, stored

AT_ONCE = timedelta()
TEMPLATES, REVIEWERS = [uuid4() for _ in range(3)], [uuid4() for _ in range(3)]
FILTERS: dict[str, Wanted] = {
    "none": Wanted(),
    "search": Wanted(terms=terms_of("mül")),
    "search of two words": Wanted(terms=terms_of("müller an")),
    "template": Wanted(templates=(TEMPLATES[0],)),
    "templates": Wanted(templates=tuple(TEMPLATES[:2])),
    "state": Wanted(states=(ListedState.DONE,)),
    "states": Wanted(states=tuple(ListedState)),
    "decision": Wanted(decisions=(DecisionIs.HOLD,)),
    "no decision": Wanted(decisions=(DecisionIs.NONE,)),
    "state and no decision": Wanted(states=(ListedState.DONE,), decisions=(DecisionIs.NONE,)),
    "template and state": Wanted(templates=(TEMPLATES[0],), states=(ListedState.DONE, ListedState.FAILED)),
    "certainty": Wanted(certainties=(Certainty.NEEDS_PERSON,)),
    "score": Wanted(score_min=4, score_max=8),
    "lowest scores": Wanted(score_max=2),
    "flags": Wanted(flags=FlagsAre.SOME),
    "no flags": Wanted(flags=FlagsAre.NONE),
    "dates": Wanted(since=NOW + timedelta(hours=2), until=NOW + timedelta(hours=30)),
    "reviewer": Wanted(reviewers=(REVIEWERS[0],)),
    "tag": Wanted(tags=("a, b",)),
    "tags": Wanted(tags=("a, b", "berlin")),
}


def an_entry(dice: random.Random, organisation: UUID) -> ListedSession:
    state = dice.choice(list(ListedState))
    finished = state in (ListedState.DONE, ListedState.FAILED, ListedState.NOTHING_ANSWERED)
    decided = Decided(choice=dice.choice(list(Choice)), by="Rita", at=NOW) if finished and dice.random() < 0.5 else None
    name = dice.choice(["muller anna", "muller", "anna", "王小明"])
    return ListedSession(
        session_id=UUID(int=dice.getrandbits(128), version=4),
        organisation_id=organisation,
        audience=EVERYBODY,
        template_id=dice.choice(TEMPLATES),
        state=state,
        created_at=NOW + timedelta(hours=dice.randrange(20)),
        finished=finished,
        at=NOW + timedelta(hours=dice.randrange(40)),
        name=name,
        words=tuple(name.split()),
        tags=tuple(dice.sample(["a, b", "berlin", "c"], dice.randrange(3))),
        decided=decided,
        reviewers=tuple(Reviewing(id=one, name="R") for one in dice.sample(REVIEWERS, dice.randrange(3))),
        flags=dice.choice([0, 0, 1, 5]),
        overall=dice.choice([0.0, 3.5, 7.0, 9.9, None]) if finished else None,
        certainty=dice.choice(list(Certainty)) if finished else None,
    )


def matches(entry: ListedSession, wanted: Wanted) -> bool:
    choice = entry.decided.choice.value if entry.decided else "none"
    return all(
        (
            all(any(word.startswith(term) for word in entry.words) for term in wanted.terms),
            not wanted.templates or entry.template_id in wanted.templates,
            not wanted.states or entry.state in wanted.states,
            not wanted.decisions or choice in [each.value for each in wanted.decisions],
            not wanted.certainties or entry.certainty in wanted.certainties,
            not wanted.reviewers or {each.id for each in entry.reviewers} & set(wanted.reviewers),
            not wanted.tags or set(entry.tags) & set(wanted.tags),
            wanted.flags is None or (entry.flags > 0) == (wanted.flags is FlagsAre.SOME),
            wanted.score_min is None or (entry.overall is not None and entry.overall >= wanted.score_min),
            wanted.score_max is None or (entry.overall is not None and entry.overall <= wanted.score_max),
            wanted.since is None or entry.at >= wanted.since,
            wanted.until is None or entry.at < wanted.until,
        )
    )


def in_order(entries: list[ListedSession], order: Order) -> list[UUID]:
    for key in reversed(order.keys):
        entries = sorted(entries, key=lambda entry: getattr(entry, key.field), reverse=key.is_descending)
    return [entry.session_id for entry in entries]


class World:
    """Two organisations' lists, and who reads the first."""

    def __init__(self, database: Database) -> None:
        dice = random.Random(7)
        self.user = a_user(uuid4())
        self.entries = [an_entry(dice, self.user.organisation_id) for _ in range(120)]
        self.repository = ListedSessionRepository(database)
        others = [an_entry(dice, uuid4()) for _ in range(20)]
        self.repository.put({entry.session_id: Listing(1, [entry]) for entry in (*self.entries, *others)})

    def page(self, wanted: Wanted, order: Order, after: Any, limit: int) -> list[ListedSession]:
        user = self.user
        return self.repository.page(user.organisation_id, audiences_of(user), user.id, wanted, order, after, limit)

    def all_pages(self, wanted: Wanted, order: Order, limit: int) -> list[UUID]:
        found: list[UUID] = []
        after = None
        while page := self.page(wanted, order, after, limit):
            found += [entry.session_id for entry in page]
            after = place_of(page[-1], order)
        return found


@pytest.fixture(scope="module")
def world(database: Database) -> World:
    return World(database)


EACH_ORDER = pytest.mark.parametrize("order", Order)
EACH_FILTER = pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)


@EACH_ORDER
@EACH_FILTER
def test_all_that_match_are_found_once_in_order_by_an_index(
    world: World, database: Database, monkeypatch: pytest.MonkeyPatch, wanted: Wanted, order: Order
) -> None:
    """Whether one of the filters leaves few, which are put in order at once, or the order's own index is gone along."""
    expected = in_order([entry for entry in world.entries if matches(entry, wanted)], order)
    assert world.all_pages(wanted, order, 13) == expected
    monkeypatch.setattr(listed_sessions, "FEW", 0)
    assert world.all_pages(wanted, order, 13) == expected
    page = world.page(wanted, order, None, 1)
    assert page
    after = place_of(page[0], order)
    done = profiled(database, lambda: [world.page(wanted, order, None, 13), world.page(wanted, order, after, 100)])
    assert done
    assert not [each for each in done if "COLLSCAN" in each["planSummary"] or each.get("hasSortStage")]


def test_several_filters_hold_at_once(world: World) -> None:
    for one, other in itertools.combinations(FILTERS.values(), 2):
        fields = {name: value for each in (one, other) for name, value in vars(each).items() if value not in ((), None)}
        wanted = Wanted(**fields)
        expected = in_order([entry for entry in world.entries if matches(entry, wanted)], Order.FINISHED)
        assert world.all_pages(wanted, Order.FINISHED, 100) == expected, wanted


def profiled(database: Database, ask: Callable[[], object]) -> list[dict[str, Any]]:
    """What the server did for it."""
    database.command("profile", 0)
    database.drop_collection("system.profile")
    database.command("profile", 2)
    try:
        ask()
    finally:
        database.command("profile", 0)
    return list(database["system.profile"].find({"ns": f"{database.name}.listed_sessions", "op": "query"}))


ANYTHING = Wanted()


def shown(database: Database, user: User, wanted: Wanted = ANYTHING, order: Order = Order.FINISHED) -> SessionPage:
    return list_sessions(database)(user, wanted, order, None, 100)


def ids(page: SessionPage) -> list[UUID]:
    return [row.session.id for row in page.rows]


def finished(database: Database, organisation: UUID, **fields: Any) -> Session:
    done = {"state": SessionState.DONE, "is_locked": True, "completed_at": NOW, "organisation_id": organisation}
    session = stored(database, a_session(**{**done, **fields}))
    written = {"text": "So.", "written_at": NOW}
    database.answers.update_one({"session_id": session.id, "question_index": 0}, {"$set": {"text_answer": written}})
    return session


def found(database: Database, session: Session, user: User, finding: Finding) -> None:
    entry = Entry(id=uuid4(), session_id=session.id, author=author_of(user), at=NOW, finding=finding)
    event = DecisionMade(
        at=NOW,
        organisation_id=session.organisation_id,
        session_id=session.id,
        session_version=1,
        data=DecisionData(entry_id=entry.id, choice=Choice.HOLD),
    )
    DecisionRepository(database).add(entry, event)


def judged(database: Database, session: Session, user: User) -> None:
    finding = AnswerLevels(question_index=0, levels={"content": 3}, overall=6.0, rubric_hash="r")
    found(database, session, user, finding)


def has_figure(database: Database, session: Session, overall: float, **fields: object) -> None:
    figure = {"overall": overall, "low": overall, "high": overall, "confidence": "high", "indicative": False}
    scorecard = {**figure, "needs_person": False, "scored_share": 1.0, **fields}
    database.scorecards.insert_one({"session_id": session.id, "version": 1, "scorecard": scorecard})


def test_what_was_found_is_in_the_row(database: Database) -> None:
    user = a_user(uuid4())
    session = finished(database, user.organisation_id)
    has_figure(database, session, 6.5, indicative=True)
    judged(database, session, user)
    found(database, session, user, Decision(choice=Choice.ADVANCE, reason="Yes."))
    keep_listed_of(database)([session.id])
    [row] = shown(database, user).rows
    assert row.decision
    assert (row.decision.choice, row.decision.by) == (Choice.ADVANCE, user.name)
    assert [reviewer.name for reviewer in row.reviewers] == [user.name]
    assert (row.certainty, row.figure and row.figure.overall, row.flags) == (Certainty.INDICATIVE, 6.5, 0)


def test_a_figure_that_a_person_gave_is_what_is_ordered_and_filtered_by(database: Database) -> None:
    user = a_user(uuid4())
    best, raised, lowered = (finished(database, user.organisation_id) for _ in range(3))
    for session, overall in ((best, 7.0), (raised, 2.0), (lowered, 9.0)):
        has_figure(database, session, overall)
    found(database, raised, user, Override(overall=8.0, reason="Heard it all."))
    found(database, lowered, user, Override(overall=1.0, reason="Read it out."))
    keep_listed_of(database)([best.id, raised.id, lowered.id])
    assert ids(shown(database, user, order=Order.SCORE)) == [raised.id, best.id, lowered.id]
    assert ids(shown(database, user, Wanted(score_min=7.5))) == [raised.id]
    assert ids(shown(database, user, Wanted(score_max=1.5))) == [lowered.id]
    [row] = shown(database, user, Wanted(score_min=7.5)).rows
    assert row.overridden
    assert (row.overridden.overall, row.overridden.by, row.certainty) == (8.0, user.name, None)
    assert row.figure
    assert row.figure.overall == 2.0


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("role", Role)
def test_nothing_of_a_blind_interview_can_be_told_from_the_order(database: Database, role: Role, order: Order) -> None:
    """Whatever its figure, its name and what others found: who has not judged it finds it in the same place."""
    reader, judge = a_user(uuid4(), role), a_user(uuid4())
    organisation, keep = reader.organisation_id, keep_listed_of(database)
    best = finished(database, organisation, candidate_name="Bea", created_at=NOW + timedelta(hours=1))
    has_figure(database, best, 5.0)
    blind_id = uuid4()

    def places(name: str, overall: float) -> list[UUID]:
        blind = finished(database, organisation, id=blind_id, candidate_name=name, blinding=Blinding.IDENTITY)
        has_figure(database, blind, overall)
        judged(database, blind, judge)
        found(database, blind, judge, Decision(choice=Choice.REJECT, reason="No."))
        found(database, blind, judge, Override(overall=overall, reason="So it is."))
        keep([best.id, blind.id])
        seen = ids(shown(database, reader, order=order))
        ForgottenSessionRepository(database).erase(blind_id)
        return seen

    assert places("Aaron", 9.0) == places("Zed", 1.0)
    assert len(places("Aaron", 9.0)) == 2


@pytest.mark.parametrize("role", Role)
def test_nothing_of_a_blind_interview_can_be_found_before_it_is_judged(database: Database, role: Role) -> None:
    organisation = uuid4()
    reader, judge = a_user(organisation, role), a_user(organisation)
    blind = finished(database, organisation, candidate_name="Zofia Quatrain", blinding=Blinding.IDENTITY)
    has_figure(database, blind, 8.0, needs_person=True)
    judged(database, blind, judge)
    found(database, blind, judge, Decision(choice=Choice.REJECT, reason="No."))
    keep_listed_of(database)([blind.id])
    telling = [
        Wanted(terms=terms_of("zofia")),
        Wanted(score_min=0),
        Wanted(score_max=10),
        Wanted(decisions=(DecisionIs.REJECT,)),
        Wanted(certainties=tuple(Certainty)),
        Wanted(reviewers=(judge.id,)),
    ]
    untold = [Wanted(), Wanted(decisions=(DecisionIs.NONE,)), Wanted(flags=FlagsAre.NONE)]
    for wanted in telling:
        assert ids(shown(database, reader, wanted)) == [], wanted
        assert ids(shown(database, judge, wanted)) == [blind.id], wanted
    for wanted in untold:
        assert ids(shown(database, reader, wanted)) == [blind.id], wanted
    assert ids(shown(database, judge, Wanted(decisions=(DecisionIs.NONE,)))) == []
    totals = {user.id: shown(database, user).totals for user in (reader, judge)}
    assert (totals[reader.id].decided, totals[reader.id].to_decide) == (0, 1)
    assert (totals[judge.id].decided, totals[judge.id].to_decide) == (1, 0)
    [row] = shown(database, reader).rows
    assert (row.decision, row.figure, row.overridden, row.certainty, row.reviewers) == (None, None, None, None, ())

    judged(database, blind, reader)
    keep_listed_of(database)([blind.id])
    for wanted in telling:
        assert ids(shown(database, reader, wanted)) == [blind.id], wanted


def test_one_that_is_gone_leaves_the_list(database: Database) -> None:
    user = a_user(uuid4())
    session = finished(database, user.organisation_id)
    keep = keep_listed_of(database)
    assert keep([session.id]) == 1
    database.sessions.delete_one({"_id": session.id})
    assert ids(shown(database, user)) == []
    assert keep([session.id]) == 0
    assert database.listed_sessions.count_documents({"session_id": session.id}) == 0


def test_who_listed_it_later_is_believed(database: Database) -> None:
    """Of two at the same time the one that read first may write last."""
    user = a_user(uuid4())
    session = finished(database, user.organisation_id)
    keep, repository = keep_listed_of(database), ListedSessionRepository(database)
    [(turn, _)] = SessionRepository(database).listing_turns([session.id]).values()
    database.sessions.update_one({"_id": session.id}, {"$set": {"tags": ["new"]}})
    keep([session.id])
    [row] = repository.page(user.organisation_id, audiences_of(user), user.id, Wanted(), Order.FINISHED, None, 2)
    repository.put({session.id: Listing(turn, [row.model_copy(update={"tags": ("old",)})])})
    assert ids(shown(database, user, Wanted(tags=("new",)))) == [session.id]
    assert ids(shown(database, user, Wanted(tags=("old",)))) == []


def test_a_flag_counts_at_once_and_the_next_listing_counts_anew(database: Database) -> None:
    user = a_user(uuid4())
    session = finished(database, user.organisation_id)
    keep_listed_of(database)([session.id])
    assert ids(shown(database, user, Wanted(flags=FlagsAre.NONE))) == [session.id]
    for _ in range(2):
        ListedSessionRepository(database).count_flag(session.id)
    [row] = shown(database, user, Wanted(flags=FlagsAre.SOME), Order.FLAGS).rows
    assert row.flags == 2
    assert ids(shown(database, user, Wanted(flags=FlagsAre.NONE))) == []
    keep_listed_of(database)([session.id])
    assert ids(shown(database, user, Wanted(flags=FlagsAre.NONE))) == [session.id], "there were none"


def test_the_sweeper_lists_what_nobody_listed_and_goes_on_where_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, go_round = a_user(uuid4()), list_round_of(database)
    monkeypatch.setattr("interview.use_cases.sessions.go_round.AT_ONCE", 7)
    made = {finished(database, user.organisation_id).id for _ in range(20)}
    database.stage_usage.delete_one({"_id": "listing"})
    everything = database.sessions.count_documents({})
    assert go_round().count == everything
    assert set(ids(shown(database, user))) == made
    assert go_round().count == 7, "some of them, from then on"
    database.listed_sessions.delete_many({})
    for _ in range(everything // 7 + 1):
        go_round()
    assert set(ids(shown(database, user))) == made


def test_one_that_cannot_be_listed_keeps_no_other_from_the_list(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, keep = a_user(uuid4()), keep_listed_of(database)
    made = [finished(database, user.organisation_id).id for _ in range(3)]

    def fails_for_one(session: Session, known: Known) -> list[ListedSession]:
        if session.id == made[1]:
            raise ValueError
        return listed(session, known)

    monkeypatch.setattr("interview.use_cases.sessions.keep_listed.listed", fails_for_one)
    done = keep_each(keep, made)
    assert (done.count, [*done.failed]) == (2, [made[1]])
    assert set(ids(shown(database, user))) == {made[0], made[2]}
    database.stage_usage.delete_one({"_id": "listing"})
    go_round = list_round_of(database)
    assert [*go_round().failed] == [made[1]]
    assert go_round.is_complete(), "the sweeper goes on behind it"


def test_pages_go_on_behind_a_cursor_that_a_page_gave(database: Database) -> None:
    user = a_user(uuid4())
    made = [finished(database, user.organisation_id).id for _ in range(3)]
    keep_listed_of(database)(made)
    first = list_sessions(database)(user, Wanted(), Order.NAME, None, 2)
    assert first.next_cursor
    assert decoded(Order.NAME, first.next_cursor)
    second = list_sessions(database)(user, Wanted(), Order.NAME, first.next_cursor, 2)
    assert {*ids(first), *ids(second)} == set(made)
    assert second.next_cursor is None


# The counts.


@pytest.fixture
def reader(database: Database) -> User:
    reader = a_user(uuid4())
    database.organisations.insert_one({"_id": reader.organisation_id, "name": reader.organisation_id.hex})
    return reader


def one_more(database: Database, reader: User, **fields: Any) -> Session:
    session = stored(database, a_session(organisation_id=reader.organisation_id, **fields))
    keep_listed_of(database)([session.id])
    return session


def counted(database: Database, reader: User, after: timedelta = AT_ONCE, template_id: UUID | None = None) -> int:
    counts = SessionCountRepository(database).counted(
        reader.organisation_id, template_id, audiences_of(reader), reader.id, NOW + after
    )
    assert {each.state for each in counts} <= {SessionState.PENDING}
    return sum(each.many for each in counts)


def test_what_is_counted_quickly_is_counted_each_time(database: Database, reader: User) -> None:
    for number in range(3):
        assert counted(database, reader) == number
        one_more(database, reader)


def test_those_of_a_template_are_counted_by_themselves(database: Database, reader: User) -> None:
    template = uuid4()
    for fields in ({}, {"template_id": template}):
        one_more(database, reader, **fields)
    assert (counted(database, reader), counted(database, reader, template_id=template)) == (2, 1)
    stranger = a_user(uuid4())
    assert counted(database, stranger, template_id=template) == 0


def test_what_takes_long_is_kept_twenty_times_as_long(
    database: Database, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 0.5, 5.0, 10.0, 20.0, 20.1])
    monkeypatch.setattr(session_counts, "monotonic", lambda: next(times))
    one_more(database, reader)
    assert counted(database, reader) == 1
    one_more(database, reader)
    assert counted(database, reader, timedelta(seconds=9.9)) == 1
    assert counted(database, reader, timedelta(seconds=10.1)) == 2
    one_more(database, reader)
    assert counted(database, reader, timedelta(seconds=25)) == 2
    assert counted(database, reader, timedelta(seconds=25.2)) == 3, "however slow it was once"


def test_of_several_who_look_when_it_is_time_one_counts(
    database: Database, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_counts, "WORTH_KEEPING_S", 0.0)
    assert counted(database, reader) == 0
    one_more(database, reader)
    later = timedelta(minutes=1)
    organisation = {"_id": reader.organisation_id}
    kept = database.organisations.find_one(organisation)
    assert kept
    database.organisations.update_one(organisation, {"$set": {"session_counts.until": NOW + 2 * later}})
    assert counted(database, reader, later) == 0, "the others see the kept ones"
    database.organisations.update_one(organisation, {"$set": {"session_counts.until": kept["session_counts"]["until"]}})
    assert counted(database, reader, later) == 1
