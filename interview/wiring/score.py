"""What `functions/score` asks for."""

from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.secrets import secret
from interview.settings import ScoreSettings
from interview.use_cases.evaluation.score_answer import ScoreAnswer
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def score_answer(settings: ScoreSettings) -> ScoreAnswer:
    store = database(settings)
    groq = Groq(secret(settings.groq_secret_arn, "scoring"), base_url=settings.groq_base_url, models=settings.models)
    return ScoreAnswer(SessionRepository(store), AnswerRepository(store), ScoreRepository(store), groq)
