"""Remind or cancel several who were invited, each as by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from interview.domain.accounts import User
from interview.domain.mail.letters import LetterKind
from interview.use_cases.mail.send_again import SendAgain
from interview.use_cases.one_by_one import Changed, one_by_one
from interview.use_cases.sessions.cancel_invitation import CancelInvitation


@dataclass(frozen=True)
class InvitationsAtOnce:
    send_again: SendAgain
    cancel_invitation: CancelInvitation

    def remind(self, user: User, request_id: UUID, session_ids: Sequence[UUID]) -> list[Changed]:
        """A repeat with the same id reminds nobody twice."""

        def remind(session_id: UUID) -> None:
            self.send_again(user, session_id, LetterKind.REMINDER, uuid5(request_id, session_id.hex))

        return one_by_one(session_ids, remind)

    def cancel(self, user: User, session_ids: Sequence[UUID], *, tells: bool) -> list[Changed]:
        """Those that were cancelled before stay as they are."""

        def cancel(session_id: UUID) -> bool:
            return self.cancel_invitation(user, session_id, tells=tells).cancelled_now

        return one_by_one(session_ids, cancel)
