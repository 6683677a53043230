"""Scores of an answer beside one another, and asking for another one."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.scores import ScoreRepository
from interview.domain.clock import utc_now
from interview.domain.evaluation.rubric import RUBRIC
from interview.domain.evaluation.score import Score
from interview.domain.transcripts.transcript import transcript_hash
from tests.builders import NOW, a_transcript
from tests.functions.api_client import START, Firm
from tests.functions.full_interview import a_score
from tests.functions.test_api_sessions import executions_of

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

SAID = a_transcript("First we measured, and then we decided.")


def path(session_id: UUID, question_index: int = 0) -> str:
    return f"/api/sessions/{session_id}/answers/{question_index}/scores"


def scored(overall: float | None, *levels: int) -> Score:
    score = a_score(transcript_hash(SAID))
    criteria = tuple(
        criterion.model_copy(update={"level": level}) for criterion, level in zip(score.criteria, levels, strict=False)
    )
    return score.model_copy(update={"overall": overall, "criteria": criteria})


@pytest.fixture
def finished(firm: Firm, api_database: Database) -> UUID:
    """An interview that is done, of one question that was answered and scored."""
    session_id = firm.start(questions=1).session_id
    AnswerRepository(api_database).store_transcript(session_id, 0, SAID, None)
    ScoreRepository(api_database).add(session_id, 0, "first", scored(5.0, 3, 3), NOW)
    api_database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done"}})
    return session_id


def test_another_score_is_asked_for_once_however_often_the_request_comes(
    firm: Firm, finished: UUID, api_database: Database, state_machines: "SFNClient"
) -> None:
    assert firm.reviewer.get(path(finished)).json["asked_for"] == 0
    for _ in range(2):
        asked = firm.recruiter.post(path(finished), {"after": 0})
        assert (asked.status, asked.json) == (202, {"asked_for": 1})
    assert executions_of(state_machines, finished, "process-answer") == [f"{finished}-0-score-1"]
    early = firm.recruiter.post(path(finished), {"after": 1})
    assert (early.status, early.error) == (409, "score_awaited")
    AnswerRepository(api_database).score_made(finished, 0, 1)
    assert firm.recruiter.post(path(finished), {"after": 1}).json == {"asked_for": 2}
    assert (firm.recruiter.post(path(finished), {"after": 0})).status == 412
    assert (firm.recruiter.post(path(finished), {"after": 7})).status == 412
    listed = firm.reviewer.get(path(finished)).json
    assert (listed["asked_for"], len(listed["versions"])) == (2, 1)


def test_it_is_judged_by_the_rubric_that_the_template_has_now(
    firm: Firm, finished: UUID, api_database: Database
) -> None:
    template = firm.recruiter.get(f"/api/sessions/{finished}").json["session"]["template_id"]
    criterion = {
        "name": "content",
        "title": "Substance",
        "judges": "Is it there?",
        "weight": 1,
        "anchors": [str(n) for n in range(6)],
    }
    change = {"title": "T", "questions": [{"text": "Q?"}], "rubric": {"criteria": [criterion]}}
    assert firm.recruiter.put(f"/api/templates/{template}", change, if_match="*").status == 200
    assert firm.recruiter.post(path(finished), {"after": 0}).status == 202
    rubric = AnswerRepository(api_database).get(finished, 0).score_rubric
    assert rubric
    assert rubric.model_dump(mode="json") == {"criteria": [criterion]}


def test_all_scores_are_listed_with_what_each_changed(firm: Firm, finished: UUID, api_database: Database) -> None:
    scores = ScoreRepository(api_database)
    scores.add(finished, 0, "second", scored(6.5, 4, 2, 1), NOW + timedelta(hours=1), version=2, rubric=RUBRIC)
    scores.add(finished, 0, "third", scored(None, 4, 2, 1), NOW + timedelta(hours=2), version=2)
    # One that was asked for before those, and took longer.
    scores.add(finished, 0, "late", scored(4.0, 3, 3), NOW + timedelta(hours=3), version=1)
    versions = firm.reviewer.get(path(finished)).json["versions"]
    assert [version["score"]["overall"] for version in versions] == [5.0, 4.0, 6.5, None]
    assert [version["counts"] for version in versions] == [False, False, False, True]
    assert [version["rubric"] is not None for version in versions] == [False, False, True, False]
    assert versions[0]["change"] is None
    assert [version["change"]["overall"] for version in versions[1:]] == [-1.0, 2.5, None]
    changes = [{each["name"]: each["change"] for each in version["change"]["criteria"]} for version in versions[1:]]
    assert changes == [
        {"content": 0, "structure": 0},
        {"content": 1, "structure": -1, "clarity": None},
        {"content": 0, "structure": 0, "clarity": 0},
    ]
    shown = firm.reviewer.get(f"/api/sessions/{finished}/answers/0").json
    assert shown["score"]["overall"] is None


def test_a_score_of_other_words_stays_to_be_read_and_is_nowhere_a_figure(
    firm: Firm, finished: UUID, api_database: Database
) -> None:
    assert firm.reviewer.get(f"/api/sessions/{finished}").json["answers"][0]["overall"] == 5.0
    AnswerRepository(api_database).store_transcript(finished, 0, a_transcript("And that was not all."), None)
    api_database.scorecards.delete_many({"session_id": finished})
    [version] = firm.reviewer.get(path(finished)).json["versions"]
    assert (version["counts"], version["of_other_words"], version["score"]["overall"]) == (False, True, 5.0)
    shown = firm.reviewer.get(f"/api/sessions/{finished}").json
    assert (shown["answers"][0]["state"], shown["answers"][0]["overall"]) == ("transcribed", None)
    card = shown["scorecard"]["scorecard"]
    assert (card["overall"], card["needs_person"], card["unscored"][0]["reason"]) == (None, True, "not_scored")
    assert firm.reviewer.get(f"/api/sessions/{finished}/answers/0").json["score"] is None
    sessions = firm.reviewer.get("/api/sessions", sort="-created").json["sessions"]
    [listed] = [each for each in sessions if each["id"] == str(finished)]
    assert (listed["figure"]["overall"], listed["figure"]["needs_person"]) == (None, True)


def test_it_is_not_made_before_the_end_nor_for_who_asked_for_people(
    firm: Firm, finished: UUID, api_database: Database
) -> None:
    under_way = firm.start(questions=1).session_id
    early = firm.recruiter.post(path(under_way), {"after": 0})
    assert (early.status, early.error) == (409, "not_finished")
    people = firm.invite(questions=1)
    human = {**START, "consent": {**START["consent"], "human_review_only": True}}
    begun = people.candidate.post("/api/interview/start", human)
    assert begun.status == 200, begun.body
    AnswerRepository(api_database).store_transcript(people.session_id, 0, SAID, None)
    api_database.sessions.update_one({"_id": people.session_id}, {"$set": {"state": "done"}})
    refused = firm.recruiter.post(path(people.session_id), {"after": 0})
    assert (refused.status, refused.error) == (409, "people_only")


def test_only_the_organisations_own_recruiters_ask_for_it(
    firm: Firm, finished: UUID, found_firm: Callable[[], Firm]
) -> None:
    assert firm.reviewer.post(path(finished), {"after": 0}).status == 403
    other = found_firm()
    assert other.recruiter.post(path(finished), {"after": 0}).status == 404
    assert other.recruiter.get(path(finished)).status == 404
    assert firm.recruiter.post(path(finished, 1), {"after": 0}).status == 404
    assert firm.recruiter.get(path(finished)).json["asked_for"] == 0


def test_ten_of_an_answer_are_enough(firm: Firm, finished: UUID, api_database: Database) -> None:
    for after in range(10):
        assert firm.recruiter.post(path(finished), {"after": after}).status == 202
        AnswerRepository(api_database).score_made(finished, 0, after + 1)
    refused = firm.recruiter.post(path(finished), {"after": 10})
    assert (refused.status, refused.params) == (429, {"limit": "rescores"})
    assert firm.recruiter.get(path(finished)).json["asked_for"] == 10


def counted(database: Database, session_id: UUID) -> tuple[int, list[int]]:
    """Of the organisation today, and of each answer."""
    session = database.sessions.find_one({"_id": session_id}) or {}
    organisation = database.organisations.find_one({"_id": session["organisation_id"]}) or {}
    answers = database.answers.find({"session_id": session_id}).sort("question_index")
    day = organisation.get("usage", {}).get("rescored_answers", {}).get("count", 0)
    return day, [answer.get("usage", {}).get("rescores", 0) for answer in answers]


def test_what_is_refused_is_counted_nowhere(firm: Firm, of_two: UUID, api_database: Database) -> None:
    day, _ = counted(api_database, of_two)
    api_database.answers.update_one({"session_id": of_two, "question_index": 1}, {"$set": {"usage.rescores": 10}})
    for _ in range(2):
        refused = firm.recruiter.post(of_interview(of_two), after(0, 0))
        assert (refused.status, refused.params) == (429, {"limit": "rescores"})
    assert counted(api_database, of_two) == (day, [0, 10])
    assert firm.recruiter.post(path(of_two), {"after": 0}).status == 202
    for _ in range(2):
        assert firm.recruiter.post(path(of_two), {"after": 1}).error == "score_awaited"
    assert counted(api_database, of_two) == (day + 1, [1, 10])


def of_interview(session_id: UUID) -> str:
    return f"/api/sessions/{session_id}/scores"


def after(*versions: int) -> dict[str, Any]:
    return {"answers": [{"question_index": index, "after": version} for index, version in enumerate(versions)]}


@pytest.fixture
def of_two(firm: Firm, api_database: Database) -> UUID:
    """An interview that is done, with two answers."""
    session_id = firm.start(questions=2).session_id
    for index in range(2):
        AnswerRepository(api_database).store_transcript(session_id, index, SAID, None)
    api_database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done"}})
    return session_id


def test_a_whole_interview_is_scored_again_once_however_often_the_request_comes(
    firm: Firm, of_two: UUID, state_machines: "SFNClient"
) -> None:
    for _ in range(2):
        asked = firm.recruiter.post(of_interview(of_two), after(0, 0))
        assert asked.status == 202, asked.body
        assert [each["asked_for"] for each in asked.json["answers"]] == [1, 1]
    started = executions_of(state_machines, of_two, "process-answer")
    assert sorted(started) == [f"{of_two}-{index}-score-1" for index in range(2)]
    answers = firm.reviewer.get(f"/api/sessions/{of_two}").json["answers"]
    assert [(answer["asked_for"], answer["is_awaited"]) for answer in answers] == [(1, True), (1, True)]
    assert firm.reviewer.get(path(of_two)).json["is_awaited"]


def test_a_repeat_carries_on_with_what_broke_off(
    firm: Firm, of_two: UUID, api_database: Database, state_machines: "SFNClient"
) -> None:
    AnswerRepository(api_database).ask_for_scores(of_two, {0: 0}, None, NOW)
    assert firm.recruiter.post(of_interview(of_two), after(0, 0)).status == 202
    assert len(executions_of(state_machines, of_two, "process-answer")) == 2
    AnswerRepository(api_database).score_made(of_two, 0, 1)
    assert firm.recruiter.post(of_interview(of_two), after(1, 0)).status == 202
    assert firm.recruiter.post(of_interview(of_two), after(0, 1)).status == 412
    assert len(executions_of(state_machines, of_two, "process-answer")) == 3


def test_only_a_whole_finished_interview_of_the_own_organisation_is_scored_again(
    firm: Firm, of_two: UUID, found_firm: Callable[[], Firm], api_database: Database
) -> None:
    assert firm.reviewer.post(of_interview(of_two), after(0, 0)).status == 403
    assert found_firm().recruiter.post(of_interview(of_two), after(0, 0)).status == 404
    assert firm.recruiter.post(of_interview(of_two), after(0, 0, 0)).status == 404
    assert firm.recruiter.post(of_interview(of_two), {"answers": []}).status == 400
    api_database.sessions.update_one({"_id": of_two}, {"$set": {"state": "processing"}})
    early = firm.recruiter.post(of_interview(of_two), after(0, 0))
    assert (early.status, early.error) == (409, "not_finished")
    answers = firm.reviewer.get(f"/api/sessions/{of_two}").json["answers"]
    assert [answer["asked_for"] for answer in answers] == [0, 0]


def test_an_organisation_has_so_many_answers_scored_again_a_day(
    firm: Firm, of_two: UUID, api_database: Database
) -> None:
    lately = {"usage.rescored_answers": {"count": 1_999, "ends_at": utc_now() + timedelta(hours=1)}}
    of_session = api_database.sessions.find_one({"_id": of_two})
    assert of_session
    organisation = of_session["organisation_id"]
    api_database.organisations.update_one({"_id": organisation}, {"$set": lately})
    refused = firm.recruiter.post(of_interview(of_two), after(0, 0))
    assert (refused.status, refused.params) == (429, {"limit": "rescored_answers"})
    assert counted(api_database, of_two) == (1_999, [0, 0])
    assert not firm.reviewer.get(path(of_two)).json["is_awaited"]
