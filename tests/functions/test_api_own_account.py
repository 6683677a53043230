"""One's own account: its password, and where it is signed in; and that a stage with an account is not set up again."""

from uuid import uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.tokens import sign_in_of
from tests.functions.api_client import Api, Firm, Log
from tests.functions.conftest import PASSWORD
from tests.functions.test_api_accounts import sign_in, signed_in

NEW = "another battery staple"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"


def test_a_changed_password_ends_all_other_sign_ins(api: Api, own: Firm, log: Log) -> None:
    email = own.emails["reviewer"]
    here, there = signed_in(api, email), signed_in(api, email)
    answer = here.post("/api/me/password", {"old": PASSWORD, "new": NEW})
    assert (answer.status, answer.json) == (200, {"ended": 2}), answer.body  # the firm's own one is the second
    assert (here.get("/api/me").status, there.get("/api/me").status) == (200, 401)
    assert (sign_in(api, email).status, sign_in(api, email, NEW).status) == (401, 200)
    assert log.named("auth_password_changed")
    assert NEW not in log.stream.getvalue()


def test_who_does_not_know_the_password_changes_none_and_soon_has_to_wait(api: Api, own: Firm) -> None:
    here = signed_in(api, own.emails["reviewer"])
    wrong = here.post("/api/me/password", {"old": "wrong", "new": NEW})
    assert (wrong.status, wrong.error) == (403, "wrong_password")
    for _ in range(20):
        answer = here.post("/api/me/password", {"old": "wrong", "new": NEW})
        if answer.status == 429:
            break
    assert answer.error == "too_many_attempts"
    assert sign_in(api, own.emails["reviewer"]).status == 200, "signing in counts by itself"


def test_a_new_password_is_long_enough(api: Api, own: Firm) -> None:
    answer = own.reviewer.post("/api/me/password", {"old": PASSWORD, "new": "short"})
    [detail] = answer.json["error"]["details"]
    assert (answer.status, detail["code"], detail["params"]["least"]) == (400, "too_short", 12)


def test_a_person_sees_where_they_are_signed_in_and_ends_one_of_them(api: Api, own: Firm) -> None:
    email = own.emails["recruiter"]
    here = signed_in(api, email)
    answer = sign_in(api, email, source="203.0.113.77", headers={"user-agent": FIREFOX})
    there = api.signed_in(answer.cookies[0].split(";")[0].split("=")[1])
    listed = here.get("/api/me/sign-ins").json["sign_ins"]
    newest, mine, _ = listed
    assert [each["is_this"] for each in listed] == [False, True, False]
    assert (newest["browser"], newest["system"], newest["network"]) == ("firefox", "linux", "203.0.113.0/24")
    assert newest["used_at"] >= newest["began_at"]
    ended = f"/api/me/sign-ins/{newest['id']}"
    assert own.admin.delete(ended).status == 404, "somebody else's"
    assert there.get("/api/me").status == 200
    assert here.delete(ended).status == 204
    assert (there.get("/api/me").status, here.get("/api/me").status) == (401, 200)
    assert here.delete(ended).status == 404
    assert mine["id"] == sign_in_of(str(here.sign_in_token))


def test_signing_out_everywhere_ends_this_one_too(api: Api, own: Firm) -> None:
    email = own.emails["admin"]
    here, there = signed_in(api, email), signed_in(api, email)
    answer = here.post("/api/me/sign-out-everywhere")
    assert (answer.status, answer.json) == (200, {"ended": 3})
    assert "Max-Age=0" in answer.cookies[0]
    assert (here.get("/api/me").status, there.get("/api/me").status) == (401, 401)
    assert own.recruiter.get("/api/me").status == 200


def test_of_very_many_sign_ins_the_oldest_end(
    api: Api, own: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview.use_cases.accounts.begin_sign_in.MAX_SIGN_INS", 3)
    email = own.emails["recruiter"]
    first, *later = [signed_in(api, email) for _ in range(4)]
    assert [each.get("/api/me").status for each in (first, *later)] == [401, 200, 200, 200]


def test_a_stage_with_an_account_is_set_up_no_more(api: Api, own: Firm) -> None:
    assert api.get("/api/setup").json == {"needed": False}
    body = {"code": "A", "organisation": "O", "name": "N", "email": f"{uuid4().hex}@example.com", "password": NEW}
    answer = api.post("/api/setup", body)
    assert (answer.status, answer.error) == (409, "set_up_already")
