"""Every use case with its production dependencies: the one place where the product is put together.

An entry point loads its settings at import and asks here for its use case at each call; what was built once is kept.
Nothing connects before that: a function without a database address starts, and answers that it is not configured.
"""

from functools import cache

from interview.adapters.deepgram import Deepgram
from interview.adapters.groq import Groq
from interview.adapters.live_connections import LiveConnections
from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo import (
    AnswerRepository,
    ChunkRepository,
    ScoreRepository,
    SessionRepository,
    TicketRepository,
    connect,
)
from interview.adapters.mongo.client import Database
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.adapters.secrets import secret
from interview.adapters.step_functions import Executions
from interview.settings import (
    AwaitChunksSettings,
    ChunkRegisteredSettings,
    DatabaseSettings,
    LiveAuthorizerSettings,
    MergeSettings,
    ProctoringSettings,
    ScoreSettings,
    SweepSettings,
    TranscribeSettings,
)
from interview.use_cases.await_chunks import AwaitChunks
from interview.use_cases.begin_processing import BeginProcessing
from interview.use_cases.finish_processing import FinishProcessing
from interview.use_cases.redeem_ticket import RedeemTicket
from interview.use_cases.register_chunks import RegisterChunks
from interview.use_cases.request_merge import RequestMerge
from interview.use_cases.score_answer import ScoreAnswer
from interview.use_cases.sweep_sessions import SweepSessions
from interview.use_cases.transcribe_answer import TranscribeAnswer


@cache
def database(settings: DatabaseSettings) -> Database:
    """One client a process. Raises NotConfiguredError until an operator has set the address."""
    return connect(secret(settings.mongodb_secret_arn, "the database"), settings.mongodb_database)


@cache
def begin_processing(settings: DatabaseSettings) -> BeginProcessing:
    return BeginProcessing(SessionRepository(database(settings)))


@cache
def register_chunks(settings: ChunkRegisteredSettings) -> RegisterChunks:
    store = database(settings)
    answers, chunks = AnswerRepository(store), ChunkRepository(store)
    request_merge = RequestMerge(answers, chunks, MergeRequests(settings.merge_requests_queue_url))
    return RegisterChunks(SessionRepository(store), answers, chunks, request_merge)


@cache
def await_chunks(settings: AwaitChunksSettings) -> AwaitChunks:
    store = database(settings)
    return AwaitChunks(
        SessionRepository(store), AnswerRepository(store), ChunkRepository(store), settings.straggler_wait_s
    )


@cache
def transcribe_answer(settings: TranscribeSettings) -> TranscribeAnswer:
    deepgram = Deepgram(
        secret(settings.deepgram_secret_arn, "transcription"),
        api_url=settings.deepgram_api_url,
        model=settings.transcription_model,
    )
    return TranscribeAnswer(AnswerRepository(database(settings)), MergedBucket(settings.merged_bucket), deepgram)


@cache
def score_answer(settings: ScoreSettings) -> ScoreAnswer:
    store = database(settings)
    groq = Groq(secret(settings.groq_secret_arn, "scoring"), base_url=settings.groq_base_url, models=settings.models)
    return ScoreAnswer(SessionRepository(store), AnswerRepository(store), ScoreRepository(store), groq)


@cache
def finish_processing(settings: DatabaseSettings) -> FinishProcessing:
    store = database(settings)
    return FinishProcessing(SessionRepository(store), AnswerRepository(store))


@cache
def sweep_sessions(settings: SweepSettings) -> SweepSessions:
    return SweepSessions(SessionRepository(database(settings)), Executions(settings.process_interview_arn))


@cache
def redeem_ticket(settings: LiveAuthorizerSettings) -> RedeemTicket:
    return RedeemTicket(TicketRepository(database(settings)), secret(settings.origin_secret_arn, "the origin secret"))


@cache
def live_connections(settings: ProctoringSettings) -> LiveConnections:
    return LiveConnections(settings.live_endpoint)
