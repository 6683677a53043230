"""Webhooks: who looks after them, what they are told, and how their secret is shown once."""

import importlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from standardwebhooks import Webhook

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.webhooks import WebhookRepository
from interview.domain.accounts import Role
from interview.domain.clock import utc_now
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.webhooks.endpoints import MAX_WEBHOOKS, Endpoint
from tests.functions.api_client import Api, Context, Firm
from tests.functions.conftest import Subscriber
from tests.receivers import Receiver, receiver

HOOKS = "/api/webhooks"
BODY = {"url": "https://hooks.example.com/hook", "types": ["SessionChanged"]}


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with receiver(tmp_path, monkeypatch) as received:
        yield received


def add(firm: Firm, **fields: object) -> dict[str, Any]:
    made = firm.admin.post(HOOKS, {**BODY, **fields})
    assert made.status == 201, made.body
    answer: dict[str, Any] = made.json
    return answer


def lead_to(hook: Receiver, firm: Firm, database: Database) -> None:
    """An address that the API refuses, for it is on this machine."""
    database["webhooks"].update_one({"organisation_id": firm.organisation_id}, {"$set": {"url": hook.url}})


@pytest.fixture
def run(api: Api, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[dict[str, Any]]], None]:
    """Have the function handle what came from the bus, and what it asks of itself."""
    monkeypatch.setenv("WEBHOOK_NETWORKS", "127.0.0.0/8")
    function = importlib.reload(importlib.import_module("functions.webhooks.handler"))

    def handle(records: list[dict[str, Any]]) -> None:
        for record in records:
            assert function.handler({"Records": [record]}, Context()) == {"batchItemFailures": []}

    return handle


@pytest.mark.parametrize("role", list(Role))
def test_admins_alone_look_after_webhooks(own: Firm, role: Role) -> None:
    api: Api = getattr(own, role)
    this = f"{HOOKS}/{add(own)['webhook']['id']}"
    may = role in MAY[Action.MANAGE_WEBHOOKS]
    assert api.get(HOOKS).status == (200 if may else 403)
    assert api.post(HOOKS, BODY).status == (201 if may else 403)
    assert api.put(this, BODY).status == (200 if may else 403)
    assert api.get(f"{this}/deliveries").status == (200 if may else 403)
    assert api.post(f"{this}/secret").status == (200 if may else 403)
    assert api.delete(this).status == (204 if may else 403)


def test_another_firms_webhook_is_not_there(own: Firm, other_firm: Firm) -> None:
    this = f"{HOOKS}/{add(other_firm)['webhook']['id']}"
    assert own.admin.get(HOOKS).json == {"webhooks": []}
    for answer in (
        own.admin.put(this, BODY),
        own.admin.get(f"{this}/deliveries"),
        own.admin.post(f"{this}/secret"),
        own.admin.post(f"{this}/deliveries/{uuid4()}/replay"),
        own.admin.delete(this),
    ):
        assert answer.status == 404


@pytest.mark.parametrize(
    "url", ["http://hooks.example.com/", "https://127.0.0.1/", "https://localhost/", "https://a.b:22/"]
)
def test_an_address_that_is_not_called_is_refused(own: Firm, url: str) -> None:
    refused = own.admin.post(HOOKS, {**BODY, "url": url})
    assert (refused.status, refused.json["error"]["details"][0]["field"]) == (400, "url")


def test_the_secret_is_shown_once_and_stored_nowhere(own: Firm, api_database: Database) -> None:
    made = add(own)
    assert made["secret"].startswith("whsec_")
    assert made["secret"] not in own.admin.get(HOOKS).body
    stored = str(list(api_database["webhooks"].find({"organisation_id": own.organisation_id})))
    assert made["secret"].removeprefix("whsec_") not in stored
    another = own.admin.post(f"{HOOKS}/{made['webhook']['id']}/secret").json["secret"]
    assert another != made["secret"]


def test_there_are_so_many_and_no_more(own: Firm) -> None:
    for _ in range(MAX_WEBHOOKS):
        add(own)
    refused = own.admin.post(HOOKS, BODY)
    assert (refused.status, refused.params) == (429, {"limit": "webhooks", "most": MAX_WEBHOOKS})
    hooks = own.admin.get(HOOKS).json["webhooks"]
    assert own.admin.delete(f"{HOOKS}/{hooks[3]['id']}").status == 204
    assert own.admin.post(HOOKS, BODY).status == 201


def test_those_who_come_at_once_get_the_places_there_are(api_database: Database) -> None:
    organisation_id, webhooks = uuid4(), WebhookRepository(api_database)

    def add_one(_: int) -> bool:
        said = {"url": BODY["url"], "description": "", "types": ("SessionChanged",)}
        endpoint = Endpoint(
            id=uuid4(), organisation_id=organisation_id, created_at=utc_now(), created_by=uuid4(), **said
        )
        return webhooks.add(endpoint, MAX_WEBHOOKS)

    with ThreadPoolExecutor(8) as admins:
        assert sum(admins.map(add_one, range(2 * MAX_WEBHOOKS))) == MAX_WEBHOOKS


def test_what_happens_is_told_signed_and_without_a_name(
    own: Firm, subscriber: Subscriber, run: Callable[..., None], hook: Receiver, api_database: Database
) -> None:
    made = add(own, types=["SessionChanged", "LinkIssued"])
    lead_to(hook, own, api_database)
    subscriber.records()
    invitation = own.invite(candidate_name="Zuzanna Quintessence")
    run(subscriber.records())
    told = [Webhook(made["secret"]).verify(body, headers) for headers, body in hook.came]
    assert sorted(each["type"] for each in told) == ["LinkIssued", "SessionChanged"]
    assert {each["data"]["session_id"] for each in told} == {str(invitation.session_id)}
    assert "Zuzanna" not in str(hook.came)
    log = own.admin.get(f"{HOOKS}/{made['webhook']['id']}/deliveries").json["deliveries"]
    assert [(each["state"], each["last"]["status"]) for each in log] == [("delivered", 200)] * 2

    replay = f"{HOOKS}/{made['webhook']['id']}/deliveries/{log[0]['id']}/replay"
    assert own.admin.post(replay).status == 202
    run([{"messageId": "1", "body": json.dumps({"endpoint_id": made["webhook"]["id"]})}])
    assert len(hook.came) == 3
    assert hook.came[2][0]["webhook-id"] == log[0]["event_id"]


def test_one_that_was_switched_off_is_told_nothing_and_then_what_comes(
    own: Firm, subscriber: Subscriber, run: Callable[..., None], hook: Receiver, api_database: Database
) -> None:
    this = f"{HOOKS}/{add(own)['webhook']['id']}"
    off = own.admin.put(this, {**BODY, "enabled": False})
    assert off.json["disabled_at"]
    lead_to(hook, own, api_database)
    subscriber.records()
    own.invite()
    run(subscriber.records())
    assert hook.came == []
    assert own.admin.put(this, BODY).json["disabled_at"] is None
    lead_to(hook, own, api_database)
    later = own.invite()
    run(subscriber.records())
    assert [json.loads(body)["data"]["session_id"] for _, body in hook.came] == [str(later.session_id)]


def test_admins_are_told_by_mail_that_one_was_switched_off_and_so_does_the_log(
    own: Firm, subscriber: Subscriber, run: Callable[..., None], api_database: Database
) -> None:
    """After a week of failures, once."""
    add(own)
    week = utc_now() - timedelta(days=8)
    fails = {"url": "https://127.0.0.1:1/", "failing_since": week, "failures": 90}
    api_database["webhooks"].update_one({"organisation_id": own.organisation_id}, {"$set": fails})
    subscriber.records()
    own.invite()
    records = subscriber.records()
    run(records)
    run(records)
    (shown,) = own.admin.get(HOOKS).json["webhooks"]
    assert (shown["fault"], bool(shown["disabled_at"])) == ("failing", True)
    admin_id = UUID(own.admin.get("/api/me").json["user"]["id"])
    (letter,) = api_database["letters"].find({"user_id": admin_id, "kind": "webhook_disabled"})
    assert (letter["to"], letter["params"]["title"]) == (own.emails["admin"], "https://127.0.0.1:1/")
    log = own.admin.get("/api/audit-entries", action="webhook_disabled").json["entries"]
    assert [(each["actor"]["kind"], each["object"]["ids"]) for each in log] == [("system", [shown["id"]])]
