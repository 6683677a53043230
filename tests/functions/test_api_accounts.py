"""Signing in and out."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.clock import utc_now
from interview.domain.tokens import hashed
from tests.functions.api_client import Answer, Api, Firm, Log
from tests.functions.conftest import PASSWORD


def sign_in(api: Api, email: str, password: str = PASSWORD) -> Answer:
    return api.post("/api/sign-in", {"email": email, "password": password})


def test_signing_in_gives_a_token_that_says_who_one_is(api: Api, firm: Firm) -> None:
    answer = sign_in(api, f"  {firm.emails['admin'].upper()} ")
    assert answer.status == 200, answer.body
    me = api.as_(answer.json["token"]).get("/api/me").json
    assert me["user"]["email"] == firm.emails["admin"]
    assert me["user"]["role"] == "admin"
    assert me["organisation"]["id"] == str(firm.organisation_id)
    assert "password" not in answer.body


def test_signing_out_ends_the_token_at_once_and_may_be_repeated(api: Api, firm: Firm) -> None:
    user = api.as_(sign_in(api, firm.emails["reviewer"]).json["token"])
    for _ in range(2):
        answer = user.post("/api/sign-out")
        assert (answer.status, answer.body) == (204, "")
    assert user.get("/api/me").status == 401


def test_a_sign_in_ends_by_itself(api: Api, firm: Firm, api_database: Database) -> None:
    token = sign_in(api, firm.emails["reviewer"]).json["token"]
    past = {"expires_at": utc_now() - timedelta(seconds=1)}
    api_database.sign_ins.update_one({"_id": hashed(token)}, {"$set": past})
    assert api.as_(token).get("/api/me").status == 401


def test_an_unknown_address_and_a_wrong_password_look_alike(api: Api, firm: Firm) -> None:
    took: dict[str, float] = {}
    answers = []
    for email in (firm.emails["recruiter"], f"nobody-{uuid4().hex}@example.com"):
        began = time.process_time()
        answers.append(sign_in(api, email, "wrong"))
        took[email] = time.process_time() - began
    known, unknown = answers
    assert (known.status, known.error, known.message) == (unknown.status, unknown.error, unknown.message)
    assert known.status == 401
    fast, slow = sorted(took.values())
    assert fast > slow / 3  # processor time: without a hash an unknown address would take a fortieth


def test_half_a_character_is_a_wrong_password(api: Api, firm: Firm) -> None:
    for email in (firm.emails["admin"], f"nobody-{uuid4().hex}@example.com"):
        assert sign_in(api, email, "\ud83d").status == 401


def test_after_ten_attempts_it_takes_a_pause_known_or_not(api: Api, firm: Firm, api_database: Database) -> None:
    for email in (firm.emails["recruiter"], f"nobody-{uuid4().hex}@example.com"):
        now = utc_now()
        ended = {"attempts": 10, "expires_at": now + timedelta(minutes=1)}
        api_database.sign_in_attempts.replace_one({"_id": hashed(email)}, ended, upsert=True)
        answer = sign_in(api, email)
        assert (answer.status, answer.error) == (429, "too_many_attempts")
        assert 1 <= int(answer.headers["retry-after"]) <= 60
    ended = {"attempts": 500, "expires_at": utc_now() - timedelta(seconds=1)}
    email = firm.emails["recruiter"]
    api_database.sign_in_attempts.replace_one({"_id": hashed(email)}, ended, upsert=True)
    assert sign_in(api, email).status == 200
    assert api_database.sign_in_attempts.find_one({"_id": hashed(email)}) is None


def test_the_log_names_people_by_id_only(api: Api, firm: Firm, log: Log) -> None:
    token = sign_in(api, firm.emails["admin"]).json["token"]
    sign_in(api, firm.emails["admin"], "wrong")
    api.as_(token).get("/api/me")
    assert log.named("auth_login")
    assert log.named("auth_login_refused")
    for secret in (token, PASSWORD, firm.emails["admin"], "wrong"):
        assert secret not in log.stream.getvalue()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer a b", f"Token {'x' * 43}"])
def test_only_a_bearer_token_is_a_token(api: Api, header: str) -> None:
    answer = api.request("GET", "/api/me", headers={"authorization": header})
    assert (answer.status, answer.error) == (401, "sign_in_required")
