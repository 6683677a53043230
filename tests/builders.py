"""Valid values to start a test from; what the test is about it names itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain import tokens
from interview.domain.accounts import Role, User
from interview.domain.languages import Language, vocabulary
from interview.domain.recordings.chunks import Manifest
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.session import Execution, Permit, Session, SessionState, execution_name
from interview.domain.templates import Question
from interview.domain.transcripts.transcript import Transcript, Word
from interview.use_cases.evaluation.make_scorecard import MakeScorecard
from interview.use_cases.evaluation.mend_failure import MendFailure
from interview.use_cases.sessions.list_sessions import ListSessions
from interview.wiring.dashboard import list_sessions_of

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
ENGLISH, GERMAN = Language.ENGLISH, Language.GERMAN
PHRASES = vocabulary(ENGLISH).phrases
"""What the interviewer says where nothing else is chosen."""
WHO_AND_WHAT_WAS_ARRANGED: dict[str, Any] = {
    "candidate_name": "Ada Lovelace",
    "candidate_email": "ada@example.com",
    "accommodations": Accommodations(answer_time_factor=2, silence_s=None, captions=True, text_answers=True),
}
"""Fields of a session that are nothing to judge by."""


def a_session(**fields: Any) -> Session:
    """A pending session of two questions, issued at NOW."""
    session_id = fields.pop("id", None) or uuid4()
    defaults: dict[str, Any] = {
        "organisation_id": uuid4(),
        "template_id": uuid4(),
        "template_title": "Backend engineer",
        "questions": (Question(text="What was your hardest bug?"), Question(text="Why this team?")),
        "candidate_name": "Candidate",
        "state": SessionState.PENDING,
        "link_token_hash": tokens.hashed(tokens.new_token()),
        "expires_at": NOW + timedelta(days=14),
        "created_at": NOW,
    }
    return Session(id=session_id, **{**defaults, **fields})


def a_locked_session(**fields: Any) -> Session:
    """A session finished at NOW, whose first attempt was asked for."""
    session_id = fields.pop("id", None) or uuid4()
    defaults: dict[str, Any] = {
        "state": SessionState.COMPLETED,
        "is_locked": True,
        "completed_at": NOW,
        "execution": Execution(attempt=1, name=execution_name(session_id, 1), requested_at=NOW),
    }
    return a_session(id=session_id, **{**defaults, **fields})


def stored(database: Database, session: Session) -> Session:
    """Put a session and its empty answers into the database."""
    AnswerRepository(database).add(session)
    SessionRepository(database).add(session)
    return session


def mend_failure(database: Database) -> MendFailure:
    return MendFailure(SessionRepository(database), AnswerRepository(database))


def a_user(organisation_id: UUID, role: Role = Role.RECRUITER) -> User:
    user_id = uuid4()
    return User(
        id=user_id,
        organisation_id=organisation_id,
        email=f"{user_id.hex}@example.com",
        name=role.title(),
        role=role,
        password_hash="",
        created_at=NOW,
    )


def list_sessions(database: Database) -> ListSessions:
    return replace(list_sessions_of(database), clock=lambda: NOW)


def make_scorecard(database: Database) -> MakeScorecard:
    return MakeScorecard(
        SessionRepository(database),
        AnswerRepository(database),
        ScoreRepository(database),
        ScorecardRepository(database),
        clock=lambda: NOW,
    )


def a_manifest(*indexes: int, size: int = 500) -> Manifest:
    """One chunk of five seconds for each index, of the run it belongs to."""
    runs: dict[int, list[dict[str, Any]]] = {}
    for index in indexes:
        chunks = runs.setdefault(index // 1000, [])
        chunks.append(
            {
                "index": index,
                "size": size,
                "sha256": f"{index:064x}",
                "start_ms": len(chunks) * 5000,
                "duration_ms": 5000,
            }
        )
    return Manifest.model_validate(
        {"runs": [{"run": run, "mime": "video/webm;codecs=vp8,opus", "chunks": chunks} for run, chunks in runs.items()]}
    )


def a_transcript(text: str, *, timed: bool = False) -> Transcript:
    """Words heard at NOW; `timed`: one every 0.4 s."""
    words = [
        Word(text=word, start_ms=at * 400, end_ms=at * 400 + 300, confidence=0.9)
        for at, word in enumerate(text.split() if timed else ())
    ]
    return Transcript(text=text, words=tuple(words), language="en", duration_ms=9000, source="test", made_at=NOW)


def chunk_key(session_id: UUID, question_index: int, chunk_index: int) -> str:
    return f"{session_id}/{question_index}/chunk_{chunk_index:03}.webm"


def permit_of(database: Database, session_id: UUID) -> Permit:
    """What the candidate of a stored session writes by."""
    session = SessionRepository(database).get(session_id)
    assert session is not None
    return session.permit
