"""Who may do what: every route behind a sign-in, by every role, with what is somebody else's. That it is done with what
is their own is tested where the route is."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest

from functions.api.application import openapi_document
from interview.adapters.mongo.client import Database, Document
from interview.domain.accounts import Role
from interview.domain.decisions.permissions import MAY, Action
from tests.functions.api_client import Answer, Api, Firm
from tests.functions.bodies import BODIES, QUERIES

ACTIONS: Mapping[str, Action] = {
    **dict.fromkeys(
        [
            *("list_sessions", "show_results", "list_flags", "show_answer", "list_scores", "list_words"),
            *("show_review", "list_decisions", "list_notes", "list_tags", "list_reviewers"),
            *("ask_interviews", "issue_live_ticket"),
        ],
        Action.READ,
    ),
    "list_letters": Action.READ,
    "send_letter": Action.INVITE,
    "issue_link": Action.INVITE,
    "reissue_link": Action.INVITE,
    **dict.fromkeys(
        [
            *("prepare_batch", "list_batches", "show_batch", "list_batch_rows", "begin_batch", "cancel_batch"),
            *("export_not_invited", "export_links"),
        ],
        Action.INVITE,
    ),
    "restart_processing": Action.PROCESS_AGAIN,
    "rescore_answer": Action.PROCESS_AGAIN,
    "rescore_answers": Action.PROCESS_AGAIN,
    "judge_answer": Action.SCORE_ANSWER,
    "add_note": Action.NOTE,
    "change_tags": Action.TAG,
    "dismiss_flag": Action.DISMISS_FLAG,
    "decide": Action.DECIDE,
    "change_many": Action.DECIDE,
    "override_overall": Action.OVERRIDE,
    **dict.fromkeys(["share_result", "list_shares", "revoke_share"], Action.SHARE),
    **dict.fromkeys(["export_session", "request_export", "show_export"], Action.EXPORT),
    **dict.fromkeys(["erase_session", "list_erasures", "show_erasure"], Action.ERASE),
    **dict.fromkeys(["show_settings", "change_retention", "change_consent", "preview_consent"], Action.CONFIGURE),
    "show_consent_text": Action.READ_TEMPLATE,
    "show_given_consent": Action.READ,
    **dict.fromkeys(
        [
            *("list_members", "change_role", "remove_member", "list_member_invitations", "invite_member"),
            *("send_invitation_again", "withdraw_invitation"),
        ],
        Action.MANAGE_MEMBERS,
    ),
    "show_analytics": Action.ANALYSE,
    "audit_bias": Action.AUDIT,
    "export_bias_audit": Action.AUDIT,
    **dict.fromkeys(
        [
            *("add_webhook", "list_webhooks", "change_webhook", "remove_webhook", "replace_webhook_secret"),
            *("list_deliveries", "replay_delivery"),
        ],
        Action.MANAGE_WEBHOOKS,
    ),
    **dict.fromkeys(["make_key", "list_keys", "revoke_key"], Action.MANAGE_KEYS),
    **dict.fromkeys(
        ["list_audit_entries", "export_audit_lines", "export_audit_csv", "verify_audit_entries"],
        Action.READ_AUDIT_LOG,
    ),
    **dict.fromkeys(
        ["list_templates", "find_questions", "show_template", "list_versions", "show_version"], Action.READ_TEMPLATE
    ),
    **dict.fromkeys(
        ["create_template", "draft_template", "change_template", "archive_template", "delete_template"],
        Action.WRITE_TEMPLATE,
    ),
}
OF_ONESELF = {"sign_out", "me", "change_password", "list_sign_ins", "end_sign_in", "sign_out_everywhere"}
LISTS = {"list_sessions", "ask_interviews", "find_questions", "list_templates", "list_tags", "list_reviewers"}
LISTS |= {"list_members", "list_member_invitations"}
LISTS |= {
    "list_webhooks",
    "list_keys",
    "list_audit_entries",
    "export_audit_lines",
    "export_audit_csv",
    "verify_audit_entries",
}
LISTS |= {"list_erasures", "show_settings", "show_consent_text"}
LISTS |= {"list_batches"}
"""What names something foreign finds nothing there."""
MAKES = {"make_key", "add_webhook", "invite_member", "create_template", "draft_template"}
MAKES |= {"change_retention", "change_consent", "preview_consent"}
EACH_BY_ITSELF = {"change_many"}


class Route(NamedTuple):
    method: str
    path: str


ROUTES: Mapping[str, Route] = {
    operation["operationId"]: Route(method.upper(), path)
    for path, operations in openapi_document()["paths"].items()
    for method, operation in operations.items()
    if {"signIn": []} in operation.get("security", ())
}


class Theirs(NamedTuple):
    """What another organisation has."""

    ids: Mapping[str, str]
    name: str

    def ask(self, api: Api, route: Route) -> Answer:
        path = re.sub(r"{(\w+)}", lambda name: self.ids[name[1]], route.path)
        body: dict[str, Any] = {**BODIES.get(route.path, {}), **self._named(route.path, ("template_id", "session_id"))}
        if "session_ids" in body:
            body["session_ids"] = [self.ids["session_id"]]
        query = {**QUERIES.get(route.path, {}), "template_id": self.ids["template_id"]}
        sent = None if route.method in ("GET", "DELETE") else body
        asked = query if route.method == "GET" and "{" not in route.path else {}
        headers = {"if-match": "*"} if route.method == "PUT" else {}
        return api.request(route.method, path, body=sent, query=asked, headers=headers)

    def _named(self, path: str, names: tuple[str, ...]) -> dict[str, str]:
        takes = {
            **dict.fromkeys(("/api/sessions", "/api/invitation-batches"), ("template_id",)),
            **dict.fromkeys(("/api/exports", "/api/live-tickets"), ("session_id",)),
        }
        return {name: self.ids[name] for name in names if name in takes.get(path, ())}


@pytest.fixture(scope="module")
def theirs(other_firm: Firm, api_database: Database) -> Theirs:
    session_id = other_firm.start().session_id
    ended = {"$set": {"state": "done", "is_locked": True}}
    api_database.sessions.update_one({"_id": session_id}, ended)
    session = other_firm.admin.get(f"/api/sessions/{session_id}").json["session"]
    webhook = other_firm.admin.post("/api/webhooks", BODIES["/api/webhooks"])
    key = other_firm.admin.post("/api/api-keys", {"name": "K", "scopes": ["export"]})
    share = other_firm.admin.post(f"/api/sessions/{session_id}/shares", {"label": "L", "shows": ["video"]})
    export = other_firm.admin.post("/api/exports", {"format": "csv"})
    invited = other_firm.admin.post("/api/member-invitations", {"email": "x@example.com", "role": "admin"})
    member = other_firm.reviewer.get("/api/me").json["user"]
    people = {
        "id": str(uuid4()),
        "template_id": session["template_id"],
        "file": BODIES["/api/invitation-batches"]["file"],
    }
    batch = other_firm.admin.post("/api/invitation-batches", people)
    ids = {
        "batch_id": batch.json["id"],
        "session_id": str(session_id),
        "template_id": session["template_id"],
        "share_id": share.json["share"]["id"],
        "export_id": export.json["id"],
        "webhook_id": webhook.json["webhook"]["id"],
        "delivery_id": str(session_id),
        "key_id": key.json["key"]["id"],
        "erasure_id": str(session_id),
        "flag_id": str(session_id),
        "invitation_id": invited.json["id"],
        "member_id": member["id"],
        "question_index": "0",
        "version": "1",
    }
    return Theirs(ids, session["candidate_name"])


@pytest.fixture
def untouched(theirs: Theirs, api_database: Database) -> Iterator[None]:
    """Nothing of theirs is another than it was."""

    def all_of_it() -> list[Document]:
        session_id, template_id = UUID(theirs.ids["session_id"]), UUID(theirs.ids["template_id"])
        by_id = [api_database.sessions.find_one(session_id), api_database.templates.find_one(template_id)]
        of_session = [api_database[name].find({"session_id": session_id}) for name in ("decisions", "notes", "shares")]
        beside = [each for found in of_session for each in found]
        return [*(each or {} for each in by_id), *beside]

    before = all_of_it()
    yield
    assert all_of_it() == before


def test_the_table_names_every_route_behind_a_sign_in() -> None:
    assert set(ROUTES) == set(ACTIONS) | OF_ONESELF
    assert set(ACTIONS.values()) == set(Action)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_nobody_gets_at_what_is_anothers_and_who_may_not_is_told_so(
    name: str, firm: Firm, other_firm: Firm, theirs: Theirs
) -> None:
    for role in Role:
        answer = theirs.ask(getattr(firm, role), ROUTES[name])
        if role not in MAY[ACTIONS[name]]:
            assert (answer.status, answer.error) == (403, "forbidden"), (role, answer.body)
        elif name in LISTS | EACH_BY_ITSELF | MAKES:
            assert answer.status not in (401, 403), (role, answer.body)
            assert theirs.name not in answer.body
            assert name in EACH_BY_ITSELF or theirs.ids["session_id"] not in answer.body
        else:
            assert (answer.status, answer.error) == (404, "not_found"), (role, answer.body)
