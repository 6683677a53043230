"""Change an invitation that was sent: to whom it goes, until when it holds, and what is arranged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.organisations.retention import KindTimes
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.invitation import is_changeable, latest_end
from interview.domain.sessions.session import CANCELLABLE, Session, SessionState
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import (
    ChangedMeanwhileError,
    EndsTooLateError,
    InvitationOverError,
    LessThanBegunError,
    MalformedRequestError,
)
from interview.use_cases.publish_events import Publish, left_to_the_sweeper
from interview.use_cases.sessions.count_link import CountLink

ATTEMPTS = 3
"""Of those who change one at the same time each changes what the one before has left."""
OVER = "This interview is over: its invitation cannot be changed any more."


class Addressee(NamedTuple):
    """Whom an invitation goes to. `by_email` says whether the link does; None leaves that as it was."""

    name: str
    email: str | None
    by_email: bool | None = None


class ChangedInvitation(NamedTuple):
    """`token` is that of another link, where there is one. `changed_now` is false where all was so before."""

    session: Session
    changed_now: bool
    token: str | None = None


@dataclass(frozen=True)
class ChangeInvitation:
    """Each raises NotFoundError for a foreign session, InvitationOverError where nobody can answer any more,
    ChangedMeanwhileError where others change the same all the time, and TooManyAttemptsError."""

    sessions: SessionRepository
    answers: AnswerRepository
    count_link: CountLink
    usage: UsageRepository
    link_key: Callable[[], str]
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def addressee(self, user: User, session_id: UUID, to: Addressee) -> ChangedInvitation:
        """Another address means another link: whoever has the old one is not meant any more, and reads that it was
        replaced. One that is added where there was none gets the link that there is."""
        is_counted = False
        for _ in range(ATTEMPTS):
            session = self._changeable(user, session_id)
            by_email = bool(to.email) and (session.by_email if to.by_email is None else to.by_email)
            fields = {"candidate_name": to.name, "candidate_email": to.email, "by_email": by_email}
            if all(getattr(session, name) == value for name, value in fields.items()):
                return ChangedInvitation(session, changed_now=False)
            if not _is_somebody_else(session.candidate_email, to.email):
                if changed := self._change(session, fields, issues=by_email and not session.by_email):
                    return changed
                continue
            if not is_counted:
                self.count_link(user.organisation_id, opens=False)
                is_counted = True
            token = derived_token(self.link_key(), LinkPurpose.INTERVIEW, session_id, session.link_number + 1)
            if changed := self._change(session, fields, link_token_hash=hashed(token), issues=True):
                self.answers.admit(changed.session.permit)
                return changed._replace(token=token)
        raise _overtaken()

    def end(self, user: User, session_id: UUID, until: datetime) -> ChangedInvitation:
        """The same link holds until then; one that expired before anybody began holds again. Raises EndsTooLateError,
        MalformedRequestError for a time that is over, and QuotaExceededError or TooManyAttemptsError where the
        organisation has too many."""
        is_counted = False
        for _ in range(ATTEMPTS):
            session, now = self.sessions.of_organisation(user.organisation_id, session_id), self.clock()
            has_expired = session.state is SessionState.EXPIRED
            if session.state not in CANCELLABLE and not (has_expired and session.erased_at == KindTimes()):
                raise InvitationOverError(OVER)
            if session.expires_at == until and not has_expired:
                return ChangedInvitation(session, changed_now=False)
            _require_in_time(session, until, now)
            if has_expired and not is_counted:
                self.count_link(user.organisation_id, opens=True)
                is_counted = True
            opened = {"state": SessionState.PENDING.value} if has_expired else {}
            if changed := self._change(session, {"expires_at": until, **opened}, issues=True):
                return changed
        raise _overtaken()

    def accommodations(self, user: User, session_id: UUID, arranged: Accommodations) -> ChangedInvitation:
        """The page has them when it is next opened. Raises LessThanBegunError where somebody who has begun would have
        less than they began with."""
        for _ in range(ATTEMPTS):
            session = self._changeable(user, session_id)
            if session.accommodations == arranged:
                return ChangedInvitation(session, changed_now=False)
            if session.started_at and not arranged.gives_at_least(session.accommodations):
                raise LessThanBegunError("The candidate has begun: what was arranged is only added to.")
            if changed := self._change(session, {"accommodations": arranged.model_dump()}):
                return changed
        raise _overtaken()

    def _changeable(self, user: User, session_id: UUID) -> Session:
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        if not is_changeable(session, self.clock()):
            raise InvitationOverError(OVER)
        return session

    def _change(
        self,
        session: Session,
        fields: Mapping[str, object],
        *,
        link_token_hash: str | None = None,
        issues: bool = False,
    ) -> ChangedInvitation | None:
        self.usage.count_of_session(quotas.INVITATION_CHANGES, session.id, self.clock())
        changed = self.sessions.change(session, fields, link_token_hash=link_token_hash, issues=issues)
        if changed is None:
            return None
        self.publish(session.id)
        return ChangedInvitation(changed, changed_now=True)


def _is_somebody_else(before: str | None, now: str | None) -> bool:
    """Capitals make no other address."""
    return before is not None and before.casefold() != (now or "").casefold()


def _require_in_time(session: Session, until: datetime, now: datetime) -> None:
    if until <= now:
        raise MalformedRequestError("This time is over.")
    latest = latest_end(session, now)
    if until > latest:
        raise EndsTooLateError("The link would hold for too long.", max(0, (latest - now).days))


def _overtaken() -> ChangedMeanwhileError:
    return ChangedMeanwhileError("Others change this invitation at the same time. Look at it again.")
