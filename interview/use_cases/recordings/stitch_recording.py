"""Make one playable video of a question's chunks, wherever these are, and name what is missing from it."""

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from interview.adapters.ffmpeg import Ffmpeg, Remuxed
from interview.domain.recordings import mp4, stitching, webm
from interview.domain.recordings.chunks import Chunk
from interview.domain.recordings.containers import Malformed
from interview.domain.recordings.gap_reasons import UNVOUCHED, clock_reason, problem_reason
from interview.domain.recordings.merging import MergePlan, MissingChunks, PlannedChunk, rejoin
from interview.domain.recordings.object_keys import Container
from interview.domain.recordings.segments import Header, Segment, Target, read_beginning, segments, target_of
from interview.domain.recordings.stitching import Joiner, JoinReport
from interview.domain.recordings.videos import Gap
from interview.errors import MediaError, MergeInterruptedError, NothingRecordedError

LENGTH_TOLERANCE_MS = 1000
LENGTH_TOLERANCE_SHARE = 0.02
MAX_REFUSED_PACKETS = 2
MAX_REFUSED_SHARE = 0.01
CONVERSIONS_LAST_S = 100
"""All conversions of a merge together: what is not done by then is named as missing."""
READ_BYTES = 256 * 1024
NOTHING = "no chunk of this question holds a recording"
MAX_WHY = 300

Fetch = Callable[[Sequence[Chunk]], Generator[bytes | None, None, None]]
"""The chunks' bytes in the order asked for; None where one is gone."""

Lend = Callable[[], Sequence[Header]]
"""Headers of other recordings by the same browser."""


@dataclass(frozen=True)
class Merged:
    """The files, and what they hold of the recording.

    `recorded_ms` is its whole length, gaps included; `kept_ms` how much of it has its picture. `transcoded` says that a
    part was recorded in another format than the rest and re-encoded. `refused` counts the places where the bytes made
    no sense, by what was wrong, `left_out` the packets of each kind that were read and are not in it, by why.
    """

    files: Remuxed
    container: Container
    recorded_ms: int
    kept_ms: int
    offset_ms: int = 0
    gaps: tuple[Gap, ...] = ()
    transcoded: bool = False
    refused: Mapping[str, int] = field(default_factory=dict)
    refused_bytes: int = 0
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class _NotAsPlannedError(Exception):
    """A recording that looked whole is not: it is to be rejoined."""


@dataclass(frozen=True)
class StitchRecording:
    """Writes the files into `folder`.

    Raises NothingRecordedError where no chunk holds a frame, MediaError where FFmpeg will not have it, and
    MergeInterruptedError where FFmpeg failed for another reason.
    """

    ffmpeg: Ffmpeg = field(default_factory=Ffmpeg)

    def __call__(self, plan: MergePlan, fetch: Fetch, folder: Path, lend: Lend = tuple) -> Merged:
        if plan.is_clean:
            try:
                return self._pass_through(plan, fetch, folder)
            except (_NotAsPlannedError, MediaError):
                pass  # FFmpeg may take what is sound of it
        if _is_finished(plan, fetch):
            return self._finished(plan, fetch, folder)
        try:
            return self._rejoin(plan, fetch, folder, lend)
        except NothingRecordedError:
            if not any(piece.sha256 for piece in plan.pieces) and len(plan.pieces) == len(plan.delivered):
                raise  # nobody said what the chunks should be
            unvouched = plan.without_manifest()
            if not unvouched.delivered:
                raise
        merged = self._rejoin(unvouched, fetch, folder, lend)
        return replace(merged, gaps=(Gap(start_ms=0, end_ms=0, reason=UNVOUCHED), *merged.gaps))

    def _pass_through(self, plan: MergePlan, fetch: Fetch, folder: Path) -> Merged:
        """One unbroken run: its chunks, one after another, are the stream."""
        container = plan.runs[0].container
        recorded_ms = plan.recorded_ms or 0
        with closing(_verified(plan.pieces, fetch)) as bodies:
            first = next(bodies, b"")
            header = read_beginning(first, container)
            if header is None or target_of(segments(plan.runs, {plan.runs[0].number: header})) is not None:
                raise _NotAsPlannedError
            counter = mp4.FrameCounter(header) if isinstance(header, mp4.Header) else None
            stream = _counted(chain([first], bodies), counter) if counter else chain([first], bodies)
            files = self.ffmpeg.remux(stream, folder, container, with_audio=_has_audio(header), expected_ms=recorded_ms)
        if not any(files.contents.packets.values()) or not _agree(files.duration_ms, recorded_ms):
            raise _NotAsPlannedError
        if counter and not _keeps_all(counter.frames, files.contents.packets):
            raise _NotAsPlannedError
        refused = dict.fromkeys(header.others.values(), 1)
        return Merged(files, container, recorded_ms, kept_ms=files.duration_ms, refused=refused)

    def _finished(self, plan: MergePlan, fetch: Fetch, folder: Path) -> Merged:
        """A file that its writer finished, cut by bytes: it needs all of them, and to be read back and forth."""
        path = folder / "finished.mp4"
        try:
            with closing(_verified(plan.pieces, fetch)) as bodies, path.open("wb") as file:
                file.writelines(bodies)
            with path.open("rb") as file:
                contents = mp4.read_contents(file)
        except (_NotAsPlannedError, Malformed) as fault:
            why = str(fault) or "a chunk of it is not what was recorded"
            raise NothingRecordedError(f"{NOTHING}: {mp4.FINISHED}, and {why}") from fault
        files = self.ffmpeg.remux(path, folder, "mp4", with_audio="audio" in contents.packets)
        path.unlink()
        _require_all_packets(contents.packets, files.contents.packets)
        return Merged(files, "mp4", files.duration_ms, kept_ms=files.duration_ms)

    def _rejoin(self, plan: MergePlan, fetch: Fetch, folder: Path, lend: Lend) -> Merged:
        """Several runs, or something missing: see interview.domain.recordings.webm.joiner."""
        headers = _headers(plan, fetch)
        known = list(headers.values())
        if len(headers) < len(plan.runs):
            known += lend()
        parts = segments(plan.runs, headers)
        target = target_of(parts)
        container = parts[0].container if target is None else "webm"
        own = [headers[run.number] for part in parts if part.fits(target) for run in part.runs if run.number in headers]
        joiner = _joiner(container, own, known)
        report = joiner.report
        reports = [report]
        stream = self._stream(plan, parts, target, joiner, fetch, folder, known, reports)
        beginning = b""
        for data in stream:
            beginning += data
            if any(report.packets.values()):
                break
        else:
            why = "; ".join({*_summed(each.refused for each in reports), *(str(gap.reason) for gap in report.gaps)})
            raise NothingRecordedError(f"{NOTHING}: {why[:MAX_WHY]}" if why else NOTHING)
        files = self.ffmpeg.remux(
            chain([beginning], stream),
            folder,
            container,
            with_audio="audio" in report.packets,
            expected_ms=plan.recorded_ms or 0,
        )
        gaps = [*report.gaps]
        try:
            _require_all_packets(report.to_keep, files.contents.packets)
        except MergeInterruptedError as error:
            if all(piece.sha256 for piece in plan.pieces):
                raise
            gaps.insert(0, Gap(start_ms=0, end_ms=0, reason=problem_reason("frames_lost", error.message)))
        gaps += [Gap(start_ms=0, end_ms=0, reason=reason) for each in reports for reason in each.unnamed]
        length_ms = report.length_ms
        counted_ms = plan.recorded_ms or length_ms
        if not _agree(counted_ms, length_ms):
            if counted_ms > length_ms:
                gaps.append(Gap(start_ms=length_ms, end_ms=length_ms, reason=clock_reason(counted_ms - length_ms)))
            counted_ms = length_ms
        return Merged(
            files=files,
            container=container,
            recorded_ms=counted_ms,
            kept_ms=report.kept_ms,
            offset_ms=report.start_ms or 0,
            gaps=tuple(gaps),
            transcoded=target is not None,
            refused=_summed(each.refused for each in reports),
            refused_bytes=sum(each.refused_bytes for each in reports),
            left_out={
                kind: _summed(each.left_out.get(kind, {}) for each in reports)
                for kind in dict.fromkeys(kind for each in reports for kind in each.left_out)
            },
        )

    def _stream(
        self,
        plan: MergePlan,
        parts: Sequence[Segment],
        target: Target | None,
        joiner: Joiner,
        fetch: Fetch,
        folder: Path,
        known: Sequence[Header],
        reports: list[JoinReport],
    ) -> Iterator[bytes]:
        """The recording as one stream, what does not fit into it converted; what came of that is added to `reports`."""
        seen: set[bytes] = set()
        named = plan.named
        ends_at = time.monotonic() + CONVERSIONS_LAST_S
        for part in parts:
            with closing(fetch([piece.chunk for run in part.runs for piece in run.pieces])) as bodies:
                if target is None or part.fits(target):
                    yield from rejoin(part.runs, bodies, joiner, named=named, seen=seen)
                else:
                    own = _joiner(part.container, (), known)
                    reports.append(own.report)
                    stream = chain(rejoin(part.runs, bodies, own, named=named, seen=seen), _end_of(own))
                    lasts_s = ends_at - time.monotonic()
                    yield from self._converted(part, stream, own, joiner, target, folder / "part.webm", lasts_s)
        yield joiner.finish(plan.recorded_ms or 0)

    def _converted(
        self,
        part: Segment,
        stream: Iterable[bytes],
        own: Joiner,
        joiner: Joiner,
        target: Target,
        path: Path,
        lasts_s: float,
    ) -> Iterator[bytes]:
        """A stretch as `target`, fed to the joiner as a run of its own; where that fails it is named as missing."""
        joiner.start_run()
        report = own.report
        begun = next((data for data in stream if data), None)
        if begun is not None:
            try:
                whole = chain([begun], stream)
                contents = self.ffmpeg.convert(whole, path, part.container, target, timeout_s=lasts_s)
                _require_all_packets({"video": report.to_keep.get("video", 0)}, contents.packets)
                if report.packets.get("audio") and not contents.packets.get("audio"):
                    raise MergeInterruptedError("FFmpeg kept no sound")
            except (MediaError, MergeInterruptedError) as error:
                length_ms = max(part.length_ms, report.length_ms)
                joiner.gap(problem_reason("not_converted", error.message), length_ms)
                return
            with path.open("rb") as file:
                while data := file.read(READ_BYTES):
                    yield joiner.feed(data, vouched=True)
            path.unlink()
        for gap in report.gaps:
            if gap.end_ms > report.end_ms:
                joiner.gap(gap.reason, gap.end_ms)
            else:
                start_ms, end_ms = gap.start_ms + joiner.run_start_ms, gap.end_ms + joiner.run_start_ms
                joiner.report.add_gap(Gap(start_ms=start_ms, end_ms=end_ms, reason=gap.reason))


def _is_finished(plan: MergePlan, fetch: Fetch) -> bool:
    """Whether all that there is are the pieces of one finished MP4."""
    (run, *more) = plan.runs
    if (
        more
        or run.container != "mp4"
        or run.beginning is None
        or any(isinstance(step, MissingChunks) for step in run.steps)
    ):
        return False
    with closing(fetch([run.beginning.chunk])) as bodies:
        return mp4.is_finished(next(bodies) or b"")


def _summed(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Of each reason."""
    total = Counter[str]()
    for each in counts:
        total.update(each)
    return dict(total)


def _end_of(joiner: Joiner) -> Iterator[bytes]:
    yield joiner.finish()


def _joiner(container: Container, own: Sequence[Header], known: Sequence[Header]) -> Joiner:
    """For a recording whose runs' own headers are these; the others known may stand in for one that is lost."""
    if container == "mp4":
        return mp4.Joiner([header for header in known if isinstance(header, mp4.Header)])
    tracks = [header for header in own if isinstance(header, webm.Header)]
    richest = max(tracks, key=lambda header: len(header.tracks), default=None)
    return webm.Joiner([header for header in known if isinstance(header, webm.Header)], richest)


def _headers(plan: MergePlan, fetch: Fetch) -> dict[int, Header]:
    """The headers of the runs whose first chunk is what the manifest says, by their numbers."""
    begun = [(run, run.beginning) for run in plan.runs]
    beginnings = [(run, piece) for run, piece in begun if piece is not None]
    headers: dict[int, Header] = {}
    with closing(fetch([piece.chunk for _, piece in beginnings])) as bodies:
        for (run, piece), body in zip(beginnings, bodies, strict=True):
            header = read_beginning(body, run.container) if body and piece.fault(body, set()) is None else None
            if header is not None:
                headers[run.number] = header
    return headers


def _verified(pieces: Sequence[PlannedChunk], fetch: Fetch) -> Generator[bytes, None, None]:
    """Chunks as recorded; raises _NotAsPlannedError at the first that is not."""
    seen: set[bytes] = set()
    with closing(fetch([piece.chunk for piece in pieces])) as bodies:
        for piece, body in zip(pieces, bodies, strict=True):
            if body is None or piece.fault(body, seen) is not None:
                raise _NotAsPlannedError
            yield body


def _agree(one_ms: int, other_ms: int) -> bool:
    """Whether two lengths of a recording are the same but for what clocks and last frames differ by."""
    return abs(one_ms - other_ms) <= max(LENGTH_TOLERANCE_MS, other_ms * LENGTH_TOLERANCE_SHARE)


def _counted(bodies: Iterable[bytes], counter: mp4.FrameCounter) -> Iterator[bytes]:
    """Chunks as they are, their frames counted on the way; raises _NotAsPlannedError where these cannot be."""
    for body in bodies:
        try:
            counter.feed(body)
        except Malformed as fault:
            raise _NotAsPlannedError from fault
        yield body


def _keeps_all(fed: Mapping[str, int], kept: Mapping[str, int]) -> bool:
    """FFmpeg may refuse a damaged frame, but no more than that."""
    return all(
        count - kept.get(kind, 0) <= MAX_REFUSED_PACKETS + count * MAX_REFUSED_SHARE
        for kind, count in fed.items()
        if kind in stitching.TRACKS
    )


def _require_all_packets(fed: Mapping[str, int], kept: Mapping[str, int]) -> None:
    if not _keeps_all(fed, kept):
        lost = [f"{kept.get(kind, 0)} of {count} {kind}" for kind, count in fed.items() if kept.get(kind, 0) < count]
        raise MergeInterruptedError(f"FFmpeg kept {' and '.join(lost)} packets")


def _has_audio(header: Header) -> bool:
    tracks = header.tracks.values() if isinstance(header, mp4.Header) else header.tracks
    return any(track.kind == "audio" for track in tracks)
