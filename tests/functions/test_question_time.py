"""What a candidate may know of the questions, and when; what is left of a question's time."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.clock import utc_now
from interview.domain.quotas import TIMES_TOLD
from tests.functions.api_client import START, Answer, Api, Firm, a_manifest
from tests.functions.test_api_interview import MANIFEST, WEBM, arrive, change

NOTHING_USED = {"thinking_ms": 0, "answer_ms": 0, "more_thinking": 0, "more_answer": 0}
TEXT_ANSWERS = {"text_answers": True}


def tell(candidate: Api, question: int, **told: object) -> Answer:
    """Say how much of a question's time is used."""
    now = {**NOTHING_USED, "asked_ago_ms": 0, "told_ago_ms": 0, "ended": False}
    return candidate.put(f"/api/interview/questions/{question}/time", {**now, **told})


def known(candidate: Api) -> list[int]:
    """The indexes of the questions whose words the API gives out."""
    questions = candidate.get("/api/interview").json["questions"]
    return [index for index, question in enumerate(questions) if question["text"] is not None]


def time_of(candidate: Api, question: int = 0) -> Any:
    return candidate.get("/api/interview").json["questions"][question]["time"]


def stored(database: Database, session_id: UUID, question: int = 0) -> dict[str, Any]:
    found = database.answers.find_one({"session_id": session_id, "question_index": question})
    assert found
    return found


def leave(database: Database, session_id: UUID, away: timedelta, question: int = 0) -> None:
    """The page was last heard of so long ago."""
    database.answers.update_one(
        {"session_id": session_id, "question_index": question}, {"$set": {"time_used.told_at": utc_now() - away}}
    )


def flags_of(firm: Firm, session_id: UUID) -> list[dict[str, Any]]:
    flags = firm.recruiter.get(f"/api/sessions/{session_id}").json["flags"]
    return [flag for flag in flags if flag["type"] == "OVERTIME"]


def test_questions_are_known_one_by_one_and_when_they_first_were_is_kept(firm: Firm, api_database: Database) -> None:
    invitation = firm.invite(4)
    candidate, session_id = invitation.candidate, invitation.session_id
    assert known(candidate) == []
    assert stored(api_database, session_id)["given_at"] is None
    began = utc_now()
    begun = candidate.post("/api/interview/start", START).json["questions"]
    assert [question["text"] for question in begun] == ["Question 1?", "Question 2?", None, None]
    first_given = stored(api_database, session_id)["given_at"]
    assert first_given >= began - timedelta(milliseconds=1)
    assert stored(api_database, session_id, 2)["given_at"] is None
    told = tell(candidate, 1)
    assert [(given["question_index"], given["text"]) for given in told.json["given"]] == [
        (0, "Question 1?"),
        (1, "Question 2?"),
        (2, "Question 3?"),
    ]
    assert known(candidate) == [0, 1, 2]
    assert stored(api_database, session_id)["given_at"] == first_given
    assert stored(api_database, session_id, 2)["given_at"] is not None


def test_when_a_question_was_first_asked_is_kept(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    assert tell(invitation.candidate, 0).status == 200
    first = stored(api_database, invitation.session_id)["asked_at"]
    assert first is not None
    before = first - timedelta(minutes=2)
    api_database.answers.update_one(
        {"session_id": invitation.session_id, "question_index": 0}, {"$set": {"asked_at": before}}
    )
    assert tell(invitation.candidate, 0, thinking_ms=1000).status == 200
    leased = invitation.candidate.post("/api/interview/questions/0/uploads", {"content_type": "video/webm"})
    assert leased.status == 201
    assert stored(api_database, invitation.session_id)["asked_at"] == before


def test_a_time_that_is_told_far_too_often_stays_as_it_was_and_the_interview_goes_on(
    firm: Firm, api_database: Database
) -> None:
    invitation = firm.invite(4)
    candidate = invitation.candidate
    candidate.post("/api/interview/start", START)
    tell(candidate, 1, thinking_ms=1000)
    api_database.answers.update_one(
        {"session_id": invitation.session_id, "question_index": 1},
        {"$set": {f"usage.{TIMES_TOLD.name}": TIMES_TOLD.most}},
    )
    told = tell(candidate, 1, thinking_ms=9000)
    assert told.status == 200
    assert stored(api_database, invitation.session_id, 1)["time_used"]["thinking_ms"] == 1000
    assert [given["question_index"] for given in told.json["given"]] == [0, 1, 2]


@pytest.mark.parametrize("way", ["time", "uploads", "text-answer"])
def test_nobody_jumps_ahead_to_read_what_is_to_come(firm: Firm, way: str) -> None:
    candidate = firm.invite(5, accommodations=TEXT_ANSWERS).candidate
    candidate.post("/api/interview/start", START)
    if way == "time":
        assert tell(candidate, 4).error == "conflict"
    elif way == "uploads":
        assert candidate.post("/api/interview/questions/4/uploads", WEBM).status == 201
    else:
        assert candidate.put("/api/interview/questions/4/text-answer", {"text": "Words."}).status == 200
    assert known(candidate) == [0, 1]


def test_a_closed_link_gives_no_question(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    change(api_database, invitation.session_id, expires_at=utc_now())
    assert known(invitation.candidate) == []
    assert tell(invitation.candidate, 1).json["given"] == []
    assert known(invitation.candidate) == []
    change(api_database, invitation.session_id, is_locked=True, state="completed")
    assert tell(invitation.candidate, 0).status == 410
    assert tell(firm.invite().candidate, 0).status == 409


def test_time_that_was_used_stays_used(firm: Firm) -> None:
    candidate = firm.start().candidate
    assert time_of(candidate) is None
    tell(candidate, 0)
    fresh = {"thinking_left_ms": 30_000, "answer_left_ms": 120_000, "more_thinking": 0, "more_answer": 0}
    assert time_of(candidate) == fresh
    tell(candidate, 0, thinking_ms=12_000, more_thinking=1)
    late = tell(candidate, 0, thinking_ms=3_000, told_ago_ms=9_000)
    assert late.json["time"]["thinking_left_ms"] == 48_000, "a late word takes nothing back"
    tell(candidate, 0, thinking_ms=14_000, answer_ms=20_000, more_thinking=1, more_answer=1)
    used = {"thinking_left_ms": 46_000, "answer_left_ms": 160_000, "more_thinking": 1, "more_answer": 1}
    assert time_of(candidate) == used
    assert time_of(candidate, 1) is None


def test_a_crash_costs_nothing_and_staying_away_costs_time_but_no_answer(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    tell(candidate, 0, thinking_ms=5_000)
    leave(api_database, session_id, timedelta(seconds=100))
    assert time_of(candidate)["thinking_left_ms"] == 25_000
    leave(api_database, session_id, timedelta(hours=2))
    assert time_of(candidate)["thinking_left_ms"] == 10_000
    assert time_of(candidate)["answer_left_ms"] == 120_000
    tell(candidate, 0, thinking_ms=5_000, answer_ms=20_000)
    leave(api_database, session_id, timedelta(seconds=140))
    assert time_of(candidate)["answer_left_ms"] == pytest.approx(80_000, abs=2_000)
    leave(api_database, session_id, timedelta(hours=2))
    assert time_of(candidate)["answer_left_ms"] == 30_000


@pytest.mark.parametrize(
    "lie",
    [
        {"thinking_ms": -1},
        {"answer_ms": 10**30},
        {"more_answer": 3},
        {"told_ago_ms": 8 * 24 * 60 * 60 * 1000},
        {"asked_ago_ms": "long"},
        {"asked_ago_ms": "5"},
        {"told_ago_ms": True},
    ],
)
def test_times_that_cannot_be_are_refused(firm: Firm, lie: dict[str, Any]) -> None:
    assert tell(firm.start().candidate, 0, **lie).error == "malformed_request"


def test_what_took_longer_is_taken_and_shown(firm: Firm, api_database: Database) -> None:
    """Of a page that gives itself more time: nothing is refused, the recruiter sees it."""
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    tell(candidate, 0)
    api_database.answers.update_one(
        {"session_id": session_id, "question_index": 0},
        {"$set": {"asked_at": utc_now() - timedelta(minutes=30)}},
    )
    assert tell(candidate, 0, thinking_ms=1_000, answer_ms=1_000, ended=True).status == 200
    [flag] = flags_of(firm, session_id)
    assert flag["question_index"] == 0
    assert flag["detail"]["given_ms"] == 150_000
    assert flag["detail"]["took_ms"] == pytest.approx(29.5 * 60_000, abs=20_000)


def test_a_recording_longer_than_its_time_is_taken_and_shown(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post("/api/interview/questions/0/uploads", WEBM)
    assert candidate.put("/api/interview/questions/0/manifest", a_manifest(*range(26))).status == 200
    assert flags_of(firm, session_id) == [], "130 of 120 s: a recorder stops a little late"
    assert candidate.put("/api/interview/questions/0/manifest", a_manifest(*range(60))).status == 200
    [flag] = flags_of(firm, session_id)
    assert flag["detail"] == {"took_ms": 300_000, "given_ms": 120_000}
    tell(candidate, 0, more_answer=2)
    assert flags_of(firm, session_id)[0]["detail"]["given_ms"] == 240_000


def test_who_was_offline_and_tells_it_later_took_no_longer(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    hour = 60 * 60 * 1000
    candidate, session_id = invitation.candidate, invitation.session_id
    given_at = utc_now() - timedelta(hours=2)
    api_database.answers.update_many({"session_id": session_id}, {"$set": {"given_at": given_at}})
    tell(candidate, 0, asked_ago_ms=hour + 100_000, told_ago_ms=hour, answer_ms=60_000, ended=True)
    assert flags_of(firm, session_id) == []
    assert stored(api_database, session_id)["time_used"]["told_late_ms"] == hour


LONG = timedelta(minutes=30)


def began(database: Database, session_id: UUID, ago: timedelta, question: int = 0, **fields: object) -> None:
    """The question was given out, and asked where that is told, so long ago."""
    at = utc_now() - ago
    names = {"given_at": at} if "asked_at" in fields else {"given_at": at, "asked_at": at}
    database.answers.update_one({"session_id": session_id, "question_index": question}, {"$set": {**names, **fields}})


@pytest.mark.parametrize("says_ended", [True, False])
def test_a_page_that_goes_on_after_the_end_that_it_told_is_seen_by_what_it_adds(
    firm: Firm, api_database: Database, says_ended: bool
) -> None:
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post("/api/interview/questions/0/uploads", WEBM)
    began(api_database, session_id, LONG)
    if says_ended:
        tell(candidate, 0, told_ago_ms=29 * 60_000, answer_ms=1_000, ended=True)
        api_database.answers.update_many({"session_id": session_id}, {"$set": {"time_used.told_late_ms": 0}})
    assert flags_of(firm, session_id) == []
    first = candidate.put(MANIFEST, a_manifest(0, 1))
    assert first.status == 200
    [flag] = flags_of(firm, session_id)
    assert flag["detail"] == {"took_ms": pytest.approx(29.5 * 60_000, abs=20_000), "given_ms": 150_000}


def test_a_page_that_says_later_that_it_was_earlier_changes_nothing(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post("/api/interview/questions/0/uploads", WEBM)
    began(api_database, session_id, LONG)
    assert candidate.put(MANIFEST, a_manifest(0, 1)).status == 200
    [measured] = flags_of(firm, session_id)
    lie = {**a_manifest(0, 1, 2), "recorded_ago_ms": 7 * 24 * 3_600_000}
    assert candidate.put(MANIFEST, lie).status == 200
    [flag] = flags_of(firm, session_id)
    assert flag["detail"]["took_ms"] >= measured["detail"]["took_ms"]


def test_what_adds_nothing_is_no_later_end(firm: Firm, api_database: Database) -> None:
    invitation = firm.invite(accommodations=TEXT_ANSWERS)
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post("/api/interview/start", START)
    candidate.post("/api/interview/questions/0/uploads", WEBM)
    text = "/api/interview/questions/{}/text-answer"
    for _ in range(2):
        assert candidate.put(MANIFEST, a_manifest(0, 1)).status == 200
        assert candidate.put(text.format(1), {"text": "Words."}).status == 200
        assert flags_of(firm, session_id) == []
        for question in (0, 1):
            began(api_database, session_id, LONG, question, added_at=utc_now() - LONG)
    candidate.put(MANIFEST, a_manifest(0, 1, 2))
    candidate.put(text.format(1), {"text": "Other words."})
    assert [flag["question_index"] for flag in flags_of(firm, session_id)] == [0, 1]


def test_who_recorded_or_wrote_offline_and_brings_it_later_took_no_longer(firm: Firm, api_database: Database) -> None:
    """The lid was shut right behind the answer: its end was told, the answer comes half an hour later."""
    invitation = firm.invite(accommodations=TEXT_ANSWERS)
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post("/api/interview/start", START)
    candidate.post("/api/interview/questions/0/uploads", WEBM)
    late_ms = 29 * 60_000
    for question in (0, 1):
        began(api_database, session_id, LONG, question)
        tell(candidate, question, told_ago_ms=late_ms, answer_ms=60_000, ended=True)
    assert candidate.put(MANIFEST, {**a_manifest(0, 1), "recorded_ago_ms": late_ms}).status == 200
    late = {"text": "What I wrote.", "written_ago_ms": late_ms}
    assert candidate.put("/api/interview/questions/1/text-answer", late).status == 200
    assert flags_of(firm, session_id) == []
    candidate.put(MANIFEST, {**a_manifest(*range(60)), "recorded_ago_ms": late_ms})
    [flag] = flags_of(firm, session_id)
    assert flag["detail"] == {
        "took_ms": 300_000,
        "given_ms": 120_000,
        "told_late_ms": pytest.approx(late_ms, abs=20_000),
    }


def test_a_page_that_never_tells_a_time_is_measured_from_when_the_words_were_there(
    firm: Firm, api_database: Database
) -> None:
    invitation = firm.start()
    candidate, session_id = invitation.candidate, invitation.session_id
    silent = "/api/interview/questions/1/manifest"
    candidate.post("/api/interview/questions/1/uploads", {**WEBM, "ahead": True})
    began(api_database, session_id, LONG, 1, asked_at=None)
    candidate.put(silent, a_manifest(0, 1))
    assert [flag["question_index"] for flag in flags_of(firm, session_id)] == [1]
    tell(candidate, 0, ended=True)
    assert flags_of(firm, session_id) == [], "given ahead, while the question before was being answered"
    candidate.put(silent, a_manifest(*range(60)))
    [flag] = flags_of(firm, session_id)
    assert flag["detail"] == {"took_ms": 300_000, "given_ms": 120_000}


def test_a_recording_is_as_long_as_its_video_shows_whatever_the_page_says(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    fields = {"key": "v", "audio_key": None, "digest": "d", "size": 1, "recorded_ms": 1, "merged_at": utc_now()}
    gap = {"start_ms": 100_000, "end_ms": 400_000, "reason": "nothing was recorded"}
    for gaps, flags in (([gap], 0), ([], 1)):
        video = {**fields, "duration_ms": 430_000, "offset_ms": 0, "gaps": gaps}
        began(api_database, session_id, LONG, 0, asked_at=None, video=video)
        assert len(flags_of(firm, session_id)) == flags


def test_writing_has_three_times_as_long_before_anybody_is_told(firm: Firm, api_database: Database) -> None:
    invitation = firm.invite(accommodations=TEXT_ANSWERS)
    candidate, session_id = invitation.candidate, invitation.session_id
    candidate.post("/api/interview/start", START)
    tell(candidate, 0)
    for minutes, flags in ((8, 0), (12, 1)):
        asked_at = utc_now() - timedelta(minutes=minutes)
        api_database.answers.update_one(
            {"session_id": session_id, "question_index": 0}, {"$set": {"asked_at": asked_at}}
        )
        assert candidate.put("/api/interview/questions/0/text-answer", {"text": "Words."}).status == 200
        assert len(flags_of(firm, session_id)) == flags


def test_another_device_learns_which_pieces_it_does_not_have(firm: Firm, api_database: Database) -> None:
    invitation = firm.start()
    candidate = invitation.candidate
    candidate.post("/api/interview/questions/0/uploads", WEBM)
    candidate.put("/api/interview/questions/0/manifest", a_manifest(0, 1, 2))
    arrive(api_database, invitation.session_id, 0)
    assert [question["awaited"] for question in candidate.get("/api/interview").json["questions"]] == [2, 0]
