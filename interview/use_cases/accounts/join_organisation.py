"""Take an invitation up: who was invited says their name and a password, and is signed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import Organisation, Role, User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.members import MemberInvitation
from interview.domain.sign_in_limits import OF_A_NETWORK
from interview.domain.tokens import hashed
from interview.errors import NotFoundError
from interview.use_cases.accounts.begin_sign_in import BeginSignIn, SignedIn, Visitor
from interview.use_cases.accounts.guesses import take_turn

NOTHING = "This invitation is over. Ask whoever invited you for another one."


class Invited(NamedTuple):
    organisation: Organisation
    email: str
    role: Role


@dataclass(frozen=True)
class JoinOrganisation:
    """Raises NotFoundError, in equal words, for a link that is unknown, over, taken up or taken back, or
    whose sender may invite nobody any more, and TooManyAttemptsError where a network tries too many of them."""

    accounts: AccountRepository
    invitations: MemberInvitationRepository
    attempts: SignInAttemptRepository
    passwords: Passwords
    begin_sign_in: BeginSignIn
    clock: Clock = utc_now

    def invited(self, token: str, visitor: Visitor) -> Invited:
        """To what the link leads."""
        invitation = self._found(token, visitor, self.clock())
        organisation = self.accounts.organisation(invitation.organisation_id)
        if organisation is None:
            raise NotFoundError(NOTHING)
        return Invited(organisation, invitation.email, invitation.role)

    def __call__(self, token: str, name: str, password: str, visitor: Visitor) -> SignedIn:
        """Raises AccountElsewhereError where the address has an account already."""
        now = self.clock()
        invitation = self._found(token, visitor, now)
        user = User(
            id=uuid4(),
            organisation_id=invitation.organisation_id,
            email=invitation.email,
            name=name,
            role=invitation.role,
            password_hash=self.passwords.hash(password),
            created_at=now,
        )
        if not self.invitations.take(invitation, user):
            raise NotFoundError(NOTHING)
        return self.begin_sign_in(user, visitor)

    def _found(self, token: str, visitor: Visitor, now: datetime) -> MemberInvitation:
        key = hashed(f"join network {visitor.network}")
        take_turn(self.attempts, {key: OF_A_NETWORK}, now)
        invitation = self.invitations.by_token(hashed(token), now)
        if invitation is None or not self._is_backed(invitation):
            raise NotFoundError(NOTHING)
        self.attempts.give_back([key])
        return invitation

    def _is_backed(self, invitation: MemberInvitation) -> bool:
        """Whoever was removed, disabled or made somebody else comes back by no invitation of their own."""
        if invitation.invited_by is None:
            return True
        sender = self.accounts.user(invitation.invited_by)
        return sender is not None and not sender.is_disabled and sender.role in MAY[Action.MANAGE_MEMBERS]
