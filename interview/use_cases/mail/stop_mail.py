"""Write no more reminders to somebody, or no more of what is ready: by the link in a letter."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.tokens import LinkPurpose, derived_token
from interview.errors import NotFoundError


@dataclass(frozen=True)
class StopMail:
    sessions: SessionRepository
    accounts: AccountRepository
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def __call__(self, of: UUID, token: str) -> None:
        """Of an interview or of a person; a repeat changes nothing. Raises NotFoundError for a token of neither."""
        if not hmac.compare_digest(
            token.encode(), derived_token(self.link_key(), LinkPurpose.UNSUBSCRIBE, of).encode()
        ):
            raise NotFoundError("This link is not valid.")
        if not self.sessions.stop_reminders(of, self.clock()):
            self.accounts.stop_results_mail(of)
