"""Let a candidate mend what the machine misheard."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import Session, require_open, require_question
from interview.domain.transcripts.corrections import Correction, correct
from interview.errors import NothingToCorrectError, WordsChangedError


@dataclass(frozen=True)
class CorrectTranscript:
    """Always measured against what was heard, so that many small corrections are no large one."""

    answers: AnswerRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int, text: str) -> Correction:
        """The correction on record; the newest counts.

        Raises NotFoundError, LinkClosedError, CorrectionTooLargeError, and ConflictError where nothing was heard yet or
        the words have just changed.
        """
        require_question(session, question_index)
        now = self.clock()
        require_open(session, now)
        heard = self.answers.get(session.id, question_index).correctable_words
        if heard is None:
            raise NothingToCorrectError("There is nothing to correct yet.")
        self.usage.count(quotas.CORRECTIONS, session.id, question_index)
        correction = correct(heard, text, now)
        if not self.answers.store_correction(session.permit, question_index, correction, heard.text):
            raise WordsChangedError("Your words have just changed. Look at them again, please.")
        return correction
