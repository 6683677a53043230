"""An interview as it is exported, that others' shapes are made of."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from interview.domain.accounts import Role
from interview.domain.decisions.choice import Choice
from interview.domain.decisions.entries import Author, Decision
from interview.domain.evaluation.rubric import RUBRIC
from interview.domain.evaluation.scorecard import JudgedAnswer, ScorecardVersion, make_scorecard
from interview.domain.exports import ExportedFinding, ExportedSession
from interview.domain.languages import Language
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.session import SessionState
from interview.domain.templates import AskedQuestion
from tests.builders import NOW
from tests.functions.full_interview import a_score

SITE = "https://colloquy.example"
SESSION_ID = UUID("4b4ac4a9-6b43-4a2c-8d3f-3f0d8a7b6c5e")


def decided(choice: Choice, reason: str = "Knows what a queue is for.") -> ExportedFinding:
    author = Author(id=SESSION_ID, name="Grace Hopper", role=Role.RECRUITER)
    return ExportedFinding(author=author, at=NOW, finding=Decision(choice=choice, reason=reason))


def an_exported_session(**fields: Any) -> ExportedSession:
    """Answered, scored and decided."""
    question = AskedQuestion(text="What was your hardest bug?")
    card = make_scorecard([JudgedAnswer(0, question, a_score("0" * 64), "f")])
    defaults: dict[str, Any] = {
        "id": SESSION_ID,
        "template_id": SESSION_ID,
        "template_title": "Backend engineer",
        "template_language": Language.ENGLISH,
        "language": Language.ENGLISH,
        "rubric": RUBRIC,
        "candidate_name": "Ada Lovelace",
        "stated_name": None,
        "candidate_email": "ada@example.com",
        "tags": ("backend",),
        "state": SessionState.DONE,
        "failure": None,
        "created_at": NOW,
        "started_at": NOW,
        "completed_at": NOW + timedelta(minutes=20),
        "processed_at": NOW + timedelta(minutes=21),
        "consent_text_version": "1",
        "consent_given_at": NOW,
        "human_review_only": False,
        "accommodations": Accommodations(),
        "voice": None,
        "scores_hidden": False,
        "engines": ("a judge",),
        "scorecard": ScorecardVersion(version=1, made_at=NOW, scorecard=card),
        "answers": (),
        "flags": (),
        "findings": (decided(Choice.ADVANCE),),
        "notes": (),
        "contest": None,
    }
    return ExportedSession(**{**defaults, **fields})
