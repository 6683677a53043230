"""Who belongs to an organisation, and who is invited to."""

from datetime import datetime, timedelta
from uuid import UUID

from interview.domain.accounts import Role
from interview.domain.languages import Language
from interview.domain.values import Value

INVITATION_TTL = timedelta(days=7)
KEPT_FOR = timedelta(days=90)
"""So that one that was not taken up can be sent again."""
MAX_MEMBERS = 500
"""Of an organisation, with those who are invited: as many as can be chosen from."""


class MemberInvitation(Value):
    """`number` counts how often it was sent: each has a link of its own, and the newest counts. It counts as long as
    who sent that is an admin (`invited_by`; None of those of before that was kept)."""

    id: UUID
    organisation_id: UUID
    email: str
    role: Role
    invited_by: UUID | None = None
    language: Language
    number: int
    token_hash: str
    created_at: datetime
    sent_at: datetime
    expires_at: datetime
    kept_until: datetime


def removed_address(user_id: UUID) -> str:
    """What stands in the place of the address of somebody who was removed: it is nobody's, and theirs is free."""
    return f"removed:{user_id}"
