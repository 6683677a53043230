"""Open a template's public link: what whoever has it may know, and whether they may ask for an interview."""

from dataclasses import dataclass
from typing import NamedTuple

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.invitations.public_links import PublicLink, PublicLinkState, state_of
from interview.domain.organisations.look import ShownLook
from interview.domain.sign_in_limits import OF_A_NETWORK
from interview.domain.templates import Template
from interview.domain.tokens import hashed
from interview.errors import NotFoundError
from interview.use_cases.accounts.begin_sign_in import Visitor
from interview.use_cases.accounts.guesses import take_turn
from interview.use_cases.organisations.show_look import ShowLook

NOTHING = "This link leads nowhere, or nowhere any more."
GONE = (PublicLinkState.OFF, PublicLinkState.ARCHIVED)


class OpenedLink(NamedTuple):
    link: PublicLink
    template: Template
    state: PublicLinkState
    look: ShownLook


@dataclass(frozen=True)
class OpenPublicLink:
    """`sends_mail` says whether the stage does: without, nobody could confirm an address."""

    links: PublicLinkRepository
    templates: TemplateRepository
    accounts: AccountRepository
    show_look: ShowLook
    attempts: SignInAttemptRepository
    sends_mail: bool
    clock: Clock = utc_now

    def __call__(self, token: str, visitor: Visitor) -> OpenedLink:
        """Raises NotFoundError, in equal words, for a link that is unknown, replaced or switched off, and where its
        template or organisation is gone or archived; TooManyAttemptsError where a network tries too many."""
        now, key = self.clock(), hashed(f"public link network {visitor.network}")
        take_turn(self.attempts, {key: OF_A_NETWORK}, now)
        opened = self._opened(token) if self.sends_mail else None
        if opened is None or opened.state in GONE:
            raise NotFoundError(NOTHING)
        self.attempts.give_back([key])
        return opened

    def _opened(self, token: str) -> OpenedLink | None:
        link = self.links.by_token(hashed(token))
        if link is None:
            return None
        template = self.templates.get(link.organisation_id, link.id)
        organisation = self.accounts.organisation(link.organisation_id)
        if template is None or organisation is None:
            return None
        archived = template.archived_at is not None
        state = state_of(link, self.links.asked(link.id), self.clock(), archived=archived)
        return OpenedLink(link, template, state, self.show_look(link.organisation_id))
