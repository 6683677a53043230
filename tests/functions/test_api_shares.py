"""A result is shared, through the API: who sees what of it, for how long, and what is hidden is not handed on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from functions.api import service
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.scores import ScoreRepository
from interview.domain.accounts import Role
from interview.domain.clock import utc_now
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.decisions.shares import MAX_VIEWS
from interview.domain.recordings.videos import Video
from interview.domain.transcripts.transcript import transcript_hash
from interview.use_cases.publish_events import LEFT_BEHIND_AFTER
from interview.use_cases.sharing import show_shared
from interview.wiring.listing import keep_listed
from interview.wiring.publishing import publish_events
from tests.builders import a_manifest, a_transcript
from tests.functions.api_client import Answer, Api, Firm
from tests.functions.conftest import Subscriber
from tests.functions.full_interview import a_score
from tests.functions.test_api_quotas import few

SAID = "I stopped every deployment and looked at the queue of orders first."
EVERYTHING = ["video", "transcript", "score", "notes"]


def finished(firm: Firm, database: Database, **of_template: object) -> UUID:
    """An interview of two questions, of which the first was recorded, put into words and scored."""
    questions = [{"text": "What did you do?", "answer_time_s": 120}, {"text": "And then?", "answer_time_s": 120}]
    made = firm.recruiter.post("/api/templates", {"title": "Backend", "questions": questions, **of_template})
    assert made.status == 201, made.body
    session_id = firm.invite(template_id=made.json["id"], candidate_name="Grace Hopper").session_id
    heard = a_transcript(SAID)
    video = Video(
        key=f"{session_id}/0/abc.webm",
        audio_key=f"{session_id}/0/abc.audio.webm",
        digest="abc",
        size=10,
        duration_ms=1000,
        recorded_ms=1000,
        gaps=(),
        merged_at=utc_now(),
    )
    stored = {
        "manifest": a_manifest(0).model_dump(),
        "video": video.model_dump(),
        "transcript": heard.model_dump(),
        "transcript_digest": "abc",
    }
    place = {"session_id": session_id, "question_index": 0}
    database.answers.update_one(place, {"$set": stored})
    database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done", "is_locked": True}})
    words = AnswerRepository(database).without_words(session_id, 0).scored_hash or transcript_hash(heard)
    ScoreRepository(database).add(session_id, 0, "f", a_score(words), utc_now())
    keep_listed(service.settings())([session_id])
    return session_id


def share(api: Api, session_id: UUID, **fields: object) -> Answer:
    return api.post(f"/api/sessions/{session_id}/shares", {"label": "Panel North", "shows": EVERYTHING, **fields})


def viewer(made: Answer, api: Api) -> Api:
    """Whoever opens the link that was made."""
    assert made.status == 201, made.body
    path, _, token = made.json["link_path"].partition("#")
    assert path == "/result"
    return api.as_(token)


def listed(firm: Firm, session_id: UUID) -> list[dict[str, Any]]:
    shares: list[dict[str, Any]] = firm.recruiter.get(f"/api/sessions/{session_id}/shares").json["shares"]
    return shares


def test_a_viewer_sees_the_result_and_answers_in_the_name_of_the_link(firm: Firm, api_database: Database) -> None:
    session_id = finished(firm, api_database)
    assert firm.recruiter.get(f"/api/sessions/{session_id}").json["scorecard"], "made when somebody looks"
    firm.reviewer.post(f"/api/sessions/{session_id}/notes", {"id": str(uuid4()), "text": "Calm under pressure."})
    panel = viewer(share(firm.recruiter, session_id, comments=True), firm.recruiter)

    shown = panel.get("/api/shared").json
    assert (shown["candidate_name"], shown["label"], shown["comments"]) == ("Grace Hopper", "Panel North", True)
    assert [question["text"] for question in shown["questions"]] == ["What did you do?", "And then?"]
    assert [(note["author"], note["text"]) for note in shown["notes"]] == [("Reviewer", "Calm under pressure.")]
    assert shown["scorecard"]["criteria"][0]["name"] == "content"
    answer = panel.get("/api/shared/answers/0").json
    assert answer["text"] == SAID
    assert answer["score"]["overall"] == 5.0
    assert "abc.webm" in answer["playback_url"]
    assert "X-Amz-Expires=900" in answer["playback_url"]
    assert panel.get("/api/shared/answers/2").status == 404

    comment = {"id": str(uuid4()), "text": "We want them.", "question_index": 0}
    assert {panel.post("/api/shared/comments", comment).status for _ in range(2)} == {204}
    [note, _] = firm.reviewer.get(f"/api/sessions/{session_id}/notes").json["notes"]
    assert (note["author"]["name"], note["author"]["role"], note["text"]) == ("Panel North", "viewer", "We want them.")
    assert [note["author"] for note in panel.get("/api/shared").json["notes"]] == ["Reviewer"]

    [kept] = listed(firm, session_id)
    assert (kept["views"], kept["author"]["name"]) == (2, "Recruiter")
    assert kept["last_viewed_at"] is not None
    assert "token" not in str(kept)
    assert api_database.shares.count_documents({"token_hash": panel.token}) == 0


NOTHING = {"video": ("playback_url", None), "transcript": ("text", None), "score": ("score", None)}


@pytest.mark.parametrize("part", EVERYTHING)
def test_what_was_not_chosen_is_not_shown(firm: Firm, api_database: Database, part: str) -> None:
    session_id = finished(firm, api_database)
    firm.recruiter.post(f"/api/sessions/{session_id}/notes", {"id": str(uuid4()), "text": "Between us."})
    assert firm.recruiter.get(f"/api/sessions/{session_id}").json["scorecard"], "made when somebody looks"
    panel = viewer(share(firm.recruiter, session_id, shows=[part]), firm.recruiter)
    shown, answer = panel.get("/api/shared").json, panel.get("/api/shared/answers/0").json
    assert (shown["notes"] != []) == (part == "notes")
    assert (shown["scorecard"] is not None) == (part == "score")
    for name, (field, nothing) in NOTHING.items():
        assert (answer[field] != nothing) == (name == part)
    refused = panel.post("/api/shared/comments", {"id": str(uuid4()), "text": "Hello."})
    assert (refused.status, refused.error) == (403, "forbidden")


ENDS: Mapping[str, dict[str, Any]] = {
    "expired": {"expires_at": utc_now() - timedelta(seconds=1)},
    "revoked": {"revoked_at": utc_now()},
    "used up": {"views": MAX_VIEWS + 1},
}


@pytest.mark.parametrize("end", [*ENDS, "unknown", "forgotten", "no token"])
def test_a_link_that_shows_nothing_says_nothing_else(firm: Firm, api_database: Database, end: str) -> None:
    session_id = finished(firm, api_database)
    panel = viewer(share(firm.recruiter, session_id, comments=True), firm.recruiter)
    assert panel.get("/api/shared").status == 200
    match end:
        case "unknown":
            panel = panel.as_("x" * 43)
        case "no token":
            panel = Api(panel.handler)
        case "forgotten":
            api_database.sessions.delete_one({"_id": session_id})
        case _:
            api_database.shares.update_one({"session_id": session_id}, {"$set": ENDS[end]})
    comment = {"id": str(uuid4()), "text": "Too late."}
    answers = [
        panel.get("/api/shared"),
        panel.get("/api/shared/answers/0"),
        panel.post("/api/shared/comments", comment),
    ]
    told = {(answer.status, answer.error, answer.message) for answer in answers}
    assert len(told) == 1
    assert next(iter(told))[:2] == (404, "not_found")
    assert api_database.notes.count_documents({"session_id": session_id}) == 0


def test_revoking_ends_it_at_once_whoever_made_it(firm: Firm, other_firm: Firm, api_database: Database) -> None:
    session_id = finished(firm, api_database)
    panel = viewer(share(firm.recruiter, session_id), firm.recruiter)
    [kept] = listed(firm, session_id)
    revocation = f"/api/sessions/{session_id}/shares/{kept['id']}/revocation"
    assert other_firm.admin.post(revocation).status == 404
    assert panel.get("/api/shared").status == 200
    first = firm.admin.post(revocation)
    assert first.status == 200, first.body
    assert panel.get("/api/shared").status == 404
    assert firm.recruiter.post(revocation).json["revoked_at"] == first.json["revoked_at"]


@pytest.mark.parametrize("change", [{"is_disabled": True}, {"role": "reviewer"}])
def test_it_shows_nothing_while_who_made_it_may_not_share(
    found_firm: Callable[[], Firm], api_database: Database, change: dict[str, Any]
) -> None:
    """Who left has kept the link."""
    firm = found_firm()
    panel = viewer(share(firm.recruiter, finished(firm, api_database), comments=True), firm.recruiter)
    maker = {"email": firm.emails["recruiter"]}
    api_database.users.update_one(maker, {"$set": change})
    assert panel.get("/api/shared").status == 404
    assert panel.get("/api/shared/answers/0").status == 404
    assert panel.post("/api/shared/comments", {"id": str(uuid4()), "text": "Hm."}).status == 404
    api_database.users.update_one(maker, {"$set": {"is_disabled": False, "role": "recruiter"}})
    assert panel.get("/api/shared").status == 200


def test_a_link_and_its_end_are_told_of_once(firm: Firm, api_database: Database, subscriber: Subscriber) -> None:
    session_id = finished(firm, api_database)
    share_id = share(firm.recruiter, session_id).json["share"]["id"]
    for _ in range(2):
        firm.admin.post(f"/api/sessions/{session_id}/shares/{share_id}/revocation")
    in_time = replace(publish_events(service.settings()), clock=lambda: utc_now() + 2 * LEFT_BEHIND_AFTER)
    in_time.left_behind()
    of_it = [event for event in subscriber.heard() if event["data"].get("share_id") == share_id]
    assert [event["type"] for event in of_it] == ["ResultShared", "ShareRevoked"]
    assert {(event["session_id"], *event["data"]) for event in of_it} == {(str(session_id), "share_id")}


@pytest.mark.parametrize("role", Role)
def test_who_may_share(firm: Firm, other_firm: Firm, api_database: Database, role: Role) -> None:
    api: Api = getattr(firm, role)
    mine, theirs = finished(firm, api_database), finished(other_firm, api_database)
    may = role in MAY[Action.SHARE]
    assert share(api, mine).status == (201 if may else 403)
    assert share(api, theirs).status == (404 if may else 403)
    assert api.get(f"/api/sessions/{mine}/shares").status == (200 if may else 403)
    assert api.get(f"/api/sessions/{theirs}/shares").status == (404 if may else 403)
    assert api_database.shares.count_documents({"session_id": theirs}) == 0


def judge(api: Api, session_id: UUID, question_index: int) -> None:
    levels = {"content": 4, "structure": 3, "clarity": 3, "delivery": 2}
    path = f"/api/sessions/{session_id}/answers/{question_index}/levels"
    assert api.post(path, {"id": str(uuid4()), "levels": levels}).status == 201


@pytest.mark.parametrize(
    ("blinding", "hidden", "seen"),
    [("scores", ["score", "notes"], ["video", "transcript"]), ("identity", EVERYTHING, [])],
)
def test_nobody_shares_what_is_hidden_from_themselves(
    firm: Firm, api_database: Database, blinding: str, hidden: list[str], seen: list[str]
) -> None:
    session_id = finished(firm, api_database, blinding=blinding)
    for part in EVERYTHING:
        answer = share(firm.recruiter, session_id, shows=[part])
        assert (answer.status, answer.body and answer.json.get("error", {}).get("code")) == (
            (409, "judge_first") if part in hidden else (201, None)
        )
    judge(firm.recruiter, session_id, 0)
    panel = viewer(share(firm.recruiter, session_id), firm.recruiter)
    assert panel.get("/api/shared").status == 200
    # An answer that comes later is to be judged before its score is seen: by the link as well.
    place = {"session_id": session_id, "question_index": 1}
    api_database.answers.update_one(place, {"$set": {"manifest": a_manifest(0).model_dump()}})
    assert panel.get("/api/shared").status == 404
    judge(firm.recruiter, session_id, 1)
    assert panel.get("/api/shared").status == 200


def test_an_interview_without_a_result_is_not_shared(firm: Firm) -> None:
    refused = share(firm.recruiter, firm.start().session_id)
    assert (refused.status, refused.error) == (409, "not_finished")


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": " \u200b"},
        {"label": "x" * 81},
        {"shows": []},
        {"shows": ["cv"]},
        {"expires_in_days": 0},
        {"expires_in_days": 91},
        {"token": "mine"},
    ],
)
def test_what_cannot_be_shared_so_is_refused_at_its_field(
    firm: Firm, api_database: Database, wrong: dict[str, Any]
) -> None:
    refused = share(firm.recruiter, finished(firm, api_database), **wrong)
    assert (refused.status, refused.error) == (400, "malformed_request")


def test_links_and_comments_have_an_end(firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    quota = few(monkeypatch, "SHARES", 1)
    few(monkeypatch, "SHARE_COMMENTS", 1)
    session_id = finished(firm, api_database)
    panel = viewer(share(firm.recruiter, session_id, comments=True), firm.recruiter)
    refused = share(firm.recruiter, session_id)
    assert (refused.status, refused.params) == (429, {"limit": quota.name})
    comments = [panel.post("/api/shared/comments", {"id": str(uuid4()), "text": "Yes."}) for _ in range(2)]
    assert [answer.status for answer in comments] == [204, 429]
    assert comments[1].params == {"limit": "share_comments"}
    assert int(comments[1].headers["retry-after"]) > 3_000


def test_comments_leave_room_for_notes(firm: Firm, api_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, also on the page of the link."""
    monkeypatch.setattr(show_shared, "MAX_NOTES", 2)
    quota, _ = few(monkeypatch, "COMMENTS", 2), few(monkeypatch, "NOTES", 3)
    session_id = finished(firm, api_database)
    path = f"/api/sessions/{session_id}/notes"
    panels = [viewer(share(firm.recruiter, session_id, comments=True), firm.recruiter) for _ in range(2)]
    assert firm.recruiter.post(path, {"id": str(uuid4()), "text": "Ours."}).status == 201
    comments = [
        panel.post("/api/shared/comments", {"id": str(uuid4()), "text": "Mine."}) for panel in [*panels, panels[0]]
    ]
    assert [answer.status for answer in comments] == [204, 204, 429]
    assert comments[2].params == {"limit": quota.name}
    assert [note["text"] for note in panels[0].get("/api/shared").json["notes"]] == ["Ours."]


def test_who_tries_tokens_has_to_wait_and_nobody_else(firm: Firm, api_database: Database) -> None:
    panel = viewer(share(firm.recruiter, finished(firm, api_database)), firm.recruiter)

    def look(token: str, source: str) -> int:
        return panel.as_(token).request("GET", "/api/shared", headers={"x-viewer-address": source}).status

    tried = [look(f"{n:043}", "198.51.100.7") for n in range(103)]
    assert tried[:100] == [404] * 100
    assert tried[-1] == 429
    assert look(panel.token or "", "198.51.100.7") == 429
    assert look(panel.token or "", "198.51.100.8") == 200


def test_the_list_is_cut_in_pages(firm: Firm, api_database: Database) -> None:
    session_id = finished(firm, api_database)
    for label in ("first", "second", "third"):
        assert share(firm.recruiter, session_id, label=label).status == 201
    path = f"/api/sessions/{session_id}/shares"
    page = firm.recruiter.get(path, limit=2).json
    rest = firm.recruiter.get(path, limit=2, cursor=page["next_cursor"]).json
    assert [each["label"] for each in (*page["shares"], *rest["shares"])] == ["third", "second", "first"]
    assert rest["next_cursor"] is None
