"""What `functions/await_chunks` asks for."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.s3 import RawBucket
from interview.settings.await_chunks import AwaitChunksSettings
from interview.use_cases.recordings.await_chunks import AwaitChunks
from interview.use_cases.recordings.look_up_chunks import LookUpChunks
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def await_chunks(settings: AwaitChunksSettings) -> AwaitChunks:
    store = database(settings)
    answers = AnswerRepository(store)
    look_up = LookUpChunks(answers, ChunkRepository(store), RawBucket(settings.raw_bucket))
    return AwaitChunks(SessionRepository(store), answers, look_up, settings.straggler_wait_s)
