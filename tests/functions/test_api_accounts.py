"""Signing in and out."""

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count, islice, repeat
from uuid import uuid4

import pytest

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database
from interview.domain.clock import utc_now
from interview.domain.sign_ins import LONGEST_TTL, RENEWED_AFTER, UNUSED_TTL
from interview.domain.tokens import hashed, new_token, sign_in_of
from tests.functions.api_client import OUR_PAGE, SIGN_IN_COOKIE, Answer, Api, Firm, Log, request_event
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
    sent = {**OUR_PAGE, "x-viewer-address": source, **(headers or {})}
    event = request_event("POST", "/api/sign-in", None, credentials, None, {}, sent)
    event["cookies"] = [f"{name}={value}" for name, value in (cookies or {}).items()]
    return api.send(event)


def cookies_of(answer: Answer) -> dict[str, str]:
    """What a browser would keep of an answer, by name."""
    return {name: value for name, _, value in (each.split(";")[0].partition("=") for each in answer.cookies)}


def signed_in(api: Api, email: str) -> Api:
    return api.signed_in(cookies_of(sign_in(api, email))[SIGN_IN_COOKIE])


def test_signing_in_gives_a_cookie_that_says_who_one_is_and_no_script_a_token(api: Api, firm: Firm) -> None:
    answer = sign_in(api, f"  {firm.emails['admin'].upper()} ")
    assert answer.status == 200, answer.body
    for cookie in answer.cookies:
        assert set(cookie.split("; ")[1:]) > {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"}
        assert cookie.startswith("__Host-")
    kept = cookies_of(answer)
    assert not any(token in answer.body for token in kept.values())
    me = api.signed_in(kept[SIGN_IN_COOKIE]).get("/api/me").json
    assert me["user"]["email"] == firm.emails["admin"]
    assert me["user"]["role"] == "admin"
    assert me["organisation"]["id"] == str(firm.organisation_id)
    assert answer.json["user"] == me["user"]
    assert set(me["user"]) == {"id", "name", "email", "role", "has_password"}, "and nothing of the password itself"


def test_signing_out_ends_the_sign_in_at_once_and_may_be_repeated(api: Api, firm: Firm) -> None:
    user = signed_in(api, firm.emails["reviewer"])
    for _ in range(2):
        answer = user.post("/api/sign-out")
        assert (answer.status, answer.body) == (204, "")
        [removed] = answer.cookies
        assert removed.startswith(f"{SIGN_IN_COOKIE}=;")
        assert "Max-Age=0" in removed
    assert user.get("/api/me").status == 401
    assert signed_in(api, firm.emails["reviewer"]).get("/api/me").status == 200


def test_a_sign_in_ends_by_itself(api: Api, firm: Firm, api_database: Database) -> None:
    user = signed_in(api, firm.emails["reviewer"])
    past = {"expires_at": utc_now() - timedelta(seconds=1)}
    api_database.sign_ins.update_one(stored(user), {"$set": past})
    assert user.get("/api/me").status == 401


def stored(user: Api) -> dict[str, str]:
    """Where the sign-in of this browser stands in the database."""
    return {"_id": sign_in_of(str(user.sign_in_token))}


def a_quarter_of_an_hour_later(user: Api, database: Database) -> None:
    sign_in = database.sign_ins.find_one(stored(user))
    assert sign_in
    times = {name: value - RENEWED_AFTER for name, value in sign_in.items() if isinstance(value, datetime)}
    database.sign_ins.update_one(stored(user), {"$set": times})


def renewed(user: Api, path: str = "/api/me") -> Api:
    """The browser, once it has kept what an answer gave it."""
    answer = user.get(path)
    assert answer.status == 200, answer.body
    return user.signed_in(cookies_of(answer)[SIGN_IN_COOKIE])


def test_a_sign_in_that_is_used_lasts_and_its_token_is_replaced(api: Api, firm: Firm, api_database: Database) -> None:
    first = signed_in(api, firm.emails["reviewer"])
    assert first.get("/api/me").cookies == []
    a_quarter_of_an_hour_later(first, api_database)
    answer = first.get("/api/templates")
    [cookie] = answer.cookies
    assert set(cookie.split("; ")[1:]) == {
        *("Path=/", "Secure", "HttpOnly", "SameSite=Strict"),
        f"Max-Age={int(UNUSED_TTL.total_seconds())}",
    }
    second = first.signed_in(cookies_of(answer)[SIGN_IN_COOKIE])
    assert second.sign_in_token != first.sign_in_token
    assert second.get("/api/me").cookies == []
    kept = api_database.sign_ins.find_one(stored(first))
    assert kept
    assert timedelta(0) <= utc_now() + UNUSED_TTL - kept["expires_at"] < timedelta(minutes=1)
    for token in (first.sign_in_token, second.sign_in_token):
        assert str(token)[43:] not in str(kept), "hashes alone"
        assert str(token)[:43] not in str(kept)


def test_tabs_that_ask_side_by_side_do_not_sign_each_other_out(api: Api, firm: Firm, api_database: Database) -> None:
    tab = signed_in(api, firm.emails["reviewer"])
    a_quarter_of_an_hour_later(tab, api_database)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: tab.get("/api/templates"), range(16)))
    assert {answer.status for answer in answers} == {200}
    [offered] = [token for answer in answers for token in cookies_of(answer).values()]
    other = tab.signed_in(offered)
    assert other.get("/api/me").status == 200
    assert tab.get("/api/me").status == 200, "what was on its way when the other tab came with the newer one"
    assert other.get("/api/me").status == 200


def test_an_answer_that_never_came_costs_nobody_their_sign_in(api: Api, firm: Firm, api_database: Database) -> None:
    tab = signed_in(api, firm.emails["reviewer"])
    for _ in range(2):
        a_quarter_of_an_hour_later(tab, api_database)
        lost = renewed(tab)
    a_quarter_of_an_hour_later(tab, api_database)
    kept = renewed(tab)
    assert kept.get("/api/me").status == 200
    assert lost.sign_in_token != kept.sign_in_token


def test_a_token_that_was_replaced_long_ago_ends_the_sign_in(
    api: Api, firm: Firm, api_database: Database, log: Log
) -> None:
    """Whoever has a copy of it, and whoever it was copied from."""
    copied = signed_in(api, firm.emails["reviewer"])
    elsewhere = signed_in(api, firm.emails["reviewer"])
    a_quarter_of_an_hour_later(copied, api_database)
    newer = renewed(copied)
    assert newer.get("/api/me").status == 200
    a_quarter_of_an_hour_later(copied, api_database)
    replayed = copied.get("/api/me")
    assert (replayed.status, replayed.error) == (401, "sign_in_required")
    assert newer.get("/api/me").status == 401
    assert elsewhere.get("/api/me").status == 200
    assert log.named("auth_token_replayed")


def test_however_much_it_is_used_a_sign_in_ends_in_the_end(api: Api, firm: Firm, api_database: Database) -> None:
    user = signed_in(api, firm.emails["reviewer"])
    nearly = utc_now() - LONGEST_TTL + timedelta(hours=1)
    api_database.sign_ins.update_one(stored(user), {"$set": {"began_at": nearly, "token_since": nearly}})
    [cookie] = user.get("/api/me").cookies
    [lasts] = [int(part.removeprefix("Max-Age=")) for part in cookie.split("; ") if part.startswith("Max-Age=")]
    assert 3500 < lasts <= 3600
    kept = api_database.sign_ins.find_one(stored(user))
    assert kept
    assert kept["expires_at"] == kept["began_at"] + LONGEST_TTL


def test_a_sign_in_of_before_tokens_were_replaced_holds_as_long_as_it_was_told(
    api: Api, firm: Firm, api_database: Database
) -> None:
    token = new_token()
    user = AccountRepository(api_database).user_by_email(firm.emails["reviewer"])
    assert user
    in_an_hour = utc_now() + timedelta(hours=1)
    api_database.sign_ins.insert_one(
        {"_id": hashed(token), "user_id": user.id, "generation": user.generation, "expires_at": in_an_hour}
    )
    browser = api.signed_in(token)
    answer = browser.get("/api/me")
    assert (answer.status, answer.cookies) == (200, [])
    assert browser.post("/api/sign-out").status == 204
    assert browser.get("/api/me").status == 401


def test_signing_in_takes_no_token_that_was_there_before(api: Api, firm: Firm) -> None:
    """Whoever could plant a cookie would know what it opens (fixation)."""
    planted = "p" * 86
    answer = sign_in(api, firm.emails["admin"], cookies={SIGN_IN_COOKIE: planted})
    token = cookies_of(answer)[SIGN_IN_COOKIE]
    assert not any(part in token for part in (planted[:43], planted[43:]))
    assert api.signed_in(planted).get("/api/me").status == 401


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


def test_a_link_is_a_candidates_also_in_a_recruiters_browser(api: Api, firm: Firm) -> None:
    invitation, recruiter = firm.start(), signed_in(api, firm.emails["recruiter"])
    event = request_event("POST", "/api/live-tickets", invitation.candidate.token, {}, None, {}, OUR_PAGE)
    event["cookies"] = [f"{SIGN_IN_COOKIE}={recruiter.sign_in_token}"]
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
    user = signed_in(api, firm.emails["admin"])
    sign_in(api, firm.emails["admin"], "wrong")
    user.get("/api/me")
    assert log.named("auth_login")
    assert log.named("auth_login_refused")
    for secret in (str(user.sign_in_token), str(user.sign_in_token)[43:], PASSWORD, firm.emails["admin"], "wrong"):
        assert secret not in log.stream.getvalue()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer a b", f"Token {'x' * 43}"])
def test_only_a_bearer_token_is_a_links_token(api: Api, header: str) -> None:
    answer = api.request("GET", "/api/interview", headers={"authorization": header})
    assert (answer.status, answer.error) == (401, "sign_in_required")


def test_a_sign_ins_token_opens_nothing_as_a_bearers(api: Api, firm: Firm) -> None:
    """There is one way in: what a script could send is worth nothing."""
    token = str(signed_in(api, firm.emails["admin"]).sign_in_token)
    answer = api.as_(token).get("/api/me")
    assert (answer.status, answer.error) == (401, "sign_in_required")
