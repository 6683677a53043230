"""What `functions/chunk_registered` asks for."""

from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import RawBucket
from interview.settings.chunk_registered import ChunkRegisteredSettings
from interview.use_cases.recordings.discard_strays import DiscardStrays
from interview.use_cases.recordings.register_chunks import RegisterChunks
from interview.use_cases.recordings.request_merge import RequestMerge
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def register_chunks(settings: ChunkRegisteredSettings) -> RegisterChunks:
    store = database(settings)
    answers, chunks, usage = AnswerRepository(store), ChunkRepository(store), UsageRepository(store)
    request_merge = RequestMerge(answers, chunks, MergeRequests(settings.merge_requests_queue_url), usage)
    raw = RawBucket(settings.raw_bucket)
    return RegisterChunks(SessionRepository(store), answers, chunks, raw, usage, request_merge)


@kept
def discard_strays(settings: ChunkRegisteredSettings) -> DiscardStrays:
    return DiscardStrays(ForgottenSessionRepository(database(settings)), RawBucket(settings.raw_bucket))
