"""Keep how much of a question's time is used, and give out the questions that come with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.question_time import TimeLeft, time_left
from interview.domain.sessions.follow_ups import given_out, reachable_from
from interview.domain.sessions.session import (
    Session,
    has_expired,
    require_given_out,
    require_question,
    require_unlocked,
)
from interview.domain.sessions.time_used import TimeUsed
from interview.errors import QuotaExceededError


@dataclass(frozen=True)
class TimeTold:
    """What a page says of a question: the time used, and how long ago it was asked and that was so."""

    thinking_ms: int
    answer_ms: int
    more_thinking: int
    more_answer: int
    asked_ago: timedelta
    told_ago: timedelta
    is_ended: bool


@dataclass(frozen=True)
class TimeKept:
    """`left` is for who comes back; `given` are the indexes of the questions whose words may be known now."""

    session: Session
    used: TimeUsed
    left: TimeLeft
    given: list[int]


@dataclass(frozen=True)
class KeepTime:
    sessions: SessionRepository
    answers: AnswerRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int, told: TimeTold) -> TimeKept:
        """The first word of a question says that it is asked: the candidate has come to it. Numbers only grow.

        After the link's end it is written down until the lock, and no question is given out.

        Raises NotFoundError, LinkClosedError, and ConflictError before the start or for a question that has not come.
        """
        require_question(session, question_index)
        now = self.clock()
        require_unlocked(session, now)
        require_given_out(session, question_index)
        before = self.answers.get(session.id, question_index)
        if before.asked_at is None:
            self.answers.ask(session.permit, question_index, max(now - told.asked_ago, before.given_at or now))
        come_to, to_give = session, list[int]()
        if not has_expired(session, now):
            reachable = reachable_from(session.questions, question_index)
            self.sessions.reach_question(session.permit, question_index, reachable)
            come_to = self.sessions.in_progress(session.permit) or session
            to_give = given_out(come_to.questions, come_to.current_question_index)
            self.answers.give(session.id, to_give, now)
        used = self._kept(session, question_index, told, now)
        left = time_left(session.questions[question_index], session.accommodations, used, now)
        return TimeKept(come_to, used, left, to_give)

    def _kept(self, session: Session, question_index: int, told: TimeTold, now: datetime) -> TimeUsed:
        """One that was told far too often stays as it was: the interview goes on all the same."""
        try:
            self.usage.count(quotas.TIMES_TOLD, session.id, question_index)
        except QuotaExceededError:
            return self.answers.get(session.id, question_index).time_used
        used = TimeUsed(
            thinking_ms=told.thinking_ms,
            answer_ms=told.answer_ms,
            more_thinking=told.more_thinking,
            more_answer=told.more_answer,
            told_at=now - told.told_ago,
            ended_at=now - told.told_ago if told.is_ended else None,
            told_late_ms=round(told.told_ago / timedelta(milliseconds=1)),
        )
        return self.answers.keep_time(session.permit, question_index, used)
