"""Signing in and out."""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from itertools import count, islice, repeat
from uuid import uuid4

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.clock import utc_now
from interview.domain.tokens import hashed
from tests.functions.api_client import Answer, Api, Firm, Log, request_event
from tests.functions.conftest import PASSWORD


def sign_in(
    api: Api,
    email: str,
    password: str = PASSWORD,
    *,
    source: str = "203.0.113.7",
    cookies: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """From an address that the distribution writes into the request."""
    credentials = {"email": email, "password": password}
    sent = {"x-viewer-address": source, **(headers or {})}
    event = request_event("POST", "/api/sign-in", None, credentials, None, {}, sent)
    event["cookies"] = [f"{name}={value}" for name, value in (cookies or {}).items()]
    return api.send(event)


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


def guess_until_told_to_wait(
    api: Api, email: str, *, source: str, claimed: Iterable[Mapping[str, str]] = repeat({})
) -> Answer:
    """Sooner or later, however slow the machine is: each wait is twice as long as the one before."""
    for headers in islice(claimed, 20):
        answer = sign_in(api, email, "wrong", source=source, headers=headers)
        if answer.status == 429:
            return answer
        assert answer.status == 401
    raise AssertionError("nobody was told to wait")


def test_who_guesses_too_fast_is_told_how_long_to_wait_known_or_not(api: Api, found_firm: Callable[[], Firm]) -> None:
    known = found_firm().emails["recruiter"]
    for email in (known, f"nobody-{uuid4().hex}@example.com"):
        refused = guess_until_told_to_wait(api, email, source="198.51.100.23")
        assert refused.error == "too_many_attempts"
        assert 1 <= int(refused.headers["retry-after"]) <= 64
    assert sign_in(api, known, source="203.0.113.7").status == 200


def test_a_browsers_own_word_about_its_address_counts_for_nothing(api: Api, found_firm: Callable[[], Firm]) -> None:
    """Only the header that the distribution writes does."""
    email = found_firm().emails["recruiter"]
    claimed = ({"x-forwarded-for": f"10.0.0.{number}", "forwarded": f"for=10.0.0.{number}"} for number in count())
    assert guess_until_told_to_wait(api, email, source="198.51.100.24", claimed=claimed).status == 429


def cookies_of(answer: Answer) -> dict[str, str]:
    """What a browser would keep of an answer, by name."""
    return {name: value for name, _, value in (each.split(";")[0].partition("=") for each in answer.cookies)}


def from_our_page(api: Api, method: str, path: str, cookies: dict[str, str], site: str = "same-origin") -> Answer:
    event = request_event(method, path, None, None, None, {}, {"sec-fetch-site": site})
    event["cookies"] = [f"{name}={value}" for name, value in cookies.items()]
    return api.send(event)


def test_a_browser_is_signed_in_by_a_cookie_that_no_script_reads(api: Api, firm: Firm) -> None:
    answer = sign_in(api, firm.emails["admin"])
    for cookie in answer.cookies:
        assert set(cookie.split("; ")[1:]) > {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"}
        assert cookie.startswith("__Host-")
    cookies = cookies_of(answer)
    assert from_our_page(api, "GET", "/api/me", cookies).json["user"]["email"] == firm.emails["admin"]
    signed_out = from_our_page(api, "POST", "/api/sign-out", cookies)
    assert signed_out.status == 204
    [removed] = signed_out.cookies
    assert removed.startswith("__Host-colloquy-sign-in=;")
    assert "Max-Age=0" in removed
    assert from_our_page(api, "GET", "/api/me", cookies).status == 401


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_a_cookie_counts_in_requests_of_our_own_pages_alone(api: Api, firm: Firm, site: str) -> None:
    cookies = cookies_of(sign_in(api, firm.emails["admin"]))
    assert from_our_page(api, "GET", "/api/me", cookies, site).status == 401
    assert from_our_page(api, "POST", "/api/sign-out", cookies, site).status == 401
    assert from_our_page(api, "GET", "/api/me", cookies).status == 200


def test_a_link_is_a_candidates_also_in_a_recruiters_browser(api: Api, firm: Firm) -> None:
    cookies = cookies_of(sign_in(api, firm.emails["recruiter"]))
    invitation = firm.start()
    event = request_event(
        "POST", "/api/live-tickets", invitation.candidate.token, {}, None, {}, {"sec-fetch-site": "same-origin"}
    )
    event["cookies"] = [f"{name}={value}" for name, value in cookies.items()]
    answer = api.send(event)
    assert (answer.status, answer.json["session_id"]) == (201, str(invitation.session_id))


def test_a_known_device_is_not_slowed_down_by_strangers(api: Api, found_firm: Callable[[], Firm]) -> None:
    email, cafe = found_firm().emails["recruiter"], "198.51.100.25"
    first = sign_in(api, email, source="203.0.113.8")
    guess_until_told_to_wait(api, email, source=cafe)
    again = sign_in(api, email, source=cafe, cookies=cookies_of(first))
    assert again.status == 200
    device = "__Host-colloquy-device"
    assert cookies_of(again)[device] == cookies_of(first)[device]


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
