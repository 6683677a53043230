"""What other sites, and who is signed in elsewhere, can do with the cookie of somebody who is signed in: nothing."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from functions.api.application import openapi_document
from tests.functions.api_client import OUR_PAGE, SIGN_IN_COOKIE, Answer, Api, Firm, request_event
from tests.functions.bodies import BODIES, QUERIES, filled

SAME_ORIGIN, NAMED = {"sec-fetch-site": "same-origin"}, {"x-request-id": "r-1"}
FORGED: dict[str, dict[str, str]] = {
    "another site's form": {"sec-fetch-site": "cross-site", "origin": "https://evil.example", **NAMED},
    "a sibling domain's script": {"sec-fetch-site": "same-site", "origin": "https://evil.cloudfront.net", **NAMED},
    "an address that was typed": {"sec-fetch-site": "none", **NAMED},
    "a browser that does not say, with our origin": {"origin": "https://site.example", **NAMED},
    "two answers": {"sec-fetch-site": "same-origin, cross-site", **NAMED},
    "nothing at all": {},
}


SIGNING_IN = {"/api/sign-in", "/api/setup", "/api/join"}


def routes_of_people(*, reading: bool) -> Iterator[tuple[str, str]]:
    """(method, path) of all that a sign-in opens, and of what begins one, as the API's own table says."""
    for path, operations in openapi_document()["paths"].items():
        for method, operation in operations.items():
            of_people = any("signIn" in scheme for scheme in operation.get("security", ()))
            begins = path in SIGNING_IN and method == "post"
            if (of_people or begins) and (method == "get") == reading:
                yield method.upper(), path


def ask(user: Api, method: str, path: str, headers: Mapping[str, str]) -> Answer:
    """As the browser of somebody who is signed in, with these headers and no others."""
    body = None if method == "GET" else BODIES.get(path)
    event = request_event(method, filled(path), None, body, None, QUERIES.get(path, {}), headers)
    event["cookies"] = [f"{SIGN_IN_COOKIE}={user.sign_in_token}"]
    return user.send(event)


CHANGING, READING = list(routes_of_people(reading=False)), list(routes_of_people(reading=True))


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize(("method", "path"), CHANGING + READING, ids=lambda part: part)
def test_no_other_sites_request_is_taken(firm: Firm, method: str, path: str, forged: str) -> None:
    answer = ask(firm.admin, method, path, FORGED[forged])
    assert (answer.status, answer.error, answer.cookies) == (403, "cross_site_request", [])


@pytest.mark.parametrize(("method", "path"), CHANGING, ids=lambda part: part)
def test_what_changes_something_has_a_header_that_no_form_can_send(firm: Firm, method: str, path: str) -> None:
    answer = ask(firm.admin, method, path, SAME_ORIGIN)
    assert (answer.status, answer.error) == (403, "cross_site_request")


@pytest.mark.parametrize(("method", "path"), READING, ids=lambda part: part)
def test_what_only_reads_needs_none(firm: Firm, method: str, path: str) -> None:
    assert ask(firm.admin, method, path, SAME_ORIGIN).status in (200, 404)


@pytest.mark.parametrize(("method", "path"), CHANGING, ids=lambda part: part)
def test_our_own_pages_are_let_in(found_firm: Callable[[], Firm], method: str, path: str) -> None:
    answer = ask(found_firm().admin, method, path, OUR_PAGE)
    assert answer.status != 403, answer.body


def test_nobody_is_signed_out_by_a_forged_request(firm: Firm) -> None:
    for headers in (*FORGED.values(), SAME_ORIGIN):
        ask(firm.admin, "POST", "/api/sign-out", headers)
    assert firm.admin.get("/api/me").status == 200


@pytest.mark.parametrize("path", sorted({path for _, path in CHANGING}))
def test_a_preflight_grants_nothing(api: Api, path: str) -> None:
    asked = {
        "origin": "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "x-request-id",
    }
    answer = api.request("OPTIONS", path, headers=asked)
    assert answer.status in (404, 405)
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_cookie_of_another_organisation_opens_its_own_alone(firm: Firm, other_firm: Firm) -> None:
    invitation, template = firm.invite(), firm.template()
    for path in (f"/api/sessions/{invitation.session_id}", f"/api/templates/{template}"):
        assert other_firm.admin.get(path).status == 404
        assert firm.admin.get(path).status == 200
    ticket = other_firm.admin.post("/api/live-tickets", {"session_id": str(invitation.session_id)})
    assert ticket.status == 404
    again = other_firm.admin.post(f"/api/sessions/{invitation.session_id}/link", {})
    assert again.status == 404


@pytest.mark.parametrize(
    "cookie",
    [
        "colloquy-sign-in={token}",
        "__Host-colloquy-device={token}",
        f"{SIGN_IN_COOKIE}={{name}}",
        f"{SIGN_IN_COOKIE}={{token}}{'x' * 43}",
        f"{SIGN_IN_COOKIE}=",
    ],
)
def test_only_the_whole_token_under_its_own_name_counts(api: Api, found_firm: Callable[[], Firm], cookie: str) -> None:
    token = str(found_firm().admin.sign_in_token)
    event = request_event("GET", "/api/me", None, None, None, {}, OUR_PAGE)
    event["cookies"] = [cookie.format(token=token, name=token[:43])]
    assert api.send(event).status == 401
