"""Leave for the provider of one's organisation, and come back signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.sign_in_providers import SignInProviderRepository
from interview.adapters.provider_client import REFUSED, ProviderClient
from interview.adapters.seal import opened
from interview.domain import quotas
from interview.domain.accounts import User, normalised_email
from interview.domain.clock import Clock, utc_now
from interview.domain.members import MAX_MEMBERS
from interview.domain.sign_in_limits import OF_A_NETWORK
from interview.domain.sign_in_providers import (
    ATTEMPT_TTL,
    BACK,
    ProviderAttempt,
    SignInProvider,
    Verified,
    authorization_address,
    sealing_key,
    verified,
)
from interview.domain.text import is_mailable
from interview.domain.tokens import hashed, new_token
from interview.errors import (
    AddressUnverifiedError,
    ConflictError,
    NoMemberError,
    NotFoundError,
    ProviderRefusedError,
    QuotaExceededError,
)
from interview.use_cases.accounts.begin_sign_in import BeginSignIn, SignedIn, Visitor
from interview.use_cases.accounts.guesses import take_turn

NO_MEMBER = "Nobody with this address belongs to the organisation."


class Leaving(NamedTuple):
    """`browser` is kept in a cookie: who comes back without it signs nobody in."""

    address: str
    browser: str
    lasts: timedelta


def _key(visitor: Visitor) -> str:
    return hashed(f"provider network {visitor.network}")


@dataclass(frozen=True)
class LeaveForProvider:
    providers: SignInProviderRepository
    attempts: SignInAttemptRepository
    client: ProviderClient
    clock: Clock = utc_now

    def __call__(self, organisation_id: UUID, site: str, visitor: Visitor) -> Leaving:
        """`site` is where our pages are. Raises NotFoundError for an organisation without a provider, or none,
        ProviderUnusableError, and TooManyAttemptsError where a network leaves too often without coming back."""
        now, browser, state = self.clock(), new_token(), new_token()
        take_turn(self.attempts, {_key(visitor): OF_A_NETWORK}, now)
        provider = self.providers.get(organisation_id)
        if provider is None:
            raise NotFoundError("Nobody signs in here by a provider.")
        discovery = self.client.discover(provider.issuer)
        attempt = ProviderAttempt(
            id=hashed(browser),
            organisation_id=organisation_id,
            issuer=provider.issuer,
            client_id=provider.client_id,
            state_hash=hashed(state),
            nonce=new_token(),
            verifier=new_token(),
            redirect_uri=site + BACK,
            expires_at=now + ATTEMPT_TTL,
        )
        self.providers.leave(attempt)
        return Leaving(authorization_address(discovery, attempt, state), browser, ATTEMPT_TTL)


@dataclass(frozen=True)
class SignInByProvider:
    """A second factor is the provider's own affair."""

    accounts: AccountRepository
    members: MemberRepository
    invitations: MemberInvitationRepository
    providers: SignInProviderRepository
    attempts: SignInAttemptRepository
    client: ProviderClient
    begin_sign_in: BeginSignIn
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def __call__(self, browser: str | None, state: str, code: str, issuer: str | None, visitor: Visitor) -> SignedIn:
        """`issuer` is who says that it sent them back, where it does (RFC 9207). Raises ProviderRefusedError for what
        this browser has not asked for, or was used; ProviderUnusableError; AddressUnverifiedError; and NoMemberError.
        """
        now = self.clock()
        attempt = self.providers.come_back(hashed(browser), hashed(state), now) if browser else None
        if attempt is None or issuer not in (None, attempt.issuer):
            raise ProviderRefusedError(REFUSED)
        provider = self.providers.get(attempt.organisation_id)
        if provider is None or (provider.issuer, provider.client_id) != (attempt.issuer, attempt.client_id):
            raise ProviderRefusedError(REFUSED)
        who = verified(self.client.claims(attempt, self._secret(provider), code, now))
        if who is None:
            raise AddressUnverifiedError("The provider does not say that this e-mail address is yours.")
        user = self._member(provider, who, now)
        self.attempts.give_back([_key(visitor)])
        return self.begin_sign_in(user, visitor)

    def _secret(self, provider: SignInProvider) -> str | None:
        if provider.sealed_secret is None:
            return None
        return opened(provider.sealed_secret, sealing_key(self.link_key(), provider.id))

    def _member(self, provider: SignInProvider, who: Verified, now: datetime) -> User:
        email = normalised_email(who.email)
        user = self.accounts.user_by_email(email)
        if user is None and is_mailable(email) and provider.admits(email):
            return self._joins(provider, email, who.name, now)
        if user is None or user.organisation_id != provider.id or user.is_disabled:
            raise NoMemberError(NO_MEMBER)
        return user

    def _joins(self, provider: SignInProvider, email: str, name: str, now: datetime) -> User:
        there = self.members.count(provider.id, MAX_MEMBERS) + self.invitations.count(provider.id, MAX_MEMBERS)
        if there >= MAX_MEMBERS:
            raise QuotaExceededError(quotas.MEMBERS_FULL.format(most=MAX_MEMBERS), quotas.MEMBERS, MAX_MEMBERS)
        user = User(
            id=uuid4(),
            organisation_id=provider.id,
            email=email,
            name=name,
            role=provider.role,
            password_hash="",
            created_at=now,
        )
        try:
            self.accounts.add_user(user)
        except ConflictError as error:
            raise NoMemberError(NO_MEMBER) from error
        return user
