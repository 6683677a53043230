"""Which chunks make up a recording, in what order, and what of it is known to be missing, before any is read."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from interview.domain.recordings.chunks import MAX_CHUNK_MS, RUN_LENGTH, Chunk, Manifest, ManifestChunk, ManifestRun
from interview.domain.recordings.gap_reasons import (
    BROKE_OFF,
    REST_ON_DEVICE,
    ChunkCode,
    ChunkReason,
    PlaceReason,
    chunk_reason,
)
from interview.domain.recordings.object_keys import Container, parse_chunk_key
from interview.domain.recordings.stitching import Joiner
from interview.domain.recordings.videos import Video


class PlannedChunk(NamedTuple):
    """A chunk to read. `sha256` is what the manifest says of it, None where no manifest names it.

    `ends_at_ms` is where the chunk after it begins on the run's clock, None where that is unknown.
    """

    chunk: Chunk
    sha256: str | None = None
    ends_at_ms: int | None = None

    def fault(self, body: bytes | None, seen: set[bytes]) -> ChunkReason | None:
        """Why what was fetched is not this chunk, or None where it is; `seen` holds the hashes of those before it."""
        if body is None:
            return chunk_reason("deleted", self.chunk.chunk_index)
        content = hashlib.sha256(body)
        if self.sha256 is not None and content.hexdigest() != self.sha256:
            return chunk_reason("content_differs", self.chunk.chunk_index)
        if content.digest() in seen:
            return chunk_reason("copy_of_earlier", self.chunk.chunk_index)
        seen.add(content.digest())
        return None

    def repeats(self, body: bytes | None, named: Collection[str]) -> bool:
        """Whether no manifest names this chunk, but one does name what was fetched: an extra copy."""
        return self.sha256 is None and bool(named) and hashlib.sha256(body or b"").hexdigest() in named


class MissingChunks(NamedTuple):
    """Chunks `first` to `last` are not there, for the same reason. `ends_at_ms` as in Piece."""

    first: int
    last: int
    why: ChunkCode
    ends_at_ms: int | None = None

    @property
    def reason(self) -> ChunkReason:
        return chunk_reason(self.why, self.first, self.last)


Step = PlannedChunk | MissingChunks


class Run(NamedTuple):
    """What one start of the recorder gave, in order: it has a header and a clock of its own.

    `mime` is what the manifest calls it, or only its container. `length_ms` is its length by the manifest. `broke_off`
    says why it ended, where the recorder did not.
    """

    number: int
    container: Container
    mime: str
    steps: tuple[Step, ...]
    length_ms: int
    broke_off: PlaceReason | None = None

    @property
    def pieces(self) -> list[PlannedChunk]:
        return [step for step in self.steps if isinstance(step, PlannedChunk)]

    @property
    def beginning(self) -> PlannedChunk | None:
        """The chunk with its header, where that is there."""
        return next((piece for piece in self.pieces if piece.chunk.chunk_index == self.number * RUN_LENGTH), None)


class MergePlan(NamedTuple):
    """What to read, run by run. `recorded_ms` is the recording's length, None where no manifest tells it.

    `digest` names the chunks' versions and what the manifest says is missing of them. `closed_at` is when the lock
    closed the answer.
    """

    runs: tuple[Run, ...]
    delivered: tuple[Chunk, ...]
    digest: str
    recorded_ms: int | None
    closed_at: datetime | None = None

    @property
    def pieces(self) -> list[PlannedChunk]:
        return [piece for run in self.runs for piece in run.pieces]

    @property
    def named(self) -> frozenset[str]:
        """What the manifest says of the contents to read, as SHA-256."""
        return frozenset(piece.sha256 for piece in self.pieces if piece.sha256)

    @property
    def size(self) -> int:
        """Of what was delivered, in bytes."""
        return sum(chunk.size for chunk in self.delivered)

    @property
    def is_clean(self) -> bool:
        """One run, all of it there and vouched for by its manifest: its bytes are one stream as they are."""
        (run, *more) = self.runs
        whole = all(isinstance(step, PlannedChunk) and step.sha256 for step in run.steps)
        return not more and whole and not run.broke_off

    def is_made(self, video: Video | None) -> bool:
        """Whether that is the video of these very chunks."""
        return video is not None and video.digest == self.digest

    def without_manifest(self) -> "MergePlan":
        """The chunks that were known by the lock, taken as they are: for one that came later only its hash speaks."""
        known = [chunk for chunk in self.delivered if self.closed_at is None or chunk.registered_at <= self.closed_at]
        return plan_merge(None, known)._replace(digest=self.digest)


def source_digest(sources: Iterable[tuple[int, str | None]]) -> str:
    """Name the exact bytes behind a result: SHA-256 (hex) of the ordered list of (chunk index, version)."""
    lines = "".join(f"{index} {version_id or ''}\n" for index, version_id in sorted(sources))
    return hashlib.sha256(lines.encode()).hexdigest()


def plan_merge(manifest: Manifest | None, chunks: Sequence[Chunk], closed_at: datetime | None = None) -> MergePlan:
    """Order the chunks of a question and name what is missing.

    Chunks that no manifest names are taken as they are, because a browser that crashed leaves none; where the answer
    went on elsewhere, that run broke off. A chunk of another size than the manifest's counts as missing. Of several
    with one index the last counts.
    """
    ordered = sorted({chunk.chunk_index: chunk for chunk in chunks}.values(), key=lambda chunk: chunk.chunk_index)
    manifests = {run.run: run for run in manifest.runs} if manifest else {}
    found: dict[int, list[Chunk]] = {number: [] for number in manifests}
    for chunk in ordered:
        found.setdefault(chunk.chunk_index // RUN_LENGTH, []).append(chunk)
    runs = tuple(_planned(number, manifests.get(number), found[number]) for number in sorted(found))
    if manifest:
        runs = tuple(run if run.number in manifests else run._replace(broke_off=REST_ON_DEVICE) for run in runs)
    all_named = manifest is not None and {chunk.chunk_index for chunk in ordered} <= manifest.indexes
    recorded_ms = sum(run.length_ms for run in runs)
    return MergePlan(
        runs=runs,
        delivered=tuple(ordered),
        digest=_digest(ordered, runs),
        recorded_ms=recorded_ms if all_named else None,
        closed_at=closed_at,
    )


def rejoin(
    runs: Iterable[Run],
    bodies: Iterator[bytes | None],
    joiner: Joiner,
    *,
    named: Collection[str] = (),
    seen: set[bytes] | None = None,
) -> Iterator[bytes]:
    """Read runs with what was fetched for their pieces, in their order; yields the clean stream but for its end.

    A body that is None, not what the manifest says, or a copy of one before it (`seen` holds their hashes) counts as
    missing. Nothing is missing where an extra copy of what is `named` ends a run.
    """
    seen = set() if seen is None else seen
    for run in runs:
        joiner.start_run()
        extra: ChunkReason | None = None
        holds_its_own = not run.pieces
        for step in run.steps:
            match step:
                case MissingChunks():
                    joiner.gap(step.reason, step.ends_at_ms)
                case PlannedChunk():
                    body = next(bodies)
                    if step.repeats(body, named):
                        extra = chunk_reason("copy_of_other", step.chunk.chunk_index)
                        continue
                    holds_its_own = True
                    if extra is not None:
                        joiner.gap(extra)
                    fault = step.fault(body, seen)
                    if fault is not None:
                        joiner.gap(fault, step.ends_at_ms)
                    else:
                        yield joiner.feed(body or b"", vouched=step.sha256 is not None)
            extra = None
        if run.broke_off and holds_its_own:
            joiner.broke_off(run.broke_off, run.length_ms)


def _planned(number: int, manifest: ManifestRun | None, found: Sequence[Chunk]) -> Run:
    recorded = manifest.chunks if manifest else ()
    named = {chunk.index for chunk in recorded}
    unnamed = [chunk for chunk in found if chunk.chunk_index not in named]
    if found:
        container = parse_chunk_key(found[0].key).container
    else:
        container = "mp4" if manifest and manifest.mime.startswith("video/mp4") else "webm"
    steps = [
        *_named_steps(number, recorded, found),
        *_unnamed_steps(max(named, default=number * RUN_LENGTH - 1) + 1, unnamed),
    ]
    return Run(
        number=number,
        container=container,
        mime=manifest.mime if manifest else f"video/{container}",
        steps=tuple(_together(_of_one_container(step, container) for step in steps)),
        length_ms=manifest.length_ms if manifest else 0,
        broke_off=BROKE_OFF if manifest and manifest.interrupted else None,
    )


def _named_steps(number: int, recorded: Sequence[ManifestChunk], found: Sequence[Chunk]) -> Iterator[Step]:
    by_index = {chunk.chunk_index: chunk for chunk in found}
    for chunk in recorded:
        latest_start_ms = (chunk.index - number * RUN_LENGTH) * MAX_CHUNK_MS
        ends_at_ms = min(chunk.start_ms, latest_start_ms) + chunk.length_ms
        delivered = by_index.get(chunk.index)
        if delivered is None:
            yield MissingChunks(chunk.index, chunk.index, "never_arrived", ends_at_ms)
        elif delivered.size != chunk.size:
            yield MissingChunks(chunk.index, chunk.index, "size_differs", ends_at_ms)
        else:
            yield PlannedChunk(delivered, chunk.sha256, ends_at_ms)


def _unnamed_steps(expected: int, found: Sequence[Chunk]) -> Iterator[Step]:
    """A hole in the indexes, counted from `expected`, is a loss of unknown length."""
    for chunk in found:
        if chunk.chunk_index > expected:
            yield MissingChunks(expected, chunk.chunk_index - 1, "never_arrived")
        yield PlannedChunk(chunk)
        expected = max(expected, chunk.chunk_index + 1)


def _together(steps: Iterable[Step]) -> Iterator[Step]:
    """Chunks that never arrived, one after another, are one loss."""
    held: MissingChunks | None = None
    for step in steps:
        if isinstance(step, MissingChunks) and held is not None and held.why == step.why == "never_arrived":
            held = held._replace(last=step.last, ends_at_ms=step.ends_at_ms)
            continue
        if held is not None:
            yield held
        held = step if isinstance(step, MissingChunks) else None
        if held is None:
            yield step
    if held is not None:
        yield held


def _of_one_container(step: Step, container: Container) -> Step:
    if isinstance(step, PlannedChunk) and parse_chunk_key(step.chunk.key).container != container:
        index = step.chunk.chunk_index
        return MissingChunks(index, index, "not_mp4" if container == "mp4" else "not_webm", step.ends_at_ms)
    return step


def _digest(chunks: Sequence[Chunk], runs: Sequence[Run]) -> str:
    """Another version of a chunk, or another word of the manifest on what is missing, makes another recording."""
    lines = [source_digest((chunk.chunk_index, chunk.version_id) for chunk in chunks)]
    for run in runs:
        lines.append(f"run {run.number} {run.length_ms} {run.broke_off is not None}")
        lines += [f"lost {step.reason} {step.ends_at_ms}" for step in run.steps if isinstance(step, MissingChunks)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
