"""Turn one answer into text: what was written, or recognised live without holes, else the merged recording."""

from dataclasses import dataclass
from math import ceil
from uuid import UUID

from interview.adapters.deepgram import Deepgram
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import MergedBucket
from interview.adapters.working_folder import working_folder
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.answer import Answer, on_recording_clock
from interview.domain.transcripts.transcript import Transcript, silence
from interview.errors import MediaError, NotFoundError

AUDIO_TYPE = "audio/ogg"


@dataclass(frozen=True)
class TranscribeAnswer:
    """Works on what `merge_question` published; a repeat for the same video and words does nothing.

    A written answer counts as it is, with a recording or without, and so does a live transcript without holes, also one
    that came after the recording was transcribed. Anything else is recognised again from the recording.

    Raises QuotaExceededError where that would be more of this interview than is put into words.
    """

    sessions: SessionRepository
    answers: AnswerRepository
    merged: MergedBucket
    deepgram: Deepgram
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, question_index: int) -> None:
        answer = self.answers.get(session_id, question_index)
        if answer.is_in_words:
            return
        digest = answer.video.digest if answer.video else None
        self.answers.store_transcript(session_id, question_index, self._transcript(answer), digest)

    def _transcript(self, answer: Answer) -> Transcript:
        if known := answer.known_words:
            return known
        if answer.video is None:
            raise MediaError("there is no merged recording to transcribe")
        if answer.video.audio_key is None:
            return silence(answer.video.duration_ms, self.clock())
        seconds = ceil(answer.video.duration_ms / 1000)
        self.usage.count(quotas.TRANSCRIBED_SECONDS, answer.session_id, amount=seconds)
        return on_recording_clock(self._transcribe(answer.session_id, answer.video.audio_key), answer.video)

    def _transcribe(self, session_id: UUID, audio_key: str) -> Transcript:
        session = self.sessions.get(session_id)
        if session is None:
            raise NotFoundError("No such session.")
        with working_folder("transcribe-") as folder:
            audio = folder / "audio"
            self.merged.fetch_file(audio_key, audio)
            return self.deepgram.transcribe(audio, AUDIO_TYPE, session.language)
