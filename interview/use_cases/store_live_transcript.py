"""Make the live transcript of an answer from its lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo import AnswerRepository, TranscriptLineRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.live_transcripts import TranscriptLine, joined, newest, takes
from interview.domain.transcripts import Transcript


@dataclass(frozen=True)
class StoreLiveTranscript:
    answers: AnswerRepository
    lines: TranscriptLineRepository
    clock: Clock = utc_now

    def __call__(
        self,
        session_id: UUID,
        question_index: int,
        *,
        unwritten: Sequence[TranscriptLine] = (),
        complete: bool,
        duration_ms: int,
        language: str,
        source: str,
        request_id: str | None = None,
    ) -> Transcript:
        """Store it on the answer and return it. `complete` says that the take just ended was heard without a hole.

        `unwritten` are lines of this answer that are not stored yet, or are being stored meanwhile.

        Several takes are never complete: what was said when one broke off may be lost, and how much of the recording
        lies between them is not known here.
        """
        spoken = takes(newest(self.lines.of_question(session_id, question_index), unwritten))
        transcript = joined(
            spoken,
            duration_ms=duration_ms,
            language=language,
            source=source,
            request_id=request_id,
            made_at=self.clock(),
        )
        self.answers.store_live_transcript(session_id, question_index, transcript, complete and len(spoken) <= 1)
        return transcript
