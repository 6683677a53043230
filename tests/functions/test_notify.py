"""Letters, from what happens to an interview to the inbox: through a real SMTP server."""

import importlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from types import ModuleType
from typing import Any
from uuid import uuid4

import httpx
import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.letters import LetterRepository
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.mail.letters import Letter, LetterKind
from local_cloud.processes import free_port
from tests.functions.api_client import START, Api, Context, Firm
from tests.functions.conftest import Subscriber
from tests.stand_ins import StandIn, running

LINK = re.compile(r"https://interviews\.example\.com/interview#(\S+)")


@pytest.fixture(scope="module")
def ses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    folder = tmp_path_factory.mktemp("mail")
    arguments = ("--smtp-port", str(free_port()), "--folder", str(folder / "inbox"))
    with running("local_cloud.stand_ins.mail.ses_stand_in", folder, *arguments) as stand_in:
        yield stand_in


@pytest.fixture
def notify(api: Api, ses: StandIn, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return a_function(monkeypatch, SES_URL=ses.url)


def a_function(monkeypatch: pytest.MonkeyPatch, **environment: str) -> ModuleType:
    usual = {"SITE_URL": "https://interviews.example.com", "MAIL_CONFIGURATION_SET": "colloquy"}
    for name, value in {**usual, **environment}.items():
        monkeypatch.setenv(name, value)
    return importlib.reload(importlib.import_module("functions.notify.handler"))


def handled(notify: ModuleType, *bodies: object) -> None:
    """By the function, each of them."""
    records = [{"messageId": uuid4().hex, "body": json.dumps(body)} for body in bodies]
    assert notify.handler({"Records": records}, Context()) == {"batchItemFailures": []}


def told(notify: ModuleType, subscriber: Subscriber) -> None:
    """It hears of all that happened since."""
    assert notify.handler({"Records": subscriber.records()}, Context()) == {"batchItemFailures": []}


def an_address() -> str:
    return f"ada-{uuid4().hex[:8]}@example.com"


def mails_to(ses: StandIn, address: str) -> list[dict[str, Any]]:
    """The newest first."""
    found: list[dict[str, Any]] = httpx.get(f"{ses.url}/inbox/messages.json", params={"to": address}).json()
    return found


def letters_of(database: Database, session_id: object) -> dict[str, tuple[str, str | None]]:
    found = database.letters.find({"session_id": session_id})
    return {stored["_id"].replace(str(session_id), "S"): (stored["state"], stored["reason"]) for stored in found}


def a_report(kind: str, letter_id: str) -> dict[str, Any]:
    detail = {"timestamp": "2026-11-30T10:00:00Z", "bounceType": "Permanent"}
    mail = {"tags": {"letter": [letter_id.replace(":", ".")]}}
    return {"eventType": kind, "mail": mail, kind.lower(): detail}


def make_due(database: Database, letter_id: str) -> None:
    database.letters.update_one({"_id": letter_id}, {"$set": {"due_at": utc_now() - timedelta(seconds=1)}})


def test_who_is_invited_by_mail_gets_the_link_once_and_nothing_else_holds_it(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    address = an_address()
    invitation = firm.invite(candidate_email=address, by_email=True)
    records = subscriber.records()
    for _ in range(2):
        assert notify.handler({"Records": records}, Context()) == {"batchItemFailures": []}
    (mail,) = mails_to(ses, address)
    (token,) = set(LINK.findall(mail["text"]))
    assert firm.recruiter.as_(token).get("/api/interview").json["session_id"] == str(invitation.session_id)
    assert token in mail["html"]
    assert token not in json.dumps([records, list(api_database.letters.find())], default=str)
    assert mail["headers"]["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in mail["headers"], "an invitation is no reminder"
    assert mail["headers"]["Reply-To"] == firm.emails["recruiter"]
    assert letters_of(api_database, invitation.session_id) == {"invitation:S:0": ("sent", None)}
    handled(notify, a_report("Delivery", f"invitation:{invitation.session_id}:0"))
    assert letters_of(api_database, invitation.session_id) == {"invitation:S:0": ("delivered", None)}


def test_who_asks_by_a_public_link_confirms_by_a_mail_that_names_nothing_they_typed(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    at = f"/api/templates/{firm.template()}/public-link"
    path = firm.recruiter.put(at, {}).json["link"]["link_path"]
    visitor, address = firm.recruiter.as_(path.removeprefix("/apply#")), an_address()

    def ask() -> str:
        asked = visitor.post("/api/public-interview/requests", {"name": "Cheap watches", "email": address})
        assert asked.status == 204
        (letter,) = api_database.letters.find({"to": address, "state": "waiting"})
        return str(letter["_id"])

    handled(notify, {"letter_id": ask()})
    (mail,) = mails_to(ses, address)
    assert mail["subject"] == "Confirm your address: Backend engineer"
    assert "watches" not in json.dumps(mail)
    assert "Reply-To" not in mail["headers"]
    (token,) = set(re.findall(r"https://interviews\.example\.com/apply#confirm\.(\S+)", mail["text"]))
    confirmed = visitor.as_(token).post("/api/public-interview/confirmations")
    told(notify, subscriber)
    assert mails_to(ses, address)[0]["subject"].startswith("Your video interview with")
    (link,) = set(LINK.findall(mails_to(ses, address)[0]["text"]))
    assert confirmed.json["link_path"] == f"/interview#{link}"
    letter_id = ask()
    firm.recruiter.put(at, {"is_on": False})
    handled(notify, {"letter_id": letter_id})
    assert len(mails_to(ses, address)) == 2
    stored = api_database.letters.find_one({"_id": letter_id})
    assert stored is not None
    assert (stored["state"], stored["reason"]) == ("unsent", "not_needed")


def test_nobody_is_written_to_who_was_given_the_link_by_hand(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    address = an_address()
    invitation = firm.invite(candidate_email=address)
    assert invitation.candidate.post("/api/interview/start", START).status == 200
    assert invitation.candidate.post("/api/interview/finish").status == 200
    told(notify, subscriber)
    assert mails_to(ses, address) == []
    assert letters_of(api_database, invitation.session_id) == {}


def test_whose_invitation_was_cancelled_is_told_if_the_recruiter_wants_and_reminded_no_more(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    addresses = [an_address() for _ in range(3)]
    told_of, untold, reopened = (firm.invite(candidate_email=address) for address in addresses)
    for invitation, tell in ((told_of, True), (untold, False), (reopened, True)):
        cancelled = firm.recruiter.post(f"/api/sessions/{invitation.session_id}/cancellation", {"tell": tell})
        assert cancelled.json["cancellation"]["tells"] is tell
    assert firm.recruiter.post(f"/api/sessions/{reopened.session_id}/link", {}).status == 201
    records = subscriber.records()
    for _ in range(2):
        assert notify.handler({"Records": records}, Context()) == {"batchItemFailures": []}
    assert letters_of(api_database, told_of.session_id) == {"cancelled:S:2": ("sent", None)}
    assert letters_of(api_database, untold.session_id) == {}
    assert letters_of(api_database, reopened.session_id) == {}, "it is open again"
    (mail,) = mails_to(ses, addresses[0])
    (token,) = set(LINK.findall(mail["text"]))
    assert firm.recruiter.as_(token).get("/api/interview").json["closed"] == "interview_cancelled"
    assert mail["headers"]["Reply-To"] == firm.emails["recruiter"]


def test_another_address_is_invited_and_the_old_one_hears_nothing_more(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    wrong, right = an_address(), an_address()
    invitation = firm.invite(candidate_email=wrong, by_email=True)
    told(notify, subscriber)
    to = {"candidate_name": "Ada", "candidate_email": right}
    assert firm.recruiter.put(f"/api/sessions/{invitation.session_id}/candidate", to).status == 200
    told(notify, subscriber)
    assert letters_of(api_database, invitation.session_id) == {
        "invitation:S:0": ("sent", None),
        "invitation:S:1": ("sent", None),
    }
    (mail,) = mails_to(ses, right)
    (token,) = set(LINK.findall(mail["text"]))
    assert firm.recruiter.as_(token).get("/api/interview").status == 200
    assert len(mails_to(ses, wrong)) == 1
    invitation = firm.invite()
    session = f"/api/sessions/{invitation.session_id}"
    added = {"candidate_name": "Ada", "candidate_email": an_address(), "by_email": True}
    assert firm.recruiter.put(f"{session}/candidate", added).status == 200
    told(notify, subscriber)
    assert letters_of(api_database, invitation.session_id) == {"invitation:S:0": ("sent", None)}, "the link there is"


def test_a_link_that_took_anothers_place_is_sent_and_the_first_is_not_any_more(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    address = an_address()
    invitation = firm.invite(candidate_email=address, by_email=True)
    reissued = firm.recruiter.post(f"/api/sessions/{invitation.session_id}/link", {})
    told(notify, subscriber)
    (mail,) = mails_to(ses, address)
    assert mail["subject"] == "Your new interview link: Backend engineer"
    assert LINK.findall(mail["text"]) == [reissued.json["link_path"].rpartition("#")[2]]
    assert letters_of(api_database, invitation.session_id) == {"link_replaced:S:1": ("sent", None)}


def test_an_address_that_bounced_or_complained_is_not_written_to_again_by_this_organisation(
    notify: ModuleType, firm: Firm, other_firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    for kind, state in (("Bounce", "bounced"), ("Complaint", "complained")):
        address = an_address()
        first = firm.invite(candidate_email=address, by_email=True)
        told(notify, subscriber)
        handled(notify, a_report(kind, f"invitation:{first.session_id}:0"))
        assert letters_of(api_database, first.session_id) == {"invitation:S:0": (state, None)}
        second = firm.invite(candidate_email=address.upper(), by_email=True)
        other_firm.invite(candidate_email=address, by_email=True)
        told(notify, subscriber)
        assert letters_of(api_database, second.session_id) == {"invitation:S:0": ("unsent", f"address_{state}")}
        assert len(mails_to(ses, address)) == 2
        assert address not in json.dumps(list(api_database.suppressed_addresses.find()), default=str)


def test_a_mail_that_is_not_taken_is_tried_again_and_one_without_an_answer_is_not(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    for failure in ("throttled", "server_error"):
        address = an_address()
        invitation = firm.invite(candidate_email=address, by_email=True)
        ses.fail(failure)
        told(notify, subscriber)
        letter_id = f"invitation:{invitation.session_id}:0"
        assert letters_of(api_database, invitation.session_id) == {"invitation:S:0": ("waiting", "service_away")}
        handled(notify, {"letter_id": letter_id})
        assert mails_to(ses, address) == [], "it is not due"
        make_due(api_database, letter_id)
        handled(notify, {"letter_id": letter_id})
        assert len(mails_to(ses, address)) == 1
    address = an_address()
    invitation = firm.invite(candidate_email=address, by_email=True)
    ses.fail("silent")
    told(notify, subscriber)
    make_due(api_database, f"invitation:{invitation.session_id}:0")
    handled(notify, {"letter_id": f"invitation:{invitation.session_id}:0"})
    assert letters_of(api_database, invitation.session_id) == {"invitation:S:0": ("uncertain", None)}
    assert len(mails_to(ses, address)) == 1


def test_the_address_before_is_told_without_a_link(
    notify: ModuleType, firm: Firm, ses: StandIn, api_database: Database
) -> None:
    invitation, address, now = firm.invite(), an_address(), utc_now()
    letter = Letter(
        id=f"address_changed:{invitation.session_id}:1",
        organisation_id=firm.organisation_id,
        session_id=invitation.session_id,
        kind=LetterKind.ADDRESS_CHANGED,
        to=address,
        created_at=now,
        due_at=now,
    )
    LetterRepository(api_database).queue(letter)
    handled(notify, {"letter_id": letter.id})
    (mail,) = mails_to(ses, address)
    assert "http" not in mail["text"]


@pytest.mark.parametrize(
    ("address", "reason"), [("refused@example.com", "refused"), ("a..b@example.com", "address_invalid")]
)
def test_an_address_that_is_refused_keeps_nobody_waiting(
    notify: ModuleType, firm: Firm, subscriber: Subscriber, api_database: Database, address: str, reason: str
) -> None:
    invitation = firm.invite(candidate_email=address, by_email=True)
    told(notify, subscriber)
    assert letters_of(api_database, invitation.session_id) == {"invitation:S:0": ("unsent", reason)}


def test_who_invites_from_an_address_that_no_letter_reaches_keeps_nobody_from_theirs(
    notify: ModuleType, found_firm: Callable[[], Firm], ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    firm, address = found_firm(), an_address()
    own = {"$set": {"email": f"jürgen-{uuid4().hex}@example.com"}}
    api_database.users.update_one({"email": firm.emails["recruiter"]}, own)
    firm.invite(candidate_email=address, by_email=True)
    told(notify, subscriber)
    (mail,) = mails_to(ses, address)
    assert "Reply-To" not in mail["headers"]


def test_without_an_address_of_the_stage_nothing_is_sent_and_nothing_fails(
    api: Api, firm: Firm, subscriber: Subscriber, api_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    notify = a_function(monkeypatch, MAIL_FROM="", SES_URL="http://127.0.0.1:9")
    invitation = firm.invite(candidate_email=an_address(), by_email=True)
    told(notify, subscriber)
    assert letters_of(api_database, invitation.session_id) == {"invitation:S:0": ("unsent", "mail_off")}


def test_an_organisation_that_has_sent_enough_for_a_day_goes_on_the_next(
    notify: ModuleType,
    other_firm: Firm,
    ses: StandIn,
    subscriber: Subscriber,
    api_database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quotas, "LETTERS", replace(quotas.LETTERS, most=0))
    invitation = other_firm.invite(candidate_email=an_address(), by_email=True)
    told(notify, subscriber)
    assert letters_of(api_database, invitation.session_id) == {"invitation:S:0": ("waiting", "daily_limit")}
    due = LetterRepository(api_database).due(utc_now() + timedelta(days=1, minutes=1), 1_000)
    assert f"invitation:{invitation.session_id}:0" in due
    colleague = an_address()
    handled(notify, {"letter_id": invited_colleague(other_firm, colleague)})
    assert len(mails_to(ses, colleague)) == 1, "who cannot sign in waits for no invitations of candidates"


def invited_colleague(firm: Firm, address: str) -> str:
    """The id of their letter."""
    made = firm.admin.post("/api/member-invitations", {"email": address, "role": "reviewer"})
    assert made.status == 201, made.body
    return f"member_invitation:{made.json['id']}:1"


def test_letters_to_candidates_look_as_the_organisation_does_and_those_to_colleagues_as_the_product(
    notify: ModuleType, own: Firm, ses: StandIn, subscriber: Subscriber
) -> None:
    whichever = {"if-match": "*"}
    terms = {"company": "Acme GmbH", "contact": "jobs@acme.example"}
    look = {"accent": "#0f766e", "privacy_url": "https://acme.example/privacy"}
    for part, body in (("consent", terms), ("look", look)):
        assert own.admin.request("PUT", f"/api/settings/{part}", body=body, headers=whichever).status == 200
    candidate, colleague = an_address(), an_address()
    own.invite(candidate_email=candidate, by_email=True)
    told(notify, subscriber)
    (mail,) = mails_to(ses, candidate)
    assert mail["headers"]["From"].startswith("Acme GmbH <")
    for said in ("Acme GmbH", "jobs@acme.example", "https://acme.example/privacy"):
        assert said in mail["text"], said
        assert said in mail["html"], said
    assert "background: #0f766e" in mail["html"]
    handled(notify, {"letter_id": invited_colleague(own, colleague)})
    (mail,) = mails_to(ses, colleague)
    for part in (mail["headers"]["From"], mail["text"], mail["html"]):
        assert "acme" not in part.lower()
        assert "#0f766e" not in part


@pytest.mark.parametrize("then", ["taken back", "sent again"])
def test_a_colleagues_invitation_that_leads_nowhere_any_more_is_not_sent(
    notify: ModuleType, other_firm: Firm, ses: StandIn, api_database: Database, then: str
) -> None:
    address = an_address()
    letter_id = invited_colleague(other_firm, address)
    path = f"/api/member-invitations/{letter_id.split(':')[1]}"
    changed = other_firm.admin.delete(path) if then == "taken back" else other_firm.admin.post(f"{path}/letter")
    assert changed.status in (200, 204), changed.body
    handled(notify, {"letter_id": letter_id})
    stored = api_database.letters.find_one({"_id": letter_id}) or {}
    assert (stored["state"], stored["reason"]) == ("unsent", "not_needed")
    assert stored["expires_at"] > utc_now(), "it goes with no interview"
    assert mails_to(ses, address) == []


def test_who_finished_is_told_that_it_arrived_and_who_invited_once_an_hour_that_it_is_ready(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber, api_database: Database
) -> None:
    address = an_address()
    invitations = [firm.invite(candidate_email=address, by_email=True) for _ in range(2)]
    told(notify, subscriber)
    for invitation in invitations:
        assert invitation.candidate.post("/api/interview/start", START).status == 200
        assert invitation.candidate.post("/api/interview/finish").status == 200
    told(notify, subscriber)
    assert [mail["subject"] for mail in mails_to(ses, address)][:2] == [
        "We have received your interview: Backend engineer"
    ] * 2
    recruiter = firm.emails["recruiter"]
    for invitation in invitations:
        handled(notify, {"detail": done(firm, invitation.session_id)})
    assert mails_to(ses, recruiter) == []
    these = {"session_id": {"$in": [each.session_id for each in invitations]}, "kind": "results_ready"}
    ready = [stored["_id"] for stored in api_database.letters.find(these)]
    for letter_id in ready:
        make_due(api_database, letter_id)
    handled(notify, *({"letter_id": letter_id} for letter_id in ready))
    (mail,) = mails_to(ses, recruiter)
    assert mail["subject"] == "2 interviews are ready to look at"
    assert "Ada" not in mail["text"]
    assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def done(firm: Firm, session_id: object) -> dict[str, Any]:
    return {
        "type": "SessionChanged",
        "at": utc_now().isoformat(),
        "organisation_id": str(firm.organisation_id),
        "session_id": str(session_id),
        "session_version": 5,
        "data": {"state": "done"},
    }


def test_one_message_that_cannot_be_read_comes_again_alone(
    notify: ModuleType, firm: Firm, ses: StandIn, subscriber: Subscriber
) -> None:
    address = an_address()
    subscriber.records()
    firm.invite(candidate_email=address, by_email=True)
    bad = [{"messageId": "none", "body": "x"}, {"messageId": "odd", "body": '{"detail": {}}'}]
    answer = notify.handler({"Records": [bad[0], *subscriber.records(), bad[1]]}, Context())
    assert answer == {"batchItemFailures": [{"itemIdentifier": "none"}, {"itemIdentifier": "odd"}]}
    assert len(mails_to(ses, address)) == 1


def test_a_letter_says_what_its_organisation_wrote_and_when_where_the_candidate_is(
    notify: ModuleType, own: Firm, ses: StandIn, subscriber: Subscriber
) -> None:
    """Until the candidate opens the interview in the organisation's time zone, then in their own."""
    texts = (
        ("invitation", "Für {candidate}", "Liebe {candidate}\n\n{link}\n\nbis {ends}"),
        (
            *("link_replaced", "Neu, {candidate}"),
            "bis {ends}",
        ),
    )
    for name, subject, text in texts:
        body = {"name": name, "language": "de", "subject": subject, "text": text}
        assert own.admin.put("/api/settings/mail/text", body, if_match="*").status == 200
    zone = own.admin.put("/api/settings/mail/time-zone", {"time_zone": "Europe/Berlin"}, if_match="*")
    assert zone.status == 200, zone.body
    address = an_address()
    invitation = own.invite(candidate_name="Ada <b>", candidate_email=address, by_email=True, language="de")
    told(notify, subscriber)
    (mail,) = mails_to(ses, address)
    assert mail["subject"] == "Für Ada <b>"
    (token,) = set(LINK.findall(mail["text"]))
    assert re.match(
        r"Liebe Ada <b>\s+Interview öffnen:\s+https\S+\s+bis \w+, .* \(Europe/Berlin, UTC\+\d\)", mail["text"]
    )
    assert "Liebe Ada &lt;b&gt;" in mail["html"]

    for where in ("Nowhere/At_all", "Asia/Tokyo"):  # the first opening alone is asked where it is
        assert own.recruiter.as_(token).get("/api/interview", time_zone=where).status == 200
    other = own.invite(candidate_email=address, by_email=True, language="de")
    assert other.candidate.get("/api/interview", time_zone="Asia/Tokyo").status == 200
    for session_id in (invitation.session_id, other.session_id):
        assert own.recruiter.post(f"/api/sessions/{session_id}/link", {}).status == 201
    subscriber_records = subscriber.records()
    assert notify.handler({"Records": subscriber_records}, Context()) == {"batchItemFailures": []}
    said = sorted(mail["text"].partition("\n")[0].rpartition("(")[2] for mail in mails_to(ses, address)[:2])
    assert [each.split(",")[0] for each in said] == ["Asia/Tokyo", "Europe/Berlin"]
