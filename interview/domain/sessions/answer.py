"""An answer: all that belongs to one question of one session, bar its chunks and scores."""

from datetime import datetime
from math import fsum
from typing import Literal
from uuid import UUID

from pydantic import Field, model_validator

from interview.domain.evaluation.feedback import Feedback, PreparedFeedback
from interview.domain.evaluation.score import Overall, Score
from interview.domain.recordings.chunks import Manifest
from interview.domain.recordings.quality import Recording
from interview.domain.recordings.videos import Video
from interview.domain.sessions.failures import AnswerFailure
from interview.domain.sessions.time_used import TimeUsed
from interview.domain.templates import Rubric
from interview.domain.transcripts.corrections import Correction, corrected
from interview.domain.transcripts.live_transcripts import LiveTake
from interview.domain.transcripts.text_answers import TextAnswer, typed
from interview.domain.transcripts.text_normalisation import spoken_words
from interview.domain.transcripts.transcript import Transcript, Word, transcript_hash
from interview.domain.values import Value

TranscriptName = Literal["transcript", "live_transcript"]

MAX_UNHEARD_MS = 4_000
"""How much longer a recording may be than what was listened to live: for three seconds after its end an answer is
recorded, for it may still go on, and the two do not start in one moment. What a page hears before it is connected, it
keeps."""
MAX_UNRECORDED_MS = 3_000
"""How much shorter: they do not stop in one moment, and a silent microphone is listened to by the proxy's own clock."""


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


class AnsweredQuestion(Value):
    """Which question, when it was answered, and how far.

    `given_at` is when its words first left for the candidate's browser, `asked_at` when the candidate came to it.
    `added_at` is when a recording or a text came to more, by the server's clock, less `added_late_ms`: how much earlier
    that was, as the page says. It only moves on. `next_run` is the first recorder run not leased yet.
    """

    session_id: UUID
    question_index: int
    given_at: datetime | None = None
    asked_at: datetime | None = None
    added_at: datetime | None = None
    added_late_ms: int = 0
    time_used: TimeUsed = Field(default_factory=TimeUsed)
    next_run: int = 0
    failure: AnswerFailure | None = None


class AnswerProgress(AnsweredQuestion):
    """How far an answer has come, without what it holds: however long somebody spoke or wrote, this stays small.

    `made_at` is when each of its parts was made, by name. `recorded_ms` is how long the candidate recorded, None where
    there is no manifest, `filmed_ms` how much of that the video shows, None where there is none; `broke_off` says that
    the last recorder run did. `spoken` is what may be said of the answer. `score_version` and `score_awaited_since` are
    those of the answer.
    """

    recorded_ms: int | None = None
    filmed_ms: int | None = None
    broke_off: bool = False
    made_at: dict[str, datetime | None] = Field(default_factory=dict)
    spoken: str | None = None
    score_version: int = 0
    score_awaited_since: datetime | None = None

    def has(self, part: str) -> bool:
        """Whether there is this part of the answer: `video`, `transcript`, `live_transcript`, `text_answer`…"""
        return self.made_at.get(part) is not None

    @property
    def lost_ms(self) -> int:
        """How much of what was recorded the video lacks, as far as that is known."""
        if self.recorded_ms is None or self.filmed_ms is None:
            return 0
        return max(0, self.recorded_ms - self.filmed_ms)


class Answer(AnsweredQuestion):
    """What is known of one question.

    `live_transcript` is what was recognised while the candidate spoke; `live_complete` says that it has no holes, and
    `live_take` at the end of which take it was stored. `prepared` is nobody's feedback yet. `score_version` is how
    often somebody asked for another score, and `score_rubric` what that is to be judged by, None for the usual;
    `score_awaited_since` is when that was, as long as it is not made.
    """

    manifest: Manifest | None = None
    video: Video | None = None
    transcript: Transcript | None = None
    transcript_digest: str | None = None
    live_transcript: Transcript | None = None
    live_complete: bool = False
    live_take: LiveTake | None = None
    correction: Correction | None = None
    text_answer: TextAnswer | None = None
    feedback: Feedback | None = None
    prepared: PreparedFeedback | None = None
    score_version: int = 0
    score_rubric: Rubric | None = None
    score_awaited_since: datetime | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_before(cls, stored: object) -> object:
        """Once `feedback` was stored as `review`."""
        if isinstance(stored, dict) and stored.get("feedback") is None and "review" in stored:
            return {**stored, "feedback": stored["review"]}
        return stored

    @property
    def progress(self) -> AnswerProgress:
        """How far it has come."""
        parts = {
            "video": self.video and self.video.merged_at,
            "transcript": self.transcript and self.transcript.made_at,
            "live_transcript": self.live_transcript and self.live_transcript.made_at,
            "correction": self.correction and self.correction.corrected_at,
            "text_answer": self.text_answer and self.text_answer.written_at,
            "feedback": self.feedback and self.feedback.made_at,
        }
        return AnswerProgress(
            **{name: getattr(self, name) for name in AnsweredQuestion.model_fields},
            recorded_ms=self.manifest.length_ms if self.manifest else None,
            filmed_ms=self.video.filmed_ms if self.video else None,
            broke_off=bool(self.manifest and self.manifest.broke_off),
            made_at={name: made_at for name, made_at in parts.items() if made_at},
            spoken=self.feedback.spoken if self.feedback else None,
            score_version=self.score_version,
            score_awaited_since=self.score_awaited_since,
        )

    @property
    def known_words(self) -> Transcript | None:
        """Words that need no second ear: written ones, or those recognised live without a hole.

        Silence is worth a second ear, and so is a recording that is longer than what was listened to, for the
        conversation was away for a part of it, or shorter: then the words are of another sound.
        """
        if self.text_answer:
            return typed(self.text_answer)
        live = self.live_transcript
        if live is None or not self.live_complete or not live.has_speech or self.video is None:
            return None
        unheard_ms = self.video.recorded_ms - live.duration_ms
        return live if -MAX_UNRECORDED_MS <= unheard_ms <= MAX_UNHEARD_MS else None

    @property
    def is_in_words(self) -> bool:
        """Whether there is nothing left to transcribe: the words are of the video that is there, and the best known."""
        known, digest = self.known_words, self.video.digest if self.video else None
        return self.transcript is not None and self.transcript_digest == digest and known in (None, self.transcript)

    @property
    def feedback_words(self) -> Transcript | None:
        """What the feedback is about; None while there is nothing."""
        return typed(self.text_answer) if self.text_answer else self.live_transcript or self.transcript

    @property
    def standing_feedback(self) -> Feedback | None:
        """The feedback about the words that count now; None where there is none, or more was said since."""
        words = self.feedback_words
        return self.feedback if self.feedback and words and self.feedback.is_about(words) else None

    @property
    def told_feedback(self) -> Feedback | None:
        """What the candidate was told last. Its score is void where more was said since."""
        if self.feedback is None or self.standing_feedback:
            return self.feedback
        return self.feedback.model_copy(update={"score": None})

    def prepared_about(self, words: Transcript) -> Feedback | None:
        """What was made ahead, where nothing was said after it."""
        return self.prepared.feedback if self.prepared and self.prepared.feedback.is_about(words) else None

    def has_feedback_about(self, words: Transcript) -> bool:
        """Given, or prepared."""
        return any(made and made.is_about(words) for made in (self.feedback, self.prepared_about(words)))

    @property
    def scored_words(self) -> Transcript | None:
        """What is scored: the transcript, as the candidate corrected it."""
        return corrected(self.transcript, self.correction) if self.transcript else None

    @property
    def heard(self) -> Transcript | None:
        """What was said, as it counts; as it was heard live as long as there is nothing else."""
        return self.scored_words or self.live_transcript

    @property
    def text(self) -> str | None:
        """What was said or written, as it counts; as it was heard live as long as there is nothing else."""
        words = self.scored_words or (typed(self.text_answer) if self.text_answer else self.live_transcript)
        return words.text if words else None

    @property
    def recording_quality(self) -> Recording:
        """Of the words that are scored. What was recognised live lacks nothing that the video lacks."""
        if self.text_answer or self.transcript is None:
            return Recording()
        corrected = None
        if self.correction and self.correction.is_of(self.transcript):
            corrected = self.correction.words_changed / max(1, len(spoken_words(self.transcript.text)))
        confidences = [word.confidence for word in self.transcript.words]
        gaps = None
        if self.video and self.video.recorded_ms and not self.transcript_is_live:
            lost_ms = sum(gap.end_ms - gap.start_ms for gap in self.video.gaps)
            gaps = min(1.0, lost_ms / self.video.recorded_ms)
        confidence = fsum(confidences) / len(confidences) if confidences else None
        return Recording(gaps=gaps, confidence=confidence, corrected=corrected)

    @property
    def scored_hash(self) -> str | None:
        """Names the words that are scored."""
        return transcript_hash(self.scored_words) if self.scored_words else None

    def is_scored_by(self, score: Overall | Score | None) -> bool:
        """Whether the score is of the words that count."""
        return score is not None and score.transcript_hash == self.scored_hash

    @property
    def correction_counts(self) -> bool:
        """Whether the correction is in the words that count, so that no score holds that is not about it."""
        return bool(self.correction and self.transcript and self.correction.is_of(self.transcript))

    @property
    def correctable_words(self) -> Transcript | None:
        """What a candidate may correct: what was heard while they spoke."""
        return self.live_transcript

    @property
    def misheard_words(self) -> Transcript | None:
        """What the correction is of; None where that has changed since."""
        heard = self.correctable_words
        return heard if heard and self.correction and self.correction.is_of(heard) else None

    @property
    def shown_transcript(self) -> TranscriptName | None:
        """The transcript that counts, or the live one as long as there is no other."""
        if self.transcript:
            return "transcript"
        return "live_transcript" if self.live_transcript else None

    @property
    def transcript_is_live(self) -> bool:
        """Whether the transcript that counts is what was recognised while the candidate spoke."""
        return self.transcript is not None and self.transcript == self.live_transcript

    @property
    def superseded_live(self) -> Transcript | None:
        """What was recognised while the candidate spoke, unless that is what counts."""
        return None if self.transcript_is_live else self.live_transcript

    @property
    def heard_beyond_ms(self) -> int:
        """How much longer the candidate was listened to than recorded, where another transcript counts; 0 where that
        is no longer than the two differ by anyway, or nothing was said."""
        live = self.superseded_live
        if self.transcript is None or live is None or not live.has_speech:
            return 0
        beyond_ms = live.duration_ms - (self.video.recorded_ms if self.video else 0)
        return beyond_ms if beyond_ms > MAX_UNRECORDED_MS else 0
