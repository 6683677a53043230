"""The time of a question: what of it is used, what is left for who comes back, and what was taken beyond it.

The page measures how long the question stood before the candidate, and tells it again and again; each number only
grows, so that a repeat or a late word changes nothing. What the page tells is believed for the time that is left; what
was taken beyond is measured by when the server got more of the answer and by the recording, and shown to the recruiter.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid5

from interview.domain.proctoring import Flag, FlagType
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.answer import AnswerProgress
from interview.domain.sessions.follow_ups import asking_order
from interview.domain.sessions.session import Session
from interview.domain.sessions.time_used import TimeUsed
from interview.domain.templates import AskedQuestion
from interview.domain.values import Value

__all__ = ["TimeLeft", "overtimes", "time_left"]

MORE_THINKING_MS = 30_000
MORE_ANSWER_MS = 60_000
WRITING_FACTOR = 3
FORGIVEN = timedelta(minutes=2)
"""So long a page may be away (a crash, another device) before the question's time goes on without it."""
MIN_THINKING_MS = 10_000
MIN_ANSWER_MS = 30_000
"""At least so much is left for who comes back, and at most half of what the question had."""
ASK_TIMEOUT_MS = 20_000
SPOKEN_CHARACTERS_A_S = 8
"""A slow voice: nobody is flagged for the time that the interviewer takes to ask."""
MAX_LONGER_MS = 15_000
"""How much longer than its time a recording may be: a recorder stops at the end of a slice."""


class TimeLeft(Value):
    """For who comes back to the question now; of these numbers the extensions are in the times already."""

    thinking_ms: int
    answer_ms: int


def time_left(question: AskedQuestion, stretched: Accommodations, used: TimeUsed, now: datetime) -> TimeLeft:
    """Up to `FORGIVEN` of being away costs nothing; after that the time runs that was running."""
    away_ms = max(0, _ms(now - used.told_at - FORGIVEN)) if used.told_at else 0
    is_answering = used.answer_ms > 0
    thinking_ms, answer_ms = _given_ms(question, stretched, used)
    return TimeLeft(
        thinking_ms=max(
            thinking_ms - used.thinking_ms - (0 if is_answering else away_ms),
            min(MIN_THINKING_MS, 500 * stretched.thinking_time_s(question)),
        ),
        answer_ms=max(
            answer_ms - used.answer_ms - (away_ms if is_answering else 0),
            min(MIN_ANSWER_MS, 500 * stretched.answer_time_s(question)),
        ),
    )


def overtimes(session: Session, answers: Iterable[AnswerProgress]) -> list[Flag]:
    """What the recruiter sees of the answers that took longer than their time."""
    known = {answer.question_index: answer for answer in answers}
    order = [index for index in asking_order(session.questions) if index in known]
    found = (
        _overtime(session, known[index], known[before] if before is not None else None)
        for before, index in zip([None, *order], order, strict=False)
    )
    return [flag for flag in found if flag]


def _overtime(session: Session, answer: AnswerProgress, before: AnswerProgress | None) -> Flag | None:
    """None where it did not take longer, or nobody knows; `before` is of the question that was asked before.

    `told_late_ms` in the detail: so much later the page told something that the figures rest on, having been offline,
    as it says.
    """
    question, used, is_written = session.questions[answer.question_index], answer.time_used, answer.has("text_answer")
    thinking_ms, answer_ms = _given_ms(question, session.accommodations, used)
    if is_written:
        answer_ms *= WRITING_FACTOR
    given_ms = thinking_ms + answer_ms
    began_at, ended_at = _began_at(answer, before), _ended_at(answer)
    recorded_ms = max(answer.recorded_ms or 0, answer.filmed_ms or 0)
    heard_ms = ASK_TIMEOUT_MS + 1000 * len(question.text) // SPOKEN_CHARACTERS_A_S
    took_ms = max(0, _ms(ended_at - began_at) - heard_ms) if began_at and ended_at else 0
    is_late = took_ms > given_ms + _ms(FORGIVEN)
    is_long = not is_written and recorded_ms > answer_ms + MAX_LONGER_MS
    at = ended_at or began_at or answer.made_at.get("video")
    if at is None or not (is_late or is_long):
        return None
    took_ms, given_ms = (took_ms, given_ms) if is_late else (recorded_ms, answer_ms)
    detail: dict[str, bool | int | float | str] = {"took_ms": took_ms, "given_ms": given_ms}
    told_late_ms = max(used.told_late_ms, answer.added_late_ms)
    if told_late_ms > _ms(FORGIVEN):
        detail["told_late_ms"] = told_late_ms
    return Flag(
        id=uuid5(session.id, f"overtime-{answer.question_index}"),
        type=FlagType.OVERTIME,
        question_index=answer.question_index,
        at=at,
        detail=detail,
    )


def _began_at(answer: AnswerProgress, before: AnswerProgress | None) -> datetime | None:
    """When the candidate came to the question. Where no page said so: when its words were there and the question before
    was answered, for they are given ahead."""
    there = [at for at in (answer.given_at, _ended_at(before) if before else None) if at]
    return answer.asked_at or max(there, default=None)


def _ended_at(answer: AnswerProgress) -> datetime | None:
    """As the page says, or when its recording or text last came to more, whichever is later. What was recorded offline
    ended when the page says, for it comes later."""
    return max((at for at in (answer.time_used.ended_at, answer.added_at) if at), default=None)


def _given_ms(question: AskedQuestion, stretched: Accommodations, used: TimeUsed) -> tuple[int, int]:
    """Time to think and to answer by speaking, with what was asked for more."""
    return (
        1000 * stretched.thinking_time_s(question) + MORE_THINKING_MS * used.more_thinking,
        1000 * stretched.answer_time_s(question) + MORE_ANSWER_MS * used.more_answer,
    )


def _ms(span: timedelta) -> int:
    return round(span / timedelta(milliseconds=1))
