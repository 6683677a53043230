"""Invite a colleague by a letter, send it again, or take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import Role, User, normalised_email
from interview.domain.clock import Clock, utc_now
from interview.domain.languages import Language
from interview.domain.mail.letters import OF_ACCOUNTS_LAST, Letter, LetterKind, LetterParams, letter_id
from interview.domain.members import INVITATION_TTL, KEPT_FOR, MAX_MEMBERS, MemberInvitation
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import AlreadyMemberError, NotFoundError, QuotaExceededError
from interview.use_cases.mail.post_letter import PostLetter


@dataclass(frozen=True)
class InviteMember:
    """Each letter counts, of the whole organisation. Raises TooManyAttemptsError after too many within a day."""

    accounts: AccountRepository
    members: MemberRepository
    invitations: MemberInvitationRepository
    usage: UsageRepository
    post_letter: PostLetter
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def __call__(self, admin: User, email: str, role: Role, language: Language) -> MemberInvitation:
        """Raises AlreadyMemberError for an address that belongs to the organisation or is invited, and
        QuotaExceededError where it has as many people as it may."""
        address, organisation_id, now = normalised_email(email), admin.organisation_id, self.clock()
        if self.members.has_address(organisation_id, address):
            raise AlreadyMemberError("This person belongs to your organisation already.")
        there = self.members.count(organisation_id, MAX_MEMBERS) + self.invitations.count(organisation_id, MAX_MEMBERS)
        if there >= MAX_MEMBERS:
            raise QuotaExceededError(quotas.MEMBERS_FULL.format(most=MAX_MEMBERS), quotas.MEMBERS, MAX_MEMBERS)
        self.usage.count_of_organisation(quotas.MEMBER_LETTERS, organisation_id, now)
        made = MemberInvitation(
            id=uuid4(),
            organisation_id=organisation_id,
            email=address,
            role=role,
            invited_by=admin.id,
            language=language,
            number=0,
            token_hash="",
            created_at=now,
            sent_at=now,
            expires_at=now,
            kept_until=now,
        )
        invitation = self._with_link(made, 1, now)
        self.invitations.add(invitation)
        self._send(admin, invitation)
        return invitation

    def again(self, admin: User, invitation_id: UUID) -> MemberInvitation:
        """With another link, which takes the place of the one before. Raises NotFoundError where it is gone."""
        now = self.clock()
        before = self.invitations.get(admin.organisation_id, invitation_id)
        if before is None:
            raise NotFoundError("There is no such invitation, or not any more.")
        self.usage.count_of_organisation(quotas.MEMBER_LETTERS, admin.organisation_id, now)
        renewed = self._with_link(before, before.number + 1, now).model_copy(update={"invited_by": admin.id})
        if not self.invitations.renew(before, renewed):
            raise NotFoundError("There is no such invitation, or not any more.")
        self._send(admin, renewed)
        return renewed

    def withdraw(self, admin: User, invitation_id: UUID) -> None:
        """Its link leads nowhere from now on. Raises NotFoundError where it is gone."""
        if not self.invitations.withdraw(admin.organisation_id, invitation_id):
            raise NotFoundError("There is no such invitation, or not any more.")

    def _with_link(self, invitation: MemberInvitation, number: int, now: datetime) -> MemberInvitation:
        token = derived_token(self.link_key(), LinkPurpose.MEMBER_INVITATION, invitation.id, number)
        lasts = {"sent_at": now, "expires_at": now + INVITATION_TTL, "kept_until": now + KEPT_FOR}
        return invitation.model_copy(update={"number": number, "token_hash": hashed(token), **lasts})

    def _send(self, admin: User, invitation: MemberInvitation) -> None:
        organisation = self.accounts.organisation(invitation.organisation_id)
        self.post_letter(
            Letter(
                id=letter_id(LetterKind.MEMBER_INVITATION, invitation.id, invitation.number),
                organisation_id=invitation.organisation_id,
                kind=LetterKind.MEMBER_INVITATION,
                to=invitation.email,
                language=invitation.language,
                params=LetterParams(
                    organisation=organisation.name if organisation else "",
                    inviter=admin.name,
                    until=invitation.expires_at,
                ),
                link_id=invitation.id,
                link_number=invitation.number,
                created_at=invitation.sent_at,
                due_at=invitation.sent_at,
                expires_at=invitation.sent_at + OF_ACCOUNTS_LAST,
            )
        )
