"""Who belongs to an organisation, and who is invited to, page by page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.domain import cursors
from interview.domain.accounts import User
from interview.domain.members import MemberInvitation


class MemberPage(NamedTuple):
    """`next_cursor` is None on the last page."""

    members: Sequence[User]
    next_cursor: str | None


class InvitationPage(NamedTuple):
    invitations: Sequence[MemberInvitation]
    next_cursor: str | None


@dataclass(frozen=True)
class ListMembers:
    """Raises MalformedRequestError for a cursor that no page gave."""

    members: MemberRepository
    invitations: MemberInvitationRepository
    factors: SecondFactorRepository

    def __call__(self, admin: User, cursor: str | None, limit: int) -> MemberPage:
        """In the order in which they came."""
        after = cursors.decoded(cursor) if cursor else None
        found = self.members.page(admin.organisation_id, after, limit + 1)
        return MemberPage(*cursors.cut(found, limit, lambda member: (member.created_at, member.id)))

    def with_second_factor(self, members: Collection[User]) -> set[UUID]:
        """Those of them who show more than a password."""
        return self.factors.among([member.id for member in members])

    def invited(self, admin: User, cursor: str | None, limit: int) -> InvitationPage:
        """Those that wait to be taken up, or were not in time: the oldest first."""
        after = cursors.decoded(cursor) if cursor else None
        found = self.invitations.page(admin.organisation_id, after, limit + 1)
        return InvitationPage(*cursors.cut(found, limit, lambda invited: (invited.created_at, invited.id)))
