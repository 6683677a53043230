"""A session: one candidate's interview, from the link to the scorecard.

pending ─start▶ in_progress ─finish (locks)▶ completed ─▶ processing ─▶ done | failed
pending becomes expired when the link's time is over. in_progress stays so for a day more, in
which what was recorded before may arrive, and is locked then; sooner where the candidate stays away for too long.
failed goes back to completed by a new attempt. Any becomes withdrawn, for good, where the candidate withdraws: nothing
is judged from then on.
pending or in_progress becomes cancelled where the recruiter takes the invitation back: it is locked then and not
processed, and another link opens it again.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple
from uuid import UUID

from pydantic import Field

from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.organisations.retention import KindTimes, Retention
from interview.domain.sessions.accommodations import Accommodations
from interview.domain.sessions.failures import Failure
from interview.domain.sessions.follow_ups import given_out
from interview.domain.templates import AskedQuestion, Blinding, Rubric
from interview.domain.values import Value
from interview.errors import (
    ConflictError,
    InterviewCancelledError,
    LinkClosedError,
    LinkExpiredError,
    NotBegunError,
    NotFoundError,
    WithdrawnError,
)

LINK_TTL = timedelta(days=14)
MAX_LINK_TTL = timedelta(days=90)
DELIVERY_PERIOD = timedelta(days=7)
"""How long after the lock, or the link's end, chunks may still arrive."""
EXPIRY_GRACE = timedelta(days=1)
"""How long after its link's end an interview that was begun waits for what was recorded before, until it is locked."""
ADDRESS_LINK_TTL = timedelta(days=7)
"""How long an address that a candidate asks for may be confirmed."""
SEEN_EVERY = timedelta(seconds=10)
"""A sign of life is written down no more often."""
THERE_FOR = timedelta(seconds=15)
"""A candidate of whom there was a sign of life so lately is there: their page gives one every 12 s at the most."""
LEASED_RUNS = 5
"""How many recorder runs a lease hands out, so that recording goes on offline."""
CONSENT_VERSION = "2026-11-30"


class SessionState(StrEnum):
    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Source(StrEnum):
    """How a candidate came: invited by somebody, or by a template's public link."""

    INVITED = "invited"
    PUBLIC_LINK = "public_link"


UNDER_WAY = (SessionState.COMPLETED, SessionState.PROCESSING)
FINISHED = (SessionState.DONE, SessionState.FAILED)
ENDED_EARLY = (SessionState.EXPIRED, SessionState.WITHDRAWN, SessionState.CANCELLED)
"""Over, and nothing of it is processed or judged any more."""
CANCELLABLE = (SessionState.PENDING, SessionState.IN_PROGRESS)


class Ending(StrEnum):
    """How the candidate's part ended: they finished, stayed away for too long, withdrew, or their link
    ended before."""

    FINISHED = "finished"
    LEFT = "left"
    LINK_ENDED = "link_ended"
    WITHDRAWN = "withdrawn"


class Consent(Value):
    """What the candidate agreed to, and when; `human_review_only` asks that no model scores the answers. `text_hash`
    names the text, None where it was agreed to before texts were kept."""

    text_version: str
    text_hash: str | None = None
    given_at: datetime
    human_review_only: bool = False


class Contest(Value):
    """The candidate wants a person to look at what was judged, in their words. `changed_at` is when they last wrote."""

    text: str
    made_at: datetime
    changed_at: datetime


class AskedAddress(Value):
    """Another address that the candidate asks to be written to. It holds once somebody there confirms it, by a link
    that follows from `number`, and no longer than the candidate has the link by which they asked: who has another one
    may be somebody else."""

    email: str
    number: int
    link_number: int
    asked_at: datetime


class ConfirmedAddress(Value):
    """Which of the addresses that the candidate asked for was confirmed last."""

    number: int
    at: datetime


class Cancellation(Value):
    """A recruiter (`by`) took the invitation back; `tells` says that the candidate is written to."""

    at: datetime
    by: UUID
    tells: bool


class Permit(NamedTuple):
    """What a candidate writes by: it holds as long as the session is open under this link.

    A new link has the next number, so that of two links it is known which is the newer.
    """

    session_id: UUID
    link_token_hash: str
    link_number: int


class Standing(NamedTuple):
    """What of a session tells whether a socket may go on. `conversation` is the number of the newest, 0 before any."""

    link_token_hash: str
    takes_answers: bool
    expires_at: datetime | None
    conversation: int = 0


class BegunConversation(NamedTuple):
    """One that holds as long as its permit does and none with a higher number was begun."""

    permit: Permit
    number: int


ConversationOver = Literal["closed", "replaced", "elsewhere"]
"""The interview is over, its link was replaced, or another conversation of it was begun."""

ClosedCode = Literal["link_closed", "link_expired", "interview_cancelled"]
"""Named as the errors of who tries to answer all the same."""


class Execution(Value):
    """The run of the state machine that processes a locked session; attempts count from 1."""

    attempt: int
    name: str
    requested_at: datetime
    arn: str | None = None


class SessionOutline(Value):
    """How far a session has come and by what it is written: without its questions, which may be long."""

    id: UUID
    organisation_id: UUID
    state: SessionState
    is_locked: bool = False
    execution: Execution | None = None
    link_token_hash: str
    link_number: int = 0
    version: int = 0
    """How often it has changed, as others were told (`domain/events.py`); the first change is that it was made."""

    @property
    def is_over(self) -> bool:
        """Whether the candidate has finished or withdrawn: nothing more is coming."""
        return self.state in (*UNDER_WAY, *FINISHED, SessionState.WITHDRAWN)

    @property
    def permit(self) -> Permit:
        return Permit(self.id, self.link_token_hash, self.link_number)


class Session(SessionOutline):
    """One candidate's interview. The link's token is stored as a hash only.

    It is held in `language`: what the interviewer says and hears, and what the candidate is told. `template_language`
    is that of the questions as they were written, and of what recruiters read about the answers.
    """

    template_id: UUID
    template_title: str
    template_version: int | None = None
    """None where that was not stored yet."""
    template_language: Language = DEFAULT_LANGUAGE
    language: Language = DEFAULT_LANGUAGE
    questions: tuple[AskedQuestion, ...]
    rubric: Rubric | None = None
    shows_scores: bool = False
    """Whether the candidate is told figures when it is over."""
    asks_self_identification: bool = False
    """Whether they are asked then, of their own accord, for the categories of a bias audit."""
    blinding: Blinding = Blinding.OFF
    retention: Retention | None = None
    """How long it is kept: what was promised where the candidate has agreed; None where that is still to be planned."""
    erase_at: KindTimes = Field(default_factory=KindTimes)
    """When each kind goes, once the interview is over."""
    erased_at: KindTimes = Field(default_factory=KindTimes)
    accommodations: Accommodations = Field(default_factory=Accommodations)
    candidate_name: str
    stated_name: str | None = None
    """What the candidate says they are called: it stands beside the name that they were invited by, never over it."""
    candidate_email: str | None = None
    asked_address: AskedAddress | None = None
    confirmed_address: ConfirmedAddress | None = None
    by_email: bool = False
    """Whether the link goes to that address, and reminders of it."""
    reminders: tuple[int, ...] = ()
    """How many days before the link's end the candidate is reminded of it."""
    reminders_stopped_at: datetime | None = None
    """When they asked for no more of them."""
    time_zone: str | None = None
    """That of the browser in which the link was first opened: letters tell times in it."""
    invited_by: UUID | None = None
    """None where that was not stored yet."""
    source: Source = Source.INVITED
    tags: tuple[str, ...] = ()
    current_question_index: int = 0
    consent: Consent | None = None
    voice: str | None = None
    """What spoke to the candidate first: see `engines.made_by`."""
    failure: Failure | None = None
    contest: Contest | None = None
    cancellation: Cancellation | None = None
    expires_at: datetime
    created_at: datetime
    opened_at: datetime | None = None
    """When the page behind the link first asked for the interview."""
    started_at: datetime | None = None
    last_seen_at: datetime | None = None
    """The last sign of life of the candidate's page, while the interview was under way."""
    ending: Ending | None = None
    """None while it goes on, and where that was not stored yet."""
    completed_at: datetime | None = None
    processed_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def addressed_as(self) -> str:
        """The name that the candidate is spoken to by."""
        return self.stated_name or self.candidate_name

    @property
    def people_only(self) -> bool:
        """Whether the candidate asked that no model judges the answers."""
        return self.consent is not None and self.consent.human_review_only

    @property
    def is_unjudged(self) -> bool:
        """Whether no model judges the answers, or not any more."""
        return self.people_only or self.state in (SessionState.WITHDRAWN, SessionState.CANCELLED)

    @property
    def outline(self) -> SessionOutline:
        return SessionOutline(**self.model_dump(include=set(SessionOutline.model_fields)))


def execution_name(session_id: UUID, attempt: int) -> str:
    """The state machine runs once under this name, whoever asks and however often."""
    return f"{session_id}-{attempt}"


def is_under_way(session: Session, attempt: int) -> bool:
    """Whether this attempt is the current one and has not ended."""
    return session.state in UNDER_WAY and session.execution is not None and session.execution.attempt == attempt


def next_execution(session_id: UUID, attempt: int, now: datetime) -> Execution:
    """The run after that attempt; the first is the one after attempt 0."""
    return Execution(attempt=attempt + 1, name=execution_name(session_id, attempt + 1), requested_at=now)


CLOSED = "This interview is closed. Contact your recruiter if you think this is a mistake."
EXPIRED = "This link has expired. Ask your recruiter for a new one."
CANCELLED = "The recruiting team has cancelled this interview."
REPLACED = "This link was replaced. Open the new one: ask your recruiter for it if you do not have it."


def has_expired(session: Session, now: datetime) -> bool:
    """Whether the link's time is over, and the interview not locked."""
    return not session.is_locked and (session.state is SessionState.EXPIRED or now >= session.expires_at)


def why_closed(session: Session, now: datetime) -> ClosedCode | None:
    """Why the candidate may answer no more; None while they may."""
    if session.state is SessionState.CANCELLED:
        return "interview_cancelled"
    if session.is_locked or session.state not in (
        SessionState.PENDING,
        SessionState.IN_PROGRESS,
        SessionState.EXPIRED,
    ):
        return "link_closed"
    if has_expired(session, now):
        return "link_expired"
    return None


def holds_under(permit: Permit, standing: Standing | None) -> bool:
    """Whether what is written by this permit is taken."""
    return standing is not None and standing.takes_answers and standing.link_token_hash == permit.link_token_hash


def why_over(conversation: BegunConversation, standing: Standing | None, now: datetime) -> ConversationOver | None:
    """Why a conversation ends, None where it goes on; `standing` is None where there is no such session any more."""
    if standing is None or not standing.takes_answers or (standing.expires_at and now >= standing.expires_at):
        return "closed"
    if standing.link_token_hash != conversation.permit.link_token_hash:
        return "replaced"
    return "elsewhere" if standing.conversation != conversation.number else None


def is_news(session: Session, now: datetime) -> bool:
    """Whether a sign of life is to be written down."""
    if session.state is not SessionState.IN_PROGRESS:
        return False
    return session.last_seen_at is None or now - session.last_seen_at >= SEEN_EVERY


def is_there(session: Session, now: datetime) -> bool:
    """Whether the candidate is in the interview right now."""
    if session.state is not SessionState.IN_PROGRESS or session.last_seen_at is None:
        return False
    return now - session.last_seen_at < THERE_FOR


def left_before(now: datetime, hours: int) -> datetime:
    """Whoever has not been heard of since then has left their interview: it is handed in as it is."""
    return now - timedelta(hours=hours)


def require_standing_by(session: Session) -> None:
    """Raise WithdrawnError where the candidate has withdrawn."""
    if session.state is SessionState.WITHDRAWN:
        raise WithdrawnError("The candidate withdrew from this interview: nothing of it is judged any more.")


def require_open(session: Session, now: datetime) -> None:
    """Raise LinkClosedError, or one below it, unless the candidate may still answer."""
    match why_closed(session, now):
        case "interview_cancelled":
            raise InterviewCancelledError(CANCELLED)
        case "link_expired":
            raise LinkExpiredError(EXPIRED)
        case "link_closed":
            raise LinkClosedError(CLOSED)


def require_begun(session: Session, now: datetime) -> None:
    """Raise LinkClosedError unless the candidate may still answer, and ConflictError before they have begun."""
    require_open(session, now)
    if session.state is SessionState.PENDING:
        raise NotBegunError("Start the interview first.")


def require_unlocked(session: Session, now: datetime) -> None:
    """As `require_begun`, for what was recorded before: it is taken after the link's end, too, until the lock."""
    if session.state is not SessionState.IN_PROGRESS or session.is_locked:
        require_begun(session, now)


def require_question(session: Session, question_index: int) -> None:
    """Raise NotFoundError unless the session has this question."""
    if not 0 <= question_index < len(session.questions):
        raise NotFoundError("No such question.")


def require_given_out(session: Session, question_index: int) -> None:
    """Raise ConflictError unless the candidate may know the words of this question."""
    if question_index not in given_out(session.questions, session.current_question_index):
        raise ConflictError("This question has not come yet.")


def accepts_delivery(session: Session, now: datetime) -> bool:
    """Whether chunks that a manifest names may still arrive: while answering, and a while after the link's end or the
    lock."""
    if not session.is_locked:
        return now < session.expires_at + DELIVERY_PERIOD
    return session.completed_at is not None and now < session.completed_at + DELIVERY_PERIOD
