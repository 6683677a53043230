"""Let somebody in who has shown who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.devices import device_of
from interview.domain.networks import neighbourhood_of
from interview.domain.sign_in_limits import PLACES_ARE_KNOWN_FOR, network_of
from interview.domain.sign_ins import MAX_SIGN_INS, StoredSignIn, expiry
from interview.domain.tokens import hashed, new_sign_in_token, new_token, sign_in_of

__all__ = ["BeginSignIn", "SignedIn", "Visitor", "device_key", "network_key", "new_sign_in"]


class Visitor(NamedTuple):
    """Who calls, as far as that can be told: the address, what the browser says of itself, and by what it is known from
    an earlier sign-in."""

    address: str = ""
    user_agent: str = ""
    device: str | None = None

    @property
    def network(self) -> str:
        return network_of(self.address)


UNKNOWN = Visitor()


@dataclass(frozen=True)
class SignedIn:
    """The tokens are shown this once. `device` tells this browser again at its next sign-in."""

    user: User
    token: str
    lasts: timedelta
    device: str


@dataclass(frozen=True)
class BeginSignIn:
    accounts: AccountRepository
    places: KnownPlaceRepository
    clock: Clock = utc_now

    def __call__(self, user: User, visitor: Visitor) -> SignedIn:
        """Of more sign-ins than a person may have at once the oldest end."""
        now, device = self.clock(), visitor.device or new_token()
        known = {device_key(user.id, device), network_key(user.id, visitor.network)}
        self.places.remember(user.id, known, now + PLACES_ARE_KNOWN_FOR)
        token = new_sign_in_token()
        self.accounts.sign_in(new_sign_in(token, user, now, visitor))
        self.accounts.end_sign_ins_beyond(MAX_SIGN_INS, user.id)
        return SignedIn(user, token, expiry(now, now) - now, device)


def new_sign_in(token: str, user: User, now: datetime, visitor: Visitor = UNKNOWN) -> StoredSignIn:
    """What is kept of a sign-in that begins now."""
    browser, system = device_of(visitor.user_agent)
    return StoredSignIn(
        id=sign_in_of(token),
        user_id=user.id,
        generation=user.generation,
        began_at=now,
        expires_at=expiry(now, now),
        token_hash=hashed(token),
        token_since=now,
        browser=browser,
        system=system,
        network=neighbourhood_of(visitor.network),
    )


def device_key(owner: UUID, device: str | None) -> str:
    """What is kept of a browser that a person signed in with."""
    return hashed(f"{owner} device {device}")


def network_key(owner: UUID, network: str) -> str:
    return hashed(f"{owner} network {network}")
