"""Have an answer scored once more, by today's rubric and models."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.step_functions import AnswerExecutions
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.sessions.session import FINISHED, require_question
from interview.errors import ChangedMeanwhileError, NotFinishedError, PeopleOnlyError


@dataclass(frozen=True)
class RescoreAnswer:
    """The score that is there stays. A repeat of a request asks for the same one."""

    sessions: SessionRepository
    answers: AnswerRepository
    templates: TemplateRepository
    usage: UsageRepository
    executions: AnswerExecutions

    def __call__(self, user: User, session_id: UUID, question_index: int, after: int) -> int:
        """Which version is being made: the one after `after`, the last that the caller knows of.

        Raises NotFoundError, NotFinishedError, PeopleOnlyError, QuotaExceededError, ChangedMeanwhileError where there
        are other versions than the caller knows of, and StorageUnavailableError where nothing can be started.
        """
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        require_question(session, question_index)
        if session.people_only:
            raise PeopleOnlyError("The candidate asked that people alone judge the answers.")
        answer = self.answers.without_words(session_id, question_index)
        if session.state not in FINISHED or answer.transcript is None:
            raise NotFinishedError("Only what a finished interview has in words can be scored again.")
        if answer.score_version == after:
            self.usage.count(quotas.RESCORES, session_id, question_index)
            template = self.templates.get(user.organisation_id, session.template_id)
            rubric = template.rubric if template else session.rubric
            self.answers.ask_for_score(session_id, question_index, after, rubric)
        if self.answers.without_words(session_id, question_index).score_version != after + 1:
            raise ChangedMeanwhileError("This answer was scored again meanwhile.")
        self.executions.start(session_id, question_index, f"score-{after + 1}")
        return after + 1
