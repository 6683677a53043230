"""Links, sessions and results, as recruiters see them."""

from datetime import datetime, timedelta
from itertools import accumulate
from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import BaseModel, Field

from functions.api import callers
from functions.api.models import LinkDays, Request
from functions.api.service import api
from interview.domain.accommodations import Accommodations, AccommodationsRequest
from interview.domain.answers import Answer, AnswerFailure, Gap
from interview.domain.chunks import Manifest, Span
from interview.domain.corrections import Difference, differences
from interview.domain.follow_ups import asked_before
from interview.domain.proctoring import Flag
from interview.domain.reviews import Review
from interview.domain.scoring import Score
from interview.domain.sessions import LINK_LASTS, Session, SessionState
from interview.domain.templates import AskedQuestion
from interview.domain.text import Email, Name
from interview.domain.text_answers import TextAnswer
from interview.domain.transcripts import Transcript, transcript_hash
from interview.use_cases.show_results import Results

router = Router()
logger = Logger()

TAGS = ["Sessions"]

NO_ACCOMMODATIONS = AccommodationsRequest()

AnswerState = Literal["empty", "recorded", "merged", "transcribed", "scored", "failed"]


class LinkRequest(Request):
    """Whom to invite to which template, and what makes the interview fair for them."""

    template_id: UUID
    candidate_name: Name
    candidate_email: Email | None = None
    expires_in_days: LinkDays = LINK_LASTS.days
    accommodations: AccommodationsRequest = NO_ACCOMMODATIONS
    once: bool = Field(default=False, description="refuse (409 `already_invited`) who was invited to it before")


class NewLinkRequest(Request):
    expires_in_days: LinkDays = LINK_LASTS.days


class SessionView(BaseModel):
    id: UUID
    template_id: UUID
    template_title: str
    candidate_name: str
    candidate_email: str | None
    state: SessionState
    failure: str | None = Field(description="why processing failed, in words")
    attempt: int | None = Field(description="how often processing was begun, from 1")
    human_review_only: bool = Field(description="the candidate asked that no model scores the answers")
    accommodations: Accommodations
    current_question_index: int
    question_number: int = Field(description="which question the candidate has come to, in the order asked, from 1")
    question_count: int = Field(description="follow-up questions included")
    created_at: datetime
    expires_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    processed_at: datetime | None


class LinkView(BaseModel):
    """`link_path` is shown this once: put the site's address in front of it and give it to the candidate."""

    session: SessionView
    link_path: str = Field(examples=["/interview#7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1"])


class SessionList(BaseModel):
    """`counts` are of all sessions by state; `next_cursor` is null on the last page."""

    sessions: list[SessionView]
    counts: dict[SessionState, int]
    next_cursor: str | None


class VideoView(BaseModel):
    """A merged recording. `playback_url` plays for one hour."""

    playback_url: str
    duration_ms: int
    recorded_ms: int = Field(description="how long the candidate recorded")
    offset_ms: int = Field(description="where on the recording's clock the video begins; from there both run alike")
    size: int = Field(description="bytes")
    gaps: tuple[Gap, ...]
    transcoded: bool = Field(description="a part was recorded in another format than the rest and encoded anew")


class RunView(BaseModel):
    """What one recorder made: from `start_ms` on the recording's clock, `started_at` by the candidate's own.

    Between two runs the candidate's page was away; the recording's clock stood still meanwhile. `without_picture` is
    where, on that clock, the page left the picture out to spare the connection; the sound is there.
    """

    started_at: datetime | None
    start_ms: int
    length_ms: int
    without_picture: list[Span]


class CorrectionDetails(BaseModel):
    """What the candidate says was said. `counts`: the score is about this text."""

    text: str
    words_changed: int
    corrected_at: datetime
    counts: bool
    differences: list[Difference] = Field(description="against what was heard; empty where that has changed since")


class AnswerView(BaseModel):
    """All that is known of one question so far.

    `live_transcript` is what was recognised while the candidate spoke; `transcript`, made afterwards, is what counts.
    Times of words and of evidence are on the recording's clock.
    """

    question_index: int
    question: AskedQuestion
    state: AnswerState
    runs: list[RunView]
    failure: AnswerFailure | None
    video: VideoView | None
    live_transcript: Transcript | None
    transcript: Transcript | None
    transcript_is_live: bool = Field(description="the transcript that counts is the live one")
    correction: CorrectionDetails | None
    text_answer: TextAnswer | None
    review: Review | None
    score: Score | None


class ResultsView(BaseModel):
    """`flags` are what the candidate's browser noticed, and answers that took longer than their time, in the order of
    their times."""

    session: SessionView
    candidate_is_here: bool = Field(description="the candidate's page is open right now: a new link would end it")
    answers: list[AnswerView]
    flags: list[Flag]


def session_view(session: Session) -> SessionView:
    return SessionView(
        **session.model_dump(include=set(SessionView.model_fields) & set(Session.model_fields)),
        attempt=session.execution.attempt if session.execution else None,
        human_review_only=bool(session.consent and session.consent.human_review_only),
        question_number=len(asked_before(session.questions, session.current_question_index)) + 1,
        question_count=len(session.questions),
    )


def answer_view(answer: Answer, results: Results) -> AnswerView:
    index = answer.question_index
    score = results.scores.get(index)
    video = None
    if answer.video and index in results.playback_urls:
        shown = answer.video.model_dump(
            include={"duration_ms", "recorded_ms", "offset_ms", "size", "gaps", "transcoded"}
        )
        video = VideoView(playback_url=results.playback_urls[index], **shown)
    return AnswerView(
        question_index=index,
        question=results.session.questions[index],
        state=answer_state(answer, score),
        runs=run_views(answer.manifest),
        failure=answer.failure,
        video=video,
        live_transcript=answer.live_transcript,
        transcript=answer.transcript,
        transcript_is_live=answer.transcript is not None and answer.transcript == answer.live_transcript,
        correction=correction_view(answer, score),
        text_answer=answer.text_answer,
        review=answer.review,
        score=score,
    )


def correction_view(answer: Answer, score: Score | None) -> CorrectionDetails | None:
    correction, heard = answer.correction, answer.live_transcript
    if correction is None:
        return None
    counts = answer.transcript is not None and transcript_hash(answer.transcript) == correction.transcript_hash
    if score:
        counts = counts and score.transcript_hash == answer.scored_hash
    is_of_heard = heard is not None and transcript_hash(heard) == correction.transcript_hash
    return CorrectionDetails(
        text=correction.text,
        words_changed=correction.words_changed,
        corrected_at=correction.corrected_at,
        counts=counts,
        differences=differences(heard, correction.text) if heard and is_of_heard else [],
    )


def run_views(manifest: Manifest | None) -> list[RunView]:
    runs = manifest.runs if manifest else ()
    starts_ms = accumulate((run.length_ms for run in runs), initial=0)
    return [
        RunView(
            started_at=run.started_at,
            start_ms=start_ms,
            length_ms=run.length_ms,
            without_picture=[
                Span(start_ms=start_ms + span.start_ms, end_ms=start_ms + span.end_ms) for span in run.without_picture
            ],
        )
        for run, start_ms in zip(runs, starts_ms, strict=False)
    ]


def answer_state(answer: Answer, score: Score | None) -> AnswerState:
    """How far an answer has come."""
    if answer.failure:
        return "failed"
    if score:
        return "scored"
    if answer.transcript:
        return "transcribed"
    if answer.video:
        return "merged"
    return "recorded" if answer.manifest or answer.text_answer else "empty"


@router.post("/sessions", summary="Invite a candidate", tags=TAGS, status_code=201, security=[callers.SIGN_IN])
def issue_link(link: LinkRequest) -> LinkView:
    """Makes a session with a copy of the template's questions, and the link to it."""
    user = callers.user(router.current_event, *callers.WRITERS)
    lasts = timedelta(days=link.expires_in_days)
    issued = api().issue_link(
        user,
        link.template_id,
        link.candidate_name,
        link.candidate_email,
        lasts,
        link.accommodations.accommodations(),
        once=link.once,
    )
    logger.info("session_created", sessionId=str(issued.session.id), templateId=str(issued.session.template_id))
    return LinkView(session=session_view(issued.session), link_path=f"/interview#{issued.token}")


@router.get("/sessions", summary="List the sessions", tags=TAGS, security=[callers.SIGN_IN])
def list_sessions(
    state: Annotated[SessionState | None, Query(description="only sessions in this state")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> SessionList:
    """Newest first, page by page."""
    user = callers.user(router.current_event)
    page = api().list_sessions(user, state, cursor, limit)
    return SessionList(
        sessions=[session_view(session) for session in page.sessions],
        counts=page.counts,
        next_cursor=page.next_cursor,
    )


@router.get("/sessions/<session_id>", summary="Show the results", tags=TAGS, security=[callers.SIGN_IN])
def show_results(session_id: UUID) -> ResultsView:
    """Video, transcript and score of each question, as far as they are there."""
    user = callers.user(router.current_event)
    results = api().show_results(user, session_id)
    return ResultsView(
        session=session_view(results.session),
        candidate_is_here=results.is_candidate_here,
        answers=[answer_view(answer, results) for answer in results.answers],
        flags=list(results.flags),
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
    user = callers.user(router.current_event, *callers.WRITERS)
    session = api().restart_processing(user, session_id)
    logger.info("session_status_changed", sessionId=str(session_id), state=session.state)
    api().announce_state(session)
    return session_view(session)


@router.post(
    "/sessions/<session_id>/link",
    summary="Issue the link again",
    tags=TAGS,
    status_code=201,
    security=[callers.SIGN_IN],
)
def reissue_link(session_id: UUID, link: NewLinkRequest) -> LinkView:
    """A new link and a new expiry, while the interview is not finished; the old link ends at once."""
    user = callers.user(router.current_event, *callers.WRITERS)
    issued = api().reissue_link(user, session_id, timedelta(days=link.expires_in_days))
    logger.info("session_link_reissued", sessionId=str(session_id))
    return LinkView(session=session_view(issued.session), link_path=f"/interview#{issued.token}")
