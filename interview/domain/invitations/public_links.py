"""One link of a template that anybody may have: who opens it asks for an interview, and has it once their address is
confirmed."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.quotas import PUBLIC_REQUESTS_OF_LINK, Rate
from interview.domain.sessions.session import LINK_TTL
from interview.domain.values import Value

__all__ = [
    "CONFIRMED_WITHIN",
    "MAX_PEOPLE",
    "MAX_PER_DAY",
    "Asked",
    "InterviewRequest",
    "LinkTerms",
    "PublicLink",
    "PublicLinkState",
    "daily",
    "may_be_confirmed",
    "state_of",
]

CONFIRMED_WITHIN = timedelta(days=2)
"""Then what was asked for and not confirmed is gone."""
MAX_PEOPLE = 10_000
MAX_PER_DAY = PUBLIC_REQUESTS_OF_LINK.most
USUAL_PEOPLE, USUAL_PER_DAY = 100, 50


class PublicLinkState(StrEnum):
    """Whether somebody who opens it may ask for an interview, and why not."""

    OPEN = "open"
    OFF = "off"
    ARCHIVED = "archived"
    """The template is."""
    CLOSED = "closed"
    """Its day has come."""
    FULL = "full"
    FULL_TODAY = "full_today"


class LinkTerms(Value):
    """What whoever invites says of it. `most` people may confirm at all, `most_per_day` may ask within a day."""

    is_on: bool = True
    closes_at: datetime | None = None
    most: int = USUAL_PEOPLE
    most_per_day: int = USUAL_PER_DAY
    interview_days: int = LINK_TTL.days
    """How long the interview of who has confirmed may be taken."""
    takes_repeats: bool = False
    """Whether the same address may have another interview."""


class PublicLink(Value):
    """Its `id` is the template's. The token follows from the stage's key, that and `number`; its hash is stored.
    `joined` are those who have confirmed, by whichever number."""

    id: UUID
    organisation_id: UUID
    made_by: UUID
    """Who made or changed it last: they invite whoever comes by it."""
    token_hash: str
    number: int = 0
    terms: LinkTerms = LinkTerms()
    joined: int = 0
    created_at: datetime
    changed_at: datetime


class InterviewRequest(Value):
    """Somebody who asks for an interview; its `id` is that of the interview that it becomes. `session_id` is the one
    that this address has already, or has by this: what is erased with it."""

    id: UUID
    template_id: UUID
    organisation_id: UUID
    link_number: int
    token_hash: str
    person: str
    """By which other requests of the same address are found (`batches.same_person`)."""
    name: str
    email: str
    language: Language = DEFAULT_LANGUAGE
    session_id: UUID | None = None
    confirmed_at: datetime | None = None
    created_at: datetime
    expires_at: datetime


class Asked(NamedTuple):
    """How many have asked by a link within the day that began with the first of them, and when that ends."""

    many: int = 0
    ends_at: datetime | None = None


def daily(terms: LinkTerms) -> Rate:
    """How many may ask within a day."""
    return replace(PUBLIC_REQUESTS_OF_LINK, most=terms.most_per_day)


def state_of(link: PublicLink, asked: Asked, now: datetime, *, archived: bool) -> PublicLinkState:
    terms = link.terms
    if not terms.is_on:
        return PublicLinkState.OFF
    if archived:
        return PublicLinkState.ARCHIVED
    if terms.closes_at and now >= terms.closes_at:
        return PublicLinkState.CLOSED
    if link.joined >= terms.most:
        return PublicLinkState.FULL
    is_today = asked.ends_at is not None and now < asked.ends_at
    if is_today and asked.many >= terms.most_per_day:
        return PublicLinkState.FULL_TODAY
    return PublicLinkState.OPEN


def may_be_confirmed(link: PublicLink, request: InterviewRequest, *, archived: bool) -> bool:
    """Whoever asked while it was open may confirm after its last day, as they were promised; not by a link that was
    switched off or replaced since."""
    return link.terms.is_on and not archived and request.link_number == link.number
