"""Whatever an interview holds, its results can be read: page by page, each within what Lambda hands on."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.domain.clock import utc_now
from interview.domain.proctoring import Flag, FlagType
from interview.entrypoints.http import gateway
from tests.builders import a_transcript, permit_of
from tests.functions.api_client import Answer, Api, Firm, Invitation, Log
from tests.functions.full_interview import DETAIL, Sizes, fill

A_PAGE_BYTES = 1_000_000
LONG = Sizes(main_questions=1, words=8_500, flags=0, runs=1, spans=0, gaps=0)
"""An hour of speech in each answer, as long as a correction may be."""


def handed_on(answer: Answer) -> int:
    """Bytes of what Lambda hands on: the body stands in it as a string."""
    assert answer.status == 200, answer.body
    return len(json.dumps(answer.body))


def pages(api: Api, path: str, place: str, **query: object) -> Iterator[Any]:
    """Every page of a list; `cursor` is what the query calls the next one's place."""
    while True:
        page = api.get(path, **query)
        assert handed_on(page) < A_PAGE_BYTES
        yield page.json
        query[place] = page.json[f"next_{place}"]
        if query[place] is None:
            return


@pytest.fixture(scope="module")
def crammed(firm: Firm, api_database: Database) -> Invitation:
    """An interview that holds as much as it may, but for its words."""
    invitation = firm.start()
    fill(api_database, invitation.session_id, Sizes(words=100))
    return invitation


@pytest.fixture
def full(crammed: Invitation) -> UUID:
    return crammed.session_id


def test_a_full_interview_is_read_in_pages_that_stay_small(firm: Firm, full: UUID) -> None:
    results = firm.reviewer.get(f"/api/sessions/{full}")
    assert handed_on(results) < A_PAGE_BYTES
    assert len(results.json["answers"]) == 150
    assert sum(count["count"] for count in results.json["flag_counts"]) == 2_000
    for question in (0, 149):
        assert handed_on(firm.reviewer.get(f"/api/sessions/{full}/answers/{question}")) < A_PAGE_BYTES
    shown = results.json["flags"]
    cursor = {"cursor": results.json["flags_cursor"]}
    for page in pages(firm.reviewer, f"/api/sessions/{full}/flags", "cursor", **cursor):
        shown += page["flags"]
    assert len({flag["id"] for flag in shown}) == len(shown) == 2_000
    assert [flag["at"] for flag in shown] == sorted(flag["at"] for flag in shown)
    assert shown[0]["detail"] == DETAIL, "what an earlier version took is read"


def test_the_candidates_page_of_a_full_interview_is_small(crammed: Invitation) -> None:
    interview = crammed.candidate.get("/api/interview")
    assert handed_on(interview) < A_PAGE_BYTES
    assert len(interview.json["questions"]) == 150


def test_an_hour_of_words_comes_in_pages_and_once(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    fill(api_database, session_id, LONG)
    answer = firm.reviewer.get(f"/api/sessions/{session_id}/answers/0")
    assert handed_on(answer) < A_PAGE_BYTES
    assert (answer.json["transcript_is_live"], answer.json["live_transcript"]) == (True, None)
    words = [
        word
        for page in pages(firm.reviewer, f"/api/sessions/{session_id}/answers/0/transcript", "start")
        for word in page["words"]
        if page["made_at"] == answer.json["transcript"]["made_at"]
    ]
    assert [word["start_ms"] for word in words] == [n * 400 for n in range(8_500)]
    corrected = answer.json["correction"]["differences"]
    assert " ".join(each["heard"] for each in corrected) == " ".join(word["text"] for word in words)


def test_a_text_of_many_hours_is_shown_from_its_beginning(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    AnswerRepository(api_database).store_transcript(session_id, 0, a_transcript("word " * 40_000), None)
    assert len(firm.answer(session_id, 0)["transcript"]["text"]) == 150_000


def test_words_are_those_of_the_transcript_that_counts(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    path, answers = f"/api/sessions/{session_id}/answers/0/transcript", AnswerRepository(api_database)
    assert firm.reviewer.get(path).status == 404
    answers.store_live_transcript(permit_of(api_database, session_id), 0, a_transcript("so fair", timed=True), True)
    assert [word["text"] for word in firm.reviewer.get(path).json["words"]] == ["so", "fair"]
    answers.store_transcript(session_id, 0, a_transcript("so far so good", timed=True), None)
    assert [word["text"] for word in firm.reviewer.get(path).json["words"]] == ["so", "far", "so", "good"]
    second = firm.reviewer.get(path, start=2, limit=1).json
    assert ([word["text"] for word in second["words"]], second["next_start"]) == (["so"], 3)
    assert firm.answer(session_id, 0)["live_transcript"]["text"] == "so fair"


def test_flags_of_one_question_are_not_hidden_by_those_of_another(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id
    events, began = ProctoringEventRepository(api_database), utc_now()
    for n, question in enumerate([*[0] * 150, *[1] * 3, None, *[0] * 50]):
        noticed = Flag(
            id=uuid4(),
            type=FlagType.PASTE if question == 1 else FlagType.COPY,
            question_index=question,
            at=began + timedelta(seconds=n // 2),
            detail={},
        )
        events.add(session_id, noticed, began, timedelta(days=1))
    results, path = firm.reviewer.get(f"/api/sessions/{session_id}").json, f"/api/sessions/{session_id}/flags"
    assert {(count["question_index"], count["type"]): count["count"] for count in results["flag_counts"]} == {
        (0, "COPY"): 200,
        (1, "PASTE"): 3,
        (None, "COPY"): 1,
    }
    assert {flag["question_index"] for flag in results["flags"]} == {0}
    after = results["flags_cursor"]
    assert len(firm.reviewer.get(path, question=1, cursor=after).json["flags"]) == 3
    assert len(firm.reviewer.get(path, question="none").json["flags"]) == 1
    rest = [flag for page in pages(firm.reviewer, path, "cursor", question=0, cursor=after) for flag in page["flags"]]
    first = [flag for flag in results["flags"] if flag["question_index"] == 0]
    assert len({flag["id"] for flag in [*first, *rest]}) == len(first) + len(rest) == 200
    for wrong in ({"cursor": "x"}, {"question": "all"}, {"limit": 101}):
        assert firm.reviewer.get(path, **wrong).error == "malformed_request"


def test_an_answer_says_by_its_version_that_there_is_something_new(firm: Firm, api_database: Database) -> None:
    session_id = firm.start().session_id

    def versions() -> list[str]:
        return [answer["version"] for answer in firm.reviewer.get(f"/api/sessions/{session_id}").json["answers"]]

    before = versions()
    assert versions() == before
    heard = a_transcript("so far so good", timed=True)
    AnswerRepository(api_database).store_live_transcript(permit_of(api_database, session_id), 0, heard, complete=True)
    assert versions()[0] != before[0]
    assert versions()[1] == before[1]


def test_how_far_an_answer_has_come_is_counted_as_it_is_read(api_database: Database, full: UUID) -> None:
    answers = AnswerRepository(api_database)
    progress, answer = answers.progress(full)[7], answers.get(full, 7)
    assert progress == answer.progress
    assert answers.scored_hashes(full)[7] == answer.scored_hash


def test_an_answer_that_is_too_large_is_told_in_words(
    firm: Firm, log: Log, monkeypatch: pytest.MonkeyPatch, full: UUID
) -> None:
    monkeypatch.setattr(gateway, "MAX_RESPONSE_BYTES", 50_000)
    refused = firm.reviewer.get(f"/api/sessions/{full}")
    assert (refused.status, refused.error) == (500, "response_too_large")
    assert "Nothing of it is lost" in refused.message
    assert "qqq" not in refused.body
    [logged] = log.named("api_response_too_large")
    assert logged["bytes"] > 50_000
    assert (logged["method"], logged["path"]) == ("GET", f"/api/sessions/{full}")
    assert [line["status"] for line in log.named("api_request")] == [500]
    assert "qqq" not in log.stream.getvalue()


def test_no_response_comes_near_what_lambda_hands_on() -> None:
    assert gateway.MAX_RESPONSE_BYTES < 6 * 1024 * 1024 - 100_000
