"""Turn an e-mail address and a password into a sign-in."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.sign_in_providers import SignInProviderRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import normalised_email
from interview.domain.clock import Clock, utc_now
from interview.domain.sign_in_limits import limits
from interview.domain.tokens import hashed
from interview.errors import PasswordsOffError, SignInRequiredError
from interview.use_cases.accounts.begin_sign_in import BeginSignIn, SignedIn, Visitor, device_key, network_key
from interview.use_cases.accounts.check_second_factor import CheckSecondFactor
from interview.use_cases.accounts.guesses import forgive, take_turn

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class SignIn:
    accounts: AccountRepository
    attempts: SignInAttemptRepository
    places: KnownPlaceRepository
    passwords: Passwords
    providers: SignInProviderRepository
    check_second_factor: CheckSecondFactor
    begin_sign_in: BeginSignIn
    clock: Clock = utc_now

    def __call__(self, email: str, password: str, visitor: Visitor, code: str | None = None) -> SignedIn:
        """Raises SignInRequiredError, in equal words and time for an unknown address, a wrong password and a disabled
        account, and TooManyAttemptsError where attempts come too fast for who makes them. Once the password was right,
        PasswordsOffError, and what CheckSecondFactor raises.

        An attempt counts before the password is looked at, so that many at once gain nothing.
        """
        now, address = self.clock(), normalised_email(email)
        user = self.accounts.user_by_email(address)
        owner = user.id if user else NOBODY
        of_device, of_network = device_key(owner, visitor.device), network_key(owner, visitor.network)
        known = self.places.among({of_device, of_network}, now)
        is_known_device = visitor.device is not None and of_device in known
        limits_of = partial(
            limits,
            network=visitor.network,
            device=visitor.device if is_known_device else None,
            is_known_network=of_network in known,
        )
        keys = {hashed(key): limit for key, limit in limits_of(address).items()}
        take_turn(self.attempts, keys, now)
        if user is None:
            self.passwords.hash(password)
        if user is None or not self.passwords.matches(user.password_hash, password) or user.is_disabled:
            raise SignInRequiredError("The e-mail address or the password is wrong.")
        if self.passwords.is_outdated(user.password_hash):
            self.accounts.change_password_hash(user.id, self.passwords.hash(password))
        forgive(self.attempts, keys)
        provider = self.providers.get(user.organisation_id)
        if provider and not provider.takes_password_of(user):
            raise PasswordsOffError("Your organisation signs in by its provider.", str(provider.id))
        of_factor = limits_of(f"second factor of {user.id}")
        self.check_second_factor(user, code, {hashed(key): limit for key, limit in of_factor.items()})
        return self.begin_sign_in(user, visitor)
