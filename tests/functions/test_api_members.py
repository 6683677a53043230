"""Members: invited by a letter, given another role, removed; and passwords that were forgotten."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.clock import utc_now
from interview.domain.tokens import LinkPurpose, derived_token
from tests.functions.api_client import Api, Firm, Log
from tests.functions.conftest import LINK_KEY, PASSWORD
from tests.functions.test_api_accounts import cookies_of, sign_in, signed_in

NEW = "another battery staple"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(api_database: Database) -> None:
    api_database.sign_in_attempts.delete_many({})


def members(firm: Firm) -> dict[str, dict[str, Any]]:
    return {member["role"]: member for member in firm.admin.get("/api/members").json["members"]}


def invite(firm: Firm, email: str | None = None, role: str = "reviewer") -> dict[str, Any]:
    body = {"email": email or f"{uuid4().hex}@example.com", "role": role, "language": "de"}
    made = firm.admin.post("/api/member-invitations", body)
    assert made.status == 201, made.body
    invitation: dict[str, Any] = made.json
    return invitation


def token_of(invitation: dict[str, Any], number: int = 1) -> str:
    return derived_token(LINK_KEY, LinkPurpose.MEMBER_INVITATION, UUID(invitation["id"]), number)


def join(api: Api, token: str, name: str = "Grace Hopper") -> Any:
    return api.post("/api/join", {"token": token, "name": name, "password": NEW})


@pytest.mark.parametrize("role", ["recruiter", "reviewer", "interviewer"])
def test_admins_alone_look_after_members(own: Firm, role: str, api_database: Database) -> None:
    invitation, member = invite(own), members(own)["reviewer"]
    person: Api = getattr(own, role)
    for method, path, body in (
        ("GET", "/api/members", None),
        ("GET", "/api/member-invitations", None),
        ("POST", "/api/member-invitations", {"email": "x@example.com", "role": "admin"}),
        ("POST", f"/api/member-invitations/{invitation['id']}/letter", None),
        ("DELETE", f"/api/member-invitations/{invitation['id']}", None),
        ("POST", f"/api/members/{member['id']}/role", {"role": "admin"}),
        ("DELETE", f"/api/members/{member['id']}", None),
    ):
        answer = person.request(method, path, body=body)
        assert (answer.status, answer.error) == (403, "forbidden"), (method, path)
    assert members(own)["reviewer"] == member
    assert api_database.member_invitations.count_documents({"organisation_id": own.organisation_id}) == 1


def test_nothing_of_another_organisation_is_reached(own: Firm, other_firm: Firm) -> None:
    invitation, member = invite(own), members(own)["reviewer"]
    for method, path, body in (
        ("POST", f"/api/member-invitations/{invitation['id']}/letter", None),
        ("DELETE", f"/api/member-invitations/{invitation['id']}", None),
        ("POST", f"/api/members/{member['id']}/role", {"role": "admin"}),
        ("DELETE", f"/api/members/{member['id']}", None),
    ):
        assert other_firm.admin.request(method, path, body=body).status == 404, (method, path)
    assert members(own)["reviewer"] == member
    listed = other_firm.admin.get("/api/member-invitations").json["invitations"]
    assert invitation["id"] not in [each["id"] for each in listed]


def test_who_is_invited_joins_with_the_role_and_once(api: Api, own: Firm, api_database: Database, log: Log) -> None:
    invitation = invite(own, "Grace@Example.com".replace("@", f"-{uuid4().hex[:6]}@"))
    letter = api_database.letters.find_one({"_id": f"member_invitation:{invitation['id']}:1"})
    assert letter
    assert (letter["kind"], letter["to"], letter["language"]) == ("member_invitation", invitation["email"], "de")
    token = token_of(invitation)
    assert token not in str(letter)
    shown = api.post("/api/join/invitation", {"token": token}).json
    assert (shown["email"], shown["role"]) == (invitation["email"], "reviewer")
    joined = join(api, token)
    assert joined.status == 201, joined.body
    me = api.signed_in(next(iter(cookies_of(joined).values()))).get("/api/me").json
    assert (me["user"]["name"], me["user"]["role"]) == ("Grace Hopper", "reviewer")
    assert me["organisation"]["id"] == str(own.organisation_id)
    again = join(api, token)
    assert (again.status, again.error) == (404, "not_found")
    assert own.admin.get("/api/member-invitations").json["invitations"] == []
    assert sign_in(api, invitation["email"], NEW).status == 200
    for secret in (token, NEW, invitation["email"]):
        assert secret not in log.stream.getvalue()


def test_an_invitation_that_is_sent_again_has_another_link_and_one_taken_back_none(api: Api, own: Firm) -> None:
    invitation = invite(own)
    path = f"/api/member-invitations/{invitation['id']}"
    again = own.admin.post(f"{path}/letter")
    assert (again.status, again.json["email"]) == (200, invitation["email"])
    for token in (token_of(invitation), "-", "x" * 43):
        assert api.post("/api/join/invitation", {"token": token}).status == 404
    newest = token_of(invitation, 2)
    assert api.post("/api/join/invitation", {"token": newest}).status == 200
    assert own.admin.delete(path).status == 204
    assert (api.post("/api/join/invitation", {"token": newest}).status, join(api, newest).status) == (404, 404)
    assert own.admin.delete(path).status == 404


def test_a_link_is_over_after_seven_days_and_can_be_sent_again(api: Api, own: Firm, api_database: Database) -> None:
    invitation = invite(own)
    past = {"$set": {"expires_at": utc_now() - timedelta(seconds=1)}}
    api_database.member_invitations.update_one({"_id": UUID(invitation["id"])}, past)
    assert join(api, token_of(invitation)).status == 404
    assert own.admin.post(f"/api/member-invitations/{invitation['id']}/letter").status == 200
    assert join(api, token_of(invitation, 2)).status == 201


def test_nobody_is_invited_twice_and_no_member_at_all(api: Api, own: Firm, other_firm: Firm) -> None:
    invitation = invite(own)
    for email in (invitation["email"].upper(), own.emails["reviewer"]):
        answer = own.admin.post("/api/member-invitations", {"email": email, "role": "admin"})
        assert (answer.status, answer.error) == (409, "already_member")
    elsewhere = invite(own, other_firm.emails["reviewer"])
    answer = join(api, token_of(elsewhere))
    assert (answer.status, answer.error) == (409, "account_elsewhere")
    assert other_firm.reviewer.get("/api/me").status == 200


def test_a_role_holds_from_the_next_request_on(own: Firm) -> None:
    reviewer = members(own)["reviewer"]
    assert own.reviewer.get("/api/members").status == 403
    changed = own.admin.post(f"/api/members/{reviewer['id']}/role", {"role": "admin"})
    assert (changed.status, changed.json["role"]) == (200, "admin")
    assert own.reviewer.get("/api/members").status == 200


def test_who_is_removed_is_out_at_once_and_their_words_keep_their_name(api: Api, own: Firm) -> None:
    reviewer, email = members(own)["reviewer"], own.emails["reviewer"]
    session_id = own.start().session_id
    noted = own.reviewer.post(f"/api/sessions/{session_id}/notes", {"id": str(uuid4()), "text": "Ask again."})
    assert noted.status == 201, noted.body
    assert own.admin.delete(f"/api/members/{reviewer['id']}").status == 204
    assert (own.reviewer.get("/api/me").status, sign_in(api, email).status) == (401, 401)
    [note] = own.admin.get(f"/api/sessions/{session_id}/notes").json["notes"]
    assert note["author"]["name"] == reviewer["name"]
    assert "reviewer" not in members(own)
    assert own.admin.delete(f"/api/members/{reviewer['id']}").status == 404
    assert join(api, token_of(invite(own, email))).status == 201, "the address is free again"


def test_who_is_removed_is_not_told_of_results_that_wait(own: Firm, api_database: Database) -> None:
    waiting = {"kind": "results_ready", "state": "waiting", "due_at": utc_now() + timedelta(hours=1)}
    people = {role: UUID(member["id"]) for role, member in members(own).items()}
    api_database.letters.insert_many(
        {**waiting, "_id": f"results_ready:{uuid4()}", "user_id": people[role], "created_at": utc_now()}
        for role in ("recruiter", "admin")
    )
    assert own.admin.delete(f"/api/members/{people['recruiter']}").status == 204
    left = {role: api_database.letters.count_documents({"user_id": person}) for role, person in people.items()}
    api_database.letters.delete_many({"user_id": people["admin"]})
    assert (left["recruiter"], left["admin"]) == (0, 1)


@pytest.mark.parametrize("ends_as", ["removed", "recruiter"])
def test_nobody_comes_back_by_an_invitation_of_their_own(api: Api, own: Firm, ends_as: str) -> None:
    other = members(own)["recruiter"]["id"]
    assert own.admin.post(f"/api/members/{other}/role", {"role": "admin"}).status == 200
    made = own.recruiter.post("/api/member-invitations", {"email": f"{uuid4().hex}@example.com", "role": "admin"})
    path = f"/api/member-invitations/{made.json['id']}"
    assert api.post("/api/join/invitation", {"token": token_of(made.json)}).status == 200
    if ends_as == "removed":
        assert own.admin.delete(f"/api/members/{other}").status == 204
    else:
        assert own.admin.post(f"/api/members/{other}/role", {"role": ends_as}).status == 200
    shown = api.post("/api/join/invitation", {"token": token_of(made.json)})
    assert (shown.status, join(api, token_of(made.json)).status) == (404, 404)
    assert own.admin.post(f"{path}/letter").status == 200
    assert join(api, token_of(made.json, 2)).status == 201, "an admin stands for it again"


def test_the_last_admin_stays_one(own: Firm) -> None:
    admin = members(own)["admin"]["id"]
    for refused in (
        own.admin.post(f"/api/members/{admin}/role", {"role": "recruiter"}),
        own.admin.delete(f"/api/members/{admin}"),
    ):
        assert (refused.status, refused.error) == (409, "last_admin")
    assert own.admin.get("/api/members").status == 200


def test_members_come_page_by_page(own: Firm) -> None:
    seen, cursor = [], None
    for _ in range(4):
        page = own.admin.get("/api/members", limit=1, **({"cursor": cursor} if cursor else {})).json
        seen += [member["role"] for member in page["members"]]
        cursor = page["next_cursor"]
    assert (sorted(seen), cursor) == (["admin", "interviewer", "recruiter", "reviewer"], None)


def asks_for_reset(api: Api, email: str) -> None:
    answer = api.post("/api/password-resets", {"email": email, "language": "en"})
    assert (answer.status, answer.body) == (204, "")


def reset_tokens(database: Database, firm: Firm) -> list[str]:
    """Of the links that were sent to the reviewer."""
    reviewer = UUID(members(firm)["reviewer"]["id"])
    ids = [reset["_id"] for reset in database.password_resets.find({"user_id": reviewer})]
    for reset_id in ids:
        letter = database.letters.find_one({"_id": f"password_reset:{reset_id}"})
        assert letter
        assert (letter["to"], letter["kind"]) == (firm.emails["reviewer"], "password_reset")
        assert letter["expires_at"] > utc_now(), "it goes with no interview"
    return [derived_token(LINK_KEY, LinkPurpose.PASSWORD_RESET, reset_id) for reset_id in ids]


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(
    api: Api, own: Firm, api_database: Database
) -> None:
    email = own.emails["reviewer"]
    asks_for_reset(api, email.upper())
    asks_for_reset(api, email)
    first, second = reset_tokens(api_database, own)
    here = signed_in(api, email)
    body = {"token": first, "password": NEW}
    assert api.post("/api/password-resets/password", body).status == 204
    assert (here.get("/api/me").status, own.reviewer.get("/api/me").status) == (401, 401)
    assert (sign_in(api, email, PASSWORD).status, sign_in(api, email, NEW).status) == (401, 200)
    for token in (first, second):
        assert api.post("/api/password-resets/password", {**body, "token": token}).status == 404


def test_a_link_to_a_password_ends_when_its_owner_changes_that(api: Api, own: Firm, api_database: Database) -> None:
    asks_for_reset(api, own.emails["reviewer"])
    [token] = reset_tokens(api_database, own)
    assert own.reviewer.post("/api/me/password", {"old": PASSWORD, "new": NEW}).status == 200
    assert api.post("/api/password-resets/password", {"token": token, "password": PASSWORD * 2}).status == 404
    assert sign_in(api, own.emails["reviewer"], NEW).status == 200


def test_a_link_to_a_password_is_over_after_an_hour(api: Api, own: Firm, api_database: Database) -> None:
    asks_for_reset(api, own.emails["reviewer"])
    [token] = reset_tokens(api_database, own)
    api_database.password_resets.update_many({}, {"$set": {"expires_at": utc_now() - timedelta(seconds=1)}})
    assert api.post("/api/password-resets/password", {"token": token, "password": NEW}).status == 404
    assert sign_in(api, own.emails["reviewer"]).status == 200


def test_an_unknown_address_is_told_the_same_and_costs_as_much(
    api: Api, own: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[list[str]] = []
    monkeypatch.setattr(
        "interview.adapters.mail_requests.MailRequests.send", lambda _, letter_ids: sent.append(letter_ids)
    )
    for email in (own.emails["reviewer"], f"nobody-{uuid4().hex}@example.com"):
        before = [api_database[name].count_documents({}) for name in ("letters", "password_resets")]
        asks_for_reset(api, email)
        after = [api_database[name].count_documents({}) for name in ("letters", "password_resets")]
        assert sum(after) - sum(before) == 2, "as many are written"
    assert [len(letter_ids) for letter_ids in sent] == [1, 1]


def test_whoever_asks_in_somebodys_name_fills_no_mailbox_and_takes_no_link_from_them(
    api: Api, own: Firm, api_database: Database
) -> None:
    email = own.emails["reviewer"]
    for _ in range(12):
        asks_for_reset(api, email)
    tokens = reset_tokens(api_database, own)
    assert 1 <= len(tokens) < 10
    assert api.post("/api/password-resets/password", {"token": tokens[0], "password": NEW}).status == 204


def test_an_address_that_no_letter_reaches_is_refused(own: Firm) -> None:
    body = {"email": "anna.köhler@example.com", "role": "reviewer"}
    refused = own.admin.post("/api/member-invitations", body)
    assert refused.status == 400
    assert [(detail["field"], detail["code"]) for detail in refused.json["error"]["details"]] == [("email", "no_email")]
    assert invite(own, "anna@köhler.example")["email"] == "anna@köhler.example"
