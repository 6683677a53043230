"""Results are taken elsewhere, through the API and the function that makes the files."""

import csv
import importlib
import io
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pypdfium2
import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.exports import ExportRepository
from interview.domain import exports as rules
from interview.domain import quotas
from interview.domain.accounts import Role
from interview.domain.decisions.permissions import MAY, Action
from interview.entrypoints import admin
from interview.errors import StorageUnavailableError
from interview.use_cases.exports import make_export
from tests.functions.api_client import Api, Context, Firm
from tests.functions.conftest import BUCKETS
from tests.functions.test_api_shares import finished, judge
from tests.pictures import picture, sent

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Row = dict[str, str]


def ask(api: Api, wanted: str = "csv", **wish: object) -> str:
    asked = api.post("/api/exports", {"format": wanted, **wish})
    assert asked.status == 202, asked.body
    assert (asked.json["state"], asked.json["url"]) == ("waiting", None)
    return str(asked.json["id"])


def work(export_id: str, attempt: int = 1) -> None:
    """What the queue hands over."""
    function = importlib.import_module("functions.export.handler")
    attributes = {"ApproximateReceiveCount": str(attempt)}
    function.handler({"Records": [{"body": json.dumps({"export_id": export_id}), "attributes": attributes}]}, Context())


def keys(storage: "S3Client", export_id: str) -> list[str]:
    found = storage.list_objects_v2(Bucket=BUCKETS[1], Prefix=f"exports/{export_id}/").get("Contents", [])
    return [each["Key"].rpartition("/")[2] for each in found]


def text(storage: "S3Client", export_id: str, wanted: str = "csv") -> str:
    body = storage.get_object(Bucket=BUCKETS[1], Key=f"exports/{export_id}/results.{wanted}")["Body"].read()
    return body.decode()


def rows(storage: "S3Client", export_id: str) -> list[Row]:
    written = text(storage, export_id)
    assert written.startswith("\ufeff"), "Excel takes it for UTF-8"
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))


def test_a_file_of_all_interviews_is_made_page_by_page(
    own: Firm, api_database: Database, storage: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(make_export.PAGE, rules.ExportFormat.CSV, 2)
    ids = [finished(own, api_database) for _ in range(5)]
    decided = {"id": str(uuid4()), "choice": "advance", "reason": "=cmd|' /C calc'!A0"}
    own.recruiter.get(f"/api/sessions/{ids[0]}")
    assert own.recruiter.post(f"/api/sessions/{ids[0]}/decisions", decided).status == 201
    export_id = ask(own.recruiter)
    work(export_id)

    shown = own.recruiter.get(f"/api/exports/{export_id}").json
    assert (shown["state"], shown["sessions"], shown["is_cut"]) == ("done", 5, False)
    assert "attachment" in shown["url"]
    assert keys(storage, export_id) == ["results.csv"], "no part is left"
    assert shown["size"] == len(text(storage, export_id).encode())
    made = rows(storage, export_id)
    assert [row["id"] for row in made] == [str(session_id) for session_id in reversed(ids)]
    assert made[-1]["candidate_name"] == "Grace Hopper"
    assert (made[-1]["decision"], made[-1]["decided_by"]) == ("advance", "Recruiter")
    assert made[-1]["reason"] == "'=cmd|' /C calc'!A0"
    assert made[-1]["overall"] == "5.0"
    work(export_id)
    assert own.recruiter.get(f"/api/exports/{export_id}").json["sessions"] == 5, "a repeat changes nothing"

    german = ask(own.recruiter, language="de", session_id=str(ids[0]))
    work(german)
    head, row, *_ = text(storage, german).splitlines()
    assert head.startswith("\ufeffNummer;Name;")
    assert ";5,0;" in row
    assert ";Fertig;" in row


def test_it_goes_on_after_a_crash_where_it_was(
    own: Firm, api_database: Database, storage: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(make_export.PAGE, rules.ExportFormat.JSON, 1)
    ids = [finished(own, api_database) for _ in range(3)]
    export_id = ask(own.recruiter, "json")
    add_part, calls = ExportRepository.add_part, 0

    def dies_at_the_second(self: ExportRepository, *given: Any, **fields: Any) -> bool:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise StorageUnavailableError("away")
        return add_part(self, *given, **fields)

    monkeypatch.setattr(ExportRepository, "add_part", dies_at_the_second)
    with pytest.raises(StorageUnavailableError):
        work(export_id)
    assert own.recruiter.get(f"/api/exports/{export_id}").json["sessions"] == 1
    work(export_id, attempt=2)
    assert calls == 4, "the first page was not written again"
    made = json.loads(text(storage, export_id, "json"))
    assert made["schema"] == rules.SCHEMA
    assert [session["id"] for session in made["sessions"]] == [str(session_id) for session_id in reversed(ids)]


def test_after_the_last_try_whoever_waits_is_told(
    own: Firm, storage: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> bool:
        raise StorageUnavailableError("away")

    export_id = ask(own.recruiter)
    monkeypatch.setattr(ExportRepository, "hold", away)
    for attempt in (1, 2, 3):
        assert own.recruiter.get(f"/api/exports/{export_id}").json["state"] == "waiting"
        with pytest.raises(StorageUnavailableError):
            work(export_id, attempt)
    assert own.recruiter.get(f"/api/exports/{export_id}").json["state"] == "failed"
    assert keys(storage, export_id) == []


def test_one_interview_is_the_same_at_once_and_in_a_file(
    own: Firm, api_database: Database, storage: "S3Client"
) -> None:
    session_id = finished(own, api_database)
    own.recruiter.post(f"/api/sessions/{session_id}/notes", {"id": str(uuid4()), "text": "Calm."})
    at_once = own.recruiter.get(f"/api/sessions/{session_id}/export.json")
    assert at_once.status == 200, at_once.body
    export_id = ask(own.recruiter, "json", session_id=str(session_id))
    finished(own, api_database)
    work(export_id)
    [in_file] = json.loads(text(storage, export_id, "json"))["sessions"]
    assert in_file == at_once.json
    assert in_file["answers"][0]["transcript"]["text"].startswith("I stopped every deployment")
    assert in_file["answers"][0]["score"]["overall"] == 5.0
    assert in_file["notes"][0]["text"] == "Calm."
    assert "token" not in json.dumps(in_file)


def test_filters_are_those_of_the_list(own: Firm, api_database: Database, storage: "S3Client") -> None:
    done = finished(own, api_database)
    pending = own.invite().session_id
    template = own.recruiter.get(f"/api/sessions/{done}").json["session"]["template_id"]
    for wish, expected in (
        ({"state": ["pending"]}, [pending]),
        ({"template_id": [template]}, [done]),
        ({"q": "hopper"}, [done]),
    ):
        export_id = ask(own.recruiter, **wish)
        work(export_id)
        assert [row["id"] for row in rows(storage, export_id)] == [str(session_id) for session_id in expected]


def test_more_than_fits_is_cut_and_says_so(
    own: Firm, api_database: Database, storage: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rules.MAX_SESSIONS, rules.ExportFormat.CSV, 3)
    monkeypatch.setitem(make_export.PAGE, rules.ExportFormat.CSV, 2)
    for _ in range(4):
        own.invite(template_id=None)
    export_id = ask(own.recruiter)
    work(export_id)
    shown = own.recruiter.get(f"/api/exports/{export_id}").json
    assert (shown["sessions"], shown["is_cut"], len(rows(storage, export_id))) == (3, True, 3)


def test_who_asks_for_many_waits_for_some(own: Firm, storage: "S3Client", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "MAX_EXPORTS_WAITING", 2)
    first, _ = ask(own.recruiter), ask(own.recruiter)
    refused = own.recruiter.post("/api/exports", {"format": "csv"})
    assert (refused.status, refused.error) == (429, "too_many_attempts")
    assert refused.params == {"limit": "exports_waiting", "most": 2}
    assert int(refused.headers["retry-after"]) > 0
    ask(own.admin)
    work(first)
    ask(own.recruiter)


@pytest.mark.parametrize("when", ["before", "during", "after"])
def test_what_is_forgotten_is_in_no_file(
    own: Firm,
    api_database: Database,
    database_uri: str,
    storage: "S3Client",
    monkeypatch: pytest.MonkeyPatch,
    when: str,
) -> None:
    forgotten, kept = finished(own, api_database), finished(own, api_database)

    def forget() -> None:
        buckets = ["--raw-bucket", BUCKETS[0], "--merged-bucket", BUCKETS[1]]
        place = ["--uri", database_uri, "--database", api_database.name, *buckets]
        assert admin.main(["forget-session", *place, str(forgotten)]) == 0

    export_id = ask(own.recruiter)
    if when == "before":
        forget()
    if when == "during":
        add_part = ExportRepository.add_part

        def forgets_first(self: ExportRepository, *given: Any, **fields: Any) -> bool:
            forget()
            return add_part(self, *given, **fields)

        monkeypatch.setattr(ExportRepository, "add_part", forgets_first)
    work(export_id)
    if when == "after":
        assert len(rows(storage, export_id)) == 2
        forget()
    if when == "before":
        assert [row["id"] for row in rows(storage, export_id)] == [str(kept)]
    else:
        assert own.recruiter.get(f"/api/exports/{export_id}").status == 404
        assert keys(storage, export_id) == []


@pytest.mark.parametrize("blinding", ["scores", "identity"])
def test_what_is_hidden_is_not_exported(own: Firm, api_database: Database, storage: "S3Client", blinding: str) -> None:
    session_id = finished(own, api_database, blinding=blinding)
    own.admin.post(f"/api/sessions/{session_id}/notes", {"id": str(uuid4()), "text": "The model says 5."})
    judge(own.admin, session_id, 0)
    assert own.admin.get(f"/api/sessions/{session_id}").json["scorecard"], "it is there, for who has judged"

    def exported() -> tuple[Row, dict[str, Any], str]:
        export_id = ask(own.recruiter)
        work(export_id)
        [row] = rows(storage, export_id)
        whole = own.recruiter.get(f"/api/sessions/{session_id}/export.json").json
        return row, whole, json.dumps([row, whole])

    row, whole, everything = exported()
    assert (row["overall"], row["judged_by"]) == ("", "hidden until you have judged each answer")
    assert (whole["scores_hidden"], whole["scorecard"], whole["findings"], whole["notes"]) == (True, None, [], [])
    assert whole["answers"][0]["score"] is None
    assert ("Grace Hopper" in everything) == (blinding == "scores")
    judge(own.recruiter, session_id, 0)
    own.recruiter.get(f"/api/sessions/{session_id}")
    row, whole, _ = exported()
    assert (row["overall"], row["candidate_name"], whole["scores_hidden"]) == ("5.0", "Grace Hopper", False)
    assert len(whole["findings"]) == 2


@pytest.mark.parametrize("role", Role)
def test_who_may_export(own: Firm, other_firm: Firm, api_database: Database, role: Role) -> None:
    api: Api = getattr(own, role)
    mine, theirs = finished(own, api_database), finished(other_firm, api_database)
    may = role in MAY[Action.EXPORT]
    assert api.get(f"/api/sessions/{mine}/export.json").status == (200 if may else 403)
    assert api.get(f"/api/sessions/{theirs}/export.json").status == (404 if may else 403)
    assert api.post("/api/exports", {"format": "csv"}).status == (202 if may else 403)
    foreign = api.post("/api/exports", {"format": "csv", "session_id": str(theirs)})
    assert foreign.status == (404 if may else 403)


def test_an_export_is_its_owners_alone_for_a_day(own: Firm, api_database: Database, storage: "S3Client") -> None:
    export_id = ask(own.recruiter)
    assert own.admin.get(f"/api/exports/{export_id}").status == 404
    api_database.users.update_one({"email": own.emails["recruiter"]}, {"$set": {"role": "reviewer"}})
    work(export_id)
    api_database.users.update_one({"email": own.emails["recruiter"]}, {"$set": {"role": "recruiter"}})
    assert own.recruiter.get(f"/api/exports/{export_id}").json["state"] == "failed", "who may not any more, does not"
    place = {"_id": UUID(export_id)}
    stored = api_database.exports.find_one(place)
    assert stored
    api_database.exports.update_one(place, {"$set": {"expires_at": stored["created_at"] - timedelta(seconds=1)}})
    assert own.recruiter.get(f"/api/exports/{export_id}").status == 404


ISOLATES = dict.fromkeys((0x2068, 0x2069))
"""Which keep a name of another direction apart."""


def document(storage: "S3Client", export_id: str) -> bytes:
    return storage.get_object(Bucket=BUCKETS[1], Key=f"exports/{export_id}/results.pdf")["Body"].read()


def pages(storage: "S3Client", export_id: str) -> list[str]:
    """What stands on each page of a document, on one line."""
    with pypdfium2.PdfDocument(document(storage, export_id)) as shown:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(shown), "screen readers know what is what"
        found = [page.get_textpage().get_text_range() for page in shown]
    return [" ".join(text.translate(ISOLATES).split()) for text in found]


@pytest.mark.parametrize(
    ("language", "question", "of", "choice"),
    [("en", "Question 1", "of 10", "Hold"), ("de", "Frage 1", "von 10", "Offen lassen")],
)
def test_a_document_has_a_page_on_the_whole_and_one_for_each_question(
    own: Firm, api_database: Database, storage: "S3Client", language: str, question: str, of: str, choice: str
) -> None:
    session_id = finished(own, api_database)
    own.recruiter.get(f"/api/sessions/{session_id}")
    decided = {
        "id": str(uuid4()),
        "choice": "hold",
        "reason": "#panic() $x$ *bold* @ref <b> \\ #sys.inputs \u540d\u524d \U0001f600.",
    }
    letter = {"id": str(uuid4()), "text": "One that no font has, nor any list: \u2c00."}
    assert own.recruiter.post(f"/api/sessions/{session_id}/notes", letter).status == 201
    assert own.recruiter.post(f"/api/sessions/{session_id}/decisions", decided).status == 201
    export_id = ask(own.recruiter, "pdf", session_id=str(session_id), language=language)
    work(export_id)
    assert own.recruiter.get(f"/api/exports/{export_id}").json["state"] == "done"
    whole, *answers = pages(storage, export_id)
    assert "Grace Hopper" in whole
    assert re.search(rf"5[.,]0 ?{of}", whole), [whole, *answers]
    assert choice in whole, "in the pages' own words"
    assert decided["reason"].replace("\U0001f600", "\u25a1") in whole, "what people write is text, never a command"
    assert question in answers[0]
    assert any("I stopped every deployment" in answer for answer in answers)


def test_a_document_looks_as_the_organisation_does(own: Firm, api_database: Database, storage: "S3Client") -> None:
    whichever = {"if-match": "*"}
    for part, body in (
        ("consent", {"company": "Acme #panic() GmbH"}),
        ("look", {"accent": "#1d4ed8"}),
        ("logo", {"image": sent(picture(size=(960, 240), colour="#0f766e"))}),
    ):
        assert own.admin.request("PUT", f"/api/settings/{part}", body=body, headers=whichever).status == 200
    session_id = finished(own, api_database)
    export_id = ask(own.recruiter, "pdf", session_id=str(session_id))
    work(export_id)
    with pypdfium2.PdfDocument(document(storage, export_id)) as shown:
        first = shown[0].render().to_pil()
        assert all("Acme #panic() GmbH" in page.get_textpage().get_text_range() for page in shown)
    colours = {colour for _, colour in first.getcolors(first.width * first.height)}
    assert {(0x0F, 0x76, 0x6E), (0x1D, 0x4E, 0xD8)} <= colours


def test_a_document_shows_nothing_that_is_hidden(own: Firm, api_database: Database, storage: "S3Client") -> None:
    session_id = finished(own, api_database, blinding="identity")
    judge(own.admin, session_id, 0)
    assert own.admin.get(f"/api/sessions/{session_id}").json["scorecard"], "it is there, for who has judged"
    export_id = ask(own.recruiter, "pdf", session_id=str(session_id))
    work(export_id)
    said = " ".join(pages(storage, export_id))
    assert "Grace" not in said
    assert "of 10" not in said
    assert f"#{session_id.hex[:6]}" in said


@pytest.mark.parametrize(
    "wrong",
    [{"format": "xlsx"}, {"format": "pdf"}, {"format": "csv", "state": ["lost"]}, {"format": "csv", "query": "a"}],
)
def test_what_cannot_be_exported_is_refused_at_its_field(own: Firm, wrong: dict[str, Any]) -> None:
    refused = own.recruiter.post("/api/exports", wrong)
    assert (refused.status, refused.error) == (400, "malformed_request")
