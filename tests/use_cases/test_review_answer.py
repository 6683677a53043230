"""The instant review, on a real MongoDB server, with a scripted model."""

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

import pytest

from interview.adapters.groq import Completion, Groq
from interview.adapters.mongo import AnswerRepository, SessionRepository
from interview.adapters.mongo.client import Database
from interview.domain.reviews import NEUTRAL, TOO_LITTLE, Review
from interview.domain.scoring import Sample, TokenUsage
from interview.domain.sessions import Consent, Session, SessionState
from interview.domain.transcripts import Transcript
from interview.errors import (
    ColloquyError,
    ConflictError,
    LinkClosedError,
    ModelUnavailableError,
    NotConfiguredError,
    NotFoundError,
    ReviewUnavailableError,
)
from interview.use_cases.append_follow_up import AppendFollowUp
from interview.use_cases.review_answer import ReviewAnswer
from tests.builders import NOW, a_locked_session, a_session, stored

Answer = TypeVar("Answer")

SAID = "I traced every request, found a race in the cache, and fixed it with a lock within two days."
SAMPLE = Sample(
    service="scripted",
    model="scripted",
    system_fingerprint=None,
    temperature=0,
    seed=1,
    usage=TokenUsage(),
    latency_ms=5,
)


class ScriptedGroq(Groq):
    """Answers as told; remembers what it was asked."""

    def __init__(self, *, error: ColloquyError | None = None, meet: Barrier | None = None) -> None:
        self.models = ("scripted",)
        self.asked: list[str] = []
        self.numbers = itertools.count()
        self.error = error
        self.meet = meet

    def complete(
        self,
        messages: Sequence[Mapping[str, str]],
        *,
        schema_name: str,
        schema: Mapping[str, Any],
        parse: Callable[[str], Answer],
        within_s: float,
    ) -> Completion[Answer]:
        self.asked.append(schema_name)
        if self.meet:
            self.meet.wait(timeout=10)
        if self.error and schema_name == "spoken_review":
            raise self.error
        number = next(self.numbers)
        reply = {
            "written_review": {"feedback": f"You name the fault and how you found it ({number}).", "score": 7},
            "spoken_review": {"spoken": f"Thank you for telling me how you found the race ({number})."},
        }
        return Completion(parse(json.dumps(reply[schema_name])), SAMPLE)


def a_transcript(text: str = SAID) -> Transcript:
    return Transcript(text=text, words=(), language="en", duration_ms=9000, source="test", made_at=NOW)


@pytest.fixture
def session(database: Database) -> Session:
    """Under way, question 1 answered."""
    begun = stored(database, a_session(state=SessionState.IN_PROGRESS, started_at=NOW))
    AnswerRepository(database).store_live_transcript(begun.id, 0, a_transcript(), complete=True)
    return begun


def reviewer(database: Database, groq: Groq) -> ReviewAnswer:
    answers = AnswerRepository(database)
    append_follow_up = AppendFollowUp(SessionRepository(database), answers)
    return ReviewAnswer(answers, append_follow_up, groq, clock=lambda: NOW)


def on_record(database: Database, session: Session) -> Review | None:
    return AnswerRepository(database).get(session.id, 0).review


def test_an_answer_is_reviewed_by_two_calls_side_by_side(database: Database, session: Session) -> None:
    groq = ScriptedGroq(meet=Barrier(2))
    reviewed = reviewer(database, groq)(session, 0)
    assert reviewed is not None
    assert reviewed.made_now
    assert sorted(groq.asked) == ["spoken_review", "written_review"]
    assert reviewed.review.score == 7
    assert len(reviewed.review.samples) == 2
    assert on_record(database, session) == reviewed.review


def test_a_repeat_finds_it_and_other_words_make_another(database: Database, session: Session) -> None:
    groq = ScriptedGroq()
    review = reviewer(database, groq)
    first, again = review(session, 0), review(session, 0)
    assert first is not None
    assert again is not None
    assert (again.review, again.made_now, len(groq.asked)) == (first.review, False, 2)
    AnswerRepository(database).store_live_transcript(session.id, 0, a_transcript(f"{SAID} And more."), complete=True)
    other = review(session, 0)
    assert other is not None
    assert (other.made_now, len(groq.asked)) == (True, 4)
    assert on_record(database, session) == other.review


def test_of_four_calls_at_once_all_get_the_one_that_is_stored(database: Database, session: Session) -> None:
    review = reviewer(database, ScriptedGroq(meet=Barrier(8)))
    with ThreadPoolExecutor(4) as pool:
        reviewed = list(pool.map(lambda _: review(session, 0), range(4)))
    made = [each for each in reviewed if each]
    assert len(made) == 4
    assert {each.review.spoken for each in made} == {made[0].review.spoken}
    assert [each.made_now for each in made].count(True) == 1
    assert on_record(database, session) == made[0].review


def test_without_a_transcript_there_is_nothing_yet(database: Database, session: Session) -> None:
    groq = ScriptedGroq()
    assert reviewer(database, groq)(session, 1) is None
    assert groq.asked == []


def test_a_few_words_and_the_wish_for_people_ask_no_model(database: Database, session: Session) -> None:
    groq = ScriptedGroq()
    AnswerRepository(database).store_live_transcript(session.id, 1, a_transcript("I do not know."), complete=True)
    short = reviewer(database, groq)(session, 1)
    assert short is not None
    assert (short.review.spoken, short.review.score) == (TOO_LITTLE.spoken, None)
    consent = Consent(text_version="1", given_at=NOW, human_review_only=True)
    by_people = reviewer(database, groq)(session.model_copy(update={"consent": consent}), 0)
    assert by_people is not None
    assert (by_people.review.spoken, by_people.review.score) == (NEUTRAL.spoken, None)
    assert groq.asked == []


@pytest.mark.parametrize("error", [ModelUnavailableError("away"), NotConfiguredError("no key")])
def test_where_one_call_fails_nothing_is_stored_and_the_next_try_may_do(
    database: Database, session: Session, error: ColloquyError
) -> None:
    with pytest.raises(ReviewUnavailableError):
        reviewer(database, ScriptedGroq(error=error))(session, 0)
    assert on_record(database, session) is None
    assert reviewer(database, ScriptedGroq())(session, 0) is not None


@pytest.mark.parametrize(
    ("session_kind", "question", "error"),
    [
        ("locked", 0, LinkClosedError),
        ("pending", 0, ConflictError),
        ("running", 2, NotFoundError),
        ("running", -1, NotFoundError),
    ],
)
def test_only_a_running_interview_is_reviewed(
    database: Database, session_kind: str, question: int, error: type[ColloquyError]
) -> None:
    made = {"locked": a_locked_session(), "pending": a_session(), "running": a_session(state=SessionState.IN_PROGRESS)}
    with pytest.raises(error):
        reviewer(database, ScriptedGroq())(stored(database, made[session_kind]), question)
