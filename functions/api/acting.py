"""Which route this request is for, and who acts by it, once that is known."""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from interview.domain.audit import Actor, ActorKind
from interview.domain.sessions.session import Session


@dataclass(frozen=True)
class Acting:
    """`shown` is the interview that a link shows."""

    organisation_id: UUID
    actor: Actor
    shown: UUID | None = None


_acting = ContextVar[Acting | None]("acting", default=None)


_route = ContextVar[str]("route", default="")


def begin(route: str) -> None:
    """A request for this route, by its method and path."""
    _route.set(route)
    _acting.set(None)


def route() -> str:
    return _route.get()


def acts(organisation_id: UUID, kind: ActorKind, actor_id: UUID, key_id: UUID | None = None) -> None:
    _acting.set(Acting(organisation_id, Actor(kind=kind, id=actor_id, key_id=key_id)))


def was_shown(session: Session, share_id: UUID) -> None:
    """Somebody without an account, by a link to the result of this interview."""
    _acting.set(Acting(session.organisation_id, Actor(kind=ActorKind.SHARE, id=share_id), session.id))


def session_shown(_: object, __: object) -> Iterable[UUID]:
    who = _acting.get()
    return (who.shown,) if who and who.shown else ()


def changed_nothing() -> None:
    """What was asked for was so already: there is nothing to write down."""
    _acting.set(None)


def who() -> Acting | None:
    """None where nobody has been recognised."""
    return _acting.get()
