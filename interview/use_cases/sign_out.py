"""End a sign-in."""

from dataclasses import dataclass

from interview.adapters.mongo import AccountRepository
from interview.domain.tokens import hashed


@dataclass(frozen=True)
class SignOut:
    accounts: AccountRepository

    def __call__(self, token: str) -> None:
        """A token that is not known, or no longer, is as good as signed out."""
        self.accounts.sign_out(hashed(token))
