"""What `functions/feedback` asks for."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.settings import DatabaseSettings
from interview.settings.feedback import FeedbackSettings
from interview.use_cases.evaluation.give_feedback import GiveFeedback
from interview.use_cases.evaluation.make_feedback import MakeFeedback
from interview.use_cases.evaluation.prepare_feedback import PrepareFeedback
from interview.use_cases.sessions.append_follow_up import AppendFollowUp
from interview.use_cases.sessions.authenticate_candidate import AuthenticateCandidate
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.model import quick_model


@kept
def authenticate_candidate(settings: DatabaseSettings) -> AuthenticateCandidate:
    return AuthenticateCandidate(SessionRepository(database(settings)), ForgottenSessionRepository(database(settings)))


@kept
def give_feedback(settings: FeedbackSettings) -> GiveFeedback:
    store = database(settings)
    answers = AnswerRepository(store)
    append_follow_up = AppendFollowUp(SessionRepository(store), answers)
    return GiveFeedback(answers, append_follow_up, make_feedback(settings), UsageRepository(store))


@kept
def prepare_feedback(settings: FeedbackSettings) -> PrepareFeedback:
    store = database(settings)
    answers, lines = AnswerRepository(store), TranscriptLineRepository(store)
    return PrepareFeedback(answers, lines, make_feedback(settings), UsageRepository(store))


@kept
def make_feedback(settings: FeedbackSettings) -> MakeFeedback:
    return MakeFeedback(
        quick_model(settings, settings.models, "the feedback", first_budget=512, max_budget=2048, max_pause_s=2)
    )
