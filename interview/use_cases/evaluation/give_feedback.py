"""Tell a candidate, right after an answer, what it came to."""

from dataclasses import dataclass, replace

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation.feedback import Feedback
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.follow_ups import FollowUp
from interview.domain.sessions.session import Session, require_begun, require_given_out, require_question
from interview.domain.transcripts.transcript import Transcript
from interview.use_cases.evaluation.make_feedback import MakeFeedback
from interview.use_cases.sessions.append_follow_up import AppendFollowUp


@dataclass(frozen=True)
class GivenFeedback:
    """`made_now` is true for the call that asked a model, where what it said was stored. `follow_up` is to be asked
    next, None for none."""

    feedback: Feedback
    made_now: bool
    follow_up: FollowUp | None = None


@dataclass(frozen=True)
class GiveFeedback:
    """The same words get feedback once: a repeat finds it, and of calls at once one is stored. What was prepared while
    they were said is taken as it is. Words that count no more get none.

    So it is with the follow-up question that it leads to.
    """

    answers: AnswerRepository
    append_follow_up: AppendFollowUp
    make: MakeFeedback
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int) -> GivenFeedback | None:
        """The feedback on record; None while there is no transcript, and where the answer went on while it was made.

        Raises NotFoundError, LinkClosedError, ConflictError before the start and for a question that has not come,
        QuotaExceededError after too many, and FeedbackUnavailableError where the model does not answer.
        """
        require_question(session, question_index)
        require_begun(session, self.clock())
        require_given_out(session, question_index)
        answer = self.answers.get(session.id, question_index)
        words = answer.feedback_words
        if words is None:
            return None
        given = self._given(session, answer, words)
        if given is None:
            return None
        follow_up = self.append_follow_up(session, question_index, given.feedback.follow_up)
        if follow_up:
            self.answers.give(session.id, [follow_up.question_index], self.clock())
        return replace(given, follow_up=follow_up)

    def _given(self, session: Session, answer: Answer, words: Transcript) -> GivenFeedback | None:
        question_index = answer.question_index
        if known := answer.standing_feedback:
            return GivenFeedback(known, made_now=False)
        prepared = answer.prepared_about(words) or self.make.without_model(session, words)
        made = prepared or self._made(session, question_index, words)
        if self.answers.store_feedback(session.permit, question_index, made, words):
            return GivenFeedback(made, made_now=prepared is None)
        stands = self.answers.get(session.id, question_index).standing_feedback
        return GivenFeedback(stands, made_now=False) if stands else None

    def _made(self, session: Session, question_index: int, words: Transcript) -> Feedback:
        self.usage.count(quotas.FEEDBACK, session.id, question_index)
        return self.make.by_model(session, question_index, words)
