"""What `functions/merge` asks for."""

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.settings.merge import MergeSettings
from interview.use_cases.recordings.merge_question import MergeQuestion
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def merge_question(settings: MergeSettings) -> MergeQuestion:
    store = database(settings)
    return MergeQuestion(
        AnswerRepository(store),
        ChunkRepository(store),
        RawBucket(settings.raw_bucket),
        MergedBucket(settings.merged_bucket),
    )
