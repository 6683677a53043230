"""Give oneself another password."""

from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import User
from interview.domain.tokens import sign_in_of
from interview.use_cases.accounts.check_password import CheckPassword
from interview.use_cases.accounts.end_sign_ins import EndSignIns


@dataclass(frozen=True)
class ChangePassword:
    accounts: AccountRepository
    passwords: Passwords
    check_password: CheckPassword
    end_sign_ins: EndSignIns

    def __call__(self, user: User, token: str, old: str, new: str) -> int:
        """How many other sign-ins ended: all but the one that this token is of. Raises what CheckPassword does."""
        self.check_password(user, old)
        ended = self.accounts.change_password(user.id, self.passwords.hash(new), sign_in_of(token))
        self.end_sign_ins.end_opened(user)
        return ended
