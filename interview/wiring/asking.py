"""Answering questions about what was said."""

from typing import TYPE_CHECKING

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.passages import PassageRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.settings.api import ApiSettings
from interview.use_cases.asking.ask_interviews import AskInterviews
from interview.use_cases.asking.rerank import Rerank
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.wiring.database import database
from interview.wiring.passages import passage_round_of

if TYPE_CHECKING:
    from interview.adapters.groq import Groq


def ask_interviews(settings: ApiSettings) -> AskInterviews:
    store = database(settings)
    answers = AnswerRepository(store)
    return AskInterviews(
        SessionRepository(store),
        answers,
        PassageRepository(store),
        passage_round_of(store),
        UsageRepository(store),
        JudgeFirst(answers, DecisionRepository(store)),
        Rerank(lambda: _model(settings)),
    )


def _model(settings: ApiSettings) -> "Groq":
    """Imported with the first question that a model may put in order."""
    from interview.wiring import reranking

    return reranking.model(settings)
