"""An answer: all that belongs to one question of one session, bar its chunks and scores."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from interview.domain.evaluation.feedback import Review
from interview.domain.recordings.chunks import Manifest
from interview.domain.recordings.videos import Video
from interview.domain.sessions.time_used import TimeUsed
from interview.domain.transcripts.corrections import Correction, corrected
from interview.domain.transcripts.text_answers import TextAnswer, typed
from interview.domain.transcripts.transcript import Transcript, Word, transcript_hash

MISSED_AT_MOST_MS = 3_000
"""How much longer a recording may be than what was listened to live: they do not start and stop in one moment."""


def on_recording_clock(heard: Transcript, video: Video) -> Transcript:
    """What was recognised from a video's sound, with its times moved to the recording's clock.

    A decoder knows no gaps: it puts what comes after one right behind what came before. How long the recogniser says
    that the sound was tells whether it did so.
    """
    inside = sorted(
        (max(gap.start_ms, video.offset_ms), gap.end_ms) for gap in video.gaps if gap.end_ms > video.offset_ms
    )
    lost_ms = sum(end_ms - start_ms for start_ms, end_ms in inside)
    closed = abs(video.duration_ms - lost_ms - heard.duration_ms) < abs(video.duration_ms - heard.duration_ms)

    def moved(word: Word) -> Word:
        at_ms = word.start_ms + video.offset_ms
        for start_ms, end_ms in inside if closed else ():
            at_ms += end_ms - start_ms if start_ms <= at_ms else 0
        return word.model_copy(update={"start_ms": at_ms, "end_ms": at_ms + word.end_ms - word.start_ms})

    return heard.model_copy(update={"words": tuple(moved(word) for word in heard.words)})


class AnswerFailure(BaseModel):
    """Why processing gave up on this question: the error's name and its words."""

    model_config = ConfigDict(frozen=True)

    error: str
    message: str
    attempt: int


class AnsweredQuestion(BaseModel):
    """Which question, when it was answered, and how far.

    `given_at` is when its words first left for the candidate's browser, `asked_at` when the candidate came to it.
    `added_at` is when a recording or a text came to more, by the server's clock, less `added_late_ms`: how much earlier
    that was, as the page says. It only moves on. `next_run` is the first recorder run not leased yet.
    """

    model_config = ConfigDict(frozen=True)

    session_id: UUID
    question_index: int
    given_at: datetime | None = None
    asked_at: datetime | None = None
    added_at: datetime | None = None
    added_late_ms: int = 0
    time_used: TimeUsed = TimeUsed()
    next_run: int = 0
    failure: AnswerFailure | None = None


class AnswerProgress(AnsweredQuestion):
    """How far an answer has come, without what it holds: however long somebody spoke or wrote, this stays small.

    `made_at` is when each of its parts was made, by name. `recorded_ms` is how long the candidate recorded, None where
    there is no manifest, `filmed_ms` how much of that the video shows, None where there is none; `broke_off` says that
    the last recorder run did. `spoken` is what may be said of the answer.
    """

    recorded_ms: int | None = None
    filmed_ms: int | None = None
    broke_off: bool = False
    made_at: dict[str, datetime | None] = {}
    spoken: str | None = None

    def has(self, part: str) -> bool:
        """Whether there is this part of the answer: `video`, `transcript`, `live_transcript`, `text_answer`…"""
        return self.made_at.get(part) is not None


class Answer(AnsweredQuestion):
    """What is known of one question.

    `live_transcript` is what was recognised while the candidate spoke; `live_complete` says that it has no holes.
    """

    manifest: Manifest | None = None
    video: Video | None = None
    transcript: Transcript | None = None
    transcript_digest: str | None = None
    live_transcript: Transcript | None = None
    live_complete: bool = False
    correction: Correction | None = None
    text_answer: TextAnswer | None = None
    review: Review | None = None

    @property
    def progress(self) -> AnswerProgress:
        """How far it has come."""
        parts = {
            "video": self.video and self.video.merged_at,
            "transcript": self.transcript and self.transcript.made_at,
            "live_transcript": self.live_transcript and self.live_transcript.made_at,
            "correction": self.correction and self.correction.corrected_at,
            "text_answer": self.text_answer and self.text_answer.written_at,
            "review": self.review and self.review.made_at,
        }
        return AnswerProgress(
            **{name: getattr(self, name) for name in AnsweredQuestion.model_fields},
            recorded_ms=self.manifest.length_ms if self.manifest else None,
            filmed_ms=self.video.filmed_ms if self.video else None,
            broke_off=bool(self.manifest and self.manifest.broke_off),
            made_at={name: made_at for name, made_at in parts.items() if made_at},
            spoken=self.review.spoken if self.review else None,
        )

    @property
    def known_words(self) -> Transcript | None:
        """Words that need no second ear: written ones, or those recognised live without a hole.

        Silence is worth a second ear, and so is a recording that is longer than what was listened to: the conversation
        was away for a part of it.
        """
        if self.text_answer:
            return typed(self.text_answer)
        live = self.live_transcript
        if live is None or not self.live_complete or not live.has_speech or self.video is None:
            return None
        return live if live.duration_ms + MISSED_AT_MOST_MS >= self.video.recorded_ms else None

    @property
    def is_in_words(self) -> bool:
        """Whether there is nothing left to transcribe: the words are of the video that is there, and the best known."""
        known, digest = self.known_words, self.video.digest if self.video else None
        return self.transcript is not None and self.transcript_digest == digest and known in (None, self.transcript)

    @property
    def reviewed_words(self) -> Transcript | None:
        """What the instant review is about; None while there is nothing."""
        return typed(self.text_answer) if self.text_answer else self.live_transcript or self.transcript

    @property
    def scored_words(self) -> Transcript | None:
        """What is scored: the transcript, as the candidate corrected it."""
        return corrected(self.transcript, self.correction) if self.transcript else None

    @property
    def scored_hash(self) -> str | None:
        """Names the words that are scored."""
        return transcript_hash(self.scored_words) if self.scored_words else None
