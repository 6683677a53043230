"""Reading the list of interviews."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.listed_sessions import ListedSessionRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.session_counts import SessionCountRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.sessions.list_sessions import ListSessions


def list_sessions_of(store: Database) -> ListSessions:
    return ListSessions(
        SessionRepository(store),
        ListedSessionRepository(store),
        SessionCountRepository(store),
        ScorecardRepository(store),
        JudgeFirst(AnswerRepository(store), DecisionRepository(store)),
    )
