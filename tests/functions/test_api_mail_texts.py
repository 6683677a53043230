"""An organisation words its letters: who may, under which version, and what is refused."""

from typing import Any

import pytest

from interview.adapters.mongo.client import Database
from tests.functions.api_client import Answer, Api, Firm

OWN = {"name": "reminder", "language": "de", "subject": "{company}: {template}", "text": "Hallo {candidate},\n\n{link}"}
TEXT = "/api/settings/mail/text"


def word(api: Api, version: int | None = None, **fields: Any) -> Answer:
    return api.put(TEXT, {**OWN, **fields}, if_match=f'"{version}"' if version else "*")


def shown(answer: Answer, name: str = "reminder", language: str = "de") -> dict[str, Any]:
    assert answer.status == 200, answer.body
    (found,) = (each for each in answer.json["texts"] if (each["name"], each["language"]) == (name, language))
    text: dict[str, Any] = found
    return text


def test_words_are_changed_under_the_version_that_was_read_and_taken_back(own: Firm, other_firm: Firm) -> None:
    usual = shown(own.admin.get("/api/settings/mail"))
    assert (usual["is_usual"], usual["subject"]) == (True, "Erinnerung: Ihr Videointerview bei {company}")
    assert own.admin.put(TEXT, OWN).error == "version_required"
    changed = word(own.admin, 1)
    assert (changed.json["version"], changed.headers["etag"]) == (2, '"2"')
    assert (shown(changed)["is_usual"], shown(changed)["text"]) == (False, OWN["text"])
    assert shown(changed)["usual"]["text"] == usual["text"]
    assert shown(changed, language="en")["is_usual"]
    assert word(own.admin, 1, text="Later.").error == "changed_meanwhile"
    assert shown(other_firm.admin.get("/api/settings/mail"))["is_usual"]
    back = own.admin.put("/api/settings/mail/usual-text", {"name": "reminder", "language": "de"}, if_match='"2"')
    assert (back.json["version"], shown(back)) == (3, usual)
    word(own.admin)
    anew = word(own.admin, subject=usual["subject"], text=usual["text"])
    assert shown(anew)["is_usual"], "the usual words written anew are the usual words"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": "Dear {name},"}, "unknown_place"),
        ({"subject": "{ends_at}"}, "unknown_place"),
        ({"name": "reject", "text": "Until {ends}"}, "unknown_place"),
        ({"text": "Open {link} now"}, "link_misplaced"),
        ({"name": "advance", "text": "{link}"}, "link_misplaced"),
        ({"text": "x" * 5_001}, "malformed_request"),
        ({"subject": "x" * 151}, "malformed_request"),
        ({"text": " \u200b "}, "malformed_request"),
        ({"name": "password_reset"}, "malformed_request"),
    ],
)
def test_what_would_not_be_a_letter_is_refused(own: Firm, fields: dict[str, Any], error: str) -> None:
    for refused in (word(own.admin, **fields), own.admin.post("/api/mail-previews", {**OWN, **fields})):
        assert (refused.status, refused.error) == (400, error)
    assert own.admin.get("/api/settings/mail").json["version"] == 1


def test_a_preview_is_what_would_be_sent_and_stores_nothing(own: Firm, api_database: Database) -> None:
    made = own.admin.post("/api/mail-previews", {**OWN, "subject": "Line\r\nBcc: a@b.example", "text": "<b>{company}"})
    assert made.status == 200, made.body
    assert made.json["subject"] == "Line Bcc: a@b.example"
    assert "<b>Firm" in made.json["text"]
    assert "&lt;b&gt;Firm" in made.json["html"]
    assert "https://example.com/interview#" in made.json["text"], "the link is not lost"
    assert "Keine Erinnerungen" in made.json["text"]
    assert api_database["mail_settings"].find_one({"_id": own.organisation_id}) is None
    look = {"accent": "#0f766e", "privacy_url": "https://acme.example/privacy"}
    assert own.admin.put("/api/settings/look", look, if_match="*").status == 200
    worn = own.admin.post("/api/mail-previews", OWN).json
    assert "#0f766e" in worn["html"], "it wears the organisation's look"
    assert "https://acme.example/privacy" in worn["text"]


@pytest.mark.parametrize("zone", ["Nowhere/City", "posixrules", "../../etc/passwd", "Europe", "Europe/Berlin\n", ""])
def test_a_time_zone_that_is_none_is_refused(own: Firm, zone: str) -> None:
    path = "/api/settings/mail/time-zone"
    assert own.admin.put(path, {"time_zone": zone}, if_match="*").error == "malformed_request"
    set_ = own.admin.put(path, {"time_zone": "America/New_York"}, if_match="*")
    assert (set_.status, set_.json["time_zone"]) == (200, "America/New_York")
    assert own.admin.put(path, {"time_zone": None}, if_match='"2"').json["time_zone"] is None
