"""Send a letter that is due, at most once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.mail_settings import MailSettingsRepository
from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.ses import Mail, Outcome, Ses
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.invitations.public_links import may_be_confirmed
from interview.domain.mail.letters import (
    MAX_ATTEMPTS,
    OF_ACCOUNTS,
    TO_ANSWER,
    TO_COLLEAGUES,
    WITH_LINK,
    Letter,
    LetterKind,
    LetterState,
    UnsentReason,
    pause,
    why_useless,
)
from interview.domain.mail.rendering import Links, Ready, render
from interview.domain.mail.texts import text_name
from interview.domain.sessions.session import Session
from interview.domain.tokens import LinkPurpose, address_mark, derived_token, hashed
from interview.errors import TooManyAttemptsError
from interview.use_cases.organisations.show_look import ShowLook

__all__ = ["SendLetter", "SentLetter"]

OPENED_BY = {
    LinkPurpose.INTERVIEW: "/interview#{token}",
    LinkPurpose.INTERVIEW_REQUEST: "/apply#confirm.{token}",
    LinkPurpose.MEMBER_INVITATION: "/dashboard#/join/{token}",
    LinkPurpose.PASSWORD_RESET: "/dashboard#/password/{token}",
    LinkPurpose.ADDRESS: "/address#{of}.{token}",
    LinkPurpose.UNSUBSCRIBE: "/unsubscribe#{of}.{token}",
}
"""Where a link leads: its token stands where no server sees it."""
ONE_CLICK = "/api/unsubscribe?of={of}&token={token}"
PLACES = {
    LetterKind.RESULTS_READY: "/dashboard#/",
    LetterKind.SECOND_FACTOR_ON: "/dashboard#/settings/account",
    LetterKind.SECOND_FACTOR_OFF: "/dashboard#/settings/account",
    LetterKind.WEBHOOK_DISABLED: "/dashboard#/settings/webhooks",
}
"""Where a letter leads that hands out no link."""
UNSUBSCRIBED_FROM = (LetterKind.REMINDER, LetterKind.RESULTS_READY)
MOVED_BY = timedelta(minutes=30)
"""A reminder whose link's end was put off by more waits again."""
MAX_TOGETHER = 200
"""Interviews that one mail says are ready."""


class SentLetter(NamedTuple):
    """What a letter came to, and how many were in the same mail."""

    letter: Letter
    state: LetterState
    reason: UnsentReason | None = None
    together: int = 1


@dataclass(frozen=True)
class SendLetter:
    """`ses` is None where the stage has no address to send from. `link_key` is what links' tokens follow from.

    A letter is taken once and sent then. Where the call breaks off whoever takes it up again cannot know whether it was
    sent: it stays uncertain, and a person sends it again who sees that nothing came.
    """

    letters: LetterRepository
    sessions: SessionRepository
    invitations: MemberInvitationRepository
    public_links: PublicLinkRepository
    usage: UsageRepository
    mail_settings: MailSettingsRepository
    show_look: ShowLook
    ses: Ses | None
    link_key: str
    site_url: str
    clock: Clock = utc_now

    def __call__(self, letter_id: str) -> SentLetter | None:
        """None where it is not due, somebody else has it, or it is gone."""
        letter = self.letters.begin(letter_id, self.clock())
        if letter is None:
            return None
        session = self.sessions.get(letter.session_id) if letter.session_id else None
        if reason := self._why_not(letter, session):
            return self._unsent(letter, reason)
        if session and letter.kind is LetterKind.REMINDER and (due_at := self._moved(letter, session)):
            self.letters.later([letter.id], due_at)
            return SentLetter(letter, LetterState.WAITING)
        if due_at := self._over_limit(letter):
            self.letters.later([letter.id], due_at, UnsentReason.DAILY_LIMIT)
            return SentLetter(letter, LetterState.WAITING, UnsentReason.DAILY_LIMIT)
        return self._send(letter, session)

    def _why_not(self, letter: Letter, session: Session | None) -> UnsentReason | None:
        if self.ses is None:
            return UnsentReason.MAIL_OFF
        if letter.session_id and session is None:
            return UnsentReason.NOT_NEEDED
        if letter.kind is LetterKind.MEMBER_INVITATION and not self._is_open(letter):
            return UnsentReason.NOT_NEEDED
        if letter.kind is LetterKind.INTERVIEW_REQUEST and not self._is_asked_for(letter):
            return UnsentReason.NOT_NEEDED
        if session and (reason := self._why_not_of(letter, session)):
            return reason
        return self.letters.suppressed(self._mark(letter))

    def _why_not_of(self, letter: Letter, session: Session) -> UnsentReason | None:
        if reason := why_useless(letter, session, self.clock()):
            return reason
        can_be_written = letter.kind not in TO_ANSWER or self._holds(letter, session)
        return None if can_be_written else UnsentReason.LINK_UNKNOWN

    def _is_open(self, letter: Letter) -> bool:
        """Whether the invitation of a colleague was neither taken up nor taken back since, nor sent again."""
        invitation = letter.link_id and self.invitations.get(letter.organisation_id, letter.link_id)
        return bool(invitation and invitation.number == letter.link_number)

    def _is_asked_for(self, letter: Letter) -> bool:
        """Whether somebody may still confirm by this letter: the public link was not switched off or replaced since."""
        request = letter.link_id and self.public_links.request(letter.link_id)
        link = request and self.public_links.get(request.organisation_id, request.template_id)
        return bool(
            request and link and request.expires_at > self.clock() and may_be_confirmed(link, request, archived=False)
        )

    def _over_limit(self, letter: Letter) -> datetime | None:
        """When one may be sent that is more than the organisation may send within a day. One that may counts."""
        if letter.kind in OF_ACCOUNTS:
            return None
        now = self.clock()
        try:
            self.usage.count_of_organisation(quotas.LETTERS, letter.organisation_id, now)
        except TooManyAttemptsError as error:
            return now + timedelta(seconds=error.retry_after_s)
        return None

    def _moved(self, letter: Letter, session: Session) -> datetime | None:
        """When to remind of a link whose end was put off since."""
        if letter.params.until is None or session.expires_at <= letter.params.until + MOVED_BY:
            return None
        due_at = self.clock() + (session.expires_at - letter.params.until)
        return due_at if due_at < session.expires_at else None

    def _send(self, letter: Letter, session: Session | None) -> SentLetter:
        assert self.ses
        together = self._together(letter)
        titles = Counter(each.params.title for each in together)
        ready = [Ready(title, count) for title, count in titles.most_common()]
        links = Links(self._button(letter, session), self._unsubscribe(letter, OPENED_BY[LinkPurpose.UNSUBSCRIBE]))
        settings = self.mail_settings.get(letter.organisation_id)
        fresh = self._as_it_is(letter, session, settings.time_zone)
        own = settings.own(text_name(letter), letter.language)
        look = None if letter.kind in TO_COLLEAGUES else self.show_look(letter.organisation_id)
        content = render(fresh, links, ready if letter.kind is LetterKind.RESULTS_READY else (), own=own, look=look)
        one_click = self._unsubscribe(letter, ONE_CLICK)
        sender = (look and look.name) or letter.params.organisation or "Colloquy"
        sending = self.ses.send(Mail(letter.id, letter.to, sender, letter.reply_to, one_click, content))
        ids, count = [each.id for each in together], len(together)
        match sending.outcome:
            case Outcome.SENT:
                self.letters.sent(ids, sending.message_id, self.clock())
                return SentLetter(letter, LetterState.SENT, together=count)
            case Outcome.UNCERTAIN:
                self.letters.uncertain(ids)
                return SentLetter(letter, LetterState.UNCERTAIN, together=count)
            case Outcome.AWAY if letter.attempts < MAX_ATTEMPTS:
                self.letters.later(ids, self.clock() + pause(letter.attempts), UnsentReason.SERVICE_AWAY)
                return SentLetter(letter, LetterState.WAITING, UnsentReason.SERVICE_AWAY, count)
        return self._unsent(letter, _REASONS[sending.outcome], ids)

    def _together(self, letter: Letter) -> Sequence[Letter]:
        """The letter, and those that go with it: the other results of somebody that are ready."""
        if letter.kind is not LetterKind.RESULTS_READY or letter.user_id is None:
            return [letter]
        now = self.clock()
        others = self.letters.due_of_user(letter.user_id, letter.kind, now, MAX_TOGETHER)
        return [letter, *filter(None, (self.letters.begin(each, now) for each in others))]

    @staticmethod
    def _as_it_is(letter: Letter, session: Session | None, usual_zone: str | None) -> Letter:
        """With the name and the end of its link that there are by now, told in the candidate's own time zone where it
        is known."""
        now: dict[str, object] = {"time_zone": (session.time_zone if session else None) or usual_zone}
        if session and letter.kind in TO_ANSWER:
            now |= {"name": session.addressed_as, "until": session.expires_at}
        return letter.model_copy(update={"params": letter.params.model_copy(update=now)})

    def _button(self, letter: Letter, session: Session | None) -> str:
        if place := PLACES.get(letter.kind):
            return self.site_url + place
        purpose = WITH_LINK.get(letter.kind)
        of_interview = session if purpose is LinkPurpose.INTERVIEW else None
        if purpose is None or letter.link_id is None or (of_interview and not self._holds(letter, of_interview)):
            return ""
        token = self._token(purpose, letter.link_id, letter.link_number)
        return self.site_url + OPENED_BY[purpose].format(of=letter.link_id, token=token)

    def _holds(self, letter: Letter, session: Session) -> bool:
        """Whether the link that we can make is the one that the interview has."""
        token = self._token(LinkPurpose.INTERVIEW, session.id, letter.link_number)
        return hashed(token) == session.link_token_hash

    def _unsubscribe(self, letter: Letter, address: str) -> str:
        of = letter.user_id if letter.kind is LetterKind.RESULTS_READY else letter.session_id
        if of is None or letter.kind not in UNSUBSCRIBED_FROM:
            return ""
        return self.site_url + address.format(of=of, token=self._token(LinkPurpose.UNSUBSCRIBE, of))

    def _token(self, purpose: LinkPurpose, of: UUID, number: int = 0) -> str:
        return derived_token(self.link_key, purpose, of, number)

    def _mark(self, letter: Letter) -> str:
        return address_mark(self.link_key, letter.organisation_id, letter.to)

    def _unsent(self, letter: Letter, reason: UnsentReason, ids: Sequence[str] = ()) -> SentLetter:
        self.letters.unsent(ids or [letter.id], reason)
        return SentLetter(letter, LetterState.UNSENT, reason)


_REASONS = {
    Outcome.AWAY: UnsentReason.SERVICE_AWAY,
    Outcome.REFUSED: UnsentReason.REFUSED,
    Outcome.ADDRESS_INVALID: UnsentReason.ADDRESS_INVALID,
}
