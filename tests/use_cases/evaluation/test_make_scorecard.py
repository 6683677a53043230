"""When an interview's scorecard is made, and that none takes the place of a later one, on a real MongoDB server."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.outbox import OutboxRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.scoring_line import ScoringLineRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.evaluation.score import Score
from interview.domain.evaluation.scorecard import ScorecardVersion
from interview.domain.events import ScorecardMade
from interview.domain.sessions.failures import answer_failure
from interview.domain.sessions.session import Consent, Session, SessionState
from interview.use_cases.evaluation.score_answer import ScoreAnswer
from interview.use_cases.evaluation.score_in_turn import ScoreInTurn
from local_cloud.stand_ins.rubric_indicators import judge
from tests.builders import NOW, a_locked_session, a_transcript, make_scorecard, mend_failure, stored
from tests.scripted_groq import SAMPLE, ScriptedGroq

SAID = (
    "First I moved the queue of orders to a new server in the night, and then nobody lost any order at all on that day "
    "or on the next."
)


def a_finished_session(database: Database, **fields: Any) -> Session:
    return stored(database, a_locked_session(**{"state": SessionState.DONE, **fields}))


def scored(database: Database, session: Session, index: int, overall: float | None, said: str = SAID) -> None:
    """Another score of the answer, about what is said in it now."""
    answers = AnswerRepository(database)
    answers.store_transcript(session.id, index, a_transcript(said), None)
    made = database.scores.count_documents({"session_id": session.id})
    score = Score(
        overall=overall,
        low=overall,
        high=overall,
        certainty=None if overall is None else 0.8,
        confidence=None if overall is None else "high",
        abstained_because=None if overall is not None else "too_few_words",
        criteria=(),
        expected_points=(),
        strengths=("Costs $literal, $100 at most.",),
        improvements=(),
        summary="",
        word_count=40,
        unfound_quotes=0,
        prompt_hash="p",
        rubric_hash="r",
        transcript_hash=answers.get(session.id, index).scored_hash or "",
        samples=(),
    )
    ScoreRepository(database).add(session.id, index, f"f{made}", score, NOW + timedelta(seconds=made))


def told(database: Database, session: Session) -> list[int]:
    waiting = OutboxRepository(database).of_session(session.id)
    return [each.event.data.version for each in waiting if isinstance(each.event, ScorecardMade)]


def test_it_is_made_once_for_the_same_scores(database: Database) -> None:
    session = a_finished_session(database)
    scored(database, session, 0, 8.0)
    scored(database, session, 1, 5.0)
    made = [make_scorecard(database)(session.id) for _ in range(3)]
    assert made[0]
    assert (made[0].version, made[0].scorecard.overall) == (1, 6.5)
    assert made == [made[0]] * 3
    assert made[0] == ScorecardRepository(database).get(session.id)
    assert told(database, session) == [1]


def test_a_later_score_makes_another(database: Database) -> None:
    session = a_finished_session(database)
    scored(database, session, 0, 8.0)
    first = make_scorecard(database)(session.id)
    scored(database, session, 1, 5.0)
    scored(database, session, 0, 6.0)
    second = make_scorecard(database)(session.id)
    assert first
    assert second
    assert [(made.version, made.scorecard.overall) for made in (first, second)] == [(1, 8.0), (2, 5.5)]
    assert [each.fingerprint for each in second.scorecard.rests_on] == ["f2", "f1"]
    assert told(database, session) == [1, 2]
    assert database.scores.count_documents({"session_id": session.id}) == 3, "no score is gone"


def test_a_score_of_words_that_count_no_more_is_not_in_it(database: Database) -> None:
    session = a_finished_session(database)
    scored(database, session, 0, 8.0)
    scored(database, session, 1, 2.0, said="Other words.")
    AnswerRepository(database).store_transcript(session.id, 1, a_transcript(SAID), None)
    scored(database, session, 1, 6.0)
    made = make_scorecard(database)(session.id)
    assert made
    assert made.scorecard.overall == 7.0


def test_an_answer_whose_words_no_score_is_of_has_none(database: Database) -> None:
    """It went on after it was scored ahead, and then scoring failed."""
    session = a_finished_session(database)
    scored(database, session, 0, 8.0)
    scored(database, session, 1, 2.0, said="The first half of it.")
    AnswerRepository(database).store_transcript(session.id, 1, a_transcript(SAID), None)
    made = make_scorecard(database)(session.id)
    assert made
    assert (made.scorecard.overall, made.scorecard.needs_person) == (8.0, True)
    assert [(each.question_index, each.reason) for each in made.scorecard.unscored] == [(1, "not_scored")]
    assert [each.question_index for each in made.scorecard.rests_on] == [0]


@pytest.mark.parametrize("state", [SessionState.COMPLETED, SessionState.PROCESSING])
def test_there_is_none_before_the_interview_has_finished(database: Database, state: SessionState) -> None:
    session = a_finished_session(database, state=state)
    scored(database, session, 0, 8.0)
    assert make_scorecard(database)(session.id) is None
    assert ScorecardRepository(database).get(session.id) is None


def test_there_is_none_where_people_alone_judge(database: Database) -> None:
    consent = Consent(text_version="1", given_at=NOW, human_review_only=True)
    session = a_finished_session(database, consent=consent)
    assert make_scorecard(database)(session.id) is None


def test_an_answer_that_could_not_be_processed_or_scored_is_named(database: Database) -> None:
    session = a_finished_session(database, state=SessionState.FAILED)
    answers = AnswerRepository(database)
    answers.store_transcript(session.id, 0, a_transcript(SAID), None)
    answers.record_failure(session.id, 1, answer_failure("MediaError", "m", attempt=1))
    made = make_scorecard(database)(session.id)
    assert made
    assert [each.reason for each in made.scorecard.unscored] == ["not_scored", "not_processed"]
    assert (made.scorecard.overall, made.scorecard.needs_person) == (None, True)


def test_who_read_less_replaces_nothing_that_rests_on_more(database: Database) -> None:
    """While one is about to store what it made, a score comes and another makes and stores its own."""
    session = a_finished_session(database)
    scored(database, session, 0, 8.0)

    class Overtaken(ScorecardRepository):
        overtaken = False

        def replace(self, session_id: UUID, made: ScorecardVersion, event: ScorecardMade) -> bool:
            if not self.overtaken:
                self.overtaken = True
                scored(database, session, 1, 5.0)
                assert make_scorecard(database)(session_id)
            return super().replace(session_id, made, event)

    late = replace(make_scorecard(database), scorecards=Overtaken(database))(session.id)
    assert late
    assert (late.version, late.scorecard.overall) == (1, 6.5)
    assert late == ScorecardRepository(database).get(session.id)


def test_who_is_overtaken_all_the_time_leaves_it_to_the_others(database: Database) -> None:
    session = a_finished_session(database)

    class AlwaysOvertaken(ScorecardRepository):
        def with_version(self, session_id: UUID) -> tuple[int, ScorecardVersion | None]:
            version, known = super().with_version(session_id)
            scored(database, session, 0, float(version))
            assert make_scorecard(database)(session_id)
            return version, known

    late = replace(make_scorecard(database), scorecards=AlwaysOvertaken(database))(session.id)
    assert late
    assert (late.version, late.scorecard.overall) == (2, 1.0)


def test_one_that_cannot_be_read_is_made_again(database: Database) -> None:
    session = a_finished_session(database)
    scored(database, session, 0, 8.0)
    make_scorecard(database)(session.id)
    database.scorecards.update_one({"session_id": session.id}, {"$set": {"scorecard": {"overall": "?"}}})
    assert ScorecardRepository(database).figures([session.id]) == {}
    made = make_scorecard(database)(session.id)
    assert made
    assert (made.version, made.scorecard.overall) == (2, 8.0)


def test_a_score_that_comes_after_the_end_is_in_it(database: Database) -> None:
    """Also where a crash came between the score and the scorecard: the repeat finds the one, and makes the other."""
    session = a_finished_session(database)
    scored(database, session, 0, 8.0)
    make_scorecard(database)(session.id)
    AnswerRepository(database).store_transcript(session.id, 1, a_transcript(SAID), None)
    indicative = SAMPLE.model_copy(update={"indicative": True})
    repositories = SessionRepository(database), AnswerRepository(database), ScoreRepository(database)
    scorer = ScoreAnswer(*repositories, ScriptedGroq(lambda asked: judge(asked.document, asked.schema), indicative))
    scorer(session.id, 1)
    line = ScoringLineRepository(database)
    ScoreInTurn(scorer, line, mend_failure(database), make_scorecard(database))(session.id, 1)
    made = ScorecardRepository(database).get(session.id)
    assert made
    assert (made.version, made.scorecard.answers) == (2, 2)
    assert [each.question_index for each in made.scorecard.rests_on] == [0, 1]
    assert made.scorecard.indicative
