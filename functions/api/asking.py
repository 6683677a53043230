"""Questions across interviews, answered by what was said in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field, StringConstraints

from functions.api import callers
from functions.api.models import View
from functions.api.service import api
from functions.api.sessions import Several
from interview.domain.asking.narrowed import Narrowed
from interview.domain.asking.ranking import A_CANDIDATE, MAX_CANDIDATES
from interview.domain.clock import ClientTime
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.sessions.follow_ups import family, place_of
from interview.domain.sessions.session import SessionState
from interview.domain.templates import AskedQuestion
from interview.domain.text import ON_ONE_LINE, VISIBLE
from interview.entrypoints import model_calls
from interview.use_cases.asking.ask_interviews import Answering, Answers, Quoted
from interview.use_cases.asking.rerank import Ranking

router = Router()
logger = Logger()

MIN_QUESTION, MAX_QUESTION = 3, 300

Question = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=MIN_QUESTION, max_length=MAX_QUESTION),
    VISIBLE,
    ON_ONE_LINE,
]


class QuotePart(View):
    text: str
    found: bool = Field(description="whether the question asks for it")


class QuoteView(View):
    """What was said, word for word: its `parts` one after the other."""

    question_index: int
    number: int = Field(description="which main question it is of, from 1")
    follow_up: int | None = Field(
        description="which follow-up to that, from 1; null where it is of the question itself"
    )
    question: str = Field(description="to which it was said")
    parts: list[QuotePart]
    start_ms: int | None = Field(description="on the recording's clock; null where no timed words match")
    end_ms: int | None
    corrected: bool = Field(description="some of it is the candidate's correction")
    addressed: bool = Field(description="it speaks to whoever judges")


class AnsweringView(View):
    session_id: UUID
    candidate_name: str
    template_id: UUID
    template_title: str
    finished_at: datetime | None
    quotes: list[QuoteView] = Field(description=f"at most {A_CANDIDATE}, best first")


class AnswersView(View):
    """`words` are those of the question that were looked for; none where it has only words that say nothing alone."""

    candidates: list[AnsweringView] = Field(description=f"at most {MAX_CANDIDATES}, best first")
    words: list[str]
    cut: bool = Field(description="more has these words than was compared: of the most frequent ones the latest was")
    complete: bool = Field(
        description="false for a while after an update: what was said in some interviews is still made ready"
    )
    ranking: Ranking = Field(description="by what they are in order")
    model: str | None = Field(description="which model put them in order")


@router.get("/answers", summary="Ask across interviews", tags=["Sessions"], security=[callers.SIGN_IN])
def ask_interviews(
    q: Annotated[Question, Query(description="what to look for in what candidates said")],
    template_id: Annotated[list[UUID] | None, Several] = None,
    state: Annotated[list[SessionState] | None, Several] = None,
    since: Annotated[ClientTime | None, Query(alias="from", description="finished since then")] = None,
    until: Annotated[ClientTime | None, Query(alias="to", description="finished before")] = None,
) -> AnswersView:
    """Of interviews that have finished; with quotes alone, each as it stands in the answer now."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    narrowed = Narrowed(templates=tuple(template_id or ()), states=tuple(state or ()), since=since, until=until)
    answers = api().ask_interviews(user, q, narrowed)
    if answers.sample:
        model_calls.record([answers.sample])
    logger.info("interviews_asked", ranking=answers.ranking, candidates=len(answers.candidates))
    return answers_view(answers)


def answers_view(answers: Answers) -> AnswersView:
    return AnswersView(
        candidates=[_answering_view(each) for each in answers.candidates],
        words=list(answers.words),
        cut=answers.cut,
        complete=answers.complete,
        ranking=answers.ranking,
        model=answers.sample.model if answers.sample else None,
    )


def _answering_view(answering: Answering) -> AnsweringView:
    session = answering.session
    return AnsweringView(
        session_id=session.id,
        candidate_name=session.candidate_name,
        template_id=session.template_id,
        template_title=session.template_title,
        finished_at=session.completed_at,
        quotes=[_quote_view(each, session.questions) for each in answering.quotes],
    )


def _quote_view(quoted: Quoted, questions: Sequence[AskedQuestion]) -> QuoteView:
    passage = quoted.passage
    number, _ = place_of(questions, passage.question_index)
    return QuoteView(
        question_index=passage.question_index,
        number=number,
        follow_up=family(questions, passage.question_index).index(passage.question_index) or None,
        question=quoted.question,
        parts=[QuotePart(text=part.text, found=part.found) for part in quoted.parts],
        start_ms=passage.start_ms,
        end_ms=passage.end_ms,
        corrected=passage.corrected,
        addressed=passage.addressed,
    )
