"""Every use case with its production dependencies: the one place where the product is put together.

An entry point loads its settings at import and asks here for its use case at each call; what was built once is kept
until a secret has another value.
Nothing connects before that: a function without a database address starts, and answers that it is not configured.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import update_wrapper
from typing import Generic, TypeVar

from interview.adapters import secrets
from interview.adapters.deepgram import Deepgram
from interview.adapters.groq import Groq
from interview.adapters.live_connections import LiveConnections
from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo import (
    AccountRepository,
    AnswerRepository,
    ChunkRepository,
    ConnectionRepository,
    ForgottenSessionRepository,
    KnownPlaceRepository,
    ProctoringEventRepository,
    ScoreRepository,
    SessionCountRepository,
    SessionRepository,
    SignInAttemptRepository,
    TemplateRepository,
    TicketRepository,
    TranscriptLineRepository,
    UsageRepository,
    connect,
    let_expire,
    make_missing_indexes,
    missing_indexes,
    ping,
)
from interview.adapters.mongo.client import Database
from interview.adapters.passwords import Passwords
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.adapters.secrets import secret
from interview.adapters.site import Site
from interview.adapters.step_functions import AnswerExecutions, Executions
from interview.domain.sessions import LONGEST_LINK
from interview.errors import NotYetConfiguredError
from interview.settings import (
    ApiSettings,
    AwaitChunksSettings,
    CanarySettings,
    ChunkRegisteredSettings,
    DatabaseSettings,
    LiveAuthorizerSettings,
    LiveSettings,
    MergeRequestedSettings,
    MergeSettings,
    ProctoringSettings,
    ReviewSettings,
    ScoreSettings,
    SweepSettings,
    TranscribeSettings,
)
from interview.use_cases.announce_state import AnnounceState
from interview.use_cases.append_follow_up import AppendFollowUp
from interview.use_cases.await_chunks import AwaitChunks
from interview.use_cases.begin_conversation import BeginConversation
from interview.use_cases.begin_processing import BeginProcessing
from interview.use_cases.change_template import ChangeTemplate
from interview.use_cases.check_conversations import CheckConversations
from interview.use_cases.check_socket import CheckSocket
from interview.use_cases.close_connection import CloseConnection
from interview.use_cases.correct_transcript import CorrectTranscript
from interview.use_cases.count_link import CountLink
from interview.use_cases.count_message import CountMessage
from interview.use_cases.create_template import CreateTemplate
from interview.use_cases.deliver_events import DeliverEvents
from interview.use_cases.discard_forgotten import DiscardForgotten
from interview.use_cases.end_connections import EndConnections
from interview.use_cases.fan_out import FanOut
from interview.use_cases.find_question import FindQuestion
from interview.use_cases.find_spoken_review import FindSpokenReview
from interview.use_cases.finish_interview import FinishInterview
from interview.use_cases.finish_processing import FinishProcessing
from interview.use_cases.forget_session import ForgetSession
from interview.use_cases.issue_link import IssueLink
from interview.use_cases.issue_ticket import IssueTicket
from interview.use_cases.issue_upload import IssueUpload
from interview.use_cases.issue_upload_test import IssueUploadTest
from interview.use_cases.join_session import JoinSession
from interview.use_cases.keep_time import KeepTime
from interview.use_cases.list_flags import ListFlags
from interview.use_cases.list_sessions import ListSessions
from interview.use_cases.list_templates import ListTemplates
from interview.use_cases.list_words import ListWords
from interview.use_cases.lock_interview import LockInterview
from interview.use_cases.look_around import LookAround
from interview.use_cases.look_up_chunks import LookUpChunks
from interview.use_cases.merge_overdue import MergeOverdue
from interview.use_cases.merge_question import MergeQuestion
from interview.use_cases.meter_voice import MeterVoice
from interview.use_cases.open_connection import OpenConnection
from interview.use_cases.process_answer import ProcessAnswer
from interview.use_cases.recall_conversation import RecallConversation
from interview.use_cases.recognise_candidate import RecogniseCandidate
from interview.use_cases.recognise_user import RecogniseUser
from interview.use_cases.record_event import RecordEvent
from interview.use_cases.redeem_ticket import RedeemTicket
from interview.use_cases.redeem_voice_ticket import RedeemVoiceTicket
from interview.use_cases.register_chunks import RegisterChunks
from interview.use_cases.reissue_link import ReissueLink
from interview.use_cases.request_merge import RequestMerge
from interview.use_cases.restart_processing import RestartProcessing
from interview.use_cases.review_answer import ReviewAnswer
from interview.use_cases.score_answer import ScoreAnswer
from interview.use_cases.send_message import SendMessage
from interview.use_cases.show_account import ShowAccount
from interview.use_cases.show_answer import ShowAnswer
from interview.use_cases.show_interview import ShowInterview
from interview.use_cases.show_results import ShowResults
from interview.use_cases.show_template import ShowTemplate
from interview.use_cases.sign_in import SignIn
from interview.use_cases.sign_out import SignOut
from interview.use_cases.start_interview import StartInterview
from interview.use_cases.start_processing import StartProcessing
from interview.use_cases.store_live_transcript import StoreLiveTranscript
from interview.use_cases.store_manifest import StoreManifest
from interview.use_cases.store_transcript_lines import StoreTranscriptLines
from interview.use_cases.sweep_sessions import SweepSessions
from interview.use_cases.take_page_report import TakePageReport
from interview.use_cases.transcribe_answer import TranscribeAnswer
from interview.use_cases.write_answer import WriteAnswer

SettingsType = TypeVar("SettingsType", bound=DatabaseSettings)
Built = TypeVar("Built")

VENDOR_ANSWERS_WITHIN_S = 10.0
"""Where a function that runs every five minutes asks about a key."""


class kept(Generic[SettingsType, Built]):  # noqa: N801 (a decorator)
    """Build once for the same settings, and anew when a secret has another value: a key that was exchanged is used
    within minutes. What is at work with the old one goes on with it."""

    def __init__(self, build: Callable[[SettingsType], Built]) -> None:
        self._build = build
        self._built: dict[SettingsType, tuple[int, Built]] = {}
        update_wrapper(self, build)

    def __call__(self, settings: SettingsType) -> Built:
        changes = secrets.changes()
        before = self._built.get(settings)
        if before and before[0] == changes:
            return before[1]
        built = self._build(settings)
        self._built[settings] = (changes, built)
        return built


@kept
def database(settings: DatabaseSettings) -> Database:
    """One client a process. Raises NotYetConfiguredError until an operator has set the address."""
    return connect(secret(settings.mongodb_secret_arn, "the database"), settings.mongodb_database)


@kept
def begin_processing(settings: DatabaseSettings) -> BeginProcessing:
    store = database(settings)
    return BeginProcessing(
        SessionRepository(store), AnswerRepository(store), ChunkRepository(store), ScoreRepository(store)
    )


@kept
def register_chunks(settings: ChunkRegisteredSettings) -> RegisterChunks:
    store = database(settings)
    answers, chunks = AnswerRepository(store), ChunkRepository(store)
    request_merge = RequestMerge(
        answers, chunks, MergeRequests(settings.merge_requests_queue_url), UsageRepository(store)
    )
    return RegisterChunks(SessionRepository(store), answers, chunks, request_merge)


@kept
def discard_forgotten(settings: ChunkRegisteredSettings) -> DiscardForgotten:
    return DiscardForgotten(ForgottenSessionRepository(database(settings)), RawBucket(settings.raw_bucket))


@kept
def await_chunks(settings: AwaitChunksSettings) -> AwaitChunks:
    store = database(settings)
    answers = AnswerRepository(store)
    look_up = LookUpChunks(answers, ChunkRepository(store), RawBucket(settings.raw_bucket))
    return AwaitChunks(SessionRepository(store), answers, look_up, settings.straggler_wait_s)


@kept
def merge_question(settings: MergeSettings) -> MergeQuestion:
    store = database(settings)
    return MergeQuestion(
        AnswerRepository(store),
        ChunkRepository(store),
        RawBucket(settings.raw_bucket),
        MergedBucket(settings.merged_bucket),
    )


@kept
def process_answer(settings: MergeRequestedSettings) -> ProcessAnswer:
    return ProcessAnswer(SessionRepository(database(settings)), AnswerExecutions(settings.process_answer_arn))


@kept
def transcribe_answer(settings: TranscribeSettings) -> TranscribeAnswer:
    deepgram = Deepgram(
        secret(settings.deepgram_secret_arn, "transcription"),
        api_url=settings.deepgram_api_url,
        model=settings.transcription_model,
    )
    return TranscribeAnswer(AnswerRepository(database(settings)), MergedBucket(settings.merged_bucket), deepgram)


@kept
def score_answer(settings: ScoreSettings) -> ScoreAnswer:
    store = database(settings)
    groq = Groq(secret(settings.groq_secret_arn, "scoring"), base_url=settings.groq_base_url, models=settings.models)
    return ScoreAnswer(SessionRepository(store), AnswerRepository(store), ScoreRepository(store), groq)


@kept
def finish_processing(settings: DatabaseSettings) -> FinishProcessing:
    store = database(settings)
    return FinishProcessing(SessionRepository(store), AnswerRepository(store))


@kept
def sweep_sessions(settings: SweepSettings) -> SweepSessions:
    store = database(settings)
    sessions, answers = SessionRepository(store), AnswerRepository(store)
    executions = Executions(settings.process_interview_arn)
    return SweepSessions(sessions, answers, LockInterview(sessions, answers), UsageRepository(store), executions)


@kept
def merge_overdue(settings: SweepSettings) -> MergeOverdue:
    store = database(settings)
    merge_requests = MergeRequests(settings.merge_requests_queue_url)
    return MergeOverdue(SessionRepository(store), AnswerRepository(store), ChunkRepository(store), merge_requests)


@kept
def forget_session(settings: SweepSettings) -> ForgetSession:
    return forget_session_of(database(settings), settings.raw_bucket, settings.merged_bucket)


def forget_session_of(store: Database, raw_bucket: str, merged_bucket: str) -> ForgetSession:
    return ForgetSession(
        SessionRepository(store), ForgottenSessionRepository(store), RawBucket(raw_bucket), MergedBucket(merged_bucket)
    )


@kept
def look_around(settings: CanarySettings) -> LookAround:
    def ask_groq() -> None:
        key = secret(settings.groq_secret_arn, "scoring")
        with Groq(key, base_url=settings.groq_base_url, models=(), timeout_s=VENDOR_ANSWERS_WITHIN_S) as groq:
            groq.check_key()

    def ask_deepgram() -> None:
        key = secret(settings.deepgram_secret_arn, "transcription")
        with Deepgram(key, api_url=settings.deepgram_api_url, timeout_s=VENDOR_ANSWERS_WITHIN_S) as deepgram:
            deepgram.check_key()

    return LookAround(Site(settings.site_url), settings.paths, (ask_groq, ask_deepgram))


@kept
def redeem_ticket(settings: LiveAuthorizerSettings) -> RedeemTicket:
    return RedeemTicket(TicketRepository(database(settings)), secret(settings.origin_secret_arn, "the origin secret"))


@kept
def recognise_candidate(settings: DatabaseSettings) -> RecogniseCandidate:
    return RecogniseCandidate(SessionRepository(database(settings)))


@kept
def review_answer(settings: ReviewSettings) -> ReviewAnswer:
    """Its model thinks little and answers soon, for the candidate waits."""
    groq = Groq(
        secret(settings.groq_secret_arn, "the review"),
        base_url=settings.groq_base_url,
        models=settings.models,
        reasoning_effort="low",
        max_completion_tokens=1024,
        longest_pause_s=2,
    )
    store = database(settings)
    answers = AnswerRepository(store)
    return ReviewAnswer(answers, AppendFollowUp(SessionRepository(store), answers), groq, UsageRepository(store))


@kept
def send_message(settings: LiveSettings) -> SendMessage:
    return SendMessage(ConnectionRepository(database(settings)), LiveConnections(settings.live_endpoint))


@kept
def fan_out(settings: LiveSettings) -> FanOut:
    return FanOut(ConnectionRepository(database(settings)), send_message(settings))


@kept
def announce_state(settings: LiveSettings) -> AnnounceState:
    return AnnounceState(fan_out(settings))


@kept
def record_event(settings: ProctoringSettings) -> RecordEvent:
    store = database(settings)
    return RecordEvent(
        SessionRepository(store),
        ProctoringEventRepository(store),
        fan_out(settings),
        kept_for=timedelta(days=settings.proctoring_retention_days),
        usage=UsageRepository(store),
    )


@dataclass(frozen=True)
class Live:
    """What the live socket can do."""

    check_socket: CheckSocket
    close_connection: CloseConnection
    count_message: CountMessage
    end_connections: EndConnections
    join_session: JoinSession
    open_connection: OpenConnection
    record_event: RecordEvent
    send_message: SendMessage


@kept
def live(settings: ProctoringSettings) -> Live:
    store = database(settings)
    connections = ConnectionRepository(store)
    end_connections = EndConnections(connections, LiveConnections(settings.live_endpoint))
    return Live(
        check_socket=CheckSocket(SessionRepository(store), AccountRepository(store)),
        close_connection=CloseConnection(connections),
        count_message=CountMessage(connections),
        end_connections=end_connections,
        join_session=JoinSession(connections),
        open_connection=OpenConnection(connections, end_connections),
        record_event=record_event(settings),
        send_message=send_message(settings),
    )


@dataclass(frozen=True)
class Voice:
    """What the voice proxy asks of the product. What stores has connections of its own: no look-up keeps it waiting."""

    begin_conversation: BeginConversation
    check_conversations: CheckConversations
    find_question: FindQuestion
    find_spoken_review: FindSpokenReview
    meter: MeterVoice
    recall_conversation: RecallConversation
    redeem_ticket: RedeemVoiceTicket
    store_live_transcript: StoreLiveTranscript
    store_transcript_lines: StoreTranscriptLines


@kept
def voice(settings: DatabaseSettings) -> Voice:
    return voice_of(database(settings), storing_database(settings))


@kept
def storing_database(settings: DatabaseSettings) -> Database:
    """A second client, as `database`."""
    return connect(secret(settings.mongodb_secret_arn, "the database"), settings.mongodb_database)


def voice_of(store: Database, storing: Database) -> Voice:
    answers, sessions = AnswerRepository(store), SessionRepository(storing)
    lines = TranscriptLineRepository(storing)
    return Voice(
        begin_conversation=BeginConversation(SessionRepository(store)),
        check_conversations=CheckConversations(SessionRepository(store)),
        find_question=FindQuestion(SessionRepository(store)),
        find_spoken_review=FindSpokenReview(answers),
        meter=MeterVoice(UsageRepository(store)),
        recall_conversation=RecallConversation(answers),
        redeem_ticket=RedeemVoiceTicket(TicketRepository(store), SessionRepository(store)),
        store_live_transcript=StoreLiveTranscript(sessions, AnswerRepository(storing), lines),
        store_transcript_lines=StoreTranscriptLines(sessions, lines),
    )


@dataclass(frozen=True)
class Api:
    """What the HTTP API can do."""

    announce_state: AnnounceState
    change_template: ChangeTemplate
    correct_transcript: CorrectTranscript
    create_template: CreateTemplate
    deliver_events: DeliverEvents
    finish_interview: FinishInterview
    issue_link: IssueLink
    issue_ticket: IssueTicket
    issue_upload: IssueUpload
    issue_upload_test: IssueUploadTest
    keep_time: KeepTime
    list_flags: ListFlags
    list_sessions: ListSessions
    list_templates: ListTemplates
    list_words: ListWords
    recognise_candidate: RecogniseCandidate
    recognise_user: RecogniseUser
    reissue_link: ReissueLink
    restart_processing: RestartProcessing
    show_account: ShowAccount
    show_answer: ShowAnswer
    show_interview: ShowInterview
    show_results: ShowResults
    show_template: ShowTemplate
    sign_in: SignIn
    sign_out: SignOut
    start_interview: StartInterview
    store_manifest: StoreManifest
    take_page_report: TakePageReport
    write_answer: WriteAnswer


@kept
def api(settings: ApiSettings) -> Api:
    store = database(settings)
    accounts, sessions, templates = AccountRepository(store), SessionRepository(store), TemplateRepository(store)
    answers, chunks, connections = AnswerRepository(store), ChunkRepository(store), ConnectionRepository(store)
    request_merge = RequestMerge(
        answers, chunks, MergeRequests(settings.merge_requests_queue_url), UsageRepository(store)
    )
    usage = UsageRepository(store)
    count_link = CountLink(sessions, usage)
    events, scores = ProctoringEventRepository(store), ScoreRepository(store)
    list_flags = ListFlags(sessions, answers, events)
    start_processing = StartProcessing(sessions, Executions(settings.process_interview_arn))
    return Api(
        announce_state=announce_state(settings),
        change_template=ChangeTemplate(templates),
        correct_transcript=CorrectTranscript(answers, usage),
        create_template=CreateTemplate(templates),
        deliver_events=DeliverEvents(record_event(settings), usage),
        finish_interview=FinishInterview(sessions, LockInterview(sessions, answers), start_processing),
        issue_link=IssueLink(sessions, answers, templates, count_link),
        issue_ticket=IssueTicket(sessions, TicketRepository(store), connections, usage),
        issue_upload=IssueUpload(sessions, answers, RawBucket(settings.raw_bucket), usage),
        issue_upload_test=IssueUploadTest(RawBucket(settings.raw_bucket), usage),
        keep_time=KeepTime(sessions, answers, usage),
        list_flags=list_flags,
        list_sessions=ListSessions(sessions, SessionCountRepository(store)),
        list_templates=ListTemplates(templates),
        list_words=ListWords(sessions, answers),
        recognise_candidate=RecogniseCandidate(sessions),
        recognise_user=RecogniseUser(accounts),
        reissue_link=ReissueLink(sessions, answers, count_link),
        restart_processing=RestartProcessing(sessions, start_processing, usage),
        show_account=ShowAccount(accounts),
        show_answer=ShowAnswer(sessions, answers, scores, MergedBucket(settings.merged_bucket)),
        show_interview=ShowInterview(answers, chunks),
        show_results=ShowResults(
            sessions,
            answers,
            scores,
            events,
            connections,
            list_flags,
        ),
        show_template=ShowTemplate(templates),
        sign_in=SignIn(accounts, SignInAttemptRepository(store), KnownPlaceRepository(store), Passwords()),
        sign_out=SignOut(
            accounts,
            TicketRepository(store),
            connections,
            EndConnections(connections, LiveConnections(settings.live_endpoint)),
        ),
        start_interview=StartInterview(sessions),
        store_manifest=StoreManifest(answers, request_merge, usage),
        take_page_report=TakePageReport(usage),
        write_answer=WriteAnswer(sessions, answers, usage),
    )


def check_database(settings: DatabaseSettings) -> None:
    """Raises NotConfiguredError or DatabaseUnavailableError, with the reason, unless the database answers and has its
    indexes, which carry the invariants."""
    store = database(settings)
    ping(store)
    if missing := missing_indexes(store):
        lack = f"the database lacks indexes ({len(missing)})"
        raise NotYetConfiguredError(f"{lack}: the sweeper makes them in five minutes")


def make_indexes(settings: SweepSettings) -> list[str]:
    """Make the indexes that the database lacks: after a first deploy, and after one that brings another. What is known
    of chunks outlives them by the longest link; live words go with the merged recordings."""
    store = database(settings)
    made = make_missing_indexes(store)
    chunks_last = timedelta(days=settings.raw_retention_days) + LONGEST_LINK
    let_expire(store, {"chunks": chunks_last, "transcript_lines": timedelta(days=settings.merged_retention_days)})
    return made
