"""API keys: who makes them, what they open and what never, how often, and until when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from functions.api.application import openapi_document
from functions.api.scopes import SCOPES
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.api_keys import ApiKeyRepository
from interview.adapters.mongo.client import Database
from interview.domain import quotas
from interview.domain.accounts import Role
from interview.domain.api_keys import MAX_KEYS, ApiKey, Scope
from interview.domain.clock import utc_now
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.tokens import hashed
from tests.functions.api_client import Answer, Api, Firm, Log, request_event
from tests.functions.bodies import BODIES, QUERIES, filled
from tests.functions.test_api_decisions import blind

KEYS = "/api/api-keys"
ALL = [scope.value for scope in Scope]


def make(firm: Firm, *scopes: str, **fields: object) -> dict[str, Any]:
    made = firm.admin.post(KEYS, {"name": "Our system", "scopes": list(scopes or ALL), **fields})
    assert made.status == 201, made.body
    answer: dict[str, Any] = made.json
    return answer


def ask(api: Api, secret: str, method: str, path: str, body: object = None, query: Any = None) -> Answer:
    """As a program does: with nothing that a browser says."""
    return api.send(request_event(method, path, secret, body, None, query or {}, {}))


def routes_of_people() -> list[tuple[str, str]]:
    return [
        (method.upper(), path)
        for path, operations in openapi_document()["paths"].items()
        for method, operation in operations.items()
        if any("signIn" in scheme for scheme in operation.get("security", ()))
    ]


def scopes_of(method: str, path: str) -> frozenset[Scope]:
    route = path.removeprefix("/api").replace("{", "<").replace("}", ">")
    return SCOPES.get(f"{method} {route}", frozenset())


@pytest.fixture(scope="module")
def secrets(firm: Firm) -> dict[str, str]:
    """A key with each scope alone, and one with all."""
    return {**{scope: make(firm, scope)["secret"] for scope in ALL}, "all": make(firm)["secret"]}


@pytest.mark.parametrize(("method", "path"), routes_of_people(), ids=lambda part: part)
def test_a_key_opens_what_its_scopes_do_and_nothing_foreign(
    firm: Firm, secrets: dict[str, str], method: str, path: str
) -> None:
    body = None if method == "GET" else BODIES.get(path)
    opened_by = scopes_of(method, path)
    for name, secret in secrets.items():
        answer = ask(firm.admin, secret, method, filled(path), body, QUERIES.get(path))
        if not opened_by:
            assert answer.status in (401, 403), answer.body
            assert answer.error in ("not_for_keys", "sign_in_required", "cross_site_request")
        elif name != "all" and name not in opened_by:
            assert (answer.status, answer.error) == (403, "scope_missing")
        elif "{" in path:
            assert answer.status == 404 or (answer.status, answer.error) == (428, "version_required"), answer.body
        else:
            assert answer.status in (200, 201, 202, 404), answer.body


def test_no_account_route_is_open_to_keys() -> None:
    closed = ("/me", "/sign-", "/api-keys", "/audit", "/members", "/account", "/webhooks", "/live-tickets")
    assert not [route for route in SCOPES if any(part in route for part in closed)]


def test_a_key_reads_nothing_of_another_firm(own: Firm, other_firm: Firm) -> None:
    foreign = other_firm.invite().session_id
    secret = make(own)["secret"]
    for path in (f"/api/sessions/{foreign}", f"/api/sessions/{foreign}/answers/0", f"/api/sessions/{foreign}/notes"):
        assert ask(own.admin, secret, "GET", path).status == 404
    assert ask(own.admin, secret, "GET", "/api/sessions").json["sessions"] == []


def test_what_is_hidden_from_its_maker_is_hidden_from_a_key(own: Firm, api_database: Database) -> None:
    session = blind(own, api_database, "identity")
    secret = make(own)["secret"]
    shown = ask(own.admin, secret, "GET", f"/api/sessions/{session}")
    assert shown.json["scores_hidden"]
    assert (shown.json["scorecard"], shown.json["session"]) == (
        None,
        own.admin.get(f"/api/sessions/{session}").json["session"],
    )


@pytest.mark.parametrize("role", list(Role))
def test_admins_alone_look_after_keys(own: Firm, role: Role) -> None:
    api: Api = getattr(own, role)
    made = make(own)["key"]["id"]
    may = role in MAY[Action.MANAGE_KEYS]
    assert api.get(KEYS).status == (200 if may else 403)
    assert api.post(KEYS, {"name": "K", "scopes": ["export"]}).status == (201 if may else 403)
    assert api.post(f"{KEYS}/{made}/revocation").status == (200 if may else 403)


def test_the_secret_is_shown_once_and_stored_as_a_hash(own: Firm, api_database: Database) -> None:
    made = make(own, "export")
    secret = made["secret"]
    assert secret.startswith("colloquy_")
    assert secret.startswith(made["key"]["prefix"])
    listed = own.admin.get(KEYS)
    assert secret not in listed.body
    assert [key["id"] for key in listed.json["keys"]] == [made["key"]["id"]]
    stored = api_database["api_keys"].find_one({"key_hash": hashed(secret)})
    assert stored
    assert secret not in str(stored)


def test_a_key_that_was_revoked_or_has_expired_opens_nothing(
    own: Firm, other_firm: Firm, api_database: Database, log: Log
) -> None:
    made = make(own)
    secret, path = made["secret"], f"{KEYS}/{made['key']['id']}/revocation"
    assert other_firm.admin.post(path).status == 404
    assert ask(own.admin, secret, "GET", "/api/tags").status == 200
    assert own.admin.post(path).json["revoked_at"]
    assert ask(own.admin, secret, "GET", "/api/tags").error == "sign_in_required"
    expired = make(own)
    this = {"key_hash": hashed(expired["secret"])}
    api_database["api_keys"].update_one(this, {"$set": {"expires_at": utc_now() - timedelta(seconds=1)}})
    assert ask(own.admin, expired["secret"], "GET", "/api/tags").status == 401
    assert not [line for line in log.lines if secret in str(line)]
    assert len(log.named("auth_invalid_token")) == 2


def test_a_key_ends_with_its_makers_account(own: Firm, api_database: Database) -> None:
    secret = make(own)["secret"]
    accounts = AccountRepository(api_database)
    maker = accounts.user_by_email(own.emails["admin"])
    assert maker
    accounts.disable(maker.id, is_disabled=True)
    assert ask(own.admin, secret, "GET", "/api/tags").status == 401


def test_the_last_use_is_shown_to_the_minute(own: Firm, api_database: Database) -> None:
    made = make(own)

    def last_use() -> str | None:
        used: str | None = own.admin.get(KEYS).json["keys"][0]["last_used_at"]
        return used

    assert last_use() is None
    ask(own.admin, made["secret"], "GET", "/api/tags")
    first = last_use()
    assert first
    ask(own.admin, made["secret"], "GET", "/api/tags")
    assert last_use() == first


def test_a_key_is_used_so_often_and_there_are_so_many(own: Firm, api_database: Database) -> None:
    secret = make(own)["secret"]
    full = {"usage.key_calls": {"ends_at": utc_now() + quotas.KEY_CALLS.per, "count": quotas.KEY_CALLS.most}}
    api_database["api_keys"].update_one({"key_hash": hashed(secret)}, {"$set": full})
    refused = ask(own.admin, secret, "GET", "/api/tags")
    assert (refused.status, refused.params["limit"]) == (429, "key_calls")
    assert int(refused.headers["retry-after"]) > 0
    like = api_database["api_keys"].find_one({"key_hash": hashed(secret)})
    assert like
    del like["place"]  # those of before there were places count as well
    more = [{**like, "_id": f"{nth}", "key_hash": f"{nth} {secret}"} for nth in range(MAX_KEYS - 1)]
    api_database["api_keys"].insert_many(more)
    refused = own.admin.post(KEYS, {"name": "K", "scopes": ["export"]})
    assert (refused.status, refused.params) == (429, {"limit": "api_keys", "most": MAX_KEYS})


def test_those_who_make_keys_at_once_get_the_places_there_are(api_database: Database) -> None:
    organisation_id, keys, most = uuid4(), ApiKeyRepository(api_database), 5

    def a_key(lasts: timedelta = timedelta(days=1)) -> ApiKey:
        now = utc_now()
        of = {"organisation_id": organisation_id, "user_id": uuid4(), "name": "K", "prefix": "colloquy_x"}
        return ApiKey(id=uuid4(), key_hash=uuid4().hex, scopes=(), created_at=now, expires_at=now + lasts, **of)

    revoked = a_key()
    assert keys.add(revoked, most)
    assert keys.add(a_key(timedelta(0)), most)
    keys.revoke(organisation_id, revoked.id, utc_now())
    with ThreadPoolExecutor(8) as admins:
        assert sum(admins.map(lambda _: keys.add(a_key(), most), range(2 * most))) == most, "what is over has no place"


def test_what_a_key_does_is_written_down_as_its_own(own: Firm) -> None:
    made = make(own)
    title = {"title": "T", "questions": [{"text": "Q?"}]}
    assert ask(own.admin, made["secret"], "POST", "/api/templates", title).status == 201
    entries = own.admin.get("/api/audit-entries", action="template_created").json["entries"]
    admin = own.admin.get("/api/me").json["user"]["id"]
    assert entries[0]["actor"] == {"kind": "key", "id": admin, "key_id": made["key"]["id"]}
