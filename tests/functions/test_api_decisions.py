"""What people find about an interview, through the API: who may, what holds, and that all is kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.domain import quotas
from interview.domain.accounts import Role
from interview.domain.clock import utc_now
from interview.domain.decisions.permissions import MAY, WHO_JUDGES, Action
from interview.domain.proctoring import Flag, FlagType
from interview.domain.recordings.videos import Video
from interview.domain.transcripts.transcript import transcript_hash
from interview.use_cases.decisions import record_finding
from tests.builders import NOW, a_manifest, a_transcript
from tests.functions.api_client import Answer, Api, Firm
from tests.functions.conftest import Subscriber
from tests.functions.full_interview import a_score

LEVELS = {"content": 4, "structure": 3, "clarity": 3, "delivery": 2}


def decision(choice: str = "advance", reason: str = "Knows the trade.", **fields: object) -> dict[str, Any]:
    return {"id": str(uuid4()), "choice": choice, "reason": reason, **fields}


def of(session_id: UUID, what: str) -> str:
    return f"/api/sessions/{session_id}/{what}"


def finish(firm: Firm, database: Database) -> UUID:
    session_id = firm.start().session_id
    database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done", "is_locked": True}})
    flag = Flag(id=uuid5(session_id, "flag"), type=FlagType.TAB_HIDDEN, question_index=0, at=utc_now(), detail={})
    ProctoringEventRepository(database).add(session_id, flag, flag.at, timedelta(days=1))
    return session_id


@pytest.fixture
def finished(firm: Firm, api_database: Database) -> UUID:
    """An interview of two questions that is done."""
    return finish(firm, api_database)


Call = Callable[[Api, UUID], Answer]
ROUTES: Mapping[str, tuple[Action, Call]] = {
    "show_review": (Action.READ, lambda api, of_: api.get(of(of_, "review"))),
    "list_decisions": (Action.READ, lambda api, of_: api.get(of(of_, "decisions"))),
    "decide": (Action.DECIDE, lambda api, of_: api.post(of(of_, "decisions"), decision())),
    "override_overall": (
        Action.OVERRIDE,
        lambda api, of_: api.post(of(of_, "overrides"), {"id": str(uuid4()), "overall": 7.5, "reason": "So I say."}),
    ),
    "judge_answer": (
        Action.SCORE_ANSWER,
        lambda api, of_: api.post(of(of_, "answers/0/levels"), {"id": str(uuid4()), "levels": LEVELS}),
    ),
    "list_notes": (Action.READ, lambda api, of_: api.get(of(of_, "notes"))),
    "add_note": (Action.NOTE, lambda api, of_: api.post(of(of_, "notes"), {"id": str(uuid4()), "text": "Ask again."})),
    "change_tags": (Action.TAG, lambda api, of_: api.post(of(of_, "tags"), {"add": ["Berlin"]})),
    "dismiss_flag": (Action.DISMISS_FLAG, lambda api, of_: dismiss(api, of_, uuid5(of_, "flag"))),
}
OF_THE_ORGANISATION = {"list_tags", "list_reviewers", "change_many"}
BY_QUOTA = {
    "DECISIONS": "decide",
    "JUDGEMENTS": "judge_answer",
    "NOTES": "add_note",
    "DISMISSALS": "dismiss_flag",
    "TAG_CHANGES": "change_tags",
}


def dismiss(api: Api, session_id: UUID, flag_id: UUID, dismissed: bool = True) -> Answer:
    body = {"id": str(uuid4()), "dismissed": dismissed, "reason": "They looked for water."}
    return api.post(of(session_id, f"flags/{flag_id}/dismissals"), body)


def test_the_table_names_every_route(api: Api) -> None:
    paths = api.get("/api/openapi.json").json["paths"]
    tagged = {
        operation["operationId"]
        for operations in paths.values()
        for operation in operations.values()
        if operation["tags"] == ["Decisions"]
    }
    assert tagged == set(ROUTES) | OF_THE_ORGANISATION


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", ROUTES)
def test_who_may_what(
    firm: Firm, other_firm: Firm, finished: UUID, api_database: Database, route: str, role: Role
) -> None:
    action, call = ROUTES[route]
    may = role in MAY[action]
    answer = call(getattr(firm, role), finished)
    assert answer.status in ((200, 201) if may else (403,)), answer.body
    theirs = finish(other_firm, api_database)
    foreign = call(getattr(firm, role), theirs)
    assert foreign.status == (404 if may else 403)
    for kept in ("decisions", "notes"):
        assert api_database[kept].count_documents({"session_id": theirs}) == 0
    assert other_firm.admin.get(f"/api/sessions/{theirs}").json["session"]["tags"] == []
    assert call(firm.admin.as_("x" * 40), finished).status == 401


def test_reviewers_score_and_note_and_interviewers_note_and_nobody_else_decides() -> None:
    decides = {
        Action.INVITE,
        Action.PROCESS_AGAIN,
        Action.DECIDE,
        Action.OVERRIDE,
        Action.TAG,
        Action.DISMISS_FLAG,
        Action.SHARE,
        Action.EXPORT,
        Action.ANALYSE,
        Action.WRITE_TEMPLATE,
        Action.AUDIT,
        Action.READ_AUDIT_LOG,
        Action.ERASE,
        Action.CONFIGURE,
        Action.MANAGE_MEMBERS,
        Action.MANAGE_KEYS,
        Action.MANAGE_WEBHOOKS,
    }
    assert {action for action in Action if Role.REVIEWER not in MAY[action]} == decides
    reads = {Action.READ, Action.NOTE, Action.READ_TEMPLATE}
    assert {action for action in Action if Role.INTERVIEWER in MAY[action]} == reads


def test_the_newest_decision_holds_and_every_one_is_kept_with_who_and_when(firm: Firm, finished: UUID) -> None:
    assert firm.recruiter.post(of(finished, "decisions"), decision("hold", "Let us talk.")).status == 201
    made = firm.admin.post(of(finished, "decisions"), decision("reject", "  No depth.\u200b "))
    assert made.status == 201, made.body
    review = firm.reviewer.get(of(finished, "review")).json
    assert review["decision"]["choice"] == "reject"
    assert review["decision"]["reason"] == "No depth."
    assert review["decision"]["author"]["name"] == "Admin"
    assert review["choices"] == {"hold": 1, "reject": 1}
    assert (review["may_decide"], firm.admin.get(of(finished, "review")).json["may_decide"]) == (False, True)
    entries = firm.reviewer.get(of(finished, "decisions")).json["entries"]
    assert [(entry["author"]["name"], entry["finding"]["choice"]) for entry in entries] == [
        ("Admin", "reject"),
        ("Recruiter", "hold"),
    ]


def test_several_peoples_levels_stand_side_by_side(firm: Firm, finished: UUID) -> None:
    levels = of(finished, "answers/1/levels")
    for api, content in ((firm.reviewer, 2), (firm.recruiter, 4), (firm.recruiter, 3)):
        judged = api.post(levels, {"id": str(uuid4()), "levels": {**LEVELS, "content": content}})
        assert judged.status == 201, judged.body
    review = firm.reviewer.get(of(finished, "review")).json
    found = {each["author"]["role"]: each for each in review["reviewers"]}
    assert [answer["levels"]["content"] for answer in found["recruiter"]["answers"]] == [3]
    assert (found["reviewer"]["is_you"], found["recruiter"]["is_you"]) == (True, False)
    content = next(each for each in review["agreement"] if each["name"] == "content")
    assert content == {"name": "content", "answers": 1, "same": 0, "within_one": 1}
    assert [criterion["name"] for criterion in review["rubric"]["criteria"]] == list(LEVELS)


def test_a_repeat_adds_nothing_and_an_id_is_one_persons(
    firm: Firm, finished: UUID, subscriber: Subscriber, api_database: Database
) -> None:
    sent = decision()
    subscriber.heard()
    first, second = (firm.recruiter.post(of(finished, "decisions"), sent) for _ in range(2))
    assert first.json == second.json
    told = [event for event in subscriber.heard() if event["session_id"] == str(finished)]
    assert [(event["type"], event["data"]) for event in told] == [
        ("DecisionMade", {"entry_id": sent["id"], "choice": "advance"})
    ]
    assert firm.admin.post(of(finished, "decisions"), sent).status == 409
    assert api_database.decisions.count_documents({"session_id": finished}) == 1
    assert api_database.sessions.find_one({"_id": finished}, {"usage": True})["usage"]["decisions"] == 1  # type: ignore[index]


def test_an_id_names_one_finding(firm: Firm, finished: UUID, api_database: Database) -> None:
    flag = f"flags/{uuid5(finished, 'flag')}/dismissals"
    sent: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
        ("decisions", decision("hold"), {"choice": "reject"}),
        ("overrides", {"id": str(uuid4()), "overall": 7.5, "reason": "So I say."}, {"overall": 8}),
        ("answers/0/levels", {"id": str(uuid4()), "levels": LEVELS}, {"levels": {**LEVELS, "clarity": 1}}),
        (flag, {"id": str(uuid4()), "dismissed": True, "reason": "Water."}, {"dismissed": False}),
        ("notes", {"id": str(uuid4()), "text": "Ask again."}, {"question_index": 1}),
    ]
    for what, body, other in sent:
        first = firm.recruiter.post(of(finished, what), body)
        refused = firm.recruiter.post(of(finished, what), {**body, **other})
        assert (first.status, refused.status, refused.error) == (201, 409, "id_used")
        assert firm.recruiter.post(of(finished, what), body).json == first.json
    another_kind = {**decision(), "id": sent[1][1]["id"]}
    assert firm.recruiter.post(of(finished, "decisions"), another_kind).error == "id_used"
    assert api_database.decisions.count_documents({"session_id": finished}) == 4


@pytest.mark.parametrize("name", ["DECISIONS", "JUDGEMENTS", "NOTES", "DISMISSALS", "TAG_CHANGES"])
def test_one_person_leaves_room_for_the_others(
    firm: Firm, finished: UUID, api_database: Database, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    rate = replace(getattr(quotas, f"{name}_LATELY"), most=2)
    monkeypatch.setattr(quotas, f"{name}_LATELY", rate)
    monkeypatch.setattr(
        record_finding, "QUOTAS", {kind: (of_all, rate) for kind, (of_all, _) in record_finding.QUOTAS.items()}
    )
    _, call = ROUTES[BY_QUOTA[name]]
    made = [call(firm.recruiter, finished) for _ in range(3)]
    assert [answer.status // 100 for answer in made] == [2, 2, 4]
    assert (made[2].error, made[2].params) == ("too_many_attempts", {"limit": rate.name})
    assert 86_000 < int(made[2].headers["retry-after"]) <= 86_400
    assert call(firm.admin, finished).status // 100 == 2, "a colleague"
    assert call(firm.recruiter, finish(firm, api_database)).status // 100 == 2, "another interview"
    let_end(api_database, finished, rate)
    assert call(firm.recruiter, finished).status // 100 == 2, "another day"


def let_end(database: Database, session_id: UUID, rate: quotas.Rate) -> None:
    """The times in which each person's are counted."""
    stored = database.sessions.find_one({"_id": session_id}) or {}
    ends = {f"usage.{rate.name}.{person}.ends_at": utc_now() for person in stored["usage"][rate.name]}
    database.sessions.update_one({"_id": session_id}, {"$set": ends})


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("decisions", decision("perhaps")),
        ("decisions", decision(reason=" \u200b ")),
        ("decisions", decision(reason="x" * 2_001)),
        ("decisions", {"choice": "hold", "reason": "No id."}),
        ("overrides", {"id": str(uuid4()), "overall": 10.5, "reason": "Beyond."}),
        ("overrides", {"id": str(uuid4()), "overall": 7.3, "reason": "Too fine."}),
        ("answers/0/levels", {"id": str(uuid4()), "levels": {**LEVELS, "content": 6}}),
        ("answers/0/levels", {"id": str(uuid4()), "levels": {"content": 3}}),
        ("answers/0/levels", {"id": str(uuid4()), "levels": {**LEVELS, "wit": 3}}),
    ],
)
def test_what_is_no_finding_is_refused(firm: Firm, finished: UUID, what: str, body: object) -> None:
    assert firm.recruiter.post(of(finished, what), body).status == 400
    assert firm.recruiter.get(of(finished, "decisions")).json["entries"] == []


def test_what_is_not_finished_or_not_asked_is_not_judged(firm: Firm, finished: UUID) -> None:
    open_ = firm.start().session_id
    refused = firm.recruiter.post(of(open_, "decisions"), decision())
    assert (refused.status, refused.error) == (409, "not_finished")
    unknown = firm.recruiter.post(of(finished, "answers/2/levels"), {"id": str(uuid4()), "levels": LEVELS})
    assert unknown.status == 404


def test_two_hundred_decisions_are_enough_and_are_read_in_pages(
    firm: Firm, finished: UUID, api_database: Database
) -> None:
    for number in range(3):
        assert firm.recruiter.post(of(finished, "decisions"), decision(reason=f"Reason {number}.")).status == 201
    api_database.sessions.update_one({"_id": finished}, {"$set": {"usage.decisions": 200}})
    refused = firm.recruiter.post(of(finished, "decisions"), decision())
    assert (refused.status, refused.params) == (429, {"limit": "decisions"})
    first = firm.reviewer.get(of(finished, "decisions"), limit=2).json
    rest = firm.reviewer.get(of(finished, "decisions"), limit=2, cursor=first["next_cursor"]).json
    reasons = [entry["finding"]["reason"] for page in (first, rest) for entry in page["entries"]]
    assert reasons == ["Reason 2.", "Reason 1.", "Reason 0."]
    assert rest["next_cursor"] is None
    assert firm.reviewer.get(of(finished, "decisions"), cursor="x").status == 400


def test_a_note_stands_at_a_moment_and_comes_once(firm: Firm, finished: UUID, subscriber: Subscriber) -> None:
    note = {"id": str(uuid4()), "text": "  Names the trade-off\u200b. ", "question_index": 1, "at_ms": 83_000}
    subscriber.heard()
    for _ in range(2):
        assert firm.reviewer.post(of(finished, "notes"), note).status == 201
    assert firm.recruiter.post(of(finished, "notes"), note).status == 409, "it is another person's"
    [kept] = firm.recruiter.get(of(finished, "notes")).json["notes"]
    assert (kept["text"], kept["question_index"], kept["at_ms"]) == ("Names the trade-off.", 1, 83_000)
    assert kept["author"]["role"] == "reviewer"
    told = [event["type"] for event in subscriber.heard() if event["session_id"] == str(finished)]
    assert told == ["NoteAdded"]
    assert firm.reviewer.post(of(finished, "notes"), {**note, "id": str(uuid4()), "question_index": 2}).status == 404
    assert firm.reviewer.post(of(finished, "notes"), {"id": str(uuid4()), "text": " "}).status == 400


def test_five_hundred_notes_are_enough_and_are_read_in_pages(
    firm: Firm, finished: UUID, api_database: Database
) -> None:
    for number in range(3):
        assert firm.reviewer.post(of(finished, "notes"), {"id": str(uuid4()), "text": f"Note {number}"}).status == 201
    api_database.sessions.update_one({"_id": finished}, {"$set": {"usage.notes": 500}})
    refused = firm.reviewer.post(of(finished, "notes"), {"id": str(uuid4()), "text": "One more"})
    assert (refused.status, refused.params) == (429, {"limit": "notes"})
    first = firm.reviewer.get(of(finished, "notes"), limit=2).json
    rest = firm.reviewer.get(of(finished, "notes"), limit=2, cursor=first["next_cursor"]).json
    assert [note["text"] for page in (first, rest) for note in page["notes"]] == ["Note 2", "Note 1", "Note 0"]
    assert rest["next_cursor"] is None


def test_tags_have_one_spelling_and_are_offered_to_the_organisation_alone(
    found_firm: Callable[[], Firm], other_firm: Firm, api_database: Database
) -> None:
    firm = found_firm()
    session_id = finish(firm, api_database)
    tagged = firm.recruiter.post(of(session_id, "tags"), {"add": [" Senior\u00a0 Berlin ", "SENIOR BERLIN", "sql"]})
    assert tagged.json == {"tags": ["senior berlin", "sql"]}
    taken_off = firm.recruiter.post(of(session_id, "tags"), {"add": ["go"], "remove": ["SQL", "unknown"]})
    assert taken_off.json == {"tags": ["go", "senior berlin"]}
    assert firm.reviewer.get(f"/api/sessions/{session_id}").json["session"]["tags"] == ["go", "senior berlin"]
    assert firm.reviewer.get("/api/tags").json == {"tags": ["go", "senior berlin", "sql"]}
    assert "senior berlin" not in other_firm.reviewer.get("/api/tags").json["tags"]
    assert firm.recruiter.post(of(session_id, "tags"), {"add": ["\u00df" * 40]}).status == 400


def test_twenty_tags_are_enough(firm: Firm, finished: UUID) -> None:
    twenty = [f"tag {number:02}" for number in range(20)]
    assert firm.recruiter.post(of(finished, "tags"), {"add": twenty}).json["tags"] == twenty
    refused = firm.recruiter.post(of(finished, "tags"), {"add": ["one more"]})
    assert (refused.status, refused.params) == (429, {"limit": "tags", "most": 20})
    swapped = firm.recruiter.post(of(finished, "tags"), {"add": ["one more"], "remove": ["tag 00"]})
    assert len(swapped.json["tags"]) == 20


def test_a_flag_is_set_aside_and_taken_back_and_both_are_kept(firm: Firm, finished: UUID) -> None:
    flag_id = uuid5(finished, "flag")

    def counted() -> tuple[int, int]:
        [of_type] = firm.reviewer.get(f"/api/sessions/{finished}").json["flag_counts"]
        return of_type["count"], of_type["set_aside"]

    assert counted() == (1, 0)
    assert dismiss(firm.recruiter, finished, flag_id).status == 201
    assert counted() == (1, 1)
    [dismissal] = firm.reviewer.get(of(finished, "review")).json["dismissals"]
    assert (dismissal["flag_id"], dismissal["reason"]) == (str(flag_id), "They looked for water.")
    assert len(firm.reviewer.get(f"/api/sessions/{finished}").json["flags"]) == 1, "it stays where it is"
    assert dismiss(firm.admin, finished, flag_id, dismissed=False).status == 201
    assert firm.reviewer.get(of(finished, "review")).json["dismissals"] == []
    assert counted() == (1, 0)
    assert len(firm.reviewer.get(of(finished, "decisions")).json["entries"]) == 2
    assert dismiss(firm.recruiter, finished, uuid4()).status == 404


NAME = "Zofia Quatrain"


def blind(firm: Firm, database: Database, blinding: str) -> UUID:
    """A finished interview of a blind template: one question was answered and scored, the other left out."""
    questions = [{"text": "Why?"}, {"text": "And?"}]
    made = firm.recruiter.post("/api/templates", {"title": "T", "questions": questions, "blinding": blinding})
    assert (made.status, made.json["blinding"]) == (201, blinding), made.body
    link = {"template_id": made.json["id"], "candidate_name": NAME, "candidate_email": "zuzanna@example.com"}
    invited = firm.recruiter.post("/api/sessions", link).json["session"]
    session_id = UUID(invited["id"])
    assert invited["candidate_name"] == NAME, "who invites knows whom"
    answers, said = AnswerRepository(database), a_transcript("First we measured, and then we decided.")
    answers.store_transcript(session_id, 0, said, None)
    video = Video(
        key=f"{session_id}/0/d.webm",
        audio_key=f"{session_id}/0/d.ogg",
        digest="d",
        size=1,
        duration_ms=1,
        recorded_ms=1,
        merged_at=NOW,
    )
    database.answers.update_one(
        {"session_id": session_id, "question_index": 0},
        {"$set": {"video": video.model_dump(), "manifest": a_manifest(0).model_dump()}},
    )
    ScoreRepository(database).add(session_id, 0, "f", a_score(transcript_hash(said)), NOW)
    finished = {"state": "done", "is_locked": True, "started_at": NOW, "completed_at": NOW}
    database.sessions.update_one({"_id": session_id}, {"$set": finished})
    return session_id


def everything(api: Api, session_id: UUID) -> list[Any]:
    """Every way to what was scored."""
    paths = ("", "/answers/0", "/answers/0/scores", "/review", "/decisions", "/notes", "/flags")
    listed = api.get("/api/sessions", limit=100).json["sessions"]
    row = next(session for session in listed if session["id"] == str(session_id))
    return [api.get(f"/api/sessions/{session_id}{path}").json for path in paths] + [row]


def judge(api: Api, session_id: UUID) -> None:
    judged = api.post(of(session_id, "answers/0/levels"), {"id": str(uuid4()), "levels": LEVELS})
    assert judged.status == 201, judged.body


@pytest.mark.parametrize("role", WHO_JUDGES)
def test_nobody_sees_a_score_before_their_own_is_in(firm: Firm, api_database: Database, role: Role) -> None:
    session_id, api = blind(firm, api_database, "scores"), getattr(firm, role)
    other = firm.admin if role is not Role.ADMIN else firm.recruiter
    judge(other, session_id)
    assert other.post(of(session_id, "decisions"), decision(reason="The model says 8.")).status == 201
    given = {"id": str(uuid4()), "overall": 8, "reason": "As the model says."}
    assert other.post(of(session_id, "overrides"), given).status == 201
    assert other.post(of(session_id, "notes"), {"id": str(uuid4()), "text": "It says 8."}).status == 201

    results, answer, scores, review, entries, notes, _, row = everything(api, session_id)
    assert (results["scores_hidden"], results["scorecard"], row["figure"], row["override"]) == (True, None, None, None)
    by_score = {"score_min": 8, "score_max": 8, "limit": 100}
    assert str(session_id) not in str(api.get("/api/sessions", **by_score).json["sessions"])
    assert [(each["overall"], each["low"], each["confidence"]) for each in results["answers"]] == [(None,) * 3] * 2
    assert (answer["score"], answer["feedback"], scores["versions"]) == (None, None, [])
    assert (review["decision"], review["override"], review["reviewers"], review["agreement"]) == (None, None, [], [])
    assert (entries["entries"], notes["notes"], row["scores_hidden"]) == ([], [], True)
    assert results["session"]["candidate_name"] == NAME

    judge(api, session_id)
    results, answer, scores, review, entries, notes, _, row = everything(api, session_id)
    assert (results["scores_hidden"], row["scores_hidden"], row["override"]["overall"]) == (False, False, 8)
    assert str(session_id) in str(api.get("/api/sessions", **by_score).json["sessions"])
    assert results["answers"][0]["overall"] == answer["score"]["overall"] is not None
    assert (len(scores["versions"]), len(review["reviewers"]), len(notes["notes"])) == (1, 2, 1)
    assert review["decision"]["reason"] == "The model says 8."
    assert len(entries["entries"]) == 4


@pytest.mark.parametrize("role", WHO_JUDGES)
def test_nobody_sees_who_it_is_before_their_own_score_is_in(firm: Firm, api_database: Database, role: Role) -> None:
    session_id, api = blind(firm, api_database, "identity"), getattr(firm, role)
    answer = everything(api, session_id)[1]
    seen = str(everything(api, session_id))
    assert NAME not in seen
    assert "zuzanna@example.com" not in seen
    assert "d.ogg" in answer["video"]["playback_url"], "the sound is there"
    assert "webm" not in seen
    judge(api, session_id)
    answer = everything(api, session_id)[1]
    assert NAME in str(everything(api, session_id))
    assert "d.webm" in answer["video"]["playback_url"]


def test_who_does_not_judge_never_sees_what_is_hidden_until_one_has(firm: Firm, api_database: Database) -> None:
    session_id = blind(firm, api_database, "identity")
    judge(firm.reviewer, session_id)
    results, answer, scores, *_ = seen = everything(firm.interviewer, session_id)
    assert (results["scores_hidden"], answer["score"], scores["versions"]) == (True, None, [])
    assert NAME not in str(seen)
    review = firm.interviewer.get(of(session_id, "review")).json
    assert (review["may_judge"], review["reviewers"]) == (False, [])


def test_who_invites_sees_whom_until_the_end_and_reviewers_do_not(firm: Firm, api_database: Database) -> None:
    session_id = blind(firm, api_database, "identity")
    api_database.sessions.update_one({"_id": session_id}, {"$set": {"state": "pending", "is_locked": False}})
    shown = [api.get(f"/api/sessions/{session_id}").json for api in (firm.recruiter, firm.reviewer)]
    names = [results["session"]["candidate_name"] for results in shown]
    assert names == [NAME, f"#{session_id.hex[:6]}"]


def test_a_template_that_is_not_blind_hides_nothing(firm: Firm, api_database: Database) -> None:
    session_id = blind(firm, api_database, "off")
    results, answer, *_ = everything(firm.reviewer, session_id)
    assert (results["scores_hidden"], results["session"]["candidate_name"]) == (False, NAME)
    assert answer["score"] is not None


def many(*session_ids: UUID, **fields: object) -> dict[str, Any]:
    return {"id": str(uuid4()), "session_ids": [str(session_id) for session_id in session_ids], **fields}


def test_many_are_decided_and_tagged_each_by_itself(firm: Firm, other_firm: Firm, api_database: Database) -> None:
    one, other = finish(firm, api_database), finish(firm, api_database)
    begun, theirs = firm.start().session_id, finish(other_firm, api_database)
    body = many(
        one, begun, theirs, other, one, decision={"choice": "reject", "reason": "Too far."}, add_tags=["Berlin"]
    )
    answer = firm.recruiter.post("/api/sessions/bulk", body)
    assert answer.status == 200, answer.body
    errors = {each["session_id"]: each["error"] and each["error"]["code"] for each in answer.json["results"]}
    assert errors == {str(one): None, str(begun): "not_finished", str(theirs): "not_found", str(other): None}
    assert firm.recruiter.post("/api/sessions/bulk", body).json == answer.json
    for session_id in (one, other):
        review = firm.reviewer.get(of(session_id, "review")).json
        assert (review["decision"]["choice"], review["decision"]["reason"]) == ("reject", "Too far.")
        assert len(firm.reviewer.get(of(session_id, "decisions")).json["entries"]) == 1, "a repeat decides nothing"
        assert firm.reviewer.get(f"/api/sessions/{session_id}").json["session"]["tags"] == ["berlin"]
    assert api_database.decisions.count_documents({"session_id": theirs}) == 0
    listed = firm.recruiter.get("/api/sessions", decision="reject", tag="berlin", limit=100).json["sessions"]
    assert {str(one), str(other)} == {row["id"] for row in listed if row["id"] in errors}


@pytest.mark.parametrize("role", Role)
def test_who_may_change_many(firm: Firm, finished: UUID, role: Role) -> None:
    answer = getattr(firm, role).post("/api/sessions/bulk", many(finished, add_tags=["x"]))
    assert answer.status == (200 if role in MAY[Action.TAG] else 403)


def test_what_cannot_be_done_to_many_is_refused(firm: Firm, finished: UUID) -> None:
    for body in (many(finished), many(add_tags=["x"]), many(*(uuid4() for _ in range(101)), add_tags=["x"])):
        assert firm.recruiter.post("/api/sessions/bulk", body).error == "malformed_request"


def test_one_that_has_too_many_tags_keeps_the_others_from_nothing(firm: Firm, api_database: Database) -> None:
    full, other = finish(firm, api_database), finish(firm, api_database)
    assert firm.recruiter.post(of(full, "tags"), {"add": [f"t{n}" for n in range(20)]}).status == 200
    results = firm.recruiter.post("/api/sessions/bulk", many(full, other, add_tags=["x"])).json["results"]
    assert results[0]["error"] == {
        "code": "quota_exceeded",
        "params": {"limit": "tags", "most": 20, "changed": None, "organisation": None, "session_id": None},
    }
    assert results[1]["error"] is None


def test_who_may_judge_is_listed_by_name(found_firm: Callable[[], Firm]) -> None:
    firm = found_firm()
    reviewers = firm.reviewer.get("/api/reviewers").json["reviewers"]
    assert [each["name"] for each in reviewers] == ["Admin", "Interviewer", "Recruiter", "Reviewer"]
    assert set(reviewers[0]) == {"id", "name"}
