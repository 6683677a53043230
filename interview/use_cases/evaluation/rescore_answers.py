"""Have answers scored once more, by today's rubric and models."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.step_functions import AnswerExecutions, making_score
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import FINISHED, Session, require_question, require_standing_by
from interview.errors import ChangedMeanwhileError, NotFinishedError, PeopleOnlyError, ScoreAwaitedError


@dataclass(frozen=True)
class RescoreAnswers:
    """One answer of an interview, several, or all. The scores that are there stay.

    A repeat of a request asks for the same ones, so that it also carries on with what broke off; where nobody repeats
    it, the sweeper does.
    """

    sessions: SessionRepository
    answers: AnswerRepository
    templates: TemplateRepository
    usage: UsageRepository
    executions: AnswerExecutions
    clock: Clock = utc_now

    def __call__(self, user: User, session_id: UUID, after: Mapping[int, int]) -> dict[int, int]:
        """Which version is being made of each question: the one after `after`, the last that the caller knows of.

        Raises NotFoundError, NotFinishedError, PeopleOnlyError, WithdrawnError, QuotaExceededError,
        TooManyAttemptsError, ChangedMeanwhileError where there are other versions than the caller knows of,
        ScoreAwaitedError where one that was asked for is not made yet, and StorageUnavailableError where nothing can be
        started. What is refused is counted nowhere.
        """
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        for question_index in after:
            require_question(session, question_index)
        require_standing_by(session)
        if session.people_only:
            raise PeopleOnlyError("The candidate asked that people alone judge the answers.")
        standing = {answer.question_index: answer for answer in self.answers.progress(session_id)}
        in_words = all(standing[index].has("transcript") for index in after)
        if session.state not in FINISHED or not in_words:
            raise NotFinishedError("Only what a finished interview has in words can be scored again.")
        wanted = {index: version + 1 for index, version in after.items()}
        versions = {index: standing[index].score_version for index in after}
        if any(versions[index] not in (after[index], wanted[index]) for index in after):
            raise ChangedMeanwhileError("This answer was scored again meanwhile.")
        if any(standing[index].score_awaited_since and versions[index] == after[index] for index in after):
            raise ScoreAwaitedError("A score of this answer is being made.")
        self._ask(user, session, {index: after[index] for index in after if versions[index] == after[index]})
        for index, version in wanted.items():
            self.executions.start(session_id, index, making_score(version))
        return wanted

    def _ask(self, user: User, session: Session, after: Mapping[int, int]) -> None:
        if not after:
            return
        for index in after:
            self.usage.require_room(quotas.RESCORES, session.id, index)
        now = self.clock()
        organisation = user.organisation_id
        self.usage.count_of_organisation(quotas.RESCORED_ANSWERS, organisation, now, amount=len(after))
        template = self.templates.get(organisation, session.template_id)
        asked = self.answers.ask_for_scores(session.id, after, template.rubric if template else session.rubric, now)
        beaten = after.keys() - asked
        if not beaten:
            return
        # Somebody else asked at the same time: it is theirs that is made, and counted.
        self.usage.give_back(quotas.RESCORED_ANSWERS, organisation, now, len(beaten))
        versions = {answer.question_index: answer.score_version for answer in self.answers.progress(session.id)}
        if any(versions.get(index) != after[index] + 1 for index in beaten):
            raise ChangedMeanwhileError("This answer was scored again meanwhile.")
