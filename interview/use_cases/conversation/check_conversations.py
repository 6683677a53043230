"""Which conversations may not go on: closed means closed for sockets that are open, too."""

from collections.abc import Collection
from dataclasses import dataclass

from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import BegunConversation, ConversationOver, why_over


@dataclass(frozen=True)
class CheckConversations:
    sessions: SessionRepository
    clock: Clock = utc_now

    def __call__(self, conversations: Collection[BegunConversation]) -> dict[BegunConversation, ConversationOver]:
        """Those of them that are over, and why; one query for all."""
        standing = self.sessions.standing({permit.session_id for permit, _ in conversations})
        now = self.clock()
        over = {each: why_over(each, standing.get(each.permit.session_id), now) for each in conversations}
        return {conversation: why for conversation, why in over.items() if why}
