"""The session of somebody who is invited: a copy of the template as it is now."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from interview.domain.languages import Language
from interview.domain.organisations.retention import Retention
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.session import CANCELLABLE, MAX_LINK_TTL, Session, SessionState, Source, has_expired
from interview.domain.templates import AskedQuestion, Template

__all__ = ["Invited", "LinkOf", "invited", "is_changeable", "latest_end"]


class Invited(NamedTuple):
    """Who is invited, and by whom; in the template's language where there is no other."""

    name: str
    email: str | None
    language: Language | None
    accommodations: Accommodations
    invited_by: UUID
    by_email: bool = False
    tags: tuple[str, ...] = ()
    source: Source = Source.INVITED


class LinkOf(NamedTuple):
    """The first link of a session."""

    token_hash: str
    issued_at: datetime
    ends_at: datetime


def invited(session_id: UUID, template: Template, who: Invited, link: LinkOf, retention: Retention | None) -> Session:
    """Pending."""
    return Session(
        id=session_id,
        organisation_id=template.organisation_id,
        template_id=template.id,
        template_title=template.title,
        template_version=template.version,
        template_language=template.language,
        language=who.language or template.language,
        questions=tuple(AskedQuestion.model_validate(question) for question in template.questions),
        rubric=template.rubric,
        shows_scores=template.shows_scores,
        asks_self_identification=template.asks_self_identification,
        blinding=template.blinding,
        retention=retention,
        accommodations=who.accommodations,
        candidate_name=who.name,
        candidate_email=who.email,
        by_email=who.by_email and who.email is not None,
        reminders=template.reminders,
        invited_by=who.invited_by,
        source=who.source,
        tags=who.tags,
        state=SessionState.PENDING,
        link_token_hash=link.token_hash,
        expires_at=link.ends_at,
        created_at=link.issued_at,
        version=1,
    )


def is_changeable(session: Session, now: datetime) -> bool:
    """Whether the candidate may still begin or go on by the link that they have."""
    return session.state in CANCELLABLE and not has_expired(session, now)


def latest_end(session: Session, now: datetime) -> datetime:
    """How far a link's end may be put off: as long as a new link would last. Of an interview that was begun also no
    further than its first recordings would be kept if it had ended then: whoever agreed counted on that."""
    latest = now + MAX_LINK_TTL
    if session.started_at and session.retention:
        return min(latest, session.started_at + timedelta(days=session.retention.recordings))
    return latest
