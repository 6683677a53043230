"""Make the feedback on an answer ahead, while the candidate may still go on."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation.feedback import Feedback, PreparedFeedback
from interview.domain.sessions.session import Session, require_begun, require_given_out, require_question
from interview.domain.transcripts.live_transcripts import joined, takes
from interview.use_cases.evaluation.make_feedback import MakeFeedback


@dataclass(frozen=True)
class PrepareFeedback:
    """It is about the words so far, and told to nobody: who gives feedback on the very same words finds it. Where more
    is said it was made in vain."""

    answers: AnswerRepository
    lines: TranscriptLineRepository
    make: MakeFeedback
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int) -> Feedback | None:
        """What was made now; None where it is there, or needs no model.

        Raises NotFoundError, LinkClosedError, ConflictError before the start and for a question that has not come,
        QuotaExceededError after too many, and FeedbackUnavailableError where the model does not answer.
        """
        require_question(session, question_index)
        asked_at = self.clock()
        require_begun(session, asked_at)
        require_given_out(session, question_index)
        answer = self.answers.get(session.id, question_index)
        spoken = takes(self.lines.of_question(session.id, question_index))
        words = joined(spoken, duration_ms=0, language=session.language, source="", request_id=None, made_at=asked_at)
        if answer.text_answer or answer.has_feedback_about(words) or self.make.without_model(session, words):
            return None
        self.usage.count(quotas.PREPARED_FEEDBACK, session.id, question_index)
        made = self.make.by_model(session, question_index, words)
        self.answers.prepare_feedback(
            session.permit, question_index, PreparedFeedback(asked_at=asked_at, feedback=made)
        )
        return made
