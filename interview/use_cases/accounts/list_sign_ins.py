"""Where somebody is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.sign_ins import MAX_SIGN_INS, StoredSignIn


@dataclass(frozen=True)
class ListSignIns:
    accounts: AccountRepository
    clock: Clock = utc_now

    def __call__(self, user: User) -> Sequence[StoredSignIn]:
        """Their own, the newest first: as many as there may be."""
        return self.accounts.sign_ins_of(user, self.clock(), MAX_SIGN_INS)
