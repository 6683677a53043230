"""Find what a link to a result shows, as long as it shows anything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.shares import ShareRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.decisions.shares import Share, hides_share, is_open
from interview.domain.sessions.session import Session, SessionState
from interview.domain.sign_in_limits import OF_A_NETWORK, network_of
from interview.domain.tokens import hashed
from interview.errors import NotFoundError
from interview.use_cases.accounts.guesses import take_turn
from interview.use_cases.decisions.judge_first import JudgeFirst

SHOWS_NOTHING = "This link shows nothing, or nothing any more. Ask whoever sent it to you for another one."


class OpenedShare(NamedTuple):
    share: Share
    session: Session


@dataclass(frozen=True)
class OpenShare:
    """Raises NotFoundError, in equal words, for a link that is unknown, revoked, expired or used up, where who made it
    may not see any more what it shows, and where the candidate has withdrawn; TooManyAttemptsError where an address
    tries too many of them."""

    shares: ShareRepository
    sessions: SessionRepository
    accounts: AccountRepository
    attempts: SignInAttemptRepository
    usage: UsageRepository
    judge_first: JudgeFirst
    clock: Clock = utc_now

    def __call__(self, token: str, source: str) -> OpenedShare:
        """Somebody opens it: that is counted."""
        return self._opened(token, source, self.shares.count_view)

    def again(self, token: str, source: str) -> OpenedShare:
        """More of one that is open in a browser already."""
        opened = self._opened(token, source, lambda token_hash, _: self.shares.by_token(token_hash))
        self.usage.count_of_share(quotas.SHARE_LOOKS, opened.share.id, self.clock())
        return opened

    def _opened(self, token: str, source: str, find: Callable[[str, datetime], Share | None]) -> OpenedShare:
        now, key = self.clock(), hashed(f"share network {network_of(source)}")
        take_turn(self.attempts, {key: OF_A_NETWORK}, now)
        share = find(hashed(token), now)
        session = self.sessions.get(share.session_id) if share and is_open(share, now) else None
        is_withdrawn = session is not None and session.state is SessionState.WITHDRAWN
        if share is None or session is None or is_withdrawn or self._is_hidden(share, session):
            raise NotFoundError(SHOWS_NOTHING)
        self.attempts.give_back({key})
        return OpenedShare(share, session)

    def _is_hidden(self, share: Share, session: Session) -> bool:
        """From who made the link: whoever may not sign in or share any more, as those who left. An answer that came
        later is to be judged, too, before they see a score."""
        author = self.accounts.user(share.author.id)
        if author is None or author.is_disabled or author.role not in MAY[Action.SHARE]:
            return True
        return hides_share(session, share.shows, hidden=self.judge_first.hides(share.author.id, session))
