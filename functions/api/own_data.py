"""What is held of a candidate, told to themselves, and what they may do about it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import acting, callers
from functions.api.models import QuestionIndex, Request, View
from functions.api.service import api
from interview.domain.audit import ActorKind
from interview.domain.mail.letters import Letter, LetterKind, LetterState
from interview.domain.organisations.retention import KeptKind
from interview.domain.sessions.follow_ups import asking_order, place_of
from interview.domain.sessions.session import Ending, Session, SessionState
from interview.domain.text import Mailable, Name
from interview.use_cases.sessions.show_own_data import HeldAnswer, OwnAnswer, OwnData

router = Router()
logger = Logger()

TAGS = ["Interview"]
MAX_OWN_CHARACTERS = 150_000
"""Of a transcript: two and a half hours."""


class HeldAnswerView(View):
    """What there is of one question. That there is a score, and no figure."""

    question_index: int
    question: str
    number: int = Field(description="which main question it is, or follows, from 1")
    of: int = Field(description="how many main questions there are")
    is_follow_up: bool
    recorded_ms: int | None
    has_video: bool
    is_awaited: bool = Field(description="the recording is still being put together")
    is_in_words: bool
    is_written: bool
    is_corrected: bool
    has_feedback: bool
    is_scored: bool


class HeldLetterView(View):
    kind: LetterKind
    to: str
    state: LetterState
    sent_at: datetime | None


class KeptView(View):
    """How long a kind of data is kept: so many days from the interview's end."""

    kind: KeptKind
    days: int | None = Field(description="null where that is still to be planned")
    erase_at: datetime | None = Field(description="null until the interview is over")
    erased_at: datetime | None


class ContactView(View):
    """`invited_as` is what the recruiting team wrote; `stated_name` stands beside it."""

    invited_as: str
    stated_name: str | None
    email: str | None
    asked_email: str | None = Field(description="an address that waits to be confirmed there")


class OwnDataView(View):
    organisation_name: str
    title: str
    state: SessionState
    ending: Ending | None
    contact: ContactView
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    withdrawn_at: datetime | None
    consent_given_at: datetime | None
    human_review_only: bool
    answers: list[HeldAnswerView] = Field(
        description="of which something is held, in the order in which they were asked"
    )
    flags: int = Field(description="how much the page noticed, such as that another window was in front")
    letters: list[HeldLetterView] = Field(description="to the candidate, the newest first")
    kept: list[KeptView]


class OwnVideoView(View):
    """`playback_url` plays for one hour, `download_url` saves the same file."""

    playback_url: str
    download_url: str
    duration_ms: int


class OwnAnswerView(View):
    """`text` is what was said or written, as it counts: with the candidate's corrections."""

    question_index: int
    question: str
    is_awaited: bool = Field(description="the recording is still being put together")
    video: OwnVideoView | None
    text: str | None = Field(description=f"the first {MAX_OWN_CHARACTERS} characters of it")


class NameRequest(Request):
    name: Name


class AddressRequest(Request):
    email: Mailable


class WithdrawnView(View):
    state: SessionState
    withdrawn_at: datetime | None


def held_answer_view(session: Session, answer: HeldAnswer) -> HeldAnswerView:
    question = session.questions[answer.question_index]
    number, of = place_of(session.questions, answer.question_index)
    return HeldAnswerView(
        **answer._asdict(), question=question.text, number=number, of=of, is_follow_up=question.follows is not None
    )


def held_letter_view(letter: Letter) -> HeldLetterView:
    return HeldLetterView(**letter.model_dump(include=set(HeldLetterView.model_fields)))


def kept_views(session: Session) -> list[KeptView]:
    return [
        KeptView(
            kind=kind,
            days=getattr(session.retention, kind) if session.retention else None,
            erase_at=getattr(session.erase_at, kind),
            erased_at=getattr(session.erased_at, kind),
        )
        for kind in KeptKind
    ]


def contact_view(session: Session) -> ContactView:
    return ContactView(
        invited_as=session.candidate_name,
        stated_name=session.stated_name,
        email=session.candidate_email,
        asked_email=session.asked_address.email if session.asked_address else None,
    )


def own_data_view(data: OwnData) -> OwnDataView:
    session, held = data.session, {answer.question_index: answer for answer in data.answers}
    return OwnDataView(
        **{name: getattr(session, name) for name in ("state", "created_at", "started_at", "completed_at")},
        organisation_name=data.organisation_name,
        title=session.template_title,
        ending=session.ending if session.is_locked else None,
        withdrawn_at=session.withdrawn_at,
        contact=contact_view(session),
        consent_given_at=session.consent.given_at if session.consent else None,
        human_review_only=session.people_only,
        answers=[held_answer_view(session, held[index]) for index in asking_order(session.questions) if index in held],
        flags=data.flags,
        letters=[held_letter_view(letter) for letter in data.letters],
        kept=kept_views(session),
    )


def own_answer_view(shown: OwnAnswer) -> OwnAnswerView:
    answer, video = shown.answer, None
    if answer.video and shown.playback_url and shown.download_url:
        video = OwnVideoView(
            playback_url=shown.playback_url, download_url=shown.download_url, duration_ms=answer.video.duration_ms
        )
    return OwnAnswerView(
        question_index=answer.question_index,
        question=shown.session.questions[answer.question_index].text,
        is_awaited=shown.is_awaited,
        video=video,
        text=answer.text[:MAX_OWN_CHARACTERS] if answer.text else None,
    )


@router.get("/interview/data", summary="Show what is held of oneself", tags=TAGS, security=[callers.LINK])
def show_own_data() -> OwnDataView:
    """All of one's own interview, by kind, and until when. While it goes on, after it, and after its link's end."""
    return own_data_view(api().show_own_data(callers.candidate(router.current_event)))


@router.get(
    "/interview/data/answers/<question_index>", summary="Show one's own answer", tags=TAGS, security=[callers.LINK]
)
def show_own_answer(question_index: QuestionIndex) -> OwnAnswerView:
    """To watch, to read and to save. 404 for a question that has not come yet."""
    session = callers.candidate(router.current_event)
    return own_answer_view(api().show_own_data.answer(session, question_index))


@router.post("/interview/withdrawal", summary="Withdraw", tags=TAGS, security=[callers.LINK])
def withdraw_interview() -> WithdrawnView:
    """Ends the interview for good, in whatever state it is: nothing of it is judged from then on. What is there stays
    until it is erased. A repeat changes nothing."""
    session, is_new = api().withdraw_interview(callers.candidate(router.current_event))
    if is_new:
        logger.info("session_status_changed", state=session.state)
    else:
        acting.changed_nothing()
    return WithdrawnView(state=session.state, withdrawn_at=session.withdrawn_at)


@router.put("/interview/contact/name", summary="Say what one is called", tags=TAGS, security=[callers.LINK])
def state_name(request: NameRequest) -> ContactView:
    """It stands beside the name that one was invited by."""
    session = callers.candidate(router.current_event)
    return contact_view(api().correct_contact.name(session, request.name))


@router.put(
    "/interview/contact/email",
    summary="Ask to be written to at another address",
    tags=TAGS,
    status_code=202,
    security=[callers.LINK],
)
def ask_address(request: AddressRequest) -> ContactView:
    """A letter with a link goes there. The address holds when that link was followed, within a week."""
    session = callers.candidate(router.current_event)
    return contact_view(api().correct_contact.address(session, request.email))


@router.post("/address-confirmations", summary="Confirm an address", tags=TAGS, status_code=204)
def confirm_address(of: Annotated[UUID, Query()], token: Annotated[str, Query(max_length=128)]) -> Response[None]:
    """By the link in the letter that went there. The token stands in the query, which no log holds."""
    organisation_id = api().correct_contact.confirm(of, token)
    acting.acts(organisation_id, ActorKind.CANDIDATE, of)
    return Response(204)
