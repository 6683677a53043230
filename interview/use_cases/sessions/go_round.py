"""Go round all interviews, a few each time, so that what is kept beside them lacks none."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from uuid import UUID

from interview.adapters.mongo.rounds import Progress, RoundRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.errors import RetryableError

AT_ONCE = 100
LASTS_S = 12
"""Of one sweep and one thing, while that is made for the first time or by other rules."""
FIRST = UUID(int=0)


@dataclass
class Done:
    """Of how many interviews something was made, and what came up with those where that did not succeed."""

    count: int = 0
    failed: dict[UUID, Exception] = field(default_factory=dict)


Keep = Callable[[Collection[UUID]], int]
"""Makes something of these interviews, and says of how many."""


def keep_each(keep: Keep, session_ids: Collection[UUID]) -> Done:
    """All together; where that does not succeed, one by one: none keeps another from it. Raises RetryableError while
    the database is away."""
    done = Done()
    try:
        done.count = keep(session_ids)
    except RetryableError:
        raise
    except Exception:  # noqa: BLE001 (whatever it is, it comes up again with whose it is)
        for session_id in session_ids:
            _add(done, keep, session_id)
    return done


def _add(done: Done, keep: Keep, session_id: UUID) -> None:
    try:
        done.count += keep([session_id])
    except RetryableError:
        raise
    except Exception as error:  # noqa: BLE001 (one interview must not stop the others)
        done.failed[session_id] = error


@dataclass(frozen=True)
class GoRound:
    """`version` is that of the rules by which `keep` makes something of interviews."""

    sessions: SessionRepository
    rounds: RoundRepository
    version: int
    keep: Keep

    def is_complete(self) -> bool:
        """Whether a whole round was made by these rules."""
        return self.rounds.progress().complete_by == self.version

    def __call__(self) -> Done:
        """As many as there is time for until a round by these rules is complete, and a few each time from then on."""
        ends_at_s, progress, done = time.monotonic() + LASTS_S, self.rounds.progress(), Done()
        if progress.begun_by != self.version:  # what lies behind was made by other rules
            progress = Progress(FIRST, self.version, progress.complete_by)
        while True:
            found = self.sessions.ids_from(progress.next, AT_ONCE)
            if found:
                some = keep_each(self.keep, found)
                done = Done(done.count + some.count, done.failed | some.failed)
            if len(found) < AT_ONCE:
                self.rounds.keep(Progress(FIRST, self.version, self.version))
                return done
            progress = progress._replace(next=UUID(int=found[-1].int + 1))
            self.rounds.keep(progress)
            if progress.complete_by == self.version or time.monotonic() >= ends_at_s:
                return done
