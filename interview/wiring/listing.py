"""Keeping the list of interviews."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.listed_sessions import ListedSessionRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.rounds import RoundRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.listing.entries import RULES_VERSION
from interview.settings import DatabaseSettings
from interview.use_cases.sessions.go_round import GoRound
from interview.use_cases.sessions.keep_listed import KeepListed
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def keep_listed(settings: DatabaseSettings) -> KeepListed:
    return keep_listed_of(database(settings))


def keep_listed_of(store: Database) -> KeepListed:
    return KeepListed(
        SessionRepository(store),
        AnswerRepository(store),
        ProctoringEventRepository(store),
        ScorecardRepository(store),
        DecisionRepository(store),
        ListedSessionRepository(store),
        ScoreRepository(store),
        SessionFactsRepository(store),
    )


def list_round_of(store: Database) -> GoRound:
    return GoRound(SessionRepository(store), RoundRepository(store, "listing"), RULES_VERSION, keep_listed_of(store))
