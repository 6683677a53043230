"""The interview, as the candidate's page drives it."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field, StringConstraints

from functions.api import callers
from functions.api.look import LookView, look_view
from functions.api.models import Request, View
from functions.api.service import candidate_api
from interview.domain.languages import Language, vocabulary
from interview.domain.proctoring import ProctoringEvent
from interview.domain.question_time import TimeLeft
from interview.domain.recordings.chunks import (
    MAX_CHUNK_BYTES,
    MAX_UPLOAD_TEST_BYTES,
    MIN_CHUNK_BYTES,
    RUN_LENGTH,
    ContentType,
)
from interview.domain.recordings.manifests import ManifestRequest
from interview.domain.recordings.object_keys import chunk_prefix
from interview.domain.sessions.follow_ups import asking_order
from interview.domain.sessions.session import CONSENT_VERSION, ClosedCode, Ending, SessionState
from interview.domain.sessions.time_used import TimeUsed
from interview.domain.text import VISIBLE, Name
from interview.domain.transcripts.corrections import MAX_CORRECTION
from interview.domain.transcripts.text_answers import MAX_TEXT_ANSWER
from interview.use_cases.sessions.keep_time import TimeTold
from interview.use_cases.sessions.show_interview import Interview

router = Router()
logger = Logger()

TAGS = ["Interview"]

MAX_EVENTS = 60
"""In one request: as many as a page leaves unanswered on the live socket."""
Milliseconds = Annotated[int, Field(strict=True, ge=0, le=7 * 24 * 60 * 60 * 1000)]
Extensions = Annotated[int, Field(ge=0, le=2)]


TextHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ConsentRequest(Request):
    """What the candidate agreed to, before any camera or microphone."""

    text_version: str = Field(min_length=1, max_length=40)
    text_hash: TextHash | None = Field(
        default=None, description="`id` of the text that was read; null: that in the interview's language"
    )
    human_review_only: bool = Field(default=False, description="no model scores the answers")


class StartRequest(Request):
    name: Name
    consent: ConsentRequest
    language: Language | None = Field(
        default=None,
        description="in which the interviewer is to speak and to hear from here on; null: as the link says",
    )


class UploadRequest(Request):
    content_type: ContentType
    ahead: bool = Field(default=False, description="for a later question: the candidate stays where they are")


class CorrectionRequest(Request):
    """The whole answer as it was said, with the misheard words put right."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_CORRECTION), VISIBLE]


class TextAnswerRequest(Request):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT_ANSWER), VISIBLE]
    written_ago_ms: Milliseconds = Field(default=0, description="how long ago it was finished")


class EventsRequest(Request):
    """As they go by the live socket."""

    events: list[ProctoringEvent] = Field(min_length=1, max_length=MAX_EVENTS)


class TimeRequest(Request):
    """How long a question has stood before the candidate. Told again and again, later where nobody could be."""

    thinking_ms: Milliseconds
    answer_ms: Milliseconds = Field(description="a third of the time of writing, all of that of speaking")
    more_thinking: Extensions = Field(description="how often more time to think was asked for")
    more_answer: Extensions = Field(description="how often more time to answer was asked for")
    asked_ago_ms: Milliseconds = Field(description="how long ago the candidate came to the question")
    told_ago_ms: Milliseconds = Field(description="how long ago these numbers held")
    ended: bool = Field(description="the answer was finished then")


class TimeView(View):
    """What is left of a question's time for who comes back to it now, with what was asked for more."""

    thinking_left_ms: int
    answer_left_ms: int = Field(description="of speaking; writing has three times as long")
    more_thinking: int
    more_answer: int


class GivenQuestionView(View):
    question_index: int
    text: str


class TimeKeptView(View):
    """`given` are the questions that the candidate may know by now: those asked, and the next one to go on offline."""

    time: TimeView
    given: list[GivenQuestionView]


class QuestionView(View):
    """A question as the candidate hears it; what a good answer covers stays with the recruiter."""

    text: str | None = Field(description="null until the candidate comes to the question before it")
    thinking_time_s: int
    answer_time_s: int
    follow_ups: int = Field(description="how many follow-up questions it may lead to at most")
    follows: int | None = Field(description="index of the main question where this one is a follow-up")
    begun: bool = Field(description="a part of a recording has arrived, from whatever device")
    recorded: bool = Field(description="a recording is there whose last run did not break off")
    recorded_ms: int = Field(description="how long the recording is, as far as browsers told, from whatever device")
    written: bool = Field(description="a written answer to this question is there")
    awaited: int = Field(description="pieces of a recording that the browser named and that have not arrived")
    time: TimeView | None = Field(description="null until the question is asked")


class AccommodationsView(View):
    """What was arranged for this candidate. The times of the questions are stretched already."""

    answer_time_factor: float
    silence_s: int | None = Field(description="so much silence ends an answer; null: it never does")
    captions: bool
    text_answers: bool = Field(description="answers may be written")


class InterviewView(View):
    """`closed` says why nobody may answer any more, null while the candidate may; then no questions.
    `expired`: it is the link's time that is over. Where the interview was begun, what was recorded before is taken
    until it is locked.

    `asking_order` are the questions' indexes as they are asked: each main question, then its follow-ups.
    """

    session_id: UUID
    organisation_name: str = Field(description="of those who invite")
    look: LookView
    title: str
    candidate_name: str
    language: Language = Field(description="in which the interview is held; another may be chosen at the start")
    template_language: Language = Field(description="in which the questions are written")
    state: SessionState
    current_question_index: int
    questions: list[QuestionView]
    asking_order: list[int]
    asked: bool = Field(description="a question was asked: practice is over")
    practice_question: str = Field(description="to warm up with; its answer is never kept")
    accommodations: AccommodationsView
    consent_text_version: str
    expires_at: datetime
    closed: ClosedCode | None
    expired: bool
    ending: Ending | None = Field(description="how it ended, once it is closed")
    left_after_hours: int = Field(
        description="who stays away for so long has left: the interview is handed in as it is"
    )


class LeasedRun(View):
    """A recorder run of this browser's own: its chunks are numbered from `first_chunk_index` on."""

    run: int
    first_chunk_index: int


class UploadView(View):
    """POST each chunk as a form to `url`, until `expires_at`: `fields`, then `key`, `x-amz-checksum-sha256`
    (base64 of the chunk's hash, which S3 compares; without it S3 refuses the form), and last `file`.

    `runs` is empty once the interview is closed: where the link's time is over (`expired`) what was recorded before is
    taken, after the lock only chunks that a manifest names.
    """

    url: str
    fields: dict[str, str]
    key_pattern: str = Field(description="`{index}` is the chunk's index, at least three digits")
    runs: list[LeasedRun]
    run_length: int = Field(description="how many chunk indexes a run owns")
    min_size: int = Field(description="bytes")
    max_size: int = Field(description="bytes")
    expires_at: datetime
    expired: bool


class UploadTestView(View):
    """POST any bytes as a form to `url`, until `expires_at`: `fields`, and last `file`. They are kept for nothing."""

    url: str
    fields: dict[str, str]
    max_size: int = Field(description="bytes")
    expires_at: datetime


class ManifestView(View):
    """`missing` are the indexes of chunks that the manifest names and that have not arrived yet."""

    missing: list[int]


class CorrectionView(View):
    """`words_changed` is by how many words the text differs from what was heard."""

    text: str
    words_changed: int


class TextAnswerView(View):
    text: str
    written_at: datetime


class RefusedEventView(View):
    id: UUID
    code: str


class EventsView(View):
    """All that were sent are stored but for these, which would be refused again."""

    refused: list[RefusedEventView]


class FinishView(View):
    session_id: UUID
    state: SessionState


def time_view(used: TimeUsed, left: TimeLeft) -> TimeView:
    return TimeView(
        thinking_left_ms=left.thinking_ms,
        answer_left_ms=left.answer_ms,
        more_thinking=used.more_thinking,
        more_answer=used.more_answer,
    )


def interview_view(interview: Interview) -> InterviewView:
    session = interview.session
    open_questions = session.questions if interview.closed is None else ()
    stretched = session.accommodations
    return InterviewView(
        session_id=session.id,
        organisation_name=interview.look.name,
        look=look_view(interview.look),
        title=session.template_title,
        candidate_name=session.addressed_as,
        language=session.language,
        template_language=session.template_language,
        state=session.state,
        current_question_index=session.current_question_index,
        questions=[
            QuestionView(
                text=question.text if index in interview.given else None,
                thinking_time_s=stretched.thinking_time_s(question),
                answer_time_s=stretched.answer_time_s(question),
                follow_ups=question.follow_ups,
                follows=question.follows,
                begun=index in interview.begun,
                recorded=index in interview.recorded,
                recorded_ms=interview.recorded_ms.get(index, 0),
                written=index in interview.written,
                awaited=interview.awaited.get(index, 0),
                time=time_view(*interview.times[index]) if index in interview.times else None,
            )
            for index, question in enumerate(open_questions)
        ],
        asking_order=asking_order(open_questions),
        asked=interview.asked,
        practice_question=vocabulary(session.language).phrases.practice_question,
        accommodations=AccommodationsView(**stretched.model_dump()),
        consent_text_version=CONSENT_VERSION,
        expires_at=session.expires_at,
        closed=interview.closed,
        expired=interview.has_expired,
        ending=session.ending if session.is_locked else None,
        left_after_hours=interview.left_after_hours,
    )


@router.get("/interview", summary="Show the interview", tags=TAGS, security=[callers.LINK])
def show_interview(
    time_zone: Annotated[
        str | None, Query(max_length=100, description="the browser's, by its IANA name: letters tell times in it")
    ] = None,
) -> InterviewView:
    """Where the candidate stands: after a crash, go on at `current_question_index`. A link that is closed says so."""
    return interview_view(candidate_api().show_interview(callers.candidate(router.current_event), time_zone))


@router.post("/interview/start", summary="Agree and begin", tags=TAGS, security=[callers.LINK])
def start_interview(start: StartRequest) -> InterviewView:
    """A repeat changes nothing: the first name, consent and language stay."""
    session = callers.candidate(router.current_event)
    consent = start.consent
    started = candidate_api().start_interview(
        session,
        start.name,
        consent.text_version,
        start.language,
        human_review_only=consent.human_review_only,
        text_hash=consent.text_hash,
    )
    if started.started_now:
        logger.info("session_status_changed", state=started.session.state)
    return interview_view(candidate_api().show_interview(started.session))


@router.post(
    "/interview/questions/<question_index>/uploads",
    summary="Get leave to upload the recording of a question",
    tags=TAGS,
    status_code=201,
    security=[callers.LINK],
)
def issue_upload(question_index: int, upload: UploadRequest) -> UploadView:
    """Each call hands out recorder runs that nobody else has, several ahead, so that recording goes on offline."""
    session = callers.candidate(router.current_event)
    issued = candidate_api().issue_upload(session, question_index, upload.content_type, ahead=upload.ahead)
    container: Literal["webm", "mp4"] = "webm" if upload.content_type == "video/webm" else "mp4"
    return UploadView(
        url=issued.post.url,
        fields=issued.post.fields,
        key_pattern=f"{chunk_prefix(session.id, question_index)}{{index}}.{container}",
        runs=[LeasedRun(run=run, first_chunk_index=run * RUN_LENGTH) for run in issued.runs],
        run_length=RUN_LENGTH,
        min_size=MIN_CHUNK_BYTES,
        max_size=MAX_CHUNK_BYTES,
        expires_at=issued.expires_at,
        expired=issued.has_expired,
    )


@router.post(
    "/interview/upload-test",
    summary="Get leave to test the connection",
    tags=TAGS,
    status_code=201,
    security=[callers.LINK],
)
def issue_upload_test() -> UploadTestView:
    """One object of the interview's own, which is no part of any recording."""
    issued = candidate_api().issue_upload_test(callers.candidate(router.current_event))
    return UploadTestView(
        url=issued.post.url,
        fields=issued.post.fields,
        max_size=MAX_UPLOAD_TEST_BYTES,
        expires_at=issued.expires_at,
    )


@router.put(
    "/interview/questions/<question_index>/manifest",
    summary="Say what was recorded for a question",
    tags=TAGS,
    security=[callers.LINK],
)
def store_manifest(question_index: int, manifest: ManifestRequest) -> ManifestView:
    """Joined with what was said before. After the link's end it is taken until the interview is locked, for runs that
    were leased before. Afterwards one that says nothing new is answered with what is still awaited, any other with 410.
    """
    session = callers.candidate(router.current_event)
    missing = candidate_api().store_manifest(session, question_index, manifest.manifest(), manifest.recorded_ago_ms)
    return ManifestView(missing=missing)


@router.put(
    "/interview/questions/<question_index>/time",
    summary="Say how much of a question's time is used",
    tags=TAGS,
    security=[callers.LINK],
)
def keep_time(question_index: int, told: TimeRequest) -> TimeKeptView:
    """The first word of a question says that it is asked, and gives out the next one. Numbers only grow; a question
    that has not come yet is answered with 409. Nothing is refused for having taken long: the recruiter sees it. After
    the link's end it is written down until the interview is locked, and nothing is given out."""
    session = callers.candidate(router.current_event)
    kept = candidate_api().keep_time(
        session,
        question_index,
        TimeTold(
            **told.model_dump(include={"thinking_ms", "answer_ms", "more_thinking", "more_answer"}),
            asked_ago=timedelta(milliseconds=told.asked_ago_ms),
            told_ago=timedelta(milliseconds=told.told_ago_ms),
            is_ended=told.ended,
        ),
    )
    return TimeKeptView(
        time=time_view(kept.used, kept.left),
        given=[
            GivenQuestionView(question_index=index, text=kept.session.questions[index].text) for index in kept.given
        ],
    )


@router.put(
    "/interview/questions/<question_index>/correction",
    summary="Correct misheard words",
    tags=TAGS,
    security=[callers.LINK],
)
def correct_transcript(question_index: int, correction: CorrectionRequest) -> CorrectionView:
    """Once something was heard. Up to 30 % of the words may differ, three always, and up to 5 % be added; more, or many
    new words in one place, is answered with 422 `correction_too_large`. Both versions are kept; the score is about the
    corrected one."""
    session = callers.candidate(router.current_event)
    made = candidate_api().correct_transcript(session, question_index, correction.text)
    logger.info("transcript_corrected", questionIndex=question_index, wordsChanged=made.words_changed)
    return CorrectionView(text=made.text, words_changed=made.words_changed)


@router.put(
    "/interview/questions/<question_index>/text-answer",
    summary="Answer in writing",
    tags=TAGS,
    security=[callers.LINK],
)
def write_answer(question_index: int, answer: TextAnswerRequest) -> TextAnswerView:
    """Where the recruiter offered it, else 409. A later text replaces an earlier one while the interview is open.
    After the link's end a text to a question that was given out before is taken until the interview is locked."""
    session = callers.candidate(router.current_event)
    written = candidate_api().write_answer(session, question_index, answer.text, answer.written_ago_ms)
    return TextAnswerView(text=written.text, written_at=written.written_at)


@router.post("/interview/events", summary="Tell what the live connection could not", tags=TAGS, security=[callers.LINK])
def deliver_events(told: EventsRequest) -> EventsView:
    """What the browser noticed while nobody could be reached; a repeat counts once. After the link's end what happened
    before is taken until the interview is locked, and for a minute after that."""
    session = callers.candidate(router.current_event)
    refused = candidate_api().deliver_events(session, told.events)
    for code, count in Counter(error.code for _, error in refused).items():
        logger.warning("proctoring_events_refused", code=code, count=count)
    return EventsView(refused=[RefusedEventView(id=event.id, code=error.code) for event, error in refused])


@router.post("/interview/finish", summary="Finish the interview", tags=TAGS, security=[callers.LINK])
def finish_interview() -> FinishView:
    """Closes the link for ever and starts processing. A repeat gives the same answer and starts nothing twice. An
    interview that was begun is finished after the link's end, too."""
    finished = candidate_api().finish_interview(callers.candidate(router.current_event))
    if finished.locked_now:
        logger.info("session_locked", state=finished.session.state)
    if not finished.processing_started:
        logger.warning("session_waits_for_sweep")
    return FinishView(session_id=finished.session.id, state=finished.session.state)
