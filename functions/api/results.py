"""Results of an interview. What an answer holds may be long, so each answer has an address of its own."""

import hashlib
from datetime import datetime
from itertools import accumulate
from typing import Annotated, Literal
from uuid import UUID

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import callers
from functions.api.candidate_result import ContestView, contest_view
from functions.api.models import HIGHEST_INDEX, Cursor, QuestionIndex, Request, View
from functions.api.service import api
from functions.api.sessions import SessionView, session_view
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.evaluation.feedback import Feedback
from interview.domain.evaluation.score import Confidence, Overall, Score
from interview.domain.evaluation.score_change import ScoreChange, change_between
from interview.domain.evaluation.scorecard import ScorecardVersion
from interview.domain.organisations.retention import KindTimes
from interview.domain.proctoring import Flag, FlagType
from interview.domain.recordings.chunks import Manifest, Span
from interview.domain.recordings.videos import Gap
from interview.domain.sessions.answer import AnswerProgress, TranscriptName
from interview.domain.sessions.failures import AnswerFailure, AnswerFailureCode
from interview.domain.templates import AskedQuestion, Rubric
from interview.domain.transcripts.corrections import Difference
from interview.domain.transcripts.text_answers import TextAnswer
from interview.domain.transcripts.transcript import Transcript, Word
from interview.use_cases.evaluation.list_scores import ListedScores
from interview.use_cases.sessions.show_answer import ShownAnswer
from interview.use_cases.sessions.show_results import Results

router = Router()

TAGS = ["Results"]

Index = Annotated[int, Field(ge=0, le=HIGHEST_INDEX)]
FLAGS_A_PAGE = 100
WORDS_A_PAGE = 5_000
"""Half an hour of speech."""
MAX_SHOWN_CHARACTERS = 150_000
"""Of a transcript as one text: two and a half hours."""

AnswerState = Literal["empty", "recorded", "merged", "transcribed", "scored", "failed"]


class VideoView(View):
    """A merged recording. `playback_url` plays for one hour, `download_url` saves the same file."""

    playback_url: str
    download_url: str
    duration_ms: int
    recorded_ms: int = Field(description="how long the candidate recorded")
    offset_ms: int = Field(description="where on the recording's clock the video begins; from there both run alike")
    size: int = Field(description="bytes")
    gaps: tuple[Gap, ...]
    transcoded: bool = Field(description="a part was recorded in another format than the rest and encoded anew")


class RunView(View):
    """What one recorder made: from `start_ms` on the recording's clock, `started_at` by the candidate's own.

    Between two runs the candidate's page was away; the recording's clock stood still meanwhile. `without_picture` is
    where, on that clock, the page left the picture out to spare the connection; the sound is there.
    """

    started_at: datetime | None
    start_ms: int
    length_ms: int
    without_picture: list[Span]


class CorrectionDetails(View):
    """What the candidate says was said. `counts`: it is in the words that are scored."""

    text: str
    words_changed: int
    corrected_at: datetime
    counts: bool
    differences: list[Difference] = Field(description="against what was heard; empty where that has changed since")


class TranscriptView(View):
    """What was said, without the single words: they are at `…/transcript`."""

    text: str = Field(description=f"the first {MAX_SHOWN_CHARACTERS} characters of it")
    language: str
    duration_ms: int
    source: str = Field(description="what recognised it: as it names itself, or the vendor and its model")
    request_id: str | None = Field(description="the service's name for the request, to quote to its support")
    made_at: datetime


class AnswerFailureView(View):
    """Why processing gave up on an answer. `error` is its name, to quote to support."""

    code: AnswerFailureCode
    error: str
    attempt: int


class AnswerView(View):
    """All that is known of one question so far.

    `live_transcript` is what was recognised while the candidate spoke, null where `transcript_is_live`; `transcript`,
    made afterwards, is what counts. Times of words and of evidence are on the recording's clock.
    """

    question_index: int
    question: AskedQuestion
    state: AnswerState
    runs: list[RunView]
    failure: AnswerFailureView | None
    video: VideoView | None
    live_transcript: TranscriptView | None
    transcript: TranscriptView | None
    transcript_is_live: bool = Field(description="the transcript that counts is the live one")
    shown_transcript: TranscriptName | None = Field(
        description="the transcript that counts, or the live one as long as there is no other"
    )
    heard_beyond_ms: int = Field(
        description="how much longer the candidate was listened to than recorded, where it is more than chance"
    )
    correction: CorrectionDetails | None
    text_answer: TextAnswer | None
    feedback: Feedback | None
    score: Score | None


class AskedView(View):
    """A question of an interview. `follows` is the index of the main question where this one is a follow-up."""

    text: str
    follows: int | None


class AnswerProgressView(View):
    """How far one answer is. All that it holds is at `…/answers/{question_index}`; `version` changes with that."""

    question_index: int
    question: AskedView
    state: AnswerState
    heard: bool = Field(description="something was recognised while the candidate spoke")
    written: bool = Field(description="the candidate wrote it: that counts, whatever was recorded")
    overall: float | None = Field(description="what it scored, 0 to 10; null where it is left to a person")
    low: float | None = Field(description="the lower end of the range in which that is")
    high: float | None
    confidence: Confidence | None
    indicative: bool = Field(description="no language model judged")
    asked_for: int = Field(description="how often another score was asked for, made yet or not")
    is_awaited: bool = Field(description="the last one that was asked for is being made")
    lost_ms: int = Field(description="how much of what was recorded the video lacks; 0 while there is none")
    version: str


class FlagCount(View):
    """How many flags there are of a question (null: between the questions) and type, and how many of these people set
    aside: the others count."""

    question_index: int | None
    type: FlagType | str
    count: int
    set_aside: int


class FlagList(View):
    """`next_cursor` is null on the last page."""

    flags: list[Flag]
    next_cursor: str | None


class ResultsView(View):
    """`flags` are what the candidate's browser noticed, and answers that took longer than their time: the first of them
    in the order of their times. `flag_counts` are of all; the rest is at `…/flags`, from `flags_cursor` on."""

    session: SessionView
    scorecard: ScorecardVersion | None = Field(
        description="of the whole interview; null until it has finished, and where people alone judge it"
    )
    candidate_is_here: bool = Field(description="the candidate's page is open right now: a new link would end it")
    candidate_seen_at: datetime | None = Field(
        description="the last sign of life of the candidate's page; null but while the interview is under way"
    )
    scores_hidden: bool = Field(description="what others found, until the caller has judged each answer")
    answers: list[AnswerProgressView]
    flags: list[Flag]
    flags_cursor: str | None
    flag_counts: list[FlagCount]
    erase_at: KindTimes = Field(description="when each kind of data is erased, once the interview is over")
    erased_at: KindTimes = Field(description="which kinds were erased, and when")
    contest: ContestView | None = Field(description="the candidate wants a person to look at it, in their words")


class ScoreVersionView(View):
    """A score as it was made then, with what it was judged by, and how it differs from the one before it."""

    version: int = Field(description="how often another one had been asked for when it was made")
    scored_at: datetime
    score: Score
    rubric: Rubric | None = Field(description="null where that was not stored yet")
    counts: bool = Field(description="this is the one that holds")
    of_other_words: bool = Field(description="it judged other words than those that count now, and never holds")
    change: ScoreChange | None = Field(description="null for the first")


class ScoreList(View):
    """Oldest first. The newest about the words that count is the one that holds; where there is none of these, none
    does."""

    versions: list[ScoreVersionView]
    asked_for: int = Field(description="how often another one was asked for, made yet or not")
    is_awaited: bool = Field(description="the last one that was asked for is being made")


class RescoreRequest(Request):
    after: int = Field(ge=0, le=1_000, description="`asked_for`, as it was listed: a repeat asks for no further score")


class RescoreView(View):
    asked_for: int


class AnswerToRescore(Request):
    question_index: Index
    after: int = Field(ge=0, le=1_000, description="`asked_for`, as it was listed: a repeat asks for no further score")


class RescoresRequest(Request):
    answers: tuple[AnswerToRescore, ...] = Field(min_length=1, max_length=HIGHEST_INDEX)


class RescoredAnswer(View):
    question_index: int
    asked_for: int


class RescoresView(View):
    answers: list[RescoredAnswer]


class WordList(View):
    """`made_at` is the transcript's; `next_start` is null on the last page."""

    made_at: datetime
    words: list[Word]
    next_start: int | None


def progress_view(answer: AnswerProgress, results: Results) -> AnswerProgressView:
    index = answer.question_index
    question, score = results.session.questions[index], results.scores.get(index)
    return AnswerProgressView(
        question_index=index,
        question=AskedView(text=question.text, follows=question.follows),
        state=answer_state(answer, score),
        heard=answer.has("live_transcript"),
        written=answer.has("text_answer"),
        overall=score.overall if score else None,
        low=score.low if score else None,
        high=score.high if score else None,
        confidence=score.confidence if score else None,
        indicative=bool(score and score.indicative),
        asked_for=answer.score_version,
        is_awaited=answer.score_awaited_since is not None,
        lost_ms=answer.lost_ms,
        version=version_of(answer, score),
    )


def answer_state(answer: AnswerProgress, score: Overall | Score | None) -> AnswerState:
    """How far an answer has come."""
    if answer.failure:
        return "failed"
    if score:
        return "scored"
    if answer.has("transcript"):
        return "transcribed"
    if answer.has("video"):
        return "merged"
    return "recorded" if answer.recorded_ms is not None or answer.has("text_answer") else "empty"


SEEN = {"recorded_ms", "broke_off", "made_at", "failure", "score_version", "score_awaited_since"}
"""Of an answer's progress; a further score may come to the same figures."""


def version_of(answer: AnswerProgress, score: Overall | None) -> str:
    """Another one whenever there is something new to see in the answer."""
    seen = answer.model_dump_json(include=SEEN)
    return hashlib.sha256(f"{seen} {score.model_dump_json() if score else None}".encode()).hexdigest()[:16]


def answer_view(shown: ShownAnswer) -> AnswerView:
    answer, score = shown.answer, shown.score
    video = None
    if answer.video and shown.playback_url and shown.download_url:
        fields = answer.video.model_dump(
            include={"duration_ms", "recorded_ms", "offset_ms", "size", "gaps", "transcoded"}
        )
        video = VideoView(playback_url=shown.playback_url, download_url=shown.download_url, **fields)
    return AnswerView(
        question_index=answer.question_index,
        question=shown.question,
        state=answer_state(answer.progress, score),
        runs=run_views(answer.manifest),
        failure=failure_view(answer.failure),
        video=video,
        live_transcript=transcript_view(answer.superseded_live),
        transcript=transcript_view(answer.transcript),
        transcript_is_live=answer.transcript_is_live,
        shown_transcript=answer.shown_transcript,
        heard_beyond_ms=answer.heard_beyond_ms,
        correction=correction_view(shown),
        text_answer=answer.text_answer,
        feedback=answer.told_feedback,
        score=score,
    )


def score_list(listed: ListedScores) -> ScoreList:
    before = [None, *(version.score for version in listed.versions)]
    return ScoreList(
        versions=[
            ScoreVersionView(
                **dict(version),
                counts=place == listed.counts,
                of_other_words=not version.score.is_about(listed.words),
                change=change_between(earlier, version.score) if earlier else None,
            )
            for place, (version, earlier) in enumerate(zip(listed.versions, before, strict=False))
        ],
        asked_for=listed.asked_for,
        is_awaited=listed.is_awaited,
    )


def failure_view(failure: AnswerFailure | None) -> AnswerFailureView | None:
    """Without its words: they are for the log."""
    return AnswerFailureView(**failure.model_dump(exclude={"message"})) if failure else None


def transcript_view(transcript: Transcript | None) -> TranscriptView | None:
    if transcript is None:
        return None
    fields = transcript.model_dump(exclude={"words", "text"})
    return TranscriptView(text=transcript.text[:MAX_SHOWN_CHARACTERS], **fields)


def correction_view(shown: ShownAnswer) -> CorrectionDetails | None:
    correction = shown.answer.correction
    if correction is None:
        return None
    return CorrectionDetails(
        text=correction.text,
        words_changed=correction.words_changed,
        corrected_at=correction.corrected_at,
        counts=shown.answer.correction_counts,
        differences=shown.differences,
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


@router.get("/sessions/<session_id>", summary="Show the results", tags=TAGS, security=[callers.SIGN_IN])
def show_results(session_id: UUID) -> ResultsView:
    """How far each question is, what it scored, and what was noticed: small, whatever the interview holds."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    results = api().show_results(user, session_id, FLAGS_A_PAGE)
    return ResultsView(
        session=session_view(results.session),
        scorecard=results.scorecard,
        scores_hidden=results.scores_hidden,
        candidate_is_here=results.is_candidate_here,
        candidate_seen_at=results.candidate_seen_at,
        answers=[progress_view(answer, results) for answer in results.answers],
        flags=list(results.flags.flags),
        flags_cursor=results.flags.next_cursor,
        flag_counts=[
            FlagCount(
                question_index=question, type=kind, count=count, set_aside=results.set_aside.get((question, kind), 0)
            )
            for (question, kind), count in results.flag_counts.items()
        ],
        erase_at=results.session.erase_at,
        erased_at=results.session.erased_at,
        contest=contest_view(results.session.contest) if results.session.contest else None,
    )


@router.get("/sessions/<session_id>/flags", summary="List the flags", tags=TAGS, security=[callers.SIGN_IN])
def list_flags(
    session_id: UUID,
    question: Annotated[
        Index | Literal["none"] | None,
        Query(description="only flags of this question, by its index; `none` for those between the questions"),
    ] = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=FLAGS_A_PAGE)] = FLAGS_A_PAGE,
) -> FlagList:
    """In the order of their times, page by page. A cursor of the list of all leads on in that of a question."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    page = api().list_flags(user, session_id, question, cursor, limit)
    return FlagList(flags=list(page.flags), next_cursor=page.next_cursor)


@router.get(
    "/sessions/<session_id>/answers/<question_index>",
    summary="Show an answer",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def show_answer(session_id: UUID, question_index: QuestionIndex) -> AnswerView:
    """Video, transcript and score of one question, as far as they are there."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    return answer_view(api().show_answer(user, session_id, question_index))


@router.get(
    "/sessions/<session_id>/answers/<question_index>/scores",
    summary="List the scores of an answer",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def list_scores(session_id: UUID, question_index: QuestionIndex) -> ScoreList:
    """All that were made of it, of other words, rubrics and models, too."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    return score_list(api().list_scores(user, session_id, question_index))


@router.post(
    "/sessions/<session_id>/answers/<question_index>/scores",
    summary="Score an answer again",
    tags=TAGS,
    status_code=202,
    security=[callers.SIGN_IN],
)
def rescore_answer(session_id: UUID, question_index: QuestionIndex, request: RescoreRequest) -> RescoreView:
    """By the rubric that the template has today, and today's models: another version beside those there are. Of
    finished interviews. 412 where there are other versions than `after` says."""
    user = callers.user(router.current_event, *MAY[Action.PROCESS_AGAIN])
    asked_for = api().rescore_answers(user, session_id, {question_index: request.after})
    return RescoreView(asked_for=asked_for[question_index])


@router.post(
    "/sessions/<session_id>/scores",
    summary="Score several answers again",
    tags=TAGS,
    status_code=202,
    security=[callers.SIGN_IN],
)
def rescore_answers(session_id: UUID, request: RescoresRequest) -> RescoresView:
    """As one answer, of the questions that are named: all that are in words for the whole interview. 412, and nothing
    done, where one of them has other versions."""
    user = callers.user(router.current_event, *MAY[Action.PROCESS_AGAIN])
    after = {answer.question_index: answer.after for answer in request.answers}
    asked_for = api().rescore_answers(user, session_id, after)
    return RescoresView(
        answers=[RescoredAnswer(question_index=index, asked_for=version) for index, version in asked_for.items()]
    )


@router.get(
    "/sessions/<session_id>/answers/<question_index>/transcript",
    summary="List the words of an answer",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def list_words(
    session_id: UUID,
    question_index: QuestionIndex,
    start: Annotated[int, Query(ge=0, le=10_000_000, description="`next_start` of the page before")] = 0,
    limit: Annotated[int, Query(ge=1, le=WORDS_A_PAGE)] = WORDS_A_PAGE,
) -> WordList:
    """Each with its times, page by page: of the transcript that counts, or of the live one as long as there is no
    other. A transcript that was made at another time than the pages before is another."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    page = api().list_words(user, session_id, question_index, start, limit)
    return WordList(made_at=page.made_at, words=list(page.words), next_start=page.next_start)
