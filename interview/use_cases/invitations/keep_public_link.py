"""Switch a template's public link on and off, change what holds for it, and replace it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.invitations.public_links import (
    MAX_PEOPLE,
    Asked,
    LinkTerms,
    PublicLink,
    PublicLinkState,
    state_of,
)
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import NotFoundError


@dataclass(frozen=True)
class ShownPublicLink:
    """`token` is None where the link was made with another key: nobody can write it down again. `waiting` have asked,
    and not confirmed."""

    link: PublicLink
    state: PublicLinkState
    asked: Asked
    waiting: int
    token: str | None


@dataclass(frozen=True)
class KeepPublicLink:
    links: PublicLinkRepository
    templates: TemplateRepository
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def show(self, user: User, template_id: UUID) -> ShownPublicLink | None:
        """None where none was ever made. Raises NotFoundError for a template of another organisation."""
        archived = self._is_archived(user, template_id)
        link = self.links.get(user.organisation_id, template_id)
        return self._shown(link, archived) if link else None

    def change(self, user: User, template_id: UUID, terms: LinkTerms) -> ShownPublicLink:
        """Makes it where there is none. Whom it has brought stays, whatever is changed. Raises NotFoundError for a
        template of another organisation."""
        archived, now = self._is_archived(user, template_id), self.clock()
        self.links.add(
            PublicLink(
                id=template_id,
                organisation_id=user.organisation_id,
                made_by=user.id,
                token_hash=hashed(self._token(template_id, 0)),
                terms=terms,
                created_at=now,
                changed_at=now,
            )
        )
        link = self.links.change(user.organisation_id, template_id, terms, user.id, now)
        if link is None:
            raise NotFoundError("No such template.")
        return self._shown(link, archived)

    def replace(self, user: User, template_id: UUID) -> ShownPublicLink:
        """The link before ends at once, and so does what was asked for by it and not confirmed. Of two who replace it
        at once one does. Raises NotFoundError where there is none."""
        archived = self._is_archived(user, template_id)
        link = self.links.get(user.organisation_id, template_id)
        if link is None:
            raise NotFoundError("This template has no public link yet.")
        token_hash = hashed(self._token(template_id, link.number + 1))
        self.links.replace(link, token_hash, user.id, self.clock())
        replaced = self.links.get(user.organisation_id, template_id)
        if replaced is None:
            raise NotFoundError("This template has no public link any more.")
        return self._shown(replaced, archived)

    def _is_archived(self, user: User, template_id: UUID) -> bool:
        template = self.templates.get(user.organisation_id, template_id)
        if template is None:
            raise NotFoundError("No such template.")
        return template.archived_at is not None

    def _shown(self, link: PublicLink, archived: bool) -> ShownPublicLink:
        asked, token = self.links.asked(link.id), self._token(link.id, link.number)
        return ShownPublicLink(
            link,
            state_of(link, asked, self.clock(), archived=archived),
            asked,
            self.links.waiting(link.id, most=MAX_PEOPLE),
            token if hashed(token) == link.token_hash else None,
        )

    def _token(self, template_id: UUID, number: int) -> str:
        return derived_token(self.link_key(), LinkPurpose.PUBLIC_LINK, template_id, number)
