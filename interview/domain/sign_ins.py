"""How long a sign-in lasts, and which of its tokens counts.

A token that is used gets a successor, which counts from its own first use on. So an answer that never arrived costs
nothing, and tabs that ask side by side do not sign each other out. Whoever comes with a token that was replaced before
has a copy, or somebody else has one: the sign-in ends.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from interview.domain.devices import Browser, System
from interview.domain.values import Value

UNUSED_TTL = timedelta(hours=12)
LONGEST_TTL = timedelta(days=7)
"""However much it is used: then the password is asked for again."""
RENEWED_AFTER = timedelta(minutes=15)
MAX_SIGN_INS = 200
"""Of one person at once: programs sign in, too."""
OVERLAP = timedelta(minutes=1)
"""For what is on its way: a request takes 30 s at most."""


class TokenStanding(StrEnum):
    """Of a token that somebody comes with: it counts, is the first to come of its successor, was replaced a moment ago,
    or longer ago."""

    CURRENT = "current"
    SUCCESSOR = "successor"
    JUST_REPLACED = "just_replaced"
    REPLAYED = "replayed"


class StoredSignIn(Value):
    """A sign-in of one browser. Its `id` stays, as a hash like all that is kept of its tokens.

    One of before tokens had successors is known by its token alone, which is never replaced.
    """

    id: str
    user_id: UUID
    generation: int = 0
    expires_at: datetime
    began_at: datetime | None = None
    token_hash: str | None = None
    token_since: datetime | None = None
    successor_hash: str | None = None
    successor_at: datetime | None = None
    replaced_hash: str | None = None
    replaced_at: datetime | None = None
    browser: Browser = Browser.OTHER
    system: System = System.OTHER
    network: str | None = None

    def standing(self, token_hash: str, now: datetime) -> TokenStanding:
        if token_hash == (self.token_hash or self.id):
            return TokenStanding.CURRENT
        if token_hash == self.successor_hash:
            return TokenStanding.SUCCESSOR
        if token_hash == self.replaced_hash and self.replaced_at and now < self.replaced_at + OVERLAP:
            return TokenStanding.JUST_REPLACED
        return TokenStanding.REPLAYED

    @property
    def used_at(self) -> datetime | None:
        """When it was last used, to a quarter of an hour: no request is written down for it."""
        return max(filter(None, (self.began_at, self.token_since, self.successor_at)), default=None)

    def is_due(self, now: datetime) -> bool:
        """Whether its token has served long enough, and no successor is on its way."""
        if self.token_since is None or now < self.token_since + RENEWED_AFTER:
            return False
        return self.successor_at is None or now >= self.successor_at + OVERLAP


def expiry(began_at: datetime, now: datetime) -> datetime:
    """Until when a sign-in lasts that is used now."""
    return min(now + UNUSED_TTL, began_at + LONGEST_TTL)
