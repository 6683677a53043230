"""What people find about an interview: decisions, figures of their own, and the levels that they give an answer."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field, model_validator

from functions.api import callers
from functions.api.models import Cursor, EntryId, QuestionIndex, Request, View
from functions.api.service import api
from interview.domain.accounts import User
from interview.domain.decisions.entries import (
    AnswerLevels,
    Author,
    Choice,
    Decision,
    Entry,
    Finding,
    FlagDismissal,
    Override,
)
from interview.domain.decisions.notes import MAX_TAGS, Tag
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.decisions.review import Made, Reviewer
from interview.domain.evaluation.rubric import HIGHEST_LEVEL
from interview.domain.templates import MAX_CRITERIA, MAX_CRITERION_NAME, Line, Paragraph, Rubric
from interview.entrypoints.http.problems import ErrorParams
from interview.use_cases.decisions.change_many import ManyChanges
from interview.use_cases.decisions.show_review import ShownReview
from interview.use_cases.one_by_one import Changed

router = Router()
logger = Logger()

TAGS = ["Decisions"]

MAX_AT_ONCE = 100
"""As many as a page of the list has."""

Figure = Annotated[float, Field(ge=0, le=10, multiple_of=0.5)]
Level = Annotated[int, Field(ge=0, le=HIGHEST_LEVEL)]
CriterionName = Annotated[str, Field(max_length=MAX_CRITERION_NAME)]


class DecisionRequest(Request):
    id: EntryId
    choice: Choice
    reason: Paragraph


class OverrideRequest(Request):
    id: EntryId
    overall: Figure
    reason: Paragraph


class LevelsRequest(Request):
    id: EntryId
    levels: Annotated[dict[CriterionName, Level], Field(min_length=1, max_length=MAX_CRITERIA)] = Field(
        description="0 to 5 of each criterion of the interview's rubric"
    )


class DismissalRequest(Request):
    id: EntryId
    dismissed: bool = Field(description="false to take a dismissal back")
    reason: Line


class EntryView(View):
    """One finding, as it was made."""

    id: UUID
    author: Author
    at: datetime
    finding: Finding


class EntryList(View):
    """Newest first; `next_cursor` is null on the last page."""

    entries: list[EntryView]
    next_cursor: str | None


class DecisionView(View):
    author: Author
    at: datetime
    choice: Choice
    reason: str


class OverrideView(View):
    author: Author
    at: datetime
    overall: float
    reason: str


class LevelsView(View):
    """`overall` follows from the levels by the rule by which a model's figure does."""

    at: datetime
    question_index: int
    levels: dict[str, int]
    overall: float
    rubric_hash: str


class ReviewerView(View):
    """One person's newest findings. `is_you`: the caller's."""

    author: Author
    is_you: bool
    decision: DecisionView | None
    override: OverrideView | None
    answers: list[LevelsView]


class DismissalView(View):
    """A flag that is set aside."""

    author: Author
    at: datetime
    flag_id: UUID
    reason: str


class AgreementView(View):
    """Of the answers that two people or more gave a level of this criterion (`answers`): in how many all gave the same,
    and in how many all lie within one level."""

    name: str
    answers: int
    same: int
    within_one: int


class ReviewView(View):
    """What people found, as it stands. `decision` and `override` are those that hold: the newest of all. `choices`
    counts each person's newest decision; `rubric` is what people judge the answers by."""

    decision: DecisionView | None
    override: OverrideView | None
    reviewers: list[ReviewerView]
    choices: dict[Choice, int]
    agreement: list[AgreementView]
    dismissals: list[DismissalView] = Field(description="of the flags that are set aside")
    rubric: Rubric
    others_hidden: bool = Field(description="what others found, until the caller has judged each answer")
    may_decide: bool = Field(description="whether the caller may decide and override")
    may_judge: bool = Field(description="whether the caller may judge answers")


class PersonView(View):
    id: UUID
    name: str


class ReviewerList(View):
    reviewers: list[PersonView]


class BulkDecision(Request):
    choice: Choice
    reason: Paragraph


class BulkRequest(Request):
    """What becomes of each: a decision, tags that are put on and tags that are taken off."""

    id: EntryId
    session_ids: tuple[UUID, ...] = Field(min_length=1, max_length=MAX_AT_ONCE)
    decision: BulkDecision | None = None
    add_tags: tuple[Tag, ...] = Field(default=(), max_length=MAX_TAGS)
    remove_tags: tuple[Tag, ...] = Field(default=(), max_length=MAX_TAGS)

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if not (self.decision or self.add_tags or self.remove_tags):
            raise ValueError("Say what becomes of them.")
        return self


class BulkError(View):
    """As in the answer to a request for that one alone."""

    code: str
    params: ErrorParams | None


class BulkResult(View):
    """`error` is null where all was done; `was_so`: where there was nothing to do."""

    session_id: UUID
    error: BulkError | None
    was_so: bool


class BulkView(View):
    results: list[BulkResult]


def bulk_result(changed: Changed) -> BulkResult:
    error = changed.error
    params = ErrorParams.model_validate(error.params) if error and error.params else None
    refused = error and BulkError(code=error.code, params=params)
    return BulkResult(session_id=changed.session_id, error=refused, was_so=changed.was_so)


def entry_view(entry: Entry) -> EntryView:
    return EntryView(**entry.model_dump(include=set(EntryView.model_fields)))


def decision_view(made: Made[Decision] | None) -> DecisionView | None:
    return made and DecisionView(author=made.author, at=made.at, **made.finding.model_dump(exclude={"kind"}))


def override_view(made: Made[Override] | None) -> OverrideView | None:
    return made and OverrideView(author=made.author, at=made.at, **made.finding.model_dump(exclude={"kind"}))


def levels_view(made: Made[AnswerLevels]) -> LevelsView:
    return LevelsView(at=made.at, **made.finding.model_dump(exclude={"kind"}))


def reviewer_view(reviewer: Reviewer, user: User) -> ReviewerView:
    return ReviewerView(
        author=reviewer.author,
        is_you=reviewer.author.id == user.id,
        decision=decision_view(reviewer.decision),
        override=override_view(reviewer.override),
        answers=[levels_view(made) for made in reviewer.levels],
    )


def review_view(shown: ShownReview, user: User) -> ReviewView:
    review = shown.review
    return ReviewView(
        decision=decision_view(review.decision),
        override=override_view(review.override),
        reviewers=[reviewer_view(reviewer, user) for reviewer in review.reviewers],
        choices=dict(review.choices),
        agreement=[AgreementView(**criterion._asdict()) for criterion in review.criteria],
        dismissals=[
            DismissalView(author=made.author, at=made.at, **made.finding.model_dump(include={"flag_id", "reason"}))
            for made in review.dismissals
        ],
        rubric=shown.rubric,
        others_hidden=shown.others_hidden,
        may_decide=user.role in MAY[Action.DECIDE],
        may_judge=user.role in MAY[Action.SCORE_ANSWER],
    )


@router.get("/reviewers", summary="List who may judge", tags=TAGS, security=[callers.SIGN_IN])
def list_reviewers() -> ReviewerList:
    """The people of the organisation, at most 500."""
    people = api().list_people(callers.user(router.current_event, *MAY[Action.READ]))
    return ReviewerList(reviewers=[PersonView(id=person.id, name=person.name) for person in people])


@router.post("/sessions/bulk", summary="Decide or tag many", tags=TAGS, security=[callers.SIGN_IN])
def change_many(request: BulkRequest) -> BulkView:
    """Each as by itself: one that is refused keeps no other from being changed. What is sent again decides nothing
    twice."""
    user = callers.user(router.current_event, *MAY[Action.DECIDE] & MAY[Action.TAG])
    decision = request.decision
    decided = Decision(choice=decision.choice, reason=decision.reason) if decision else None
    changes = ManyChanges(decided, request.add_tags, request.remove_tags)
    changed = api().change_many(user, request.id, request.session_ids, changes)
    logger.info("sessions_changed_at_once", count=len(changed), refused=sum(each.error is not None for each in changed))
    return BulkView(results=[bulk_result(each) for each in changed])


@router.get("/sessions/<session_id>/review", summary="Show what people found", tags=TAGS, security=[callers.SIGN_IN])
def show_review(session_id: UUID) -> ReviewView:
    """Each person's newest decision and levels, side by side, and how far they agree."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    return review_view(api().show_review(user, session_id), user)


@router.get("/sessions/<session_id>/decisions", summary="List all findings", tags=TAGS, security=[callers.SIGN_IN])
def list_decisions(
    session_id: UUID,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> EntryList:
    """Decisions, figures and levels that people gave, each as it was made, page by page."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    page = api().list_decisions(user, session_id, cursor, limit)
    return EntryList(entries=[entry_view(entry) for entry in page.entries], next_cursor=page.next_cursor)


@router.post(
    "/sessions/<session_id>/decisions", summary="Decide", tags=TAGS, status_code=201, security=[callers.SIGN_IN]
)
def decide(session_id: UUID, request: DecisionRequest) -> EntryView:
    """What becomes of the candidate of a finished interview, and why. The newest decision holds; all are kept."""
    user = callers.user(router.current_event, *MAY[Action.DECIDE])
    decision = Decision(choice=request.choice, reason=request.reason)
    entry = api().record_finding.decision(user, session_id, request.id, decision)
    logger.info("decision_made", sessionId=str(session_id), choice=request.choice)
    return entry_view(entry)


@router.post(
    "/sessions/<session_id>/overrides",
    summary="Override the overall figure",
    tags=TAGS,
    status_code=201,
    security=[callers.SIGN_IN],
)
def override_overall(session_id: UUID, request: OverrideRequest) -> EntryView:
    """A figure of one's own for a finished interview, and why. It stands beside the model's; the newest holds."""
    user = callers.user(router.current_event, *MAY[Action.OVERRIDE])
    override = Override(overall=request.overall, reason=request.reason)
    return entry_view(api().record_finding.override(user, session_id, request.id, override))


@router.post(
    "/sessions/<session_id>/answers/<question_index>/levels",
    summary="Judge an answer",
    tags=TAGS,
    status_code=201,
    security=[callers.SIGN_IN],
)
def judge_answer(session_id: UUID, question_index: QuestionIndex, request: LevelsRequest) -> EntryView:
    """One's own level of each criterion, beside the model's and other people's. The newest of each person counts."""
    user = callers.user(router.current_event, *MAY[Action.SCORE_ANSWER])
    return entry_view(api().record_finding.levels(user, session_id, request.id, question_index, request.levels))


@router.post(
    "/sessions/<session_id>/flags/<flag_id>/dismissals",
    summary="Set a flag aside",
    tags=TAGS,
    status_code=201,
    security=[callers.SIGN_IN],
)
def dismiss_flag(session_id: UUID, flag_id: UUID, request: DismissalRequest) -> EntryView:
    """Or take that back, with a reason either way. The flag stays where it is, and no score ever knew of it."""
    user = callers.user(router.current_event, *MAY[Action.DISMISS_FLAG])
    dismissal = FlagDismissal(flag_id=flag_id, dismissed=request.dismissed, reason=request.reason)
    return entry_view(api().dismiss_flag(user, session_id, request.id, dismissal))
