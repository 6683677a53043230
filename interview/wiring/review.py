"""What `functions/review` asks for."""

from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.secrets import secret
from interview.settings import DatabaseSettings, ReviewSettings
from interview.use_cases.evaluation.give_feedback import GiveFeedback
from interview.use_cases.sessions.append_follow_up import AppendFollowUp
from interview.use_cases.sessions.authenticate_candidate import AuthenticateCandidate
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def authenticate_candidate(settings: DatabaseSettings) -> AuthenticateCandidate:
    return AuthenticateCandidate(SessionRepository(database(settings)))


@kept
def give_feedback(settings: ReviewSettings) -> GiveFeedback:
    """Its model thinks little and answers soon, for the candidate waits."""
    groq = Groq(
        secret(settings.groq_secret_arn, "the review"),
        base_url=settings.groq_base_url,
        models=settings.models,
        reasoning_effort="low",
        max_completion_tokens=1024,
        longest_pause_s=2,
    )
    store = database(settings)
    answers = AnswerRepository(store)
    return GiveFeedback(answers, AppendFollowUp(SessionRepository(store), answers), groq, UsageRepository(store))
