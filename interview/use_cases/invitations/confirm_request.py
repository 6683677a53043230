"""Confirm an address, and with it have the interview that was asked for by a public link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.events import link_issued
from interview.domain.invitations.public_links import InterviewRequest, PublicLink, may_be_confirmed
from interview.domain.mail.letters import LetterKind, letter_id
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.invitation import Invited, LinkOf, invited
from interview.domain.sessions.session import Session, Source
from interview.domain.sign_in_limits import OF_A_NETWORK
from interview.domain.templates import Template
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import LinkUnknownError, NotFoundError, PublicLinkClosedError, PublicLinkFullError
from interview.use_cases.accounts.begin_sign_in import Visitor
from interview.use_cases.accounts.guesses import take_turn
from interview.use_cases.invitations.ask_for_interview import CLOSED, FULL
from interview.use_cases.publish_events import Publish, left_to_the_sweeper
from interview.use_cases.sessions.count_link import CountLink
from interview.use_cases.sessions.issue_link import IssuedLink

NOTHING = "There is nothing to confirm by this link, or not any more."


@dataclass(frozen=True)
class ConfirmRequest:
    """May be repeated, and goes on where it broke off: the interview has the request's id. Of one address one interview
    is made, where the link takes no repeats: whoever has one that was not cancelled gets the link to that."""

    links: PublicLinkRepository
    templates: TemplateRepository
    accounts: AccountRepository
    sessions: SessionRepository
    answers: AnswerRepository
    letters: LetterRepository
    settings: OrganisationSettingsRepository
    attempts: SignInAttemptRepository
    count_link: CountLink
    link_key: Callable[[], str]
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(self, token: str, visitor: Visitor) -> IssuedLink:
        """Raises NotFoundError for a token of nothing, PublicLinkClosedError where the link was switched off or
        replaced or its template is archived, PublicLinkFullError, QuotaExceededError or TooManyAttemptsError where the
        organisation has too many, and LinkUnknownError where the interview that there is has a link that nobody can
        write down again, or goes to another address since."""
        now, key = self.clock(), hashed(f"interview request network {visitor.network}")
        take_turn(self.attempts, {key: OF_A_NETWORK}, now)
        request = self.links.request_by_token(hashed(token), now)
        if request is None or self.accounts.organisation(request.organisation_id) is None:
            raise NotFoundError(NOTHING)
        self.attempts.give_back([key])
        session = self._session_of(request)
        for each in (request.id, *self.links.go_with(request, session.id)):
            self.letters.belongs_to(letter_id(LetterKind.INTERVIEW_REQUEST, each), session.id)
        return self._link_to(session, request.email)

    def _session_of(self, request: InterviewRequest) -> Session:
        if request.confirmed_at and (made := self._made(request)):
            return made
        link, template = self._open(request)
        if request.confirmed_at:
            return self._make(self._that_makes(request), link, template)
        of = (request.organisation_id, request.template_id, request.email)
        there = self.sessions.of_address(*of, cancelled=False)
        if there and not link.terms.takes_repeats:
            self.links.leads_to(request, there.id, self.clock())
            return there
        return self._new(request, link, template)

    def _made(self, request: InterviewRequest) -> Session | None:
        return self.sessions.get(request.session_id) if request.session_id else None

    def _that_makes(self, request: InterviewRequest) -> InterviewRequest:
        """This one, or the one that was confirmed before it by the same address."""
        first = self.links.request(request.session_id) if request.session_id else None
        if first is None:  # the interview that this one led to is being erased
            raise NotFoundError(NOTHING)
        return first

    def _open(self, request: InterviewRequest) -> tuple[PublicLink, Template]:
        link = self.links.get(request.organisation_id, request.template_id)
        template = self.templates.get(request.organisation_id, request.template_id)
        archived = template is None or template.archived_at is not None
        if link is None or template is None or not may_be_confirmed(link, request, archived=archived):
            raise PublicLinkClosedError(CLOSED)
        return link, template

    def _new(self, request: InterviewRequest, link: PublicLink, template: Template) -> Session:
        claim = str(request.id)
        if not link.terms.takes_repeats:
            claim = request.person
        confirmed = self.links.confirm(request, claim, self.clock())
        first = confirmed or self.links.claimed(claim)  # whoever was faster, perhaps by another request
        if first is None:
            self._open(request)
            raise PublicLinkFullError(FULL)
        if confirmed is None and first.id != request.id:
            self.links.leads_to(request, first.id, self.clock())
        return self._made(first) or self._make(first, link, template)

    def _make(self, request: InterviewRequest, link: PublicLink, template: Template) -> Session:
        now = self.clock()
        self.count_link(request.organisation_id, opens=True)
        who = Invited(
            name=request.name,
            email=request.email,
            language=request.language,
            accommodations=Accommodations(),
            invited_by=link.made_by,
            by_email=True,
            source=Source.PUBLIC_LINK,
        )
        until = now + timedelta(days=link.terms.interview_days)
        of = LinkOf(hashed(self._token(request.id)), now, until)
        session = invited(request.id, template, who, of, self.settings.get(request.organisation_id).retention)
        # The answers first: a session without them would be broken, answers without a session are nobody's.
        self.answers.add_many([session])
        self.sessions.add_many([(session, link_issued(session))])
        self.publish(session.id)
        return self.sessions.get(session.id) or session

    def _link_to(self, session: Session, email: str) -> IssuedLink:
        if (session.candidate_email or "").casefold() != email.casefold():
            raise LinkUnknownError("This interview goes to another address by now: use the link that was sent there.")
        token = self._token(session.id, session.link_number)
        if hashed(token) != session.link_token_hash:
            raise LinkUnknownError("This interview has a link that cannot be written down again: use that one.")
        return IssuedLink(session, token)

    def _token(self, session_id: UUID, number: int = 0) -> str:
        return derived_token(self.link_key(), LinkPurpose.INTERVIEW, session_id, number)
