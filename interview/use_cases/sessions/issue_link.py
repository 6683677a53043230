"""Invite a candidate: a new session, and the link to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.events import link_issued
from interview.domain.languages import Language
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.invitation import Invited, LinkOf, invited
from interview.domain.sessions.session import LINK_TTL, Session
from interview.domain.templates import Template
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import AlreadyInvitedError, NoAddressError, NotFoundError, TemplateArchivedError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper
from interview.use_cases.sessions.count_link import CountLink

NONE = Accommodations()


@dataclass(frozen=True)
class IssuedLink:
    """Only the hash of the token is stored; it follows from the stage's key."""

    session: Session
    token: str


@dataclass(frozen=True)
class IssueLink:
    sessions: SessionRepository
    answers: AnswerRepository
    templates: TemplateRepository
    settings: OrganisationSettingsRepository
    count_link: CountLink
    link_key: Callable[[], str]
    """What tokens of links follow from."""
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def __call__(
        self,
        user: User,
        template_id: UUID,
        candidate_name: str,
        candidate_email: str | None = None,
        lasts: timedelta = LINK_TTL,
        accommodations: Accommodations = NONE,
        language: Language | None = None,
        *,
        once: bool = False,
        by_email: bool = False,
    ) -> IssuedLink:
        """A pending session with a copy of the template's questions and rubric, in the template's language where no
        other is chosen. Raises NotFoundError for a foreign template, TemplateArchivedError for an archived one,
        NoAddressError where the link is to be sent and there is no address, QuotaExceededError or TooManyAttemptsError
        where the organisation has too many and, where `once` is asked for, AlreadyInvitedError for somebody who was
        invited to this template before."""
        template = self.templates.get(user.organisation_id, template_id)
        if template is None:
            raise NotFoundError("No such template.")
        if template.archived_at is not None:
            raise TemplateArchivedError("This template is archived: nobody is invited to it until it is taken back.")
        if by_email and not candidate_email:
            raise NoAddressError("There is no e-mail address that the link could be sent to.")
        session_id = uuid4()
        if once:
            self._require_unknown(template, session_id, candidate_name, candidate_email)
        self.count_link(user.organisation_id, opens=True)
        now = self.clock()
        token = derived_token(self.link_key(), LinkPurpose.INTERVIEW, session_id)
        who = Invited(candidate_name, candidate_email, language, accommodations, user.id, by_email)
        retention = self.settings.get(user.organisation_id).retention
        session = invited(session_id, template, who, LinkOf(hashed(token), now, now + lasts), retention)
        # The answers first: a session without them would be broken, answers without a session are nobody's.
        self.answers.add(session)
        self.sessions.add(session, link_issued(session))
        self.publish(session.id)
        return IssuedLink(session, token)

    def _require_unknown(self, template: Template, session_id: UUID, name: str, email: str | None) -> None:
        """By the rule by which people of a list are passed over."""
        known = self.sessions.invited_among(template, {session_id: (name, email)}).get(session_id)
        if known:
            raise AlreadyInvitedError("This person was invited with this template before.", str(known))
