"""Keeping the passages of interviews."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.passages import PassageRepository
from interview.adapters.mongo.rounds import RoundRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.asking.passages import PASSAGES_VERSION
from interview.settings import DatabaseSettings
from interview.use_cases.asking.keep_passages import KeepPassages
from interview.use_cases.sessions.go_round import GoRound
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def keep_passages(settings: DatabaseSettings) -> KeepPassages:
    return keep_passages_of(database(settings))


def keep_passages_of(store: Database) -> KeepPassages:
    return KeepPassages(SessionRepository(store), AnswerRepository(store), PassageRepository(store))


def passage_round_of(store: Database) -> GoRound:
    lacking = keep_passages_of(store).lacking
    return GoRound(SessionRepository(store), RoundRepository(store, "passages"), PASSAGES_VERSION, lacking)
