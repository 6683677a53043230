"""Signing in with a code besides the password: set up, asked for, used once, guessed in vain, and taken away."""

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.domain.clock import utc_now
from interview.domain.second_factor import recovery_hash
from tests.functions.api_client import OUR_PAGE, SIGN_IN_COOKIE, Answer, Api, Firm, Log, request_event
from tests.functions.conftest import PASSWORD
from tests.functions.test_api_accounts import cookies_of, sign_in, signed_in
from tests.functions.test_api_members import NEW, asks_for_reset, reset_tokens

CAFE = "198.51.100.77"
OWN = "/api/me/second-factor"


@pytest.fixture(autouse=True)
def nobody_has_tried_codes_yet(api_database: Database) -> None:
    api_database.sign_in_attempts.delete_many({})


class App:
    """An authenticator app, by the library that a phone would not have."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.codes = TOTP(base64.b32decode(secret), 6, SHA1(), 30)  # noqa: S303

    def code(self, steps: int = 0) -> str:
        at = utc_now() + steps * timedelta(seconds=30)
        return self.codes.generate(int(at.timestamp())).decode()


def offer(person: Api, password: str = PASSWORD) -> Answer:
    return person.post(OWN, {"password": password, "language": "de"})


def set_up(person: Api) -> tuple[App, list[str]]:
    """With the code of the half minute before: the current one can be used to sign in."""
    offered = offer(person)
    assert offered.status == 200, offered.body
    app = App(offered.json["secret"])
    confirmed = person.post(f"{OWN}/confirmation", {"code": app.code(-1)})
    assert confirmed.status == 200, confirmed.body
    return app, confirmed.json["recovery_codes"]


def sign_in_with(
    api: Api, email: str, code: str, password: str = PASSWORD, source: str = "203.0.113.7", **cookies: str
) -> Answer:
    sent = {**OUR_PAGE, "x-viewer-address": source}
    credentials = {"email": email, "password": password, "code": code}
    event = request_event("POST", "/api/sign-in", None, credentials, None, {}, sent)
    event["cookies"] = [f"{name}={value}" for name, value in cookies.items()]
    return api.send(event)


def letters(database: Database, person: Api) -> list[dict[str, Any]]:
    """About it, the one that it was switched on first."""
    me = person.get("/api/me").json["user"]
    of_person = {"user_id": UUID(me["id"]), "kind": {"$in": ["second_factor_on", "second_factor_off"]}}
    found = sorted(database.letters.find(of_person), key=lambda letter: letter["created_at"])
    assert {letter["to"] for letter in found} <= {me["email"]}
    return found


def test_who_has_set_an_app_up_signs_in_with_a_code_and_with_each_code_once(
    api: Api, own: Firm, api_database: Database, log: Log
) -> None:
    email = own.emails["recruiter"]
    app, recovery_codes = set_up(own.recruiter)
    assert own.recruiter.get(OWN).json["recovery_codes"] == 10
    alone = sign_in(api, email)
    assert (alone.status, alone.error, alone.cookies) == (401, "second_factor_required", [])
    code = app.code()
    first, second = (sign_in_with(api, email, each) for each in (code, code))
    assert first.status == 200, first.body
    assert api.signed_in(cookies_of(first)[SIGN_IN_COOKIE]).get("/api/me").status == 200
    assert (second.status, second.error, second.cookies) == (403, "wrong_code", [])
    assert sign_in_with(api, email, app.code(-1)).status == 403, "older than one that was used"
    assert sign_in_with(api, email, f" {app.code(1)[:3]} {app.code(1)[3:]} ").status == 200, "a clock that is ahead"
    [letter] = letters(api_database, own.recruiter)
    assert (letter["kind"], letter["language"]) == ("second_factor_on", "de")
    stored = str(api_database.second_factors.find_one({"_id": UUID(own.recruiter.get("/api/me").json["user"]["id"])}))
    logged = log.stream.getvalue()
    for secret in (code, app.secret, *recovery_codes):
        assert secret not in stored
        assert secret not in logged


def test_a_recovery_code_lets_in_once_however_it_is_typed(api: Api, own: Firm) -> None:
    email = own.emails["recruiter"]
    _, recovery_codes = set_up(own.recruiter)
    assert len(set(recovery_codes)) == 10
    typed = recovery_codes[3].lower().replace("-", " ")
    assert [sign_in_with(api, email, typed).status for _ in range(2)] == [200, 403]
    assert own.recruiter.get(OWN).json["recovery_codes"] == 9
    assert sign_in_with(api, email, recovery_codes[4]).status == 200


def test_of_two_at_once_one_counts(own: Firm, api_database: Database) -> None:
    _, recovery_codes = set_up(own.recruiter)
    factors = SecondFactorRepository(api_database)
    factor = factors.of(UUID(own.recruiter.get("/api/me").json["user"]["id"]))
    assert factor
    hashed = recovery_hash(factor.id, recovery_codes[0])
    step = factor.last_step + 1
    with ThreadPoolExecutor(8) as pool:
        by_paper = list(pool.map(lambda _: factors.use_recovery_code(factor, hashed), range(8)))
        by_app = list(pool.map(lambda _: factors.use_step(factor, step), range(8)))
    assert (sum(by_paper), sum(by_app)) == (1, 1)


def test_a_wrong_password_is_told_nothing_of_a_second_step(api: Api, own: Firm) -> None:
    app, _ = set_up(own.recruiter)
    with_step = sign_in_with(api, own.emails["recruiter"], app.code(), "wrong")
    without = sign_in(api, own.emails["reviewer"], "wrong")
    unknown = sign_in_with(api, "nobody@example.com", "123456", "wrong")
    shown = {(answer.status, answer.error, answer.message) for answer in (with_step, without, unknown)}
    assert len(shown) == 1
    assert with_step.status == 401
    assert sign_in_with(api, own.emails["recruiter"], app.code()).status == 200, "no code was used up"


def test_guessing_codes_waits_longer_and_longer_and_keeps_the_owner_out_of_nothing(api: Api, own: Firm) -> None:
    email, other = own.emails["recruiter"], own.emails["reviewer"]
    home = cookies_of(sign_in(api, email))
    app, _ = set_up(own.recruiter)
    for number in range(20):
        guessed = sign_in_with(api, email, f"{number:06}", source=CAFE)
        if guessed.status == 429:
            break
        assert guessed.error == "wrong_code"
    assert guessed.error == "too_many_attempts"
    assert int(guessed.headers["retry-after"]) >= 1
    assert sign_in(api, email, source=CAFE).error == "second_factor_required", "the password counts by itself"
    assert sign_in(api, other, source=CAFE).status == 200
    assert sign_in_with(api, email, app.code(), source=CAFE, **home).status == 200, "a device that is known"


def test_what_was_not_confirmed_counts_for_nothing(api: Api, own: Firm, api_database: Database) -> None:
    email = own.emails["recruiter"]
    first, second = (App(offer(own.recruiter).json["secret"]) for _ in range(2))
    assert sign_in(api, email).status == 200
    assert own.recruiter.get(OWN).json == {"since": None, "recovery_codes": 0}
    wrong = own.recruiter.post(f"{OWN}/confirmation", {"code": first.code()})
    assert (wrong.status, wrong.error) == (403, "wrong_code")
    assert own.recruiter.post(f"{OWN}/confirmation", {"code": second.code()}).status == 200
    again = own.recruiter.post(f"{OWN}/confirmation", {"code": second.code(1)})
    assert (again.status, again.error) == (409, "no_second_factor")
    assert offer(own.recruiter).error == "second_factor_already"
    assert sign_in_with(api, email, second.code()).status == 403, "it was used to confirm"
    assert [letter["kind"] for letter in letters(api_database, own.recruiter)] == ["second_factor_on"]


def test_who_confirms_in_vain_has_to_wait(own: Firm) -> None:
    offer(own.recruiter)
    for number in range(20):
        answer = own.recruiter.post(f"{OWN}/confirmation", {"code": f"{number:06}"})
        if answer.status == 429:
            break
    assert answer.error == "too_many_attempts"


def test_it_is_set_up_and_taken_away_with_the_password_alone(api: Api, own: Firm, api_database: Database) -> None:
    email = own.emails["recruiter"]
    assert offer(own.recruiter, "wrong").error == "wrong_password"
    assert own.recruiter.post(f"{OWN}/removal", {"password": PASSWORD}).error == "no_second_factor"
    app, _ = set_up(own.recruiter)
    assert own.recruiter.post(f"{OWN}/removal", {"password": "wrong"}).error == "wrong_password"
    assert sign_in(api, email).error == "second_factor_required"
    assert own.recruiter.post(f"{OWN}/removal", {"password": PASSWORD}).status == 204
    assert sign_in(api, email).status == 200
    assert [letter["kind"] for letter in letters(api_database, own.recruiter)] == [
        "second_factor_on",
        "second_factor_off",
    ]
    renewed, _ = set_up(own.recruiter)
    assert sign_in_with(api, email, app.code()).status == 403, "the app of before"
    assert sign_in_with(api, email, renewed.code()).status == 200


def test_an_admin_takes_it_away_for_who_has_lost_it(
    api: Api, own: Firm, other_firm: Firm, api_database: Database
) -> None:
    email, here = own.emails["reviewer"], signed_in(api, own.emails["reviewer"])
    set_up(here)
    members = {member["role"]: member for member in own.admin.get("/api/members").json["members"]}
    assert [role for role, member in members.items() if member["has_second_factor"]] == ["reviewer"]
    path = f"/api/members/{members['reviewer']['id']}/second-factor"
    assert other_firm.admin.delete(path).status == 404
    assert own.recruiter.delete(path).status == 403
    assert own.admin.delete(f"/api/members/{members['admin']['id']}/second-factor").status == 403, "one's own"
    assert own.admin.delete(f"/api/members/{members['recruiter']['id']}/second-factor").error == "no_second_factor"
    assert here.get("/api/me").status == 200
    assert own.admin.delete(path).status == 204
    assert here.get("/api/me").status == 401
    assert sign_in(api, email).status == 200
    assert letters(api_database, signed_in(api, email))[-1]["kind"] == "second_factor_off"
    actions = [entry["action"] for entry in own.admin.get("/api/audit-entries").json["entries"]]
    assert actions.count("second_factor_removed") == 1
    assert actions.count("second_factor_added") == 1


def test_with_who_is_removed_it_goes_too(own: Firm, api_database: Database) -> None:
    member_id = own.reviewer.get("/api/me").json["user"]["id"]
    set_up(own.reviewer)
    assert own.admin.delete(f"/api/members/{member_id}").status == 204
    assert api_database.second_factors.find_one({"_id": UUID(member_id)}) is None


def test_another_password_by_mail_leaves_the_second_step(api: Api, own: Firm, api_database: Database) -> None:
    """Whoever reads somebody's mail gets no further than the password."""
    app, _ = set_up(own.reviewer)
    asks_for_reset(api, own.emails["reviewer"])
    [token] = reset_tokens(api_database, own)
    assert api.post("/api/password-resets/password", {"token": token, "password": NEW}).status == 204
    assert sign_in(api, own.emails["reviewer"], NEW).error == "second_factor_required"
    assert sign_in_with(api, own.emails["reviewer"], app.code(), NEW).status == 200


def test_an_api_key_is_asked_for_no_code_and_changes_nothing_of_it(api: Api, own: Firm) -> None:
    made = own.admin.post("/api/api-keys", {"name": "K", "scopes": ["read_results"]})
    set_up(own.admin)
    key = api.as_(made.json["secret"])
    assert key.get("/api/sessions").status == 200
    assert key.get(OWN).error == "not_for_keys"
