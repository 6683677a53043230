"""Turn one answer into text: what was written, or recognised live without holes, else the merged recording."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from interview.adapters.deepgram import Deepgram
from interview.adapters.mongo import AnswerRepository
from interview.adapters.s3 import MergedBucket
from interview.domain.answers import Answer, Video
from interview.domain.clock import Clock, utc_now
from interview.domain.text_answers import typed
from interview.domain.transcripts import Transcript, silence
from interview.errors import MediaError

AUDIO_TYPE = "audio/ogg"
MISSED_AT_MOST_MS = 3_000
"""How much longer the recording may be than what was listened to live: they do not start and stop in one moment."""


@dataclass(frozen=True)
class TranscribeAnswer:
    """Works on what `merge_question` published; a repeat for the same video does nothing.

    A written answer counts as it is, with a recording or without, and so does a live transcript without holes.
    Anything else is recognised anew from the recording: also where nobody was heard live, since silence is worth a
    second ear, and where the recording is longer than what was listened to, since then the conversation was away for a
    part of it.
    """

    answers: AnswerRepository
    merged: MergedBucket
    deepgram: Deepgram
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, question_index: int) -> None:
        answer = self.answers.get(session_id, question_index)
        digest = answer.video.digest if answer.video else None
        if answer.transcript and answer.transcript_digest == digest:
            return
        self.answers.store_transcript(session_id, question_index, self._transcript(answer), digest)

    def _transcript(self, answer: Answer) -> Transcript:
        if answer.text_answer:
            return typed(answer.text_answer)
        if answer.video is None:
            raise MediaError("there is no merged recording to transcribe")
        if live := self._without_holes(answer, answer.video):
            return live
        if answer.video.audio_key is None:
            return silence(answer.video.duration_ms, self.clock())
        return self._transcribe(answer.video.audio_key)

    @staticmethod
    def _without_holes(answer: Answer, video: Video) -> Transcript | None:
        live = answer.live_transcript
        if live is None or not answer.live_complete or not live.has_speech:
            return None
        return live if live.duration_ms + MISSED_AT_MOST_MS >= video.recorded_ms else None

    def _transcribe(self, audio_key: str) -> Transcript:
        with tempfile.TemporaryDirectory(prefix="transcribe-") as folder:
            audio = Path(folder) / "audio"
            self.merged.fetch_file(audio_key, audio)
            return self.deepgram.transcribe(audio, AUDIO_TYPE)
