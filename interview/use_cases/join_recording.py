"""Make one playable video of a question's chunks, wherever these are, and name what is missing from it."""

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from interview.adapters.ffmpeg import Ffmpeg, Remuxed
from interview.domain import mp4, webm
from interview.domain.answers import Gap
from interview.domain.chunks import Chunk
from interview.domain.joining import Joiner
from interview.domain.merging import MergePlan, Piece, rejoin
from interview.domain.object_keys import Container
from interview.domain.stretches import Header, Stretch, Target, read_beginning, stretches, target_of
from interview.errors import MediaError, MergeInterruptedError, NothingRecordedError

LENGTH_TOLERANCE_MS = 1000
LENGTH_TOLERANCE_SHARE = 0.02
MAX_REFUSED_PACKETS = 2
MAX_REFUSED_SHARE = 0.01
CONVERSIONS_LAST_S = 100
"""All conversions of a merge together: what is not done by then is named as missing."""
READ_BYTES = 256 * 1024
UNVOUCHED = "the manifest fits none of the chunks, which were taken as they are"

Fetch = Callable[[Sequence[Chunk]], Generator[bytes | None, None, None]]
"""The chunks' bytes in the order asked for; None where one is gone."""

Lend = Callable[[], Sequence[Header]]
"""Headers of other recordings by the same browser."""


@dataclass(frozen=True)
class Merged:
    """The files, and what they hold of the recording.

    `recorded_ms` is its whole length, gaps included; `kept_ms` how much of it has its picture. `transcoded` says that a
    part was recorded in another format than the rest and encoded anew. `refused` counts the
    places where the bytes made no sense, by what was wrong.
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


class _NotAsPlannedError(Exception):
    """A recording that looked whole is not: it is to be rejoined."""


@dataclass(frozen=True)
class JoinRecording:
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
        try:
            return self._rejoin(plan, fetch, folder, lend)
        except NothingRecordedError:
            if not any(piece.sha256 for piece in plan.pieces) and len(plan.pieces) == len(plan.delivered):
                raise  # nobody said what the chunks should be
        merged = self._rejoin(plan.without_manifest(), fetch, folder, lend)
        return replace(merged, gaps=(Gap(start_ms=0, end_ms=0, reason=UNVOUCHED), *merged.gaps))

    def _pass_through(self, plan: MergePlan, fetch: Fetch, folder: Path) -> Merged:
        """One unbroken run: its chunks, one after another, are the stream."""
        container = plan.runs[0].container
        recorded_ms = plan.recorded_ms or 0
        with closing(_verified(plan.pieces, fetch)) as bodies:
            first = next(bodies, b"")
            header = read_beginning(first, container)
            if header is None or target_of(stretches(plan.runs, {plan.runs[0].number: header})) is not None:
                raise _NotAsPlannedError
            stream = chain([first], bodies)
            files = self.ffmpeg.remux(stream, folder, container, with_audio=_has_audio(header), expected_ms=recorded_ms)
        if not any(files.contents.packets.values()) or not _agree(files.duration_ms, recorded_ms):
            raise _NotAsPlannedError
        return Merged(files, container, recorded_ms, kept_ms=files.duration_ms)

    def _rejoin(self, plan: MergePlan, fetch: Fetch, folder: Path, lend: Lend) -> Merged:
        """Several runs, or something missing: see interview.domain.webm.joiner."""
        headers = _headers(plan, fetch)
        known = list(headers.values())
        if len(headers) < len(plan.runs):
            known += lend()
        parts = stretches(plan.runs, headers)
        target = target_of(parts)
        container = parts[0].container if target is None else "webm"
        own = [headers[run.number] for part in parts if part.fits(target) for run in part.runs if run.number in headers]
        joiner = _joiner(container, own, known)
        stream = self._stream(plan, parts, target, joiner, fetch, folder, known)
        report = joiner.report
        beginning = b""
        for data in stream:
            beginning += data
            if any(report.packets.values()):
                break
        else:
            raise NothingRecordedError("no chunk of this question holds a recording")
        files = self.ffmpeg.remux(
            chain([beginning], stream),
            folder,
            container,
            with_audio="audio" in report.packets,
            expected_ms=plan.recorded_ms or 0,
        )
        gaps = [*report.gaps]
        try:
            _require_all_packets(report.packets, files.contents.packets)
        except MergeInterruptedError as error:
            if all(piece.sha256 for piece in plan.pieces):
                raise
            gaps.insert(0, Gap(start_ms=0, end_ms=0, reason=f"{error.message}; nobody vouched for these chunks"))
        length_ms = report.length_ms
        counted_ms = plan.recorded_ms or length_ms
        if not _agree(counted_ms, length_ms):
            if counted_ms > length_ms:
                more_s = (counted_ms - length_ms) / 1000
                reason = f"the recorder's clock counted {more_s:.1f} s more than its chunks hold"
                gaps.append(Gap(start_ms=length_ms, end_ms=length_ms, reason=reason))
            counted_ms = length_ms
        return Merged(
            files=files,
            container=container,
            recorded_ms=counted_ms,
            kept_ms=report.kept_ms,
            offset_ms=report.start_ms or 0,
            gaps=tuple(gaps),
            transcoded=target is not None,
            refused=report.refused,
            refused_bytes=report.refused_bytes,
        )

    def _stream(
        self,
        plan: MergePlan,
        parts: Sequence[Stretch],
        target: Target | None,
        joiner: Joiner,
        fetch: Fetch,
        folder: Path,
        known: Sequence[Header],
    ) -> Iterator[bytes]:
        """The recording as one stream, what does not fit into it converted."""
        seen: set[bytes] = set()
        named = plan.named
        ends_at = time.monotonic() + CONVERSIONS_LAST_S
        for part in parts:
            with closing(fetch([piece.chunk for run in part.runs for piece in run.pieces])) as bodies:
                if target is None or part.fits(target):
                    yield from rejoin(part.runs, bodies, joiner, named=named, seen=seen)
                else:
                    own = _joiner(part.container, (), known)
                    stream = chain(rejoin(part.runs, bodies, own, named=named, seen=seen), _end_of(own))
                    lasts_s = ends_at - time.monotonic()
                    yield from self._converted(part, stream, own, joiner, target, folder / "part.webm", lasts_s)
        yield joiner.finish(plan.recorded_ms or 0)

    def _converted(
        self,
        part: Stretch,
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
                _require_all_packets({"video": report.packets.get("video", 0)}, contents.packets)
            except (MediaError, MergeInterruptedError) as error:
                length_ms = max(part.length_ms, report.length_ms)
                joiner.gap(f"recorded in another format that could not be converted: {error.message}", length_ms)
                return
            with path.open("rb") as file:
                while data := file.read(READ_BYTES):
                    yield joiner.feed(data)
            path.unlink()
        for gap in report.gaps:
            if gap.end_ms > report.end_ms:
                joiner.gap(gap.reason, gap.end_ms)
            else:
                start_ms, end_ms = gap.start_ms + joiner.run_start_ms, gap.end_ms + joiner.run_start_ms
                joiner.report.gaps.append(Gap(start_ms=start_ms, end_ms=end_ms, reason=gap.reason))


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


def _verified(pieces: Sequence[Piece], fetch: Fetch) -> Generator[bytes, None, None]:
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


def _require_all_packets(fed: Mapping[str, int], kept: Mapping[str, int]) -> None:
    """FFmpeg may refuse a damaged frame, but no more than that."""
    for kind, count in fed.items():
        if count - kept.get(kind, 0) > MAX_REFUSED_PACKETS + count * MAX_REFUSED_SHARE:
            raise MergeInterruptedError(f"FFmpeg kept {kept.get(kind, 0)} of {count} {kind} packets")


def _has_audio(header: Header) -> bool:
    tracks = header.tracks.values() if isinstance(header, mp4.Header) else header.tracks
    return any(track.kind == "audio" for track in tracks)
