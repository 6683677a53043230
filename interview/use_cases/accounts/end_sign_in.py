"""End one of one's own sign-ins, from another."""

from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.domain.accounts import User
from interview.errors import NotFoundError
from interview.use_cases.accounts.sign_out import SignOut


@dataclass(frozen=True)
class EndSignIn:
    accounts: AccountRepository
    sign_out: SignOut

    def __call__(self, user: User, sign_in_id: str) -> None:
        """Raises NotFoundError where it is nobody's, or somebody else's."""
        if not self.accounts.has_sign_in(user.id, sign_in_id):
            raise NotFoundError("There is no such sign-in, or not any more.")
        self.sign_out.end(sign_in_id)
