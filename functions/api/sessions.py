"""Links and sessions, as recruiters see them."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field, ValidationInfo, field_validator

from functions.api import callers
from functions.api.models import LinkDays, Request, View, repeated
from functions.api.service import api
from interview.domain.clock import ClientTime
from interview.domain.decisions.entries import Choice
from interview.domain.decisions.notes import plain_tag
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.evaluation.scorecard import ScorecardFigure
from interview.domain.languages import Language
from interview.domain.listing.entries import Certainty, ListedState
from interview.domain.listing.query import DecisionIs, FlagsAre, Order, Wanted
from interview.domain.search import terms_of
from interview.domain.sessions.accommodations import Accommodations, AccommodationsRequest
from interview.domain.sessions.failures import Failure
from interview.domain.sessions.follow_ups import place_of
from interview.domain.sessions.session import LINK_TTL, Ending, Session, SessionState, Source
from interview.domain.templates import Blinding
from interview.domain.text import Email, Name, is_mailable
from interview.use_cases.sessions.list_sessions import Row

router = Router()
logger = Logger()

TAGS = ["Sessions"]

MAX_QUERY = 300
MAX_VALUES = 20
"""Of one filter."""
Several = Query(max_length=MAX_VALUES, description="any of these")

NO_ACCOMMODATIONS = AccommodationsRequest()


class LinkRequest(Request):
    """Whom to invite to which template, and what makes the interview fair for them."""

    template_id: UUID
    candidate_name: Name
    candidate_email: Email | None = None
    expires_in_days: LinkDays = LINK_TTL.days
    accommodations: AccommodationsRequest = NO_ACCOMMODATIONS
    language: Language | None = Field(
        default=None,
        description="in which the interview is held; null: in the template's. The candidate may choose another",
    )
    by_email: bool = Field(
        default=False, description="send the link to `candidate_email`, and reminders as the template has them"
    )
    once: bool = Field(default=False, description="refuse (409 `already_invited`) who was invited to it before")

    @field_validator("by_email")
    @classmethod
    def _can_be_written_to(cls, by_email: bool, before: ValidationInfo) -> bool:
        if by_email and not is_mailable(before.data.get("candidate_email") or ""):
            raise ValueError("No letter reaches candidate_email: in front of its @ stands more than ASCII.")
        return by_email


class NewLinkRequest(Request):
    expires_in_days: LinkDays = LINK_TTL.days
    by_email: bool | None = Field(
        default=None, description="send it to the candidate's address; null: as the link before"
    )


class CancellationView(View):
    """`tells`: the candidate is written to, where there is an address."""

    at: datetime
    tells: bool


class SessionView(View):
    id: UUID
    template_id: UUID
    template_title: str
    template_version: int | None = Field(description="that it was made from; null where that was not stored yet")
    template_language: Language = Field(description="in which the questions are written")
    language: Language = Field(description="in which the interview is held")
    candidate_name: str
    stated_name: str | None = Field(description="what the candidate says they are called; null until they have begun")
    candidate_email: str | None
    by_email: bool = Field(description="the link is sent to that address")
    source: Source = Field(description="invited by somebody, or come by the template's public link")
    tags: tuple[str, ...]
    blinding: Blinding = Field(description="what is hidden from who has not judged each answer yet")
    state: SessionState
    failure: Failure | None = Field(description="why processing failed")
    cancellation: CancellationView | None = Field(description="of the invitation; null while it stands")
    attempt: int | None = Field(description="how often processing was begun, from 1")
    human_review_only: bool = Field(description="the candidate asked that no model scores the answers")
    accommodations: Accommodations
    voice: str | None = Field(description="what spoke to the candidate: its own name, or the vendor and its model")
    current_question_index: int
    question_number: int = Field(description="which question, or follow-up to it, the candidate has come to, from 1")
    question_count: int = Field(description="without follow-up questions")
    created_at: datetime
    expires_at: datetime
    started_at: datetime | None
    last_seen_at: datetime | None = Field(description="the last sign of life while the interview was under way")
    ending: Ending | None = Field(
        description="how the candidate's part ended; null while it goes on, and where that was not stored yet"
    )
    completed_at: datetime | None
    processed_at: datetime | None
    withdrawn_at: datetime | None


class LinkView(View):
    """`link_path` is shown this once: put the site's address in front of it and give it to the candidate."""

    session: SessionView
    link_path: str = Field(examples=["/interview#7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1"])


class ListedDecision(View):
    """The decision that holds, and who made it."""

    choice: Choice
    by: str
    at: datetime


class ListedOverride(View):
    """The overall figure of a person, and who gave it."""

    overall: float
    by: str
    at: datetime


class ListedSession(SessionView):
    """Where `scores_hidden`, `figure`, `override`, `certainty` and `decision` are null and `reviewers` empty."""

    scores_hidden: bool = Field(description="until the caller has judged each answer")
    figure: ScorecardFigure | None = Field(
        description="what the interview comes to; null until it has finished, and where people alone judge it"
    )
    override: ListedOverride | None = Field(description="holds in the place of `figure`, in filters and orders as well")
    certainty: Certainty | None = Field(
        description="what the figure is worth; null until the interview has finished, and where a person's holds"
    )
    decision: ListedDecision | None
    reviewers: list[str] = Field(description="who judged answers, by their names")
    candidate_is_here: bool = Field(description="the candidate is in the interview right now")
    flags: int = Field(description="how many were noticed and not set aside")
    finished_at: datetime | None = Field(description="when the candidate had finished")


class SessionTotals(View):
    """How many wait for a decision, for a person to judge them, are under way, are decided, and failed."""

    to_decide: int = Field(description="as `state=done&decision=none` lists them")
    needs_person: int = Field(description="as `certainty=needs_person&decision=none` lists them")
    under_way: int = Field(description="as `state=in_progress&state=completed&state=processing` lists them")
    decided: int = Field(description="as `decision=advance&decision=hold&decision=reject` lists them")
    failed: int = Field(description="as `state=failed` lists them")


class SessionList(View):
    """`counts` and `totals` are of all sessions of the organisation, or of the template where one alone was asked for,
    whatever else was; those of many are up to 15 s old. `next_cursor` is null on the last page."""

    sessions: list[ListedSession]
    counts: dict[ListedState, int]
    totals: SessionTotals
    next_cursor: str | None


def session_view(session: Session) -> SessionView:
    number, count = place_of(session.questions, session.current_question_index)
    cancellation = session.cancellation
    return SessionView(
        **session.model_dump(include=set(SessionView.model_fields) & set(Session.model_fields) - {"cancellation"}),
        cancellation=cancellation and CancellationView(**cancellation.model_dump(exclude={"by"})),
        attempt=session.execution.attempt if session.execution else None,
        human_review_only=session.people_only,
        question_number=number,
        question_count=count,
    )


@router.post("/sessions", summary="Invite a candidate", tags=TAGS, status_code=201, security=[callers.SIGN_IN])
def issue_link(link: LinkRequest) -> LinkView:
    """Makes a session with a copy of the template's questions, and the link to it. 409 `no_address` where it is to be
    sent and there is no address."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    lasts = timedelta(days=link.expires_in_days)
    issued = api().issue_link(
        user,
        link.template_id,
        link.candidate_name,
        link.candidate_email,
        lasts,
        link.accommodations.accommodations(),
        link.language,
        once=link.once,
        by_email=link.by_email,
    )
    logger.info("session_created", sessionId=str(issued.session.id), templateId=str(issued.session.template_id))
    return LinkView(session=session_view(issued.session), link_path=f"/interview#{issued.token}")


def listed_view(row: Row) -> ListedSession:
    return ListedSession(
        **session_view(row.session).model_dump(),
        scores_hidden=row.is_hidden,
        figure=row.figure,
        override=row.overridden and ListedOverride(**row.overridden.model_dump()),
        certainty=row.certainty,
        decision=row.decision and ListedDecision(**row.decision.model_dump()),
        reviewers=[reviewer.name for reviewer in row.reviewers],
        candidate_is_here=row.is_candidate_here,
        flags=row.flags,
        finished_at=row.session.completed_at,
    )


@router.get("/sessions", summary="List the sessions", tags=TAGS, security=[callers.SIGN_IN])
def list_sessions(
    q: Annotated[
        list[Annotated[str, Field(max_length=MAX_QUERY)]] | None,
        Query(description="beginnings of words of name, address or tags, all of which must be there"),
    ] = None,
    template_id: Annotated[list[UUID] | None, Several] = None,
    state: Annotated[list[ListedState] | None, Several] = None,
    decision: Annotated[list[DecisionIs] | None, Several] = None,
    certainty: Annotated[list[Certainty] | None, Several] = None,
    reviewer: Annotated[list[UUID] | None, Several] = None,
    tag: Annotated[list[str] | None, Several] = None,
    source: Annotated[list[Source] | None, Several] = None,
    flags: Annotated[FlagsAre | None, Query(description="whether there are some that were not set aside")] = None,
    score_min: Annotated[float | None, Query(ge=0, le=10)] = None,
    score_max: Annotated[float | None, Query(ge=0, le=10)] = None,
    since: Annotated[
        ClientTime | None, Query(alias="from", description="finished, or else invited, since then")
    ] = None,
    until: Annotated[ClientTime | None, Query(alias="to", description="finished, or else invited, before")] = None,
    sort: Annotated[Order, Query()] = Order.FINISHED,
    cursor: Annotated[str | None, Query(max_length=1_000, description="`next_cursor` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> SessionList:
    """Page by page. All filters hold at once; of several values of one any does."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    wanted = Wanted(
        terms=terms_of(" ".join(q or ())),
        templates=tuple(template_id or ()),
        states=tuple(state or ()),
        decisions=tuple(decision or ()),
        certainties=tuple(certainty or ()),
        reviewers=tuple(reviewer or ()),
        tags=tuple(plain_tag(each) for each in repeated(router.current_event, "tag")) if tag else (),
        sources=tuple(source or ()),
        flags=flags,
        score_min=score_min,
        score_max=score_max,
        since=since,
        until=until,
    )
    page = api().list_sessions(user, wanted, sort, cursor, limit)
    return SessionList(
        sessions=[listed_view(row) for row in page.rows],
        counts=page.counts,
        totals=SessionTotals(**page.totals._asdict()),
        next_cursor=page.next_cursor,
    )


@router.post(
    "/sessions/<session_id>/processing",
    summary="Process a failed interview again",
    tags=TAGS,
    status_code=202,
    security=[callers.SIGN_IN],
)
def restart_processing(session_id: UUID) -> SessionView:
    """Begins the next attempt; what succeeded before is not done twice."""
    user = callers.user(router.current_event, *MAY[Action.PROCESS_AGAIN])
    session = api().restart_processing(user, session_id)
    logger.info("session_status_changed", sessionId=str(session_id), state=session.state)
    return session_view(session)


@router.post(
    "/sessions/<session_id>/link",
    summary="Issue the link again",
    tags=TAGS,
    status_code=201,
    security=[callers.SIGN_IN],
)
def reissue_link(session_id: UUID, link: NewLinkRequest) -> LinkView:
    """A new link and a new expiry, while the interview is not finished; the old link ends at once. 409 `no_address`
    where it is to be sent and there is no address."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    issued = api().reissue_link(user, session_id, timedelta(days=link.expires_in_days), by_email=link.by_email)
    logger.info("session_link_reissued", sessionId=str(session_id))
    return LinkView(session=session_view(issued.session), link_path=f"/interview#{issued.token}")
