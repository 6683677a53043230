"""What `functions/score` asks for."""

from interview.adapters.groq import Groq
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.model_limits import ModelLimitRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.scoring_line import ScoringLineRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.secrets import secret
from interview.domain.evaluation.model_limits import FEEDBACK_SHARE
from interview.settings.score import ScoreSettings
from interview.use_cases.evaluation.mend_failure import MendFailure
from interview.use_cases.evaluation.score_answer import ScoreAnswer
from interview.use_cases.evaluation.score_in_turn import ScoreInTurn
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.publishing import publish_events
from interview.wiring.scorecard import make_scorecard

PATIENCE_S = 3600.0
"""Rather than be judged by another model than the next candidate's, an answer waits; but not for a day's limit."""


@kept
def score_in_turn(settings: ScoreSettings) -> ScoreInTurn:
    store = database(settings)
    return ScoreInTurn(
        score_answer(settings),
        ScoringLineRepository(store),
        MendFailure(SessionRepository(store), AnswerRepository(store), publish_events(settings)),
        make_scorecard(settings),
    )


@kept
def score_answer(settings: ScoreSettings) -> ScoreAnswer:
    store = database(settings)
    groq = Groq(
        secret(settings.groq_secret_arn, "scoring"),
        base_url=settings.groq_base_url,
        models=settings.models,
        patience_s=PATIENCE_S,
        limits=ModelLimitRepository(store, tokens_a_minute=settings.groq_tokens_a_minute),
        leaves=FEEDBACK_SHARE,
    )
    return ScoreAnswer(
        SessionRepository(store),
        AnswerRepository(store),
        ScoreRepository(store),
        groq,
        policy=settings.score_samples,
        publish=publish_events(settings),
    )
