"""Make the very first account of a stage, and sign its owner in."""

from dataclasses import dataclass
from uuid import uuid4

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import Organisation, Role, User, normalised_email
from interview.domain.clock import Clock, utc_now
from interview.domain.setup_code import is_setup_code
from interview.domain.sign_in_limits import OF_A_CODE
from interview.domain.tokens import hashed
from interview.errors import SetUpAlreadyError, WrongCodeError
from interview.use_cases.accounts.begin_sign_in import BeginSignIn, SignedIn, Visitor
from interview.use_cases.accounts.guesses import take_turn


@dataclass(frozen=True)
class SetUpStage:
    accounts: AccountRepository
    attempts: SignInAttemptRepository
    passwords: Passwords
    begin_sign_in: BeginSignIn
    origin_secret: str
    clock: Clock = utc_now

    def is_needed(self) -> bool:
        """Until there is an admin, whoever made them one."""
        return not self.accounts.has_admin()

    def __call__(
        self, code: str, organisation_name: str, email: str, name: str, password: str, visitor: Visitor
    ) -> SignedIn:
        """Raises SetUpAlreadyError once there is an account, whatever the code, WrongCodeError for another code, and
        TooManyAttemptsError where a network tries too many of them."""
        if not self.is_needed():
            raise SetUpAlreadyError("This stage has an account already.")
        now, key = self.clock(), hashed(f"setup network {visitor.network}")
        take_turn(self.attempts, {key: OF_A_CODE}, now)
        if not is_setup_code(code, self.origin_secret):
            raise WrongCodeError("This is not the code of this stage.")
        self.attempts.forget([key])
        organisation = Organisation(id=uuid4(), name=organisation_name, created_at=now)
        user = User(
            id=uuid4(),
            organisation_id=organisation.id,
            email=normalised_email(email),
            name=name,
            role=Role.ADMIN,
            password_hash=self.passwords.hash(password),
            created_at=now,
        )
        if not self.accounts.add_first(organisation, user):
            raise SetUpAlreadyError("This stage has an account already.")
        return self.begin_sign_in(user, visitor)
