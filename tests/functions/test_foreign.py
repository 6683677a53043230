"""Every route, by every kind of credential, with what is another organisation's (and, for who has a link, with what is
another interview's): nothing of it is reached. Roles are in `test_roles`."""

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.accounts import Role
from interview.domain.api_keys import Scope
from interview.domain.clock import utc_now
from interview.domain.tokens import LinkPurpose, derived_token
from tests.functions.api_client import Answer, Api, Firm
from tests.functions.bodies import QUERIES
from tests.functions.conftest import LINK_KEY
from tests.functions.foreign import OPERATIONS, Belongings, Operation, everything_of, untouched
from tests.functions.test_api_keys import make, scopes_of

ENDS = {"erase_interview", "finish_interview"}
"""After these a caller is another one."""
ECHOES = {"change_many", "remind_many", "cancel_many"}
"""Says of each interview that was sent whether it is there."""
REFUSED = {401, 403}
REFUSED_BY_LINKS = {*REFUSED, 404}
"""Whether a link to a result, or a public one, is over or never was is told to nobody."""
TELL_NOBODY = {"share", "publicLink"}
FEEDBACK = "/feedback"
"""In the paths of the function beside the API."""


class Caller(NamedTuple):
    name: str
    api: Api
    opens: str
    """What it opens, by the names of the API's description; nothing where it is over, or no credential at all."""


@pytest.fixture(scope="module")
def feedback(api: Api, aws: pytest.MonkeyPatch) -> Iterator[Api]:
    """It reads its settings when it is imported, which whoever has others does anew."""
    aws.setenv("FEEDBACK_MODELS", "openai/gpt-oss-20b")
    yield Api(importlib.import_module("functions.feedback.handler").handler)
    for name in ("functions.feedback.handler", "functions.feedback.route"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def meet(firm: Firm, api: Api, api_database: Database) -> Callable[[], list[Caller]]:
    """Everybody of this organisation who has a token, and who has none."""
    keys = [Caller(f"key: {scope}", api.as_(make(firm, scope)["secret"]), "key") for scope in Scope]

    def met() -> list[Caller]:
        begun, closed, expired, replaced, erased = (firm.start() for _ in range(5))
        assert closed.candidate.post("/api/interview/finish").status == 200
        api_database.sessions.update_one({"_id": closed.session_id}, {"$set": {"state": "done"}})
        over = {"$set": {"expires_at": utc_now() - timedelta(days=1)}}
        api_database.sessions.update_one({"_id": expired.session_id}, over)
        assert firm.recruiter.post(f"/api/sessions/{replaced.session_id}/link", {}).status == 201
        assert erased.candidate.post("/api/interview/erasure").status == 202
        wanted = {"label": "L", "shows": ["video", "transcript", "score", "notes"], "comments": True}
        shared = firm.recruiter.post(f"/api/sessions/{closed.session_id}/shares", wanted)
        assert shared.status == 201, shared.body
        stop = derived_token(LINK_KEY, LinkPurpose.UNSUBSCRIBE, begun.session_id)
        return [
            Caller("nobody", Api(api.handler), ""),
            Caller("who guesses", api.as_("g" * 43), ""),
            Caller("who stops letters", api.as_(stop), ""),
            Caller("viewer", api.as_(shared.json["link_path"].removeprefix("/result#")), "share"),
            Caller("who has a public link", api.as_(public_link(firm)), "publicLink"),
            Caller("candidate", begun.candidate, "link"),
            Caller("candidate, over", closed.candidate, "link"),
            Caller("candidate, expired", expired.candidate, "link"),
            Caller("candidate, link replaced", replaced.candidate, "link"),
            Caller("candidate, erased", erased.candidate, "link"),
            *keys,
        ]

    return met


def public_link(firm: Firm) -> str:
    made = firm.recruiter.put(f"/api/templates/{firm.template()}/public-link", {})
    return str(made.json["link"]["link_path"]).removeprefix("/apply#")


@pytest.fixture(scope="module")
def met(meet: Callable[[], list[Caller]]) -> list[Caller]:
    return meet()


@pytest.fixture(scope="module")
def theirs(other_firm: Firm, api_database: Database) -> Belongings:
    found = everything_of(other_firm, api_database)
    changed = other_firm.admin.put("/api/settings/consent", {"company": found.mark}, if_match="*")
    assert changed.status == 200, changed.body
    return found


@pytest.fixture(scope="module")
def ours(firm: Firm, api_database: Database) -> Belongings:
    """Of another interview than those who have a link are of."""
    return replace(everything_of(firm, api_database), whole=False)


@pytest.fixture(scope="module")
def seen(theirs: Belongings) -> dict[str, Answer]:
    """What their own admin is shown of it."""
    reads = [
        operation for operation in OPERATIONS.values() if operation.method == "GET" and "signIn" in operation.opens_by
    ]
    return {
        operation.name: theirs.ask(theirs.firm.admin, operation, narrowed=operation.path in QUERIES)
        for operation in reads
    }


@pytest.fixture(scope="module")
def stored(theirs: Belongings, seen: dict[str, Answer]) -> dict[str, list[object]]:
    """By what all of theirs is stored before anybody else has called."""
    return theirs.all_ids()


def test_another_organisation_has_whatever_a_route_names(theirs: Belongings, seen: dict[str, Answer]) -> None:
    named = {name: operation.name for operation in OPERATIONS.values() for name in operation.names}
    assert {name: named[name] for name in set(named) - set(theirs.ids)} == {}, "have everything_of() make one"
    shown = " ".join(answer.body for answer in seen.values())
    assert [name for name, value in theirs.ids.items() if value not in shown] == []
    refused = {name: answer.status for name, answer in seen.items() if answer.status != 200}
    assert refused == {}, "what is not there proves nothing"


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_nothing_foreign_is_reached(
    name: str,
    met: list[Caller],
    meet: Callable[[], list[Caller]],
    feedback: Api,
    theirs: Belongings,
    ours: Belongings,
    stored: dict[str, list[object]],
) -> None:
    operation = OPERATIONS[name]
    callers = meet() if name in ENDS else met
    if not operation.opens_by and not operation.names:
        callers = callers[:1]  # it knows nobody
    with untouched(theirs):
        with untouched(ours):
            for caller in callers:
                if caller.opens != "key":
                    walk(caller, operation, ours, feedback)
                    walk(caller, operation, theirs, feedback)
        for caller in callers:
            if caller.opens == "key":
                walk(caller, operation, theirs, feedback)


def walk(caller: Caller, operation: Operation, foreign: Belongings, feedback: Api) -> None:
    api = replace(caller.api, handler=feedback.handler) if FEEDBACK in operation.path else caller.api
    for narrowed in (True, False) if operation.in_query and operation.method == "GET" else (True,):
        answer = foreign.ask(api, operation, narrowed=narrowed)
        said = (caller.name, answer.status, answer.body[:400])
        assert answer.status < 500, said
        assert operation.name in ECHOES or foreign.given_away_by(answer.body) == [], said
        if operation.opens_by and not opens(caller, operation):
            assert answer.status in (REFUSED_BY_LINKS if operation.opens_by & TELL_NOBODY else REFUSED), said
        elif operation.things and operation.opens_by:
            assert answer.status == 404, said


def opens(caller: Caller, operation: Operation) -> bool:
    if caller.opens == "key":
        return caller.name.removeprefix("key: ") in scopes_of(operation.method, operation.path)
    return caller.opens in operation.opens_by


SEVERAL = sorted(name for name, operation in OPERATIONS.items() if len(operation.things) > 1)


@pytest.mark.parametrize("name", SEVERAL)
def test_what_is_foreign_is_not_reached_by_way_of_ones_own(
    name: str, met: list[Caller], theirs: Belongings, ours: Belongings, stored: dict[str, list[object]]
) -> None:
    operation = OPERATIONS[name]
    apis = [*(getattr(ours.firm, role) for role in Role), *(each.api for each in met if each.opens == "key")]
    with untouched(theirs):
        for thing in operation.things:
            mixed = replace(theirs, ids={**ours.ids, thing: theirs.ids[thing]})
            for api in apis:
                answer = mixed.ask(api, operation)
                assert answer.status in (403, 404), (thing, answer.body)


def test_nothing_was_added_to_what_is_foreign(theirs: Belongings, stored: dict[str, list[object]]) -> None:
    assert theirs.all_ids() == stored
