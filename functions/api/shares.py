"""Links by which somebody without an account sees a result: made and ended here, and what they show."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field, StringConstraints

from functions.api import acting, callers
from functions.api.look import LookView, look_view
from functions.api.models import HIGHEST_INDEX, Cursor, EntryId, QuestionIndex, Request, View
from functions.api.results import MAX_SHOWN_CHARACTERS
from functions.api.service import api
from interview.domain.decisions.entries import Author
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.decisions.shares import MAX_SHARE_TTL, SHARE_TTL, Share, SharePart
from interview.domain.evaluation.score import Confidence, CriterionScore, Judge
from interview.domain.evaluation.scorecard import CriterionSummary, Scorecard
from interview.domain.languages import Language
from interview.domain.sessions.follow_ups import asking_order
from interview.domain.templates import Paragraph
from interview.domain.text import ON_ONE_LINE, VISIBLE
from interview.entrypoints.http.callers import token_of
from interview.errors import NotFoundError, SignInRequiredError
from interview.use_cases.sharing.open_share import SHOWS_NOTHING
from interview.use_cases.sharing.show_shared import SharedAnswer, SharedResult

router = Router()
logger = Logger()

TAGS = ["Shares"]
SHARE = {"share": list[str]()}
MAX_LABEL = 80
"""It lies over the video."""

Label = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_LABEL), VISIBLE, ON_ONE_LINE
]


class ShareRequest(Request):
    label: Label = Field(description="who it is for: shown to them over page and video, and beside their comments")
    expires_in_days: int = Field(default=SHARE_TTL.days, ge=1, le=MAX_SHARE_TTL.days)
    shows: tuple[SharePart, ...] = Field(min_length=1, max_length=len(SharePart))
    comments: bool = Field(default=False, description="whether they may write to you beside the notes")


class ShareView(View):
    """`views` counts each opening."""

    id: UUID
    author: Author
    label: str
    shows: tuple[SharePart, ...]
    comments: bool
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    views: int
    last_viewed_at: datetime | None


class ShareLinkView(View):
    """`link_path` is shown this once: put the site's address in front of it, and give it to them."""

    share: ShareView
    link_path: str = Field(examples=["/result#8l3Xm0VbJt2nD1o4mQm7m3iV0yqk5c6Zr9aUw2eTgHs"])


class ShareList(View):
    """Newest first; `next_cursor` is null on the last page."""

    shares: list[ShareView]
    next_cursor: str | None


class SharedScore(View):
    """What an interview or an answer comes to, 0 to 10, and the range in which that is. `indicative`: no language model
    judged."""

    overall: float | None
    low: float | None
    high: float | None
    confidence: Confidence | None
    indicative: bool


class SharedScorecard(SharedScore):
    criteria: tuple[CriterionSummary, ...]
    judges: tuple[Judge, ...] = Field(description="by what it was judged")


class SharedCriterion(View):
    name: str
    title: str
    level: int = Field(description="0 to 5")


class SharedNote(View):
    author: str
    at: datetime
    text: str
    question_index: int | None


class SharedQuestion(View):
    question_index: int
    text: str
    follows: int | None


class SharedResultView(View):
    """Questions are in the order in which they were asked; `scorecard` and `notes` as far as they are shown."""

    label: str
    shows: tuple[SharePart, ...]
    comments: bool
    expires_at: datetime
    organisation_name: str
    look: LookView
    candidate_name: str
    template_title: str
    language: Language
    questions: list[SharedQuestion]
    scorecard: SharedScorecard | None
    notes: list[SharedNote]


class SharedAnswerView(View):
    """As far as it is shown, and there. `playback_url` holds for a quarter of an hour: ask again for another."""

    question_index: int
    playback_url: str | None
    text: str | None = Field(description=f"what was said or written: the first {MAX_SHOWN_CHARACTERS} characters")
    score: SharedScore | None
    criteria: list[SharedCriterion]


class CommentRequest(Request):
    id: EntryId
    text: Paragraph
    question_index: int | None = Field(default=None, ge=0, le=HIGHEST_INDEX)


def share_view(share: Share) -> ShareView:
    fields = share.model_dump(include=set(ShareView.model_fields))
    return ShareView(**fields, comments=share.takes_comments)


def scorecard_view(scorecard: Scorecard) -> SharedScorecard:
    return SharedScorecard(**{name: getattr(scorecard, name) for name in SharedScorecard.model_fields})


def shared_view(shown: SharedResult) -> SharedResultView:
    share, session = shown.share, shown.session
    return SharedResultView(
        label=share.label,
        shows=share.shows,
        comments=share.takes_comments,
        expires_at=share.expires_at,
        organisation_name=shown.look.name,
        look=look_view(shown.look),
        candidate_name=session.candidate_name,
        template_title=session.template_title,
        language=session.language,
        questions=[
            SharedQuestion(question_index=index, text=question.text, follows=question.follows)
            for index in asking_order(session.questions)
            for question in [session.questions[index]]
        ],
        scorecard=scorecard_view(shown.scorecard) if shown.scorecard else None,
        notes=[
            SharedNote(author=note.author.name, at=note.at, text=note.text, question_index=note.question_index)
            for note in shown.notes
        ],
    )


def shared_answer_view(shown: SharedAnswer) -> SharedAnswerView:
    score = shown.score
    return SharedAnswerView(
        question_index=shown.answer.question_index,
        playback_url=shown.playback_url,
        text=shown.text[:MAX_SHOWN_CHARACTERS] if shown.text is not None else None,
        score=SharedScore(**score.model_dump(include=set(SharedScore.model_fields))) if score else None,
        criteria=[criterion_view(each) for each in score.criteria if each.supported] if score else [],
    )


def criterion_view(criterion: CriterionScore) -> SharedCriterion:
    return SharedCriterion(name=criterion.name, title=criterion.title, level=criterion.level)


def caller() -> tuple[str, str]:
    """The token of the link, and from where it was opened. Raises NotFoundError, as for any link that shows nothing."""
    event = router.current_event
    try:
        return token_of(event), event.headers.get(callers.VIEWER_ADDRESS, "")
    except SignInRequiredError as error:
        raise NotFoundError(SHOWS_NOTHING) from error


@router.post(
    "/sessions/<session_id>/shares", summary="Share a result", tags=TAGS, status_code=201, security=[callers.SIGN_IN]
)
def share_result(session_id: UUID, request: ShareRequest) -> ShareLinkView:
    """A link for somebody without an account, who sees these parts of a finished interview until it ends. Nobody shares
    what is hidden from themselves (409 `judge_first`)."""
    user = callers.user(router.current_event, *MAY[Action.SHARE])
    lasts = timedelta(days=request.expires_in_days)
    made = api().share_result(user, session_id, request.label, lasts, request.shows, takes_comments=request.comments)
    logger.info("result_shared", sessionId=str(session_id), shareId=str(made.share.id))
    return ShareLinkView(share=share_view(made.share), link_path=f"/result#{made.token}")


@router.get("/sessions/<session_id>/shares", summary="List the shares", tags=TAGS, security=[callers.SIGN_IN])
def list_shares(
    session_id: UUID,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> ShareList:
    """All that were made, also those that have ended, page by page."""
    user = callers.user(router.current_event, *MAY[Action.SHARE])
    page = api().list_shares(user, session_id, cursor, limit)
    return ShareList(shares=[share_view(share) for share in page.shares], next_cursor=page.next_cursor)


@router.post(
    "/sessions/<session_id>/shares/<share_id>/revocation",
    summary="Revoke a share",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def revoke_share(session_id: UUID, share_id: UUID) -> ShareView:
    """It shows nothing from now on, whoever made it. An address of a video that was handed out holds for a quarter of
    an hour at most."""
    user = callers.user(router.current_event, *MAY[Action.SHARE])
    share = api().revoke_share(user, session_id, share_id)
    logger.info("share_revoked", sessionId=str(session_id), shareId=str(share_id))
    return share_view(share)


@router.get("/shared", summary="Show a shared result", tags=TAGS, security=[SHARE])
def show_shared() -> SharedResultView:
    """What the link shows. It is counted as an opening. 404 where it shows nothing, whatever the reason."""
    shown = api().show_shared(*caller())
    acting.was_shown(shown.session, shown.share.id)
    return shared_view(shown)


@router.get(
    "/shared/answers/<question_index>", summary="Show an answer of a shared result", tags=TAGS, security=[SHARE]
)
def show_shared_answer(question_index: QuestionIndex) -> SharedAnswerView:
    """As far as the link shows it."""
    shown = api().show_shared_answer(*caller(), question_index)
    acting.was_shown(shown.session, shown.share.id)
    return shared_answer_view(shown)


@router.post("/shared/comments", summary="Comment on a shared result", tags=TAGS, status_code=204, security=[SHARE])
def comment_on_shared(comment: CommentRequest) -> Response[None]:
    """Those who shared it read it beside their notes, in the name that the link was made for. It is never changed."""
    share, session = api().comment_on_shared(*caller(), comment.id, comment.text, comment.question_index)
    acting.was_shown(session, share.id)
    return Response(204)
