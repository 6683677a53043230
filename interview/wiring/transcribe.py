"""What `functions/transcribe` asks for."""

from interview.adapters.deepgram import Deepgram
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import MergedBucket
from interview.adapters.secrets import secret
from interview.settings.transcribe import TranscribeSettings
from interview.use_cases.transcripts.transcribe_answer import TranscribeAnswer
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def transcribe_answer(settings: TranscribeSettings) -> TranscribeAnswer:
    deepgram = Deepgram(
        secret(settings.deepgram_secret_arn, "transcription"),
        api_url=settings.deepgram_api_url,
        model=settings.transcription_model,
    )
    mongo = database(settings)
    return TranscribeAnswer(
        SessionRepository(mongo),
        AnswerRepository(mongo),
        MergedBucket(settings.merged_bucket),
        deepgram,
        UsageRepository(mongo),
    )
