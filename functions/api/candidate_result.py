"""What candidates are told when their interview is over, and what they say to it."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field, StringConstraints

from functions.api import acting, callers
from functions.api.models import Request, View
from functions.api.service import candidate_api
from interview.domain.evaluation.score import Judge
from interview.domain.languages import Language
from interview.domain.sessions.candidate_result import (
    MAX_COMMENT,
    MAX_CONTEST,
    AnswerResult,
    Judged,
    Missing,
    PersonDecides,
    Satisfaction,
    Standing,
    Strength,
)
from interview.domain.sessions.follow_ups import asking_order
from interview.domain.sessions.self_identification import RaceEthnicity, Sex
from interview.domain.sessions.session import Contest
from interview.domain.text import NORMALISED, VISIBLE
from interview.use_cases.sessions.show_candidate_result import ShownCandidateResult

router = Router()
logger = Logger()

TAGS = ["Interview"]


class ContestRequest(Request):
    """What a person should look at, in the candidate's words."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_CONTEST), VISIBLE]


class SatisfactionRequest(Request):
    """How the interview was: 1 is not good at all, 5 is very good."""

    rating: int = Field(strict=True, ge=1, le=5)
    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_COMMENT), NORMALISED] = ""


class SelfIdentificationRequest(Request):
    """What a candidate says of themselves of their own accord; without either it is taken back."""

    sex: Sex | None = None
    race_ethnicity: RaceEthnicity | None = None


class FigureView(View):
    """What an answer scored, 0 to 10, and the range in which that is. `indicative`: no language model judged."""

    overall: float | None
    low: float | None
    high: float | None
    indicative: bool


class AnswerResultView(View):
    """Of one answer, as far as it is known. `why` says why a person looks at it. `figure` is null where candidates are
    not told any."""

    question_index: int
    question: str
    follows: int | None = Field(description="index of the main question where this one is a follow-up")
    standing: Standing
    why: PersonDecides | None
    strength: Strength | None
    missing: Missing | None
    figure: FigureView | None


class ContestView(View):
    text: str
    made_at: datetime
    changed_at: datetime


class SatisfactionView(View):
    rating: int
    comment: str


class CandidateResultView(View):
    """`ready`: nothing is being processed any more. `criteria` are what was judged, `judges` by what. Answers are in
    the order in which they were asked."""

    ready: bool
    organisation_name: str = Field(description="of those who decide")
    language: Language
    people_only: bool = Field(description="the candidate asked that no model judges the answers")
    answers: list[AnswerResultView]
    criteria: list[Judged]
    judges: list[Judge]
    readable_until: datetime = Field(description="until when this link shows the result")
    contest: ContestView | None
    satisfaction: SatisfactionView | None
    asks_self_identification: bool = Field(description="whether the candidate may say the categories of a bias audit")
    has_self_identified: bool = Field(
        description="whether they have; never what they said: who sent the link may have it, too"
    )


def result_view(shown: ShownCandidateResult) -> CandidateResultView:
    session, result = shown.session, shown.result
    told = {answer.question_index: answer for answer in result.answers}
    return CandidateResultView(
        ready=result.is_ready,
        organisation_name=shown.organisation_name,
        language=session.language,
        people_only=result.people_only,
        answers=[
            answer_view(told[index], session.questions[index].text, session.questions[index].follows)
            for index in asking_order(session.questions)
            if index in told
        ],
        criteria=list(result.criteria),
        judges=list(result.judges),
        readable_until=result.readable_until,
        contest=contest_view(session.contest) if session.contest else None,
        satisfaction=satisfaction_view(shown.satisfaction) if shown.satisfaction else None,
        asks_self_identification=session.asks_self_identification,
        has_self_identified=shown.has_self_identified,
    )


def answer_view(answer: AnswerResult, question: str, follows: int | None) -> AnswerResultView:
    figure = answer.figure
    return AnswerResultView(
        **{name: getattr(answer, name) for name in ("question_index", "standing", "why", "strength", "missing")},
        question=question,
        follows=follows,
        figure=FigureView(**figure.model_dump(include=set(FigureView.model_fields))) if figure else None,
    )


def contest_view(contest: Contest) -> ContestView:
    return ContestView(**contest.model_dump())


def satisfaction_view(satisfaction: Satisfaction) -> SatisfactionView:
    return SatisfactionView(**satisfaction.model_dump(exclude={"rated_at"}))


@router.get("/interview/result", summary="Show the candidate's result", tags=TAGS, security=[callers.LINK])
def show_candidate_result() -> CandidateResultView:
    """What was strong, what was missing, and an example of each answer. From the end of the interview on, while it is
    processed with what there is so far (409 `not_over` before). 410 once its time is over."""
    return result_view(candidate_api().show_candidate_result(callers.candidate(router.current_event)))


@router.put("/interview/result/contest", summary="Ask that a person looks again", tags=TAGS, security=[callers.LINK])
def contest_result(contest: ContestRequest) -> ContestView:
    """The recruiting team reads it beside the results. Later words replace it."""
    session = callers.candidate(router.current_event)
    contested = candidate_api().contest_result(session, contest.text)
    if contested == session.contest:
        acting.changed_nothing()
    logger.info("result_contested")
    return contest_view(contested)


@router.put("/interview/result/satisfaction", summary="Say how the interview was", tags=TAGS, security=[callers.LINK])
def rate_interview(given: SatisfactionRequest) -> SatisfactionView:
    """Once for each interview: a later one replaces it. No recruiter is shown it beside a candidate."""
    session = callers.candidate(router.current_event)
    return satisfaction_view(candidate_api().rate_interview(session, given.rating, given.comment))


class SaidView(View):
    """Whether something is kept: false where it was taken back."""

    has_self_identified: bool


@router.put(
    "/interview/result/self-identification", summary="Say, or take back, who one is", tags=TAGS, security=[callers.LINK]
)
def identify_self(said: SelfIdentificationRequest) -> SaidView:
    """By the categories of a bias audit, of one's own accord; 404 where the template does not ask. It is kept apart
    from the interview, told to nobody of one person, not by this link either, and read in sums alone. A later one
    replaces it."""
    session = callers.candidate(router.current_event)
    stated = candidate_api().identify_self(session, said.sex, said.race_ethnicity)
    return SaidView(has_self_identified=stated is not None)
