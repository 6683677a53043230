"""Merge the chunks of one question into a playable video, and name what is missing from it."""

import tempfile
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from uuid import UUID

from interview.adapters.ffmpeg import Ffmpeg, Remuxed
from interview.adapters.mongo import AnswerRepository, ChunkRepository
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.domain import mp4, webm
from interview.domain.answers import Answer, Gap, Video
from interview.domain.chunks import RUN_LENGTH, Chunk
from interview.domain.clock import Clock, utc_now
from interview.domain.merging import MergePlan, Piece, plan_merge, rejoin
from interview.domain.object_keys import Container, merged_key
from interview.errors import MergeInterruptedError, NothingRecordedError

LENGTH_TOLERANCE_MS = 1000
LENGTH_TOLERANCE_SHARE = 0.02
MAX_BORROWED_HEADERS = 4
MAX_REFUSED_PACKETS = 2
MAX_REFUSED_SHARE = 0.01


@dataclass(frozen=True)
class Merged:
    """The files, and what they hold of the recording. `recorded_ms` is its whole length, gaps included."""

    files: Remuxed
    recorded_ms: int
    offset_ms: int = 0
    gaps: tuple[Gap, ...] = ()


class _NotAsPlannedError(Exception):
    """A recording that looked whole is not: it is to be rejoined."""


@dataclass(frozen=True)
class MergeQuestion:
    """Returns the published video. At once where it is made of the same chunks already; safe to run twice.

    Raises NothingRecordedError where no chunk holds anything, MediaError where the recording cannot be merged as it is,
    and retryable errors where storage, database or FFmpeg failed or another merge was published first.
    """

    answers: AnswerRepository
    chunks: ChunkRepository
    raw: RawBucket
    merged: MergedBucket
    ffmpeg: Ffmpeg = field(default_factory=Ffmpeg)
    clock: Clock = utc_now

    def __call__(self, session_id: UUID, question_index: int) -> Video:
        answer = self.answers.get(session_id, question_index)
        delivered = self.chunks.of_question(session_id, question_index) or self._listed(answer)
        if not delivered:
            raise NothingRecordedError("no chunk of this question arrived")
        plan = plan_merge(answer.manifest, delivered)
        if answer.video is not None and _is_current(answer.video, plan):
            return answer.video
        with tempfile.TemporaryDirectory(prefix="merge-") as folder:
            merged = self._merge(answer, plan, Path(folder))
            video = self._store(answer, plan, merged)
        replaces = answer.video.digest if answer.video else None
        self.answers.publish_video(session_id, question_index, video, replaces)
        return video

    def _listed(self, answer: Answer) -> list[Chunk]:
        """What the bucket says it has of the runs handed out: the registry is empty when events were lost."""
        return [
            Chunk(
                session_id=answer.session_id,
                question_index=answer.question_index,
                chunk_index=found.key.chunk_index,
                key=str(found.key),
                version_id=None,
                size=found.size,
                sequencer="",
                registered_at=self.clock(),
            )
            for found in self.raw.list_chunks(answer.session_id, answer.question_index)
            if found.key.chunk_index < answer.next_run * RUN_LENGTH
        ]

    def _merge(self, answer: Answer, plan: MergePlan, folder: Path) -> Merged:
        if plan.is_clean:
            try:
                return self._pass_through(plan, folder)
            except _NotAsPlannedError:
                pass
        try:
            return self._rejoin(plan, folder)
        except _NotAsPlannedError:
            return self._rejoin(plan, folder, self._headers_of_others(answer, plan))

    def _pass_through(self, plan: MergePlan, folder: Path) -> Merged:
        """One unbroken run: its chunks, one after another, are the stream."""
        recorded_ms = plan.recorded_ms or 0
        with closing(self._verified(plan.pieces)) as bodies:
            first = next(bodies)
            files = self.ffmpeg.remux(
                chain([first], bodies), folder, plan.container, with_audio=_has_audio(first, plan.container)
            )
        tolerance_ms = max(LENGTH_TOLERANCE_MS, recorded_ms * LENGTH_TOLERANCE_SHARE)
        if abs(files.duration_ms - recorded_ms) > tolerance_ms:
            raise _NotAsPlannedError
        return Merged(files, recorded_ms)

    def _verified(self, pieces: Sequence[Piece]) -> Generator[bytes, None, None]:
        """Chunks as recorded; raises _NotAsPlannedError at the first that is not."""
        seen: set[bytes] = set()
        with closing(self._fetched(pieces)) as bodies:
            for piece, body in zip(pieces, bodies, strict=True):
                if body is None or piece.fault(body, seen) is not None:
                    raise _NotAsPlannedError
                yield body

    def _rejoin(self, plan: MergePlan, folder: Path, borrowed: Sequence[webm.Header] | None = None) -> Merged:
        """Several runs, or something missing: see interview.domain.webm.joiner."""
        joiner = webm.Joiner(borrowed or ()) if plan.container == "webm" else mp4.Joiner()
        with closing(self._fetched(plan.pieces)) as bodies:
            stream = rejoin(plan, bodies, joiner)
            start = next((data for data in stream if data), None)
            if start is None and joiner.report.lacked_header and borrowed is None:
                raise _NotAsPlannedError
            if start is None:
                raise NothingRecordedError("no chunk of this question holds a recording")
            files = self.ffmpeg.remux(
                chain([start], stream), folder, plan.container, with_audio="audio" in joiner.report.packets
            )
        report = joiner.report
        if report.lacked_header and borrowed is None:
            raise _NotAsPlannedError
        _require_all_packets(report.packets, files.contents.packets)
        end_ms = max([report.end_ms, *(gap.end_ms for gap in report.gaps)])
        return Merged(files, plan.recorded_ms or end_ms, report.start_ms or 0, tuple(report.gaps))

    def _fetched(self, pieces: Sequence[Piece]) -> Generator[bytes | None, None, None]:
        yield from self.raw.fetch_in_order([(piece.chunk.key, piece.chunk.version_id) for piece in pieces])

    def _headers_of_others(self, answer: Answer, plan: MergePlan) -> list[webm.Header]:
        """Headers of other runs of this question, then of other questions: the same browser made them."""
        of_others = [
            chunk
            for chunk in self.chunks.of_session(answer.session_id)
            if chunk.question_index != answer.question_index and chunk.chunk_index % RUN_LENGTH == 0
        ]
        beginnings = [piece.chunk for piece in plan.pieces if piece.begins_run] + of_others
        headers: list[webm.Header] = []
        for chunk in beginnings[:MAX_BORROWED_HEADERS]:
            body = self.raw.fetch(chunk.key, chunk.version_id)
            try:
                headers.append(webm.read_header(body or b"")[0])
            except (webm.Incomplete, webm.Malformed):
                continue
        return headers

    def _store(self, answer: Answer, plan: MergePlan, merged: Merged) -> Video:
        key = merged_key(answer.session_id, answer.question_index, plan.digest, plan.container)
        audio_key = merged_key(answer.session_id, answer.question_index, plan.digest, "ogg")
        self.merged.put_file(key, merged.files.video, f"video/{plan.container}")
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
            merged_at=self.clock(),
        )


def _is_current(video: Video, plan: MergePlan) -> bool:
    """Whether a video is of these chunks and of what the manifest says by now."""
    return video.digest == plan.digest and plan.recorded_ms in (None, video.recorded_ms)


def _require_all_packets(fed: dict[str, int], kept: dict[str, int]) -> None:
    """FFmpeg may refuse a damaged frame in a chunk that no manifest vouched for, but no more than that."""
    for kind, count in fed.items():
        if count - kept.get(kind, 0) > MAX_REFUSED_PACKETS + count * MAX_REFUSED_SHARE:
            raise MergeInterruptedError(f"FFmpeg kept {kept.get(kind, 0)} of {count} {kind} packets")


def _has_audio(beginning: bytes, container: Container) -> bool:
    """Whether a recording that begins so has a sound track. Raises _NotAsPlannedError where it begins otherwise."""
    try:
        if container == "mp4":
            return "audio" in mp4.read_kinds(beginning)
        header, _ = webm.read_header(beginning)
    except (webm.Incomplete, webm.Malformed):
        raise _NotAsPlannedError from None
    return any(track.kind == "audio" for track in header.tracks)
