"""Letters: mails that the stage writes to candidates and to people with an account.

waiting ─begin▶ sending ─▶ sent ─▶ delivered | bounced ─▶ complained
waiting or sending becomes unsent, for a reason. sending that broke off becomes uncertain: it may have been sent, and
is not sent again by itself. What is not due yet, or is tried again later, waits.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.sessions.session import Session, SessionState, has_expired
from interview.domain.tokens import LinkPurpose
from interview.domain.values import Value

MAX_ATTEMPTS = 10
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(minutes=15)
"""A letter that is being sent for so long: whoever sent it is gone."""
OF_ACCOUNTS_LAST = timedelta(days=90)
"""Then a letter of an account goes: there is no interview that it could go with."""


class LetterKind(StrEnum):
    INVITATION = "invitation"
    REMINDER = "reminder"
    LINK_REPLACED = "link_replaced"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    RESULTS_READY = "results_ready"
    DECISION = "decision"
    INTERVIEW_REQUEST = "interview_request"
    """To whoever asked by a public link, or in whose name somebody did: it names nothing that was typed."""
    ADDRESS_CONFIRMATION = "address_confirmation"
    ADDRESS_CHANGED = "address_changed"
    """To the address before."""
    MEMBER_INVITATION = "member_invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 (a kind of letter)
    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_OFF = "second_factor_off"
    WEBHOOK_DISABLED = "webhook_disabled"


WITH_LINK = {
    LetterKind.INVITATION: LinkPurpose.INTERVIEW,
    LetterKind.REMINDER: LinkPurpose.INTERVIEW,
    LetterKind.LINK_REPLACED: LinkPurpose.INTERVIEW,
    LetterKind.FINISHED: LinkPurpose.INTERVIEW,
    LetterKind.CANCELLED: LinkPurpose.INTERVIEW,
    LetterKind.DECISION: LinkPurpose.INTERVIEW,
    LetterKind.INTERVIEW_REQUEST: LinkPurpose.INTERVIEW_REQUEST,
    LetterKind.ADDRESS_CONFIRMATION: LinkPurpose.ADDRESS,
    LetterKind.MEMBER_INVITATION: LinkPurpose.MEMBER_INVITATION,
    LetterKind.PASSWORD_RESET: LinkPurpose.PASSWORD_RESET,
}
"""The link that a letter hands out, which is made when it is sent."""
TO_ANSWER = (LetterKind.INVITATION, LetterKind.REMINDER, LetterKind.LINK_REPLACED)
"""They ask the candidate to come: of no use where the interview is over, or has another link."""

OF_ACCOUNTS = (
    LetterKind.MEMBER_INVITATION,
    LetterKind.PASSWORD_RESET,
    LetterKind.SECOND_FACTOR_ON,
    LetterKind.SECOND_FACTOR_OFF,
    LetterKind.WEBHOOK_DISABLED,
)
"""Few, limited where they are asked for, and waited for by somebody who cannot sign in, or has to know."""
TO_COLLEAGUES = (LetterKind.RESULTS_READY, *OF_ACCOUNTS)
"""To people with an account, who know the product. All others are to candidates, and look as the organisation does."""


class LetterState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    UNSENT = "unsent"
    UNCERTAIN = "uncertain"


class UnsentReason(StrEnum):
    """Why a letter was not sent, or is sent later."""

    MAIL_OFF = "mail_off"
    ADDRESS_BOUNCED = "address_bounced"
    ADDRESS_COMPLAINED = "address_complained"
    ADDRESS_INVALID = "address_invalid"
    NOT_NEEDED = "not_needed"
    UNSUBSCRIBED = "unsubscribed"
    LINK_UNKNOWN = "link_unknown"
    """The link was made before there were letters, or with another key: nobody can write it down again."""
    DAILY_LIMIT = "daily_limit"
    SERVICE_AWAY = "service_away"
    REFUSED = "refused"


class LetterParams(Value):
    """What a letter's words name. No link and no secret: those are made when it is sent."""

    name: str = ""
    """Of whom it is written to."""
    organisation: str = ""
    title: str = ""
    """Of the template."""
    inviter: str = ""
    until: datetime | None = None
    """How long its link holds."""
    time_zone: str | None = None
    """The reader's, where it is known."""
    choice: str = ""
    """What was decided, or what is wrong with a webhook."""


class Letter(Value):
    """One mail. Its `id` names what it is sent for, once: `invitation:SESSION:LINK_NUMBER`. `link_id` and `link_number`
    are what its link's token follows from. `due_at` is when it is to be sent or, while it is being sent, since when."""

    id: str
    organisation_id: UUID
    session_id: UUID | None = None
    user_id: UUID | None = None
    kind: LetterKind
    to: str
    reply_to: str | None = None
    language: Language = DEFAULT_LANGUAGE
    params: LetterParams = LetterParams()
    link_id: UUID | None = None
    link_number: int = 0
    state: LetterState = LetterState.WAITING
    reason: UnsentReason | None = None
    attempts: int = 0
    message_id: str | None = None
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None = None
    ended_at: datetime | None = None
    """When it was delivered, or came back."""
    expires_at: datetime | None = None
    """When it goes by itself; None of one that goes with its interview."""


def why_useless(letter: Letter, session: Session, now: datetime) -> UnsentReason | None:
    """Why a letter need not be sent, or not any more."""
    if letter.kind is LetterKind.CANCELLED and session.state is not SessionState.CANCELLED:
        return UnsentReason.NOT_NEEDED
    if letter.kind not in TO_ANSWER:
        return None
    if session.is_locked or letter.link_number != session.link_number or has_expired(session, now):
        return UnsentReason.NOT_NEEDED
    stopped = letter.kind is LetterKind.REMINDER and session.reminders_stopped_at
    return UnsentReason.UNSUBSCRIBED if stopped else None


def letter_id(kind: LetterKind, *of: object) -> str:
    """The same for the same thing: a second one is none."""
    return ":".join([kind.value, *map(str, of)])


def tag_of(letter: str) -> str:
    """A letter's id, as the mail service takes it beside a mail."""
    return letter.replace(":", ".")


def id_of(tag: str) -> str:
    return tag.replace(".", ":")


def pause(attempts: int) -> timedelta:
    """How long a letter waits that the service did not take."""
    return min(FIRST_PAUSE * (1 << max(0, attempts - 1)), LONGEST_PAUSE)
