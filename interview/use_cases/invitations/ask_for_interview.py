"""Ask for an interview by a public link: the address is written to, and nothing else happens before it is confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.invitations.batches import same_person
from interview.domain.invitations.public_links import CONFIRMED_WITHIN, InterviewRequest, PublicLinkState, daily
from interview.domain.languages import Language
from interview.domain.mail.letters import Letter, LetterKind, LetterParams, letter_id
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import PublicLinkClosedError, PublicLinkFullError
from interview.use_cases.accounts.begin_sign_in import Visitor
from interview.use_cases.invitations.open_public_link import OpenedLink, OpenPublicLink
from interview.use_cases.mail.post_letter import PostLetter
from interview.use_cases.mail.spare_mailbox import may_write_to

CLOSED = "This link has closed: nobody can ask for an interview by it any more."
FULL = "As many people as may have come by this link."


@dataclass(frozen=True)
class AskForInterview:
    """The same for every address, whether it is known, has been through or was written to too often. Limits of the
    network, the link and the organisation say nothing of anybody, and are told."""

    open_public_link: OpenPublicLink
    links: PublicLinkRepository
    sessions: SessionRepository
    usage: UsageRepository
    post_letter: PostLetter
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def __call__(self, token: str, name: str, email: str, language: Language | None, visitor: Visitor) -> None:
        """Raises what `OpenPublicLink` does, PublicLinkClosedError, PublicLinkFullError, and TooManyAttemptsError where
        a network, all who have this link, or all of the organisation have asked too often."""
        opened, now = self.open_public_link(token, visitor), self.clock()
        self.usage.count_of_key(
            quotas.PUBLIC_REQUESTS_OF_NETWORK, hashed(f"public requests network {visitor.network}"), now
        )
        _require_open(opened.state)
        link = opened.link
        self.usage.count_of_organisation(quotas.PUBLIC_REQUESTS, link.organisation_id, now)
        self.usage.count_of_public_link(daily(link.terms), link.id, now)
        if not may_write_to(self.usage, self.link_key(), link.organisation_id, email, now):
            self.post_letter.pretend()
            return
        known = self.sessions.of_address(link.organisation_id, link.id, email, cancelled=True)
        request_id = uuid4()
        request = InterviewRequest(
            id=request_id,
            template_id=link.id,
            organisation_id=link.organisation_id,
            link_number=link.number,
            token_hash=hashed(derived_token(self.link_key(), LinkPurpose.INTERVIEW_REQUEST, request_id)),
            person=same_person(link.id, name, email),
            name=name,
            email=email,
            language=language or opened.template.language,
            session_id=known.id if known else None,
            created_at=now,
            expires_at=now + CONFIRMED_WITHIN,
        )
        self.links.add_request(request)
        self.post_letter(_letter(request, opened))


def _require_open(state: PublicLinkState) -> None:
    if state is PublicLinkState.CLOSED:
        raise PublicLinkClosedError(CLOSED)
    if state is PublicLinkState.FULL:
        raise PublicLinkFullError(FULL)


def _letter(request: InterviewRequest, opened: OpenedLink) -> Letter:
    """Without the name: whoever typed it would have us mail their words to somebody else."""
    return Letter(
        id=letter_id(LetterKind.INTERVIEW_REQUEST, request.id),
        organisation_id=request.organisation_id,
        session_id=request.session_id,
        kind=LetterKind.INTERVIEW_REQUEST,
        to=request.email,
        language=request.language,
        params=LetterParams(organisation=opened.look.name, title=opened.template.title, until=request.expires_at),
        link_id=request.id,
        created_at=request.created_at,
        due_at=request.created_at,
        expires_at=request.expires_at,
    )
