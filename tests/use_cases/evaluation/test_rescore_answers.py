"""Many who ask for further scores at once, on a real MongoDB server."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain.accounts import Role, User
from interview.domain.sessions.session import SessionState
from interview.use_cases.evaluation.rescore_answers import RescoreAnswers
from tests.builders import NOW, a_locked_session, a_transcript, stored


class Executions:
    """Takes the place of the state machine."""

    def start(self, session_id: UUID, question_index: int, digest: str) -> None:
        pass


def test_many_who_ask_at_once_ask_for_one_score_of_each_answer(database: Database) -> None:
    organisation_id = uuid4()
    database.organisations.insert_one({"_id": organisation_id, "name": str(organisation_id)})
    session = stored(database, a_locked_session(state=SessionState.DONE, organisation_id=organisation_id))
    answers = AnswerRepository(database)
    for index in range(2):
        answers.store_transcript(session.id, index, a_transcript("So far."), None)
    user = User(
        id=uuid4(),
        organisation_id=organisation_id,
        email="a@example.com",
        name="A",
        role=Role.RECRUITER,
        password_hash="",
        created_at=NOW,
    )
    rescore = RescoreAnswers(
        SessionRepository(database),
        answers,
        TemplateRepository(database),
        UsageRepository(database),
        Executions(),  # type: ignore[arg-type]
        clock=lambda: NOW,
    )
    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda _: rescore(user, session.id, {0: 0, 1: 0}), range(8)))
    assert asked == [{0: 1, 1: 1}] * 8
    of_answers = database.answers.find({"session_id": session.id})
    assert [answer["usage"]["rescores"] for answer in of_answers] == [1, 1]
    organisation = database.organisations.find_one({"_id": organisation_id})
    assert organisation
    assert organisation["usage"]["rescored_answers"]["count"] == 2
