"""Merge the chunks of one question into a playable video, and name what is missing from it."""

import time
from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from uuid import UUID

from interview.adapters.ffmpeg import Ffmpeg
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.adapters.working_folder import working_folder
from interview.domain.clock import Clock, utc_now
from interview.domain.recordings.chunks import Chunk, missing
from interview.domain.recordings.gap_reasons import CAME_LATER
from interview.domain.recordings.merging import MergePlan
from interview.domain.recordings.object_keys import merged_key, parse_chunk_key
from interview.domain.recordings.segments import Header, read_beginning
from interview.domain.recordings.videos import Gap, Video
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import MAX_LINK_TTL
from interview.errors import (
    MediaError,
    MergeInterruptedError,
    NothingArrivedError,
    NothingRecordedError,
    PublishConflictError,
    RetryableError,
)
from interview.use_cases.recordings.look_up_chunks import LookUpChunks
from interview.use_cases.recordings.plan_recording import PlanRecording
from interview.use_cases.recordings.stitch_recording import Merged, StitchRecording

MAX_LENT_HEADERS = 4
MERGE_START_TIMEOUT = timedelta(seconds=1)
CHUNKS_A_SECOND = 200
BYTES_A_SECOND = 30 * 1024 * 1024
"""What is fetched, copied and stored at the least where nothing is wrong. What takes longer may be done twice."""
STORING_START_TIMEOUT_S = 10
"""Left of a merge's time for storing, beside what its bytes take."""
LOOKS_EVERY_S = 0.2


@dataclass(frozen=True)
class MergeQuestion:
    """Returns the published video. At once where it is made of the same chunks already; safe to run twice. None where
    an answer was written and not recorded.

    Of two runs at once for the same chunks the second waits for what the first makes, but no longer than it would take
    itself: whoever claimed the work may have been killed.

    What no event told of is looked for in the bucket before anything is said never to have arrived.

    A video whose chunks are gone from the bucket cannot be made again with what came later. Of it and of what can be
    made now the larger stands, and names what it lacks; both stay in the bucket of merged recordings.

    Raises NothingArrivedError where there is no chunk, NothingRecordedError where none holds anything, MediaError where
    the recording cannot be merged as it is, and retryable errors where storage, database or FFmpeg failed or other
    merges were published first, twice.
    """

    answers: AnswerRepository
    chunks: ChunkRepository
    raw: RawBucket
    merged: MergedBucket
    ffmpeg: Ffmpeg = field(default_factory=Ffmpeg)
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, question_index: int, ends_at_s: float = inf) -> Video | None:
        """`ends_at_s` on the monotonic clock: what is not made by then is given up, and what was published stays."""
        with suppress(PublishConflictError):
            return self._merged(session_id, question_index, ends_at_s)
        return self._merged(session_id, question_index, ends_at_s)

    def _merged(self, session_id: UUID, question_index: int, ends_at_s: float) -> Video | None:
        began_s = time.monotonic()
        LookUpChunks(self.answers, self.chunks, self.raw, self.clock)(session_id, question_index)
        while True:
            answer = self.answers.get(session_id, question_index)
            plan = PlanRecording(self.answers, self.chunks)(session_id, question_index)
            if not plan.delivered and answer.video:
                return answer.video
            if not plan.delivered and answer.text_answer:
                return None
            if not plan.delivered:
                raise NothingArrivedError("no chunk of this question arrived")
            if plan.is_made(answer.video):
                return answer.video
            if self._is_to_make(answer, plan, waited_s=time.monotonic() - began_s):
                return self._made(answer, plan, ends_at_s)
            _require_time(ends_at_s)
            time.sleep(LOOKS_EVERY_S)

    def _is_to_make(self, answer: Answer, plan: MergePlan, *, waited_s: float) -> bool:
        working_s = len(plan.delivered) / CHUNKS_A_SECOND + plan.size / BYTES_A_SECOND
        takes = MERGE_START_TIMEOUT + timedelta(seconds=working_s)
        now = self.clock()
        claimed = self.answers.claim_merge(answer.session_id, answer.question_index, plan.digest, now, now + takes)
        return claimed or waited_s >= takes.total_seconds()

    def _made(self, answer: Answer, plan: MergePlan, ends_at_s: float) -> Video:
        """Merge and publish. A failure gives the claim back, so that nobody waits for what does not come."""
        question = answer.session_id, answer.question_index
        try:
            video = self._joined(answer, plan, ends_at_s)
            self.answers.publish_video(*question, video, replaces=answer.video.digest if answer.video else None)
        except Exception:
            with suppress(RetryableError):
                self.answers.drop_merge_claim(*question, plan.digest)
            raise
        return video

    def _joined(self, answer: Answer, plan: MergePlan, ends_at_s: float) -> Video:
        """What can be made of the chunks, or the video that there is where they have gone."""
        gone: set[str] = set()
        joined_by_s = ends_at_s - STORING_START_TIMEOUT_S - plan.size / BYTES_A_SECOND

        def fetched(chunks: Sequence[Chunk]) -> Generator[bytes | None]:
            with closing(self.raw.fetch_in_order([(chunk.key, chunk.version_id) for chunk in chunks])) as bodies:
                for chunk, body in zip(chunks, bodies, strict=True):
                    _require_time(joined_by_s)
                    if body is None:
                        gone.add(chunk.key)
                    yield body

        here, made = answer.video, None
        are_forgotten = self._are_forgotten(answer, plan)
        try:
            with working_folder("merge-") as folder:
                merged = StitchRecording(self.ffmpeg.until(joined_by_s))(
                    plan, fetched, folder, lambda: self._lent_headers(answer)
                )
                made = self._store(answer, plan, merged)
        except (NothingRecordedError, MediaError):
            if here is None or not (gone or are_forgotten):
                raise
        if made and (here is None or not (gone or are_forgotten) or made.size > here.size):
            return made
        assert here
        return here if gone.issuperset(chunk.key for chunk in plan.delivered) else _lacking_what_came_later(here)

    def _are_forgotten(self, answer: Answer, plan: MergePlan) -> bool:
        """Whether chunks of the video that there is may be unknown by now: what is known of them expires, too."""
        if answer.video is None or answer.manifest is None:
            return False
        is_old = answer.video.merged_at + MAX_LINK_TTL < self.clock()
        return is_old and bool(missing(answer.manifest, plan.delivered))

    def _lent_headers(self, answer: Answer) -> list[Header]:
        """Headers of other questions' recordings: the same browser made them."""
        lent = []
        for chunk in self.chunks.beginnings(answer.session_id, answer.question_index, MAX_LENT_HEADERS):
            body = self.raw.fetch(chunk.key, chunk.version_id)
            header = read_beginning(body or b"", parse_chunk_key(chunk.key).container)
            if header is not None:
                lent.append(header)
        return lent

    def _store(self, answer: Answer, plan: MergePlan, merged: Merged) -> Video:
        key = merged_key(answer.session_id, answer.question_index, plan.digest, merged.container)
        audio_key = merged_key(answer.session_id, answer.question_index, plan.digest, "ogg")
        self.merged.put_file(key, merged.files.video, f"video/{merged.container}")
        if merged.files.audio is not None:
            self.merged.put_file(audio_key, merged.files.audio, "audio/ogg")
        return Video(
            key=key,
            audio_key=audio_key if merged.files.audio is not None else None,
            digest=plan.digest,
            size=merged.files.size,
            duration_ms=merged.files.duration_ms,
            recorded_ms=merged.recorded_ms,
            offset_ms=merged.offset_ms,
            gaps=merged.gaps,
            transcoded=merged.transcoded,
            merged_at=self.clock(),
        )


def _require_time(ends_at_s: float) -> None:
    if time.monotonic() >= ends_at_s:
        raise MergeInterruptedError("the merge ran out of time")


def _lacking_what_came_later(video: Video) -> Video:
    end_ms = max(video.recorded_ms, video.offset_ms + video.duration_ms)
    gap = Gap(start_ms=end_ms, end_ms=end_ms, reason=CAME_LATER)
    return video if gap in video.gaps else video.model_copy(update={"gaps": (*video.gaps, gap)})
