"""Make the live transcript of an answer from its lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import Permit, holds_under
from interview.domain.transcripts.live_transcripts import LiveTake, TranscriptLine, joined, newest, takes
from interview.domain.transcripts.transcript import Transcript
from interview.errors import LinkClosedError


@dataclass(frozen=True)
class StoreLiveTranscript:
    sessions: SessionRepository
    answers: AnswerRepository
    lines: TranscriptLineRepository
    clock: Clock = utc_now

    def __call__(
        self,
        permit: Permit,
        question_index: int,
        stream: str,
        *,
        heard: Sequence[TranscriptLine] = (),
        unwritten: Sequence[TranscriptLine] = (),
        complete: bool,
        duration_ms: int,
        language: str,
        source: str,
        request_id: str | None = None,
    ) -> tuple[Transcript, bool]:
        """Store it on the answer; return it, and whether it has no hole. What is there of more of the same take stays:
        an answer that went on is stored again, and the first time may be the later one.

        `complete` says that the take just ended, `stream`, was heard without one, and `duration_ms` how long.

        `heard` are all lines of that take, which are not read again: an answer may be stored many times. `unwritten`
        are lines of this answer that are not stored yet, or are being stored meanwhile.

        Several takes are never complete: what was said when one broke off may be lost, and how much of the recording
        lies between them is not known here.

        Raises LinkClosedError or SignInRequiredError where the permit does not hold any more: then nothing is stored.
        """
        session_id = permit.session_id
        if not holds_under(permit, self.sessions.standing([session_id]).get(session_id)):
            raise LinkClosedError("This interview is closed, or its link was replaced.")
        before = [line for line in unwritten if line.stream != stream]
        earlier = newest(self.lines.of_other_takes(session_id, question_index, stream), before)
        spoken = takes([*earlier, *heard])
        transcript = joined(
            spoken,
            duration_ms=duration_ms,
            language=language,
            source=source,
            request_id=request_id,
            made_at=self.clock(),
        )
        is_whole = complete and len(spoken) <= 1
        take = LiveTake(stream=stream, heard_ms=duration_ms)
        self.answers.store_live_transcript(permit, question_index, transcript, is_whole, take)
        return transcript, is_whole
