"""Feedback that is made ahead, on a real MongoDB server, with a scripted model."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock
from interview.domain.evaluation.feedback import Feedback, PreparedFeedback
from interview.domain.sessions.session import Consent, Session, SessionState
from interview.domain.templates import Question
from interview.domain.transcripts.live_transcripts import TranscriptLine
from interview.domain.transcripts.text_answers import TextAnswer
from interview.errors import (
    ConflictError,
    FeedbackUnavailableError,
    LinkClosedError,
    ModelUnavailableError,
    NotFoundError,
)
from interview.use_cases.evaluation.give_feedback import GiveFeedback
from interview.use_cases.evaluation.make_feedback import MakeFeedback
from interview.use_cases.evaluation.prepare_feedback import PrepareFeedback
from interview.use_cases.sessions.append_follow_up import AppendFollowUp
from tests.builders import NOW, a_session, a_transcript, stored
from tests.scripted_groq import Asked, ScriptedGroq

SAID = "I traced every request, found a race in the cache, and fixed it with a lock within two days."


@pytest.fixture
def groq() -> ScriptedGroq:
    """No two of its replies are the same."""
    numbers = count()

    def reply(asked: Asked) -> dict[str, Any]:
        if asked.schema_name == "spoken_feedback":
            return {"spoken": f"Thank you for telling me how you found the race ({next(numbers)})."}
        return {"feedback": f"You name the fault and how you found it ({next(numbers)}).", "score": 7}

    return ScriptedGroq(reply)


def refusing(_: Asked) -> dict[str, Any]:
    raise ModelUnavailableError("Groq answered 503")


@pytest.fixture
def session(database: Database) -> Session:
    return stored(database, a_session(state=SessionState.IN_PROGRESS, started_at=NOW))


@pytest.fixture
def ticking() -> Clock:
    """A clock that goes on a second at a time."""
    seconds = count()
    return lambda: NOW + timedelta(seconds=next(seconds))


def preparing(database: Database, groq: Groq, clock: Clock = lambda: NOW) -> PrepareFeedback:
    answers, lines = AnswerRepository(database), TranscriptLineRepository(database)
    return PrepareFeedback(answers, lines, MakeFeedback(groq, lambda: NOW), UsageRepository(database), clock)


def giving(database: Database, groq: Groq) -> GiveFeedback:
    answers = AnswerRepository(database)
    append_follow_up = AppendFollowUp(SessionRepository(database), answers)
    return GiveFeedback(
        answers, append_follow_up, MakeFeedback(groq, lambda: NOW), UsageRepository(database), lambda: NOW
    )


def hear(database: Database, session: Session, *texts: str, stream: str = "take", after_s: int = 0) -> None:
    TranscriptLineRepository(database).store(
        [
            TranscriptLine(
                session_id=session.id,
                question_index=0,
                stream=stream,
                seq=seq,
                text=text,
                words=(),
                start_ms=seq * 1000,
                end_ms=seq * 1000 + 900,
                final=False,
                at=NOW + timedelta(seconds=after_s),
            )
            for seq, text in enumerate(texts)
        ]
    )


def finish(database: Database, session: Session, text: str) -> None:
    AnswerRepository(database).store_live_transcript(session.permit, 0, a_transcript(text), complete=True)


def prepared(database: Database, session: Session) -> Feedback | None:
    kept = AnswerRepository(database).get(session.id, 0).prepared
    return kept.feedback if kept else None


def test_the_very_same_words_get_it_at_no_cost(database: Database, session: Session, groq: ScriptedGroq) -> None:
    hear(database, session, "I traced every request,", "found a race in the cache, and fixed it with a lock.")
    made = preparing(database, groq)(session, 0)
    assert made
    assert prepared(database, session) == made
    finish(database, session, "I traced every request, found a race in the cache, and fixed it with a lock.")
    given = giving(database, groq)(session, 0)
    assert given
    assert (given.feedback, given.made_now, len(groq.asked)) == (made, False, 2)
    assert UsageRepository(database).used(quotas.FEEDBACK, session.id, 0) == 0
    assert UsageRepository(database).used(quotas.PREPARED_FEEDBACK, session.id, 0) == 1
    assert prepared(database, session) is None
    assert preparing(database, groq)(session, 0) is None, "it is given already"


def test_a_question_that_has_not_come_gets_none(database: Database, groq: ScriptedGroq) -> None:
    asked = tuple(Question(text=f"What of topic {number}?") for number in range(3))
    begun = stored(database, a_session(state=SessionState.IN_PROGRESS, started_at=NOW, questions=asked))
    with pytest.raises(ConflictError):
        preparing(database, groq)(begun, 2)
    assert groq.asked == []


def test_of_a_second_try_it_is_about_both(database: Database, session: Session, groq: ScriptedGroq) -> None:
    hear(database, session, "and fixed it with a lock within two quiet days.", stream="a", after_s=30)
    hear(database, session, "I traced every request and found a race", stream="b")
    made = preparing(database, groq)(session, 0)
    finish(database, session, "I traced every request and found a race and fixed it with a lock within two quiet days.")
    given = giving(database, groq)(session, 0)
    assert given
    assert given.feedback == made


def test_whoever_went_on_gets_feedback_on_all_that_was_said(
    database: Database, session: Session, groq: ScriptedGroq
) -> None:
    hear(database, session, SAID)
    ahead = preparing(database, groq)(session, 0)
    finish(database, session, f"{SAID} And then I wrote a test.")
    given = giving(database, groq)(session, 0)
    assert given
    assert given.made_now
    assert given.feedback != ahead
    assert len(groq.asked) == 4


def test_asking_twice_about_the_same_words_costs_once(database: Database, session: Session, groq: ScriptedGroq) -> None:
    hear(database, session, SAID)
    assert preparing(database, groq)(session, 0)
    assert preparing(database, groq)(session, 0) is None
    assert len(groq.asked) == 2


def test_another_replaces_it_and_one_that_took_longer_does_not(
    database: Database, session: Session, groq: ScriptedGroq, ticking: Clock
) -> None:
    prepare, answers = preparing(database, groq, ticking), AnswerRepository(database)
    hear(database, session, SAID)
    assert prepare(session, 0)
    older = answers.get(session.id, 0).prepared
    hear(database, session, f"{SAID} And then I wrote a test.")
    newer = prepare(session, 0)
    assert older
    answers.prepare_feedback(session.permit, 0, PreparedFeedback.model_validate(older.model_dump()))
    assert prepared(database, session) == newer


@pytest.mark.parametrize("said", ["", "I do not know."])
def test_too_little_costs_nothing(database: Database, session: Session, groq: ScriptedGroq, said: str) -> None:
    if said:
        hear(database, session, said)
    assert preparing(database, groq)(session, 0) is None
    assert (groq.asked, prepared(database, session)) == ([], None)
    assert UsageRepository(database).used(quotas.PREPARED_FEEDBACK, session.id, 0) == 0


def test_nor_does_a_candidate_who_wants_people_only(database: Database, groq: ScriptedGroq) -> None:
    consent = Consent(text_version="1", given_at=NOW, human_review_only=True)
    session = stored(database, a_session(state=SessionState.IN_PROGRESS, started_at=NOW, consent=consent))
    hear(database, session, SAID)
    assert preparing(database, groq)(session, 0) is None
    assert groq.asked == []


def test_nor_one_who_wrote(database: Database, session: Session, groq: ScriptedGroq) -> None:
    hear(database, session, SAID)
    AnswerRepository(database).store_text_answer(session.permit, 0, TextAnswer(text="I wrote.", written_at=NOW))
    assert preparing(database, groq)(session, 0) is None
    assert groq.asked == []


def test_a_model_that_fails_leaves_nothing_behind(database: Database, session: Session, groq: ScriptedGroq) -> None:
    hear(database, session, SAID)
    with pytest.raises(FeedbackUnavailableError):
        preparing(database, ScriptedGroq(refusing))(session, 0)
    assert prepared(database, session) is None
    finish(database, session, SAID)
    assert giving(database, groq)(session, 0)


def test_one_that_comes_after_the_feedback_changes_nothing(
    database: Database, session: Session, groq: ScriptedGroq
) -> None:
    hear(database, session, SAID)
    late = preparing(database, groq)(session, 0)
    assert late
    finish(database, session, f"{SAID} And then I wrote a test.")
    given = giving(database, groq)(session, 0)
    assert given
    AnswerRepository(database).prepare_feedback(session.permit, 0, PreparedFeedback(asked_at=NOW, feedback=late))
    again = giving(database, groq)(session, 0)
    assert again
    assert again.feedback == given.feedback


def test_nothing_is_prepared_before_the_start_nor_after_the_lock(database: Database, groq: ScriptedGroq) -> None:
    waiting = stored(database, a_session())
    with pytest.raises(ConflictError):
        preparing(database, groq)(waiting, 0)
    with pytest.raises(NotFoundError):
        preparing(database, groq)(waiting, 7)
    going_on = stored(database, a_session(state=SessionState.IN_PROGRESS, started_at=NOW))
    hear(database, going_on, SAID)

    class Locking(ScriptedGroq):
        """The interview is finished while the model thinks."""

        def complete(self, *args: Any, **kwargs: Any) -> Any:
            AnswerRepository(database).close(going_on.permit, NOW)
            return super().complete(*args, **kwargs)

    with pytest.raises(LinkClosedError):
        preparing(database, Locking(groq.reply))(going_on, 0)
    assert prepared(database, going_on) is None


def test_an_answer_that_was_stored_before_there_was_any_is_read(database: Database, session: Session) -> None:
    names = {"prepared": True, "live_take": True}
    database["answers"].update_one({"session_id": session.id, "question_index": 0}, {"$unset": names})
    assert AnswerRepository(database).get(session.id, 0).prepared is None
