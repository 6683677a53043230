"""A document that cannot be read takes nothing with it, on a real MongoDB server."""

import logging
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.evaluation import scoring
from interview.domain.evaluation.scoring_prompt import build_prompt
from interview.domain.listing.entries import ListedState
from interview.domain.listing.query import Order, Wanted
from interview.domain.proctoring import Flag, FlagType
from interview.domain.recordings.chunks import Manifest
from interview.domain.templates import Question, Template
from interview.errors import StoredDocumentError
from interview.wiring.listing import keep_listed_of
from tests.builders import NOW, a_manifest, a_session, a_transcript, a_user, list_sessions, stored

ELSEWHERE: dict[str, object] = {"$set": {"state": "of mind"}}


def test_the_other_interviews_are_listed(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    organisation = uuid4()
    sessions = SessionRepository(database)
    made = [
        stored(database, a_session(organisation_id=organisation, created_at=NOW + timedelta(seconds=n)))
        for n in range(5)
    ]
    database.sessions.update_one({"_id": made[3].id}, ELSEWHERE)
    keep_listed_of(database)([session.id for session in made])
    rest = [session.id for session in reversed(made) if session.id != made[3].id]
    found = list_sessions(database)(a_user(organisation), Wanted(), Order.NEWEST, None, 4)
    assert [row.session.id for row in found.rows] == rest
    assert set(sessions.outlines({session.id for session in made})) == set(rest)
    assert found.counts[ListedState.PENDING] == 4
    lines = [vars(record) for record in caplog.records]
    assert {line["fields"]["_id"] for line in lines} == {str(made[3].id)}
    assert "Candidate" not in str(lines)
    with pytest.raises(StoredDocumentError):
        sessions.get(made[3].id)


def test_the_other_answers_are_shown_and_this_one_says_why_not(database: Database) -> None:
    session = stored(database, a_session())
    answers = AnswerRepository(database)
    answers.add_to_manifest(session.permit, 1, a_manifest(0))
    database.answers.update_one({"session_id": session.id, "question_index": 0}, {"$set": {"next_run": "many"}})
    outline, *_ = outlines = answers.outlines(session.id)
    progress, *_ = answers.progress(session.id)
    for broken, name in (
        (outline, "Answer"),
        (progress, "AnswerProgress"),
        (answers.without_words(session.id, 0), "Answer"),
    ):
        assert broken.failure
        assert (broken.failure.error, broken.failure.message) == (
            "StoredDocumentError",
            f"a stored {name} cannot be read: next_run",
        )
    assert outlines[1].manifest
    assert answers.progress(session.id)[1].recorded_ms == 5000


def test_the_other_templates_flags_and_scores_are_there(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    organisation, session_id = uuid4(), uuid4()
    templates, events = TemplateRepository(database), ProctoringEventRepository(database)
    scores, flags = ScoreRepository(database), [a_flag(), a_flag()]
    template = Template(
        id=uuid4(),
        organisation_id=organisation,
        title="Backend",
        questions=(Question(text="Why?"),),
        created_at=NOW,
        updated_at=NOW,
    )
    other = template.model_copy(update={"id": uuid4()})
    for one in (template, other):
        templates.add(one)
    for noticed in flags:
        events.add(session_id, noticed, NOW, timedelta(days=400))
    score = scoring.abstain(build_prompt("Why?", (), a_transcript("so far")), "too_few_words")
    for index in range(2):
        scores.add(session_id, index, "fingerprint", score, NOW)

    database.templates.update_one({"_id": other.id}, {"$set": {"questions": "none"}})
    database.proctoring_events.update_one({"session_id": session_id, "event_id": flags[0].id}, {"$set": {"at": "noon"}})
    database.scores.update_one({"session_id": session_id, "question_index": 0}, {"$set": {"score.overall": "good"}})
    assert [outline.id for outline in templates.outlines(organisation, most=9)] == [template.id]
    assert events.page(session_id, None, None, 1) == flags[1:]
    assert list(scores.overalls(session_id, dict.fromkeys(range(2), score.transcript_hash))) == [1]
    assert len([line for line in caplog.records if line.levelno == logging.ERROR]) == 3


def a_flag() -> Flag:
    return Flag(id=UUID(int=uuid4().int), type=FlagType.COPY, question_index=0, at=NOW, detail={})


def test_a_manifest_that_a_later_version_wrote_is_added_to(database: Database) -> None:
    session = stored(database, a_session())
    answers = AnswerRepository(database)
    answers.add_to_manifest(session.permit, 0, a_manifest(0))
    written = {"manifest.runs.0.chunks.0.keyframes": 2, "manifest.version": 2, "manifest.runs.0.started_at": NOW}
    database.answers.update_one({"session_id": session.id, "question_index": 0}, {"$set": written})
    whole = answers.add_to_manifest(session.permit, 0, a_manifest(0, 1))
    assert whole.indexes == {0, 1}
    assert isinstance(whole, Manifest)
