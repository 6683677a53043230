"""Look after scores that somebody asked for: one that nobody began is begun, one that broke off is awaited no more."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.step_functions import AnswerExecutions, ExecutionStatus, making_score
from interview.domain.clock import Clock, utc_now

START_MAY_TAKE = timedelta(minutes=1)


@dataclass(frozen=True)
class LookedAfter:
    """The questions, by session and index, whose scoring was begun or given up, and those for which that failed."""

    begun: list[tuple[UUID, int]] = field(default_factory=list)
    given_up: list[tuple[UUID, int]] = field(default_factory=list)
    failed: list[tuple[UUID, int, Exception]] = field(default_factory=list)


@dataclass(frozen=True)
class LookAfterScores:
    """Runs on a schedule. The score that was there holds on; somebody may ask for another one."""

    answers: AnswerRepository
    executions: AnswerExecutions
    clock: Clock = utc_now

    def __call__(self) -> LookedAfter:
        done = LookedAfter()
        for session_id, index, version in self.answers.scores_awaited(self.clock() - START_MAY_TAKE):
            try:
                status = self.executions.status(session_id, index, making_score(version))
                if status is ExecutionStatus.UNKNOWN:
                    self.executions.start(session_id, index, making_score(version))
                    done.begun.append((session_id, index))
                elif status is ExecutionStatus.ENDED:
                    self.answers.score_made(session_id, index, version)
                    done.given_up.append((session_id, index))
            except Exception as error:  # noqa: BLE001 (one question must not stop the others)
                done.failed.append((session_id, index, error))
        return done
