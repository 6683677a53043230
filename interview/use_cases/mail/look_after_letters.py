"""Have letters sent whose time has come, or whose sending broke off."""

from dataclasses import dataclass
from typing import NamedTuple

from interview.adapters.mail_requests import MailRequests
from interview.adapters.mongo.letters import LetterRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.mail.letters import GIVEN_UP_AFTER

AT_ONCE = 500
"""In one sweep: what is left is the next one's."""


class LookedAfter(NamedTuple):
    """How many are to be sent now, and how many were given up: whether those were sent is not known."""

    asked: int
    uncertain: int


@dataclass(frozen=True)
class LookAfterLetters:
    letters: LetterRepository
    requests: MailRequests
    clock: Clock = utc_now

    def __call__(self) -> LookedAfter:
        """Raises StorageUnavailableError where the queue is away."""
        now = self.clock()
        if broke_off := self.letters.broke_off(now - GIVEN_UP_AFTER, AT_ONCE):
            self.letters.uncertain(broke_off)
        due = self.letters.due(now, AT_ONCE)
        self.requests.send(due)
        return LookedAfter(len(due), len(broke_off))
