"""The candidate says what they are called, and where they are to be written to."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.mail.letters import Letter, LetterKind, LetterParams, letter_id
from interview.domain.sessions.session import ADDRESS_LINK_TTL, REPLACED, AskedAddress, Session
from interview.domain.tokens import LinkPurpose, derived_token
from interview.errors import LinkReplacedError, NotFoundError
from interview.use_cases.mail.post_letter import PostLetter
from interview.use_cases.mail.spare_mailbox import may_write_to
from interview.use_cases.publish_events import Publish, left_to_the_sweeper

NOT_VALID = "This link is not valid, or not any more."


@dataclass(frozen=True)
class CorrectContact:
    """The name stands beside the one that they were invited by. An address holds once somebody who reads what is sent
    there says so: until then nothing else goes there, and whoever has the link cannot lead letters to a stranger. The
    address before is told: whoever has the link may not be the candidate."""

    sessions: SessionRepository
    accounts: AccountRepository
    letters: LetterRepository
    usage: UsageRepository
    post_letter: PostLetter
    link_key: Callable[[], str]
    clock: Clock = utc_now
    publish: Publish = left_to_the_sweeper

    def name(self, session: Session, name: str) -> Session:
        """Raises QuotaExceededError and LinkReplacedError."""
        if session.stated_name == name:
            return session
        self.usage.count_under(session.permit, quotas.CONTACT_CHANGES)
        named = self.sessions.state_name(session.permit, name)
        if named is None:
            raise LinkReplacedError(REPLACED)
        self.publish(session.id)
        return named

    def address(self, session: Session, email: str) -> Session:
        """A letter with a link is sent there, unless that address was written to very often. What is the candidate's
        address already is asked for no more. Raises QuotaExceededError and LinkReplacedError."""
        if session.candidate_email == email:
            return session
        self.usage.count_under(session.permit, quotas.CONTACT_CHANGES)
        now = self.clock()
        asking = self.sessions.ask_address(session.permit, email, now)
        if asking is None or asking.asked_address is None:
            raise LinkReplacedError(REPLACED)
        if may_write_to(self.usage, self.link_key(), asking.organisation_id, email, now):
            self.post_letter(self._letter(asking, asking.asked_address))
        else:
            self.post_letter.pretend()
        return asking

    def confirm(self, session_id: UUID, token: str) -> UUID:
        """By the link in that letter: the interview's organisation. A repeat changes nothing. Raises NotFoundError for
        a link that is none, is too old, of another address than the one that was asked for last, or of a candidate who
        has another link by now."""
        session = self.sessions.get(session_id)
        asked, known = (session.asked_address, session.confirmed_address) if session else (None, None)
        if session and known and self._is_of(session_id, known.number, token):
            return session.organisation_id
        now = self.clock()
        if session is None or asked is None or asked.link_number != session.link_number:
            raise NotFoundError(NOT_VALID)
        if now >= asked.asked_at + ADDRESS_LINK_TTL or not self._is_of(session_id, asked.number, token):
            raise NotFoundError(NOT_VALID)
        confirmed = self.sessions.confirm_address(session_id, asked, now)
        if confirmed is None:
            raise NotFoundError(NOT_VALID)
        self.letters.readdress(session_id, asked.email)
        if session.candidate_email and session.candidate_email != asked.email:
            self.post_letter(self._to_the_one_before(session, session.candidate_email, asked.number, now))
        self.publish(session_id)
        return confirmed.organisation_id

    def _is_of(self, session_id: UUID, number: int, token: str) -> bool:
        right = derived_token(self.link_key(), LinkPurpose.ADDRESS, session_id, number)
        return hmac.compare_digest(token.encode(), right.encode())

    def _to_the_one_before(self, session: Session, email: str, number: int, now: datetime) -> Letter:
        """Without the name: whoever has the link may have typed it."""
        organisation = self.accounts.organisation(session.organisation_id)
        return Letter(
            id=letter_id(LetterKind.ADDRESS_CHANGED, session.id, number),
            organisation_id=session.organisation_id,
            session_id=session.id,
            kind=LetterKind.ADDRESS_CHANGED,
            to=email,
            language=session.language,
            params=LetterParams(organisation=organisation.name if organisation else ""),
            created_at=now,
            due_at=now,
        )

    def _letter(self, session: Session, asked: AskedAddress) -> Letter:
        """Without a word about whose interview it is, or which: nobody knows yet who reads it."""
        organisation = self.accounts.organisation(session.organisation_id)
        return Letter(
            id=letter_id(LetterKind.ADDRESS_CONFIRMATION, session.id, asked.number),
            organisation_id=session.organisation_id,
            session_id=session.id,
            kind=LetterKind.ADDRESS_CONFIRMATION,
            to=asked.email,
            language=session.language,
            params=LetterParams(
                organisation=organisation.name if organisation else "", until=asked.asked_at + ADDRESS_LINK_TTL
            ),
            link_id=session.id,
            link_number=asked.number,
            created_at=asked.asked_at,
            due_at=asked.asked_at,
        )
