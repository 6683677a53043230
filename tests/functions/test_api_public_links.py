"""A template's public link: from asking to the interview, and all the ways in which nobody comes by it."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from functions.api import service
from functions.api.callers import VIEWER_ADDRESS
from interview.adapters.mongo.client import Database
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.tokens import LinkPurpose, derived_token
from interview.errors import RequestError
from interview.use_cases.accounts.begin_sign_in import Visitor
from tests.functions.api_client import START, Answer, Api, Firm
from tests.functions.conftest import LINK_KEY

REQUESTS = "/api/public-interview/requests"
CONFIRMATIONS = "/api/public-interview/confirmations"


class Posted:
    """A public link that somebody has put on a page."""

    def __init__(self, firm: Firm, **terms: object) -> None:
        self.firm, self.template_id = firm, firm.template()
        self.at = f"/api/templates/{self.template_id}/public-link"
        self.visitor = self.set(**terms)

    def set(self, **terms: object) -> Api:
        made = self.firm.recruiter.put(self.at, terms)
        assert made.status == 200, made.body
        return self.opened(made)

    def opened(self, answer: Answer) -> Api:
        path: str = answer.json["link"]["link_path"]
        assert path.startswith("/apply#")
        return self.firm.recruiter.as_(path.removeprefix("/apply#"))

    def shown(self) -> dict[str, Any]:
        link: dict[str, Any] = self.firm.recruiter.get(self.at).json["link"]
        return link

    def state(self) -> str:
        return str(self.visitor.get("/api/public-interview").json["state"])


def an_address() -> str:
    return f"ada-{uuid4().hex[:8]}@example.com"


def a_network() -> Mapping[str, str]:
    return {VIEWER_ADDRESS: f"2001:db8:{uuid4().hex[:4]}:{uuid4().hex[:4]}::1"}


def ask(visitor: Api, email: str, **fields: object) -> Answer:
    body = {"name": "Ada Lovelace", "email": email, **fields}
    return visitor.request("POST", REQUESTS, body=body, headers=a_network())


def request_ids(database: Database, email: str) -> list[UUID]:
    """The newest last."""
    stored = [each for each in database.interview_requests.find() if each["email"] == email]
    return [each["_id"] for each in sorted(stored, key=lambda each: each["created_at"])]


def confirm(api: Api, request_id: UUID) -> Answer:
    token = derived_token(LINK_KEY, LinkPurpose.INTERVIEW_REQUEST, request_id)
    return api.as_(token).request("POST", CONFIRMATIONS, headers=a_network())


def at_once(do: Callable[[Any], str], each: Iterable[Any]) -> list[str]:
    """A handler has one request at a time: what several functions do at once is their use cases'."""
    with ThreadPoolExecutor(4) as several:
        return list(several.map(do, each))


def ask_at_once(posted: Posted, email: str) -> str:
    visitor = Visitor(a_network()[VIEWER_ADDRESS])
    try:
        service.api().ask_for_interview(str(posted.visitor.token), "Ada", email, None, visitor)
    except RequestError as error:
        return error.code
    return "asked"


def confirm_at_once(request_id: UUID) -> str:
    token = derived_token(LINK_KEY, LinkPurpose.INTERVIEW_REQUEST, request_id)
    try:
        return service.api().confirm_request(token, Visitor(a_network()[VIEWER_ADDRESS])).token
    except RequestError as error:
        return error.code


def asked_and_confirmed(posted: Posted, database: Database, email: str) -> Answer:
    assert ask(posted.visitor, email).status == 204
    return confirm(posted.visitor, request_ids(database, email)[-1])


def sessions_of(database: Database, posted: Posted) -> list[dict[str, Any]]:
    return list(database.sessions.find({"template_id": UUID(posted.template_id)}))


def letters_to(database: Database, email: str) -> list[dict[str, Any]]:
    return [each for each in database.letters.find() if each["to"] == email]


def test_whoever_confirms_an_address_has_an_interview_and_goes_on_as_who_is_invited(
    firm: Firm, api_database: Database
) -> None:
    posted, email = Posted(firm, closes_at="2099-01-01T00:00:00Z"), an_address()
    shown = posted.visitor.get("/api/public-interview").json
    assert shown["title"] == "Backend engineer"
    assert (shown["question_count"], shown["longest_s"], shown["language"]) == (2, 300, "en")
    assert (shown["state"], shown["closes_at"]) == ("open", "2099-01-01T00:00:00Z")
    assert shown["look"] == {"contact": "", "privacy_url": "", "logo": None, "light": None, "dark": None}
    assert ask(posted.visitor, email, language="de").status == 204
    (letter,) = letters_to(api_database, email)
    assert (letter["kind"], letter["language"], letter["state"]) == ("interview_request", "de", "waiting")
    assert "Ada" not in str(letter), "nobody has their words mailed to somebody else"
    assert sessions_of(api_database, posted) == [], "nobody is invited before they confirm"
    (request_id,) = request_ids(api_database, email)
    confirmed = [confirm(posted.visitor, request_id) for _ in range(2)]
    assert [answer.status for answer in confirmed] == [200, 200]
    assert confirmed[0].json == confirmed[1].json
    (session,) = sessions_of(api_database, posted)
    assert (session["source"], session["language"], session["candidate_email"]) == ("public_link", "de", email)
    assert [event["type"] for event in session.get("unpublished", [])] in ([], ["SessionChanged", "LinkIssued"])
    candidate = firm.recruiter.as_(confirmed[0].json["link_path"].removeprefix("/interview#"))
    assert candidate.post("/api/interview/start", START).status == 200
    listed = firm.recruiter.get("/api/sessions", template_id=posted.template_id, source="public_link").json
    assert [(each["id"], each["source"]) for each in listed["sessions"]] == [(str(session["_id"]), "public_link")]
    none = firm.recruiter.get("/api/sessions", template_id=posted.template_id, source="invited").json
    assert none["sessions"] == []
    counted = firm.recruiter.get("/api/analytics", template_id=posted.template_id).json
    assert counted["funnel"]["invited"] == 1
    link = posted.shown()
    assert (link["joined"], link["waiting"], link["asked"]) == (1, 0, 1)


def test_nothing_that_is_stored_holds_a_token(firm: Firm, api_database: Database) -> None:
    posted, email = Posted(firm), an_address()
    ask(posted.visitor, email)
    (request_id,) = request_ids(api_database, email)
    stored = [*api_database.public_links.find(), *api_database.interview_requests.find(), *api_database.letters.find()]
    for token in (posted.visitor.token, derived_token(LINK_KEY, LinkPurpose.INTERVIEW_REQUEST, request_id)):
        assert str(token) not in str(stored)


def test_an_address_that_comes_again_gets_the_link_to_its_interview_unless_repeats_are_taken(
    firm: Firm, api_database: Database
) -> None:
    posted, email = Posted(firm), an_address()
    first = asked_and_confirmed(posted, api_database, email).json["link_path"]
    assert asked_and_confirmed(posted, api_database, email).json["link_path"] == first
    candidate = firm.recruiter.as_(first.removeprefix("/interview#"))
    assert candidate.post("/api/interview/start", START).status == 200
    assert candidate.post("/api/interview/finish").status == 200
    assert asked_and_confirmed(posted, api_database, email).json["link_path"] == first, "also once it is over"
    assert len(sessions_of(api_database, posted)) == posted.shown()["joined"] == 1
    posted.set(takes_repeats=True)
    assert asked_and_confirmed(posted, api_database, email).json["link_path"] != first
    assert len(sessions_of(api_database, posted)) == posted.shown()["joined"] == 2


def test_who_was_invited_by_hand_gets_the_link_to_that_interview_whatever_their_capitals(
    firm: Firm, api_database: Database
) -> None:
    posted, email = Posted(firm), an_address()
    invited = firm.invite(template_id=posted.template_id, candidate_email=email.capitalize())
    assert asked_and_confirmed(posted, api_database, email).json["link_path"] == f"/interview#{invited.candidate.token}"
    assert [session["source"] for session in sessions_of(api_database, posted)] == ["invited"]
    assert posted.shown()["joined"] == 0, "nobody came by the link who was not there before"


@pytest.mark.parametrize("by_hand", [True, False])
def test_whose_interview_was_cancelled_has_another_by_asking_again(
    own: Firm, api_database: Database, *, by_hand: bool
) -> None:
    posted, email = Posted(own), an_address()
    if by_hand:
        own.invite(template_id=posted.template_id, candidate_email=email)
    else:
        asked_and_confirmed(posted, api_database, email)
    (cancelled,) = sessions_of(api_database, posted)
    path = f"/api/sessions/{cancelled['_id']}/cancellation"
    assert own.recruiter.post(path, {"tell": False}).status == 200
    again = asked_and_confirmed(posted, api_database, email)
    assert (
        own.recruiter.as_(again.json["link_path"].removeprefix("/interview#"))
        .post("/api/interview/start", START)
        .status
        == 200
    )
    assert asked_and_confirmed(posted, api_database, email).json == again.json, "and no third one"
    assert len(sessions_of(api_database, posted)) == 2


def test_a_stranger_is_told_the_same_of_every_address(own: Firm, api_database: Database) -> None:
    posted, known, again = Posted(own), an_address(), an_address()
    asked_and_confirmed(posted, api_database, known)
    for _ in range(quotas.PUBLIC_REQUESTS_OF_ADDRESS.most):
        ask(posted.visitor, again)
    answers = [ask(posted.visitor, email) for email in (an_address(), known, again)]
    assert {(answer.status, answer.body) for answer in answers} == {(204, "")}
    assert len(letters_to(api_database, again)) == quotas.PUBLIC_REQUESTS_OF_ADDRESS.most
    subjects = [
        {name: letter[name] for name in ("kind", "language", "params") if name != "params"}
        for email in (known, again)
        for letter in letters_to(api_database, email)
        if letter["kind"] == "interview_request"
    ]
    assert all(subject == subjects[0] for subject in subjects), "nor does the letter tell"


def test_a_flood_is_no_mail_cannon_and_the_recruiter_sees_why_nobody_comes(own: Firm, api_database: Database) -> None:
    posted = Posted(own, most_per_day=20)
    before = api_database.letters.count_documents({})
    answers = at_once(lambda _: ask_at_once(posted, an_address()), range(60))
    assert answers.count("asked") == 20
    assert set(answers) == {"asked", "too_many_attempts"}
    refused = ask(posted.visitor, an_address())
    assert (refused.error, refused.params) == ("too_many_attempts", {"limit": "public_requests_of_link"})
    assert int(refused.headers["retry-after"]) > 3600
    assert api_database.letters.count_documents({}) - before == 20
    assert posted.shown()["state"] == "full_today"
    assert posted.state() == "full_today"
    posted.set(most_per_day=21)
    assert posted.state() == "open"


def test_one_network_asks_for_no_more_than_an_office_would(own: Firm, api_database: Database) -> None:
    posted, network = Posted(own, most_per_day=500), a_network()
    most = quotas.PUBLIC_REQUESTS_OF_NETWORK.most
    answers = [
        posted.visitor.request("POST", REQUESTS, body={"name": "A", "email": an_address()}, headers=network)
        for _ in range(most + 1)
    ]
    assert [answer.status for answer in answers] == [204] * most + [429]
    assert answers[-1].params == {"limit": "public_requests_of_network"}
    assert posted.shown()["asked"] == most, "what a network may not counts for nobody else"
    assert ask(posted.visitor, an_address()).status == 204


def test_of_many_who_confirm_at_once_as_many_come_as_may(own: Firm, api_database: Database) -> None:
    posted = Posted(own, most=2)
    emails = [an_address() for _ in range(6)]
    for email in emails:
        ask(posted.visitor, email)
    requests = [request_ids(api_database, email)[0] for email in emails]
    answers = at_once(confirm_at_once, requests)
    assert answers.count("public_link_full") == 4
    assert len(set(answers)) == 3
    assert len(sessions_of(api_database, posted)) == 2
    assert posted.state() == "full"
    assert ask(posted.visitor, an_address()).error == "public_link_full"
    posted.set(most=3)
    late = requests[answers.index("public_link_full")]
    assert confirm(posted.visitor, late).status == 200, "whoever found no place has one where there are more"


def test_of_two_requests_of_an_address_that_are_confirmed_at_once_one_makes_the_interview(
    own: Firm, api_database: Database
) -> None:
    posted, email = Posted(own), an_address()
    for _ in range(3):
        ask(posted.visitor, email)
    requests = [each for each in request_ids(api_database, email) for _ in range(2)]
    (token,) = set(at_once(confirm_at_once, requests))
    assert confirm(posted.visitor, requests[0]).json["link_path"] == f"/interview#{token}"
    assert len(sessions_of(api_database, posted)) == posted.shown()["joined"] == 1


def test_what_broke_off_between_counting_and_inviting_is_done_when_the_link_is_opened_again(
    own: Firm, api_database: Database
) -> None:
    posted, email = Posted(own), an_address()
    first = asked_and_confirmed(posted, api_database, email).json["link_path"]
    (request_id,) = request_ids(api_database, email)
    api_database.sessions.delete_one({"_id": request_id})
    api_database.answers.delete_many({"session_id": request_id})
    assert confirm(posted.visitor, request_id).json["link_path"] == first
    assert len(sessions_of(api_database, posted)) == posted.shown()["joined"] == 1


def test_a_request_that_leads_to_another_of_its_address_makes_no_interview_of_its_own(
    own: Firm, api_database: Database
) -> None:
    posted, email = Posted(own), an_address()
    for _ in range(2):
        ask(posted.visitor, email)
    first, second = request_ids(api_database, email)
    link_path = confirm(posted.visitor, first).json["link_path"]
    assert confirm(posted.visitor, second).json["link_path"] == link_path
    api_database.sessions.delete_one({"_id": first})  # as if the first were only just being made
    api_database.answers.delete_many({"session_id": first})
    assert confirm(posted.visitor, second).json["link_path"] == link_path
    assert [session["_id"] for session in sessions_of(api_database, posted)] == [first]
    assert posted.shown()["joined"] == 1
    api_database.sessions.delete_one({"_id": first})  # as an erasure leaves it that is not through
    api_database.interview_requests.delete_one({"_id": first})
    assert confirm(posted.visitor, second).status == 404
    assert sessions_of(api_database, posted) == []


def test_whose_interview_goes_to_another_address_since_is_handed_no_link_to_it(
    own: Firm, api_database: Database
) -> None:
    posted, email = Posted(own), an_address()
    asked_and_confirmed(posted, api_database, email)
    (request_id,) = request_ids(api_database, email)
    elsewhere = {"candidate_name": "Ada", "candidate_email": an_address()}
    assert own.recruiter.put(f"/api/sessions/{request_id}/candidate", elsewhere).json["link_path"]
    again = confirm(posted.visitor, request_id)
    assert (again.status, again.error) == (409, "link_unknown")
    afresh = asked_and_confirmed(posted, api_database, email)
    assert (afresh.status, afresh.error) == (409, "link_unknown")


def close(posted: Posted, how: str, database: Database) -> None:
    recruiter = posted.firm.recruiter
    match how:
        case "switched off":
            posted.set(is_on=False)
        case "replaced":
            assert recruiter.post(f"{posted.at}/replacement").status == 200
        case "archived":
            assert recruiter.put(f"/api/templates/{posted.template_id}/archive", {"archived": True}).status == 200
        case "deleted":
            assert recruiter.delete(f"/api/templates/{posted.template_id}").status == 204
        case "organisation gone":
            database.organisations.delete_one({"_id": posted.firm.organisation_id})


@pytest.mark.parametrize("how", ["switched off", "replaced", "archived", "deleted", "organisation gone"])
def test_closed_is_closed_on_every_way_in_also_for_who_has_not_confirmed(
    own: Firm, api_database: Database, how: str
) -> None:
    posted, waiting = Posted(own), an_address()
    ask(posted.visitor, waiting)
    (request_id,) = request_ids(api_database, waiting)
    close(posted, how, api_database)
    assert posted.visitor.get("/api/public-interview").error == "not_found"
    assert ask(posted.visitor, an_address()).error == "not_found"
    refused = confirm(posted.visitor, request_id)
    assert refused.error == ("not_found" if how in ("deleted", "organisation gone") else "public_link_closed")
    assert sessions_of(api_database, posted) == []


def test_who_has_confirmed_goes_on_when_the_link_is_closed(own: Firm, api_database: Database) -> None:
    posted, email = Posted(own), an_address()
    path = asked_and_confirmed(posted, api_database, email).json["link_path"]
    posted.set(is_on=False)
    (request_id,) = request_ids(api_database, email)
    assert confirm(posted.visitor, request_id).json["link_path"] == path
    candidate = own.recruiter.as_(path.removeprefix("/interview#"))
    assert candidate.post("/api/interview/start", START).status == 200


def test_after_its_last_day_nobody_asks_and_who_has_asked_may_confirm(own: Firm, api_database: Database) -> None:
    posted, email = Posted(own), an_address()
    ask(posted.visitor, email)
    posted.set(closes_at=(utc_now() - timedelta(seconds=1)).isoformat())
    assert posted.state() == posted.shown()["state"] == "closed"
    assert ask(posted.visitor, an_address()).error == "public_link_closed"
    (request_id,) = request_ids(api_database, email)
    assert confirm(posted.visitor, request_id).status == 200
    late = an_address()
    posted.set()
    ask(posted.visitor, late)
    (too_late,) = request_ids(api_database, late)
    api_database.interview_requests.update_one({"_id": too_late}, {"$set": {"expires_at": utc_now()}})
    assert confirm(posted.visitor, too_late).error == "not_found"


def test_a_new_link_takes_the_place_of_the_old_one_and_switching_off_and_on_does_not(own: Firm) -> None:
    posted = Posted(own)
    posted.set(is_on=False)
    assert posted.set(is_on=True).token == posted.visitor.token
    replaced = posted.opened(own.recruiter.post(f"{posted.at}/replacement"))
    assert replaced.get("/api/public-interview").status == 200
    assert posted.visitor.get("/api/public-interview").status == 404


def test_an_erased_person_leaves_no_request_and_may_come_again(own: Firm, api_database: Database) -> None:
    posted, email = Posted(own), an_address()
    ask(posted.visitor, email.upper())
    asked_and_confirmed(posted, api_database, email)
    ask(posted.visitor, email)
    (session,) = sessions_of(api_database, posted)
    erased = own.recruiter.post(f"/api/sessions/{session['_id']}/erasure", {"reason": "candidate_asked"})
    assert erased.status in (200, 202), erased.body
    for name in ("interview_requests", "letters", "sessions", "listed_sessions"):
        assert email not in str(list(api_database[name].find())).lower(), name
    assert asked_and_confirmed(posted, api_database, email).status == 200


def test_what_was_done_is_written_down(own: Firm, api_database: Database) -> None:
    posted, email = Posted(own), an_address()
    own.recruiter.post(f"{posted.at}/replacement")
    posted.visitor = posted.set()
    asked_and_confirmed(posted, api_database, email)
    confirm(posted.visitor, request_ids(api_database, email)[0])
    (session,) = sessions_of(api_database, posted)
    entries = own.admin.get("/api/audit-entries").json["entries"]
    done = [(entry["action"], entry["actor"]["kind"], entry["object"]["ids"]) for entry in reversed(entries)]
    assert [each for each in done if each[0].startswith("public_link") or each[0] == "interview_asked_for"] == [
        ("public_link_changed", "person", [posted.template_id]),
        ("public_link_replaced", "person", [posted.template_id]),
        ("public_link_changed", "person", [posted.template_id]),
        ("interview_asked_for", "candidate", [str(session["_id"])]),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"name": "", "email": "a@example.com"},
        {"name": "A", "email": "a"},
        {"name": "A", "email": "a@example.com\nBcc: b@example.com"},
        {"name": "A", "email": "ä@example.com"},
        {"name": "A", "email": "a@example.com", "language": "xx"},
    ],
)
def test_what_cannot_be_written_to_is_refused(firm: Firm, body: dict[str, str]) -> None:
    posted = Posted(firm)
    answer = posted.visitor.request("POST", REQUESTS, body=body, headers=a_network())
    assert answer.error == "malformed_request"


@pytest.mark.parametrize(
    "terms",
    [
        *({"most": 0}, {"most": 10_001}, {"most_per_day": 0}, {"most_per_day": 501}),
        *({"most": "5"}, {"most_per_day": True}, {"interview_days": "7"}, {"is_on": "yes"}, {"takes_repeats": 1}),
    ],
)
def test_terms_that_make_no_sense_are_refused(firm: Firm, terms: dict[str, object]) -> None:
    assert firm.recruiter.put(f"/api/templates/{firm.template()}/public-link", terms).error == "malformed_request"
