"""Blind first: who judges an interview does so before they see what a model, or anybody else, found."""

from collections.abc import Collection

from interview.domain.accounts import User
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.sessions.session import Session
from interview.domain.templates import Blinding

__all__ = ["as_seen", "hides_identity", "is_hidden", "unnamed"]


def is_hidden(session: Session, answered: Collection[int], judged: Collection[int]) -> bool:
    """Whether somebody who has judged these questions, of those that were answered, may not see what others found:
    until the candidate has finished, and they have judged every answer."""
    if session.blinding is Blinding.OFF:
        return False
    return not session.is_over or not set(answered) <= set(judged)


def hides_identity(session: Session, user: User, *, hidden: bool) -> bool:
    """Whether they see neither name nor picture. Who invites and writes to candidates knows whom, until they have
    finished."""
    return hidden and session.blinding is Blinding.IDENTITY and (session.is_over or user.role not in MAY[Action.DECIDE])


def unnamed(session: Session) -> Session:
    """With a number in the place of the name."""
    nothing = dict.fromkeys(("stated_name", "candidate_email", "asked_address"))
    return session.model_copy(update={**nothing, "candidate_name": f"#{session.id.hex[:6]}"})


def as_seen(session: Session, user: User, *, hidden: bool) -> Session:
    """The session as they may see it: without the name where that is hidden, and no words of the candidate's to the
    result, which may quote it."""
    if not hidden:
        return session
    seen = unnamed(session) if hides_identity(session, user, hidden=hidden) else session
    return seen.model_copy(update={"contest": None})
