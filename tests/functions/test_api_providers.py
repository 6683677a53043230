"""Signing in by an organisation's provider, with a real one in a process of its own."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.client import Database
from tests.functions.api_client import OUR_PAGE, SIGN_IN_COOKIE, Answer, Api, Firm, Log, request_event
from tests.functions.conftest import PASSWORD
from tests.functions.test_api_accounts import cookies_of, sign_in
from tests.functions.test_api_second_factor import set_up
from tests.oidc_provider import Provider, provider
from tests.receivers import leads

SETTINGS = "/api/settings/sign-in"
SITE = "https://colloquy.example"
COOKIE = "__Host-colloquy-provider"
SECRET = "a client's secret"


@pytest.fixture(scope="module")
def idp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with pytest.MonkeyPatch.context() as patch, provider(tmp_path_factory.mktemp("provider"), patch) as running:
        yield running


@pytest.fixture(autouse=True)
def nobody_has_left_yet(api_database: Database) -> None:
    api_database.sign_in_attempts.delete_many({})


def put(firm: Firm, idp: Provider, *, person: Api | None = None, if_match: str = "*", **fields: Any) -> Answer:
    body = {"issuer": idp.issuer, "client_id": "colloquy", "client_secret": SECRET, **fields}
    return (person or firm.admin).put(SETTINGS, body, if_match=if_match)


def configured(firm: Firm, idp: Provider, **fields: Any) -> None:
    answer = put(firm, idp, **fields)
    assert answer.status == 200, answer.body


def ask(api: Api, path: str, body: object, browser: str | None = None, **headers: str) -> Answer:
    event = request_event("POST", path, None, body, None, {}, {**OUR_PAGE, "origin": SITE, **headers})
    event["cookies"] = [f"{COOKIE}={browser}"] if browser else []
    return api.send(event)


def leave(api: Api, firm: Firm) -> tuple[str, str]:
    """Where the browser goes, and what it keeps."""
    answer = ask(api, "/api/sign-in/provider", {"organisation_id": str(firm.organisation_id)})
    assert answer.status == 200, answer.body
    [cookie] = answer.cookies
    assert set(cookie.split("; ")[1:]) > {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"}
    return answer.json["address"], cookies_of(answer)[COOKIE]


def come_back(api: Api, written: dict[str, str], browser: str | None) -> Answer:
    taken = {name: value for name, value in written.items() if name in ("state", "code", "iss")}
    return ask(api, "/api/sign-in/provider/answer", taken, browser)


def signs_in(api: Api, firm: Firm, idp: Provider, subject: str) -> Answer:
    address, browser = leave(api, firm)
    return come_back(api, idp.recognises(subject, address), browser)


def known(idp: Provider, email: str, **claims: object) -> str:
    subject = uuid4().hex
    idp.knows(subject, **{"email": email, "email_verified": True, "name": "Ada Lovelace", **claims})
    return subject


def test_a_member_signs_in_by_the_provider(api: Api, own: Firm, idp: Provider, log: Log) -> None:
    configured(own, idp)
    subject = known(idp, own.emails["recruiter"].upper())
    answer = signs_in(api, own, idp, subject)
    assert answer.status == 200, answer.body
    me = api.signed_in(cookies_of(answer)[SIGN_IN_COOKIE]).get("/api/me").json
    assert (me["user"]["email"], me["user"]["role"]) == (own.emails["recruiter"], "recruiter")
    assert me["user"]["has_password"]
    assert any(each.startswith(f"{COOKIE}=;") for each in answer.cookies), "it is used up"
    assert sign_in(api, own.emails["recruiter"]).status == 200, "passwords are taken as well"
    assert "signed_in" in [entry["action"] for entry in own.admin.get("/api/audit-entries").json["entries"]]
    assert own.emails["recruiter"] not in log.stream.getvalue().lower()


def test_what_comes_back_to_another_browser_signs_nobody_in(api: Api, own: Firm, idp: Provider) -> None:
    """Login CSRF: somebody is led to an address with a stranger's answer."""
    configured(own, idp)
    address, browser = leave(api, own)
    written = idp.recognises(known(idp, own.emails["reviewer"]), address)
    _, victims = leave(api, own)
    for other in (None, victims, "x" * 43):
        refused = come_back(api, written, other)
        assert (refused.status, refused.error, refused.cookies) == (403, "provider_refused", [])
    assert come_back(api, {**written, "state": "x" * 43}, browser).error == "provider_refused"
    assert come_back(api, written, browser).status == 200, "nobody else ended it"


def test_an_answer_counts_once(api: Api, own: Firm, idp: Provider) -> None:
    configured(own, idp)
    address, browser = leave(api, own)
    written = idp.recognises(known(idp, own.emails["reviewer"]), address)
    assert come_back(api, written, browser).status == 200
    assert come_back(api, written, browser).error == "provider_refused"
    again, other = leave(api, own)
    state = parse_qs(urlsplit(again).query)["state"][0]
    replayed = come_back(api, {"code": written["code"], "state": state}, other)
    assert replayed.error == "provider_refused", "a code that was used, in another attempt"


def test_an_answer_of_another_issuer_is_refused(api: Api, own: Firm, idp: Provider) -> None:
    """Mix-up: whoever sent the browser back is not who it was sent to, or the settings were changed meanwhile."""
    configured(own, idp)
    subject = known(idp, own.emails["reviewer"])
    address, browser = leave(api, own)
    written = idp.recognises(subject, address)
    assert come_back(api, {**written, "iss": "https://evil.example.com"}, browser).error == "provider_refused"
    address, browser = leave(api, own)
    written = idp.recognises(subject, address)
    configured(own, idp, client_id="another")
    assert come_back(api, written, browser).error == "provider_refused"


def test_an_address_that_is_not_verified_or_nobodys_signs_nobody_in(
    api: Api, own: Firm, other_firm: Firm, idp: Provider
) -> None:
    configured(own, idp)
    unverified = known(idp, own.emails["admin"], email_verified=False)
    assert signs_in(api, own, idp, unverified).error == "address_unverified"
    stranger = known(idp, f"{uuid4().hex}@example.com")
    assert signs_in(api, own, idp, stranger).error == "no_member"
    elsewhere = known(idp, other_firm.emails["admin"])
    assert signs_in(api, own, idp, elsewhere).error == "no_member", "a member of another organisation"


def test_a_stranger_joins_where_the_domain_is_allowed_and_never_somebody_elses(
    api: Api, own: Firm, other_firm: Firm, idp: Provider, api_database: Database
) -> None:
    domain = f"{uuid4().hex[:8]}.example"
    configured(own, idp, domains=[domain.upper()], role="interviewer")
    email = f"grace@{domain}"
    answer = signs_in(api, own, idp, known(idp, email, name="Grace Hopper"))
    assert answer.status == 200, answer.body
    assert answer.json["user"]["role"] == "interviewer"
    assert (answer.json["user"]["name"], answer.json["user"]["has_password"]) == ("Grace Hopper", False)
    assert (sign_in(api, email, "").status, sign_in(api, email).status) == (400, 401), "no password lets in"
    api_database.users.update_one({"email": other_firm.emails["reviewer"]}, {"$set": {"email": f"x@{domain}"}})
    try:
        assert signs_in(api, own, idp, known(idp, f"x@{domain}")).error == "no_member"
    finally:
        restored = {"$set": {"email": other_firm.emails["reviewer"]}}
        api_database.users.update_one({"email": f"x@{domain}"}, restored)
    assert put(own, idp, role="admin").error == "malformed_request"


def test_passwords_are_switched_off_for_all_but_one_admin(api: Api, own: Firm, idp: Provider) -> None:
    admins = {member["role"]: member["id"] for member in own.admin.get("/api/members").json["members"]}
    assert put(own, idp, passwords_off=True, kept_admin_id=admins["reviewer"]).status == 400
    configured(own, idp, passwords_off=True)
    refused = sign_in(api, own.emails["recruiter"])
    assert (refused.status, refused.error) == (403, "passwords_off")
    assert refused.json["error"]["params"] == {"organisation": str(own.organisation_id)}
    assert sign_in(api, own.emails["recruiter"], "wrong").error == "sign_in_required", "told to who knows it alone"
    assert sign_in(api, own.emails["admin"]).status == 200
    own.admin.post(f"/api/members/{admins['recruiter']}/role", {"role": "admin"})
    for answer in (
        own.recruiter.post(f"/api/members/{admins['admin']}/role", {"role": "reviewer"}),
        own.recruiter.delete(f"/api/members/{admins['admin']}"),
    ):
        assert (answer.status, answer.error) == (409, "kept_admin")
    assert signs_in(api, own, idp, known(idp, own.emails["recruiter"])).status == 200
    assert own.admin.delete(SETTINGS).status == 204
    assert sign_in(api, own.emails["recruiter"]).status == 200
    assert own.admin.delete(SETTINGS).status == 404


def test_the_secret_is_sealed_and_goes_to_no_other_issuer(
    own: Firm, idp: Provider, api_database: Database, log: Log
) -> None:
    configured(own, idp)
    shown = own.admin.get(SETTINGS)
    assert shown.json["provider"]["has_secret"]
    stored = api_database.sign_in_providers.find_one({"_id": own.organisation_id})
    assert stored
    for text in (shown.body, str(stored), log.stream.getvalue()):
        assert SECRET not in text
    assert put(own, idp, client_secret=None).json["provider"]["has_secret"]
    assert not put(own, idp, client_secret=None, client_id="another").json["provider"]["has_secret"]


def test_it_is_changed_under_its_version_by_admins_alone(own: Firm, other_firm: Firm, idp: Provider) -> None:
    configured(own, idp)
    assert put(own, idp, if_match='"1"').status == 200
    assert put(own, idp, if_match='"1"').error == "changed_meanwhile"
    for role in ("recruiter", "reviewer", "interviewer"):
        person: Api = getattr(own, role)
        assert [person.get(SETTINGS).status, person.delete(SETTINGS).status] == [403, 403]
        assert put(own, idp, person=person).status == 403
    assert other_firm.admin.get(SETTINGS).json["provider"] is None
    actions = [entry["action"] for entry in own.admin.get("/api/audit-entries").json["entries"]]
    assert actions.count("sign_in_changed") == 2


@pytest.mark.parametrize(
    "issuer",
    [
        *("http://login.example.com", "https://127.0.0.1", "https://localhost", "https://login", "ftp://x.example"),
        *("https://user:pw@login.example.com", "https://login.example.com/#x", "https://login.example.com/?a=b"),
    ],
)
def test_an_issuer_is_an_https_address_of_a_name(own: Firm, idp: Provider, issuer: str) -> None:
    assert put(own, idp, issuer=issuer).error == "malformed_request"


def test_an_issuer_inside_or_away_or_of_another_name_is_not_taken(
    own: Firm, idp: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert put(own, idp, issuer=f"{idp.issuer}/").error == "provider_unusable", "it calls itself otherwise"
    leads(monkeypatch, "inside.example.com", "10.0.0.1")
    assert put(own, idp, issuer="https://inside.example.com").error == "provider_unusable"
    assert put(own, idp, issuer="https://nowhere.invalid").error == "provider_unusable"
    assert own.admin.get(SETTINGS).json["provider"] is None


def test_people_come_back_to_the_page_that_they_left_and_to_no_other(api: Api, own: Firm, idp: Provider) -> None:
    """No open redirect: the address is the site's own, as the browser itself names it."""
    configured(own, idp)
    address, _ = leave(api, own)
    assert parse_qs(urlsplit(address).query)["redirect_uri"] == [f"{SITE}/dashboard"]
    body: dict[str, Any] = {"organisation_id": str(own.organisation_id)}
    for origin in ("http://evil.example", "null", "https://evil.example/x", "https://a@evil.example"):
        assert ask(api, "/api/sign-in/provider", body, origin=origin).error == "malformed_request"
    away = ask(api, "/api/sign-in/provider", body, **{"sec-fetch-site": "cross-site"})
    assert away.error == "cross_site_request"
    assert ask(api, "/api/sign-in/provider", {**body, "redirect_uri": "https://evil.example"}).status == 400


def test_an_organisation_without_a_provider_looks_like_none(api: Api, own: Firm) -> None:
    answers = [
        ask(api, "/api/sign-in/provider", {"organisation_id": str(each)}) for each in (own.organisation_id, UUID(int=7))
    ]
    assert len({(answer.status, answer.error, answer.message) for answer in answers}) == 1
    assert answers[0].status == 404


def test_a_second_factor_is_the_providers_own_affair(api: Api, own: Firm, idp: Provider) -> None:
    configured(own, idp)
    set_up(own.reviewer)
    assert sign_in(api, own.emails["reviewer"], PASSWORD).error == "second_factor_required"
    assert signs_in(api, own, idp, known(idp, own.emails["reviewer"])).status == 200
