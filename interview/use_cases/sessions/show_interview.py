"""The interview as its candidate may see it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.organisations.look import ShownLook
from interview.domain.question_time import TimeLeft, time_left
from interview.domain.sessions.follow_ups import given_out
from interview.domain.sessions.session import ClosedCode, Session, SessionState, has_expired, why_closed
from interview.domain.sessions.time_used import TimeUsed
from interview.domain.time_zones import zone_of
from interview.use_cases.organisations.show_look import ShowLook


@dataclass(frozen=True)
class Interview:
    """`recorded` and `written` are the indexes of the questions that a whole recording or a written answer is known of;
    a recording whose last run broke off is not whole. `recorded_ms` says how long either is. Of those in `begun` a part
    arrived, whatever was told of it. `given` are those whose words the candidate may know, `awaited` says how many
    chunks of a recording have not arrived. `times` are of the questions that were asked: what is used, and what is left
    for who comes back. `asked` is whether any question was. `closed` says why nobody may answer any more, None while
    the candidate may. `has_expired`: it is the link's time that is over."""

    session: Session
    look: ShownLook
    given: Set[int]
    begun: Set[int]
    recorded: Set[int]
    recorded_ms: Mapping[int, int]
    written: Set[int]
    awaited: Mapping[int, int]
    times: Mapping[int, tuple[TimeUsed, TimeLeft]]
    asked: bool
    closed: ClosedCode | None
    has_expired: bool
    left_after_hours: int


@dataclass(frozen=True)
class ShowInterview:
    answers: AnswerRepository
    chunks: ChunkRepository
    sessions: SessionRepository
    facts: SessionFactsRepository
    show_look: ShowLook
    left_after_hours: int
    clock: Clock = utc_now

    def __call__(self, session: Session, time_zone: str | None = None) -> Interview:
        """No words of any question before the candidate has begun; that they leave for the browser is written down, and
        so is the first time that a link is opened, with the browser's time zone."""
        now = self.clock()
        closed = why_closed(session, now)
        if closed is None and session.opened_at is None:
            self._mark_opened(session, now, time_zone)
        answers = self.answers.progress(session.id)
        to_give: list[int] = []
        if session.state is SessionState.IN_PROGRESS and closed is None:
            to_give = given_out(session.questions, session.current_question_index)
            if any(answer.given_at is None for answer in answers if answer.question_index in to_give):
                self.answers.give(session.id, to_give, now)
        return Interview(
            session,
            look=self.show_look(session.organisation_id),
            given=set(to_give),
            begun=self.chunks.questions(session.id),
            recorded={
                answer.question_index for answer in answers if answer.recorded_ms is not None and not answer.broke_off
            },
            recorded_ms={answer.question_index: answer.recorded_ms or 0 for answer in answers},
            written={answer.question_index for answer in answers if answer.has("text_answer")},
            awaited={delivery.question_index: delivery.missing for delivery in self.answers.deliveries(session.id)},
            times={
                answer.question_index: (
                    answer.time_used,
                    time_left(session.questions[answer.question_index], session.accommodations, answer.time_used, now),
                )
                for answer in answers
                if answer.asked_at and answer.question_index < len(session.questions)
            },
            # To ask a question is to get leave to record it.
            asked=any(answer.next_run > 0 for answer in answers),
            closed=closed,
            has_expired=has_expired(session, now),
            left_after_hours=self.left_after_hours,
        )

    def _mark_opened(self, session: Session, now: datetime, time_zone: str | None) -> None:
        zone = zone_of(time_zone)
        if self.sessions.mark_opened(session.permit, now, zone.key if zone else None):
            self.facts.mark_opened(session.id, now)
