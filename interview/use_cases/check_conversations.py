"""Which conversations may not go on: closed means closed for sockets that are open, too."""

from collections.abc import Mapping
from dataclasses import dataclass

from interview.adapters.mongo import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions import ConversationOver, Permit, why_over


@dataclass(frozen=True)
class CheckConversations:
    sessions: SessionRepository
    clock: Clock = utc_now

    def __call__(self, conversations: Mapping[str, Permit]) -> dict[str, ConversationOver]:
        """Those of them that are over, and why; one query for all."""
        standing = self.sessions.standing({permit.session_id for permit in conversations.values()})
        now = self.clock()
        over = {
            name: why_over(permit, name, standing.get(permit.session_id), now) for name, permit in conversations.items()
        }
        return {name: why for name, why in over.items() if why}
