"""Turn one answer into text: what was recognised live where that has no holes, else the merged recording."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from interview.adapters.deepgram import Deepgram
from interview.adapters.mongo import AnswerRepository
from interview.adapters.s3 import MergedBucket
from interview.domain.clock import Clock, utc_now
from interview.domain.transcripts import Transcript, silence
from interview.errors import MediaError

AUDIO_TYPE = "audio/ogg"


@dataclass(frozen=True)
class TranscribeAnswer:
    """Works on what `merge_question` published; a repeat for the same video does nothing.

    A live transcript without holes is taken as it is. Anything else is recognised anew from the recording: also where
    nobody was heard live, since silence is worth a second ear.
    """

    answers: AnswerRepository
    merged: MergedBucket
    deepgram: Deepgram
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, question_index: int) -> None:
        answer = self.answers.get(session_id, question_index)
        if answer.video is None:
            raise MediaError("there is no merged recording to transcribe")
        if answer.transcript_digest == answer.video.digest:
            return
        if answer.live_complete and answer.live_transcript and answer.live_transcript.has_speech:
            transcript = answer.live_transcript
        elif answer.video.audio_key is None:
            transcript = silence(answer.video.duration_ms, self.clock())
        else:
            transcript = self._transcribe(answer.video.audio_key)
        self.answers.store_transcript(session_id, question_index, transcript, answer.video.digest)

    def _transcribe(self, audio_key: str) -> Transcript:
        with tempfile.TemporaryDirectory(prefix="transcribe-") as folder:
            audio = Path(folder) / "audio"
            self.merged.fetch_file(audio_key, audio)
            return self.deepgram.transcribe(audio, AUDIO_TYPE)
