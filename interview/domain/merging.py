"""Which chunks make up a recording, in what order, and what of it is known to be missing, before any is read."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from interview.domain import mp4, webm
from interview.domain.chunks import RUN_LENGTH, Chunk, Manifest, ManifestChunk, ManifestRun
from interview.domain.object_keys import Container, parse_chunk_key


@dataclass(frozen=True)
class Run:
    """A recorder was started: what follows has a header and a clock of its own.

    `not_before_ms` is where it begins on the recording's clock by the lengths of the chunks before it.
    """

    not_before_ms: int


@dataclass(frozen=True)
class Piece:
    """A chunk to read. `sha256` is what the manifest says of it, None where no manifest names it.

    `ends_at_ms` is where the chunk after it begins on the run's clock, None where that is unknown.
    """

    chunk: Chunk
    sha256: str | None = None
    ends_at_ms: int | None = None

    def fault(self, body: bytes | None, seen: set[bytes]) -> str | None:
        """Why what was fetched is not this chunk, or None where it is; `seen` holds the hashes of those before it."""
        if body is None:
            return f"chunk {self.chunk.chunk_index} is gone from the bucket"
        content = hashlib.sha256(body)
        if self.sha256 is not None and content.hexdigest() != self.sha256:
            return f"chunk {self.chunk.chunk_index} is not what was recorded"
        if content.digest() in seen:
            return f"chunk {self.chunk.chunk_index} is a copy of one before it"
        seen.add(content.digest())
        return None

    @property
    def begins_run(self) -> bool:
        return self.chunk.chunk_index % RUN_LENGTH == 0


@dataclass(frozen=True)
class Lost:
    """Something recorded that is not there. `ends_at_ms` as in Piece."""

    reason: str
    ends_at_ms: int | None = None


Step = Run | Piece | Lost


@dataclass(frozen=True)
class MergePlan:
    """What to do, step by step. `recorded_ms` is the recording's length, None where no manifest tells it."""

    steps: tuple[Step, ...]
    container: Container
    digest: str
    recorded_ms: int | None

    @property
    def pieces(self) -> list[Piece]:
        return [step for step in self.steps if isinstance(step, Piece)]

    @property
    def is_clean(self) -> bool:
        """One run, all of it there and vouched for by its manifest: its bytes are one stream as they are."""
        start, *rest = self.steps
        return isinstance(start, Run) and all(isinstance(step, Piece) and step.sha256 for step in rest)


def source_digest(sources: Iterable[tuple[int, str | None]]) -> str:
    """Name the exact bytes behind a result: SHA-256 (hex) of the ordered list of (chunk index, version)."""
    lines = "".join(f"{index} {version_id or ''}\n" for index, version_id in sorted(sources))
    return hashlib.sha256(lines.encode()).hexdigest()


def plan_merge(manifest: Manifest | None, chunks: Sequence[Chunk]) -> MergePlan:
    """Order the chunks of a question (at least one) and name what is missing.

    Chunks that no manifest names are taken as they are, because a browser that crashed leaves none. A chunk of another
    size than the manifest's counts as missing. Of several with one index the last counts.
    """
    ordered = sorted({chunk.chunk_index: chunk for chunk in chunks}.values(), key=lambda chunk: chunk.chunk_index)
    container = parse_chunk_key(ordered[0].key).container
    manifests = {run.run: run for run in manifest.runs} if manifest else {}
    steps: list[Step] = []
    recorded_ms = 0
    all_named = True
    for number in sorted({*manifests, *(chunk.chunk_index // RUN_LENGTH for chunk in ordered)}):
        run = manifests.get(number) or ManifestRun(run=number, mime=f"video/{container}", chunks=())
        found = [chunk for chunk in ordered if chunk.chunk_index // RUN_LENGTH == number]
        named = {chunk.index for chunk in run.chunks}
        unnamed = [chunk for chunk in found if chunk.chunk_index not in named]
        steps.append(Run(recorded_ms))
        steps += _named_steps(run.chunks, found)
        steps += _unnamed_steps(max(named, default=number * RUN_LENGTH - 1) + 1, unnamed)
        recorded_ms += run.length_ms
        all_named = all_named and not unnamed
    return MergePlan(
        steps=tuple(_of_one_container(step, container) for step in steps),
        container=container,
        digest=source_digest((chunk.chunk_index, chunk.version_id) for chunk in ordered),
        recorded_ms=recorded_ms if all_named else None,
    )


def rejoin(plan: MergePlan, bodies: Iterator[bytes | None], joiner: webm.Joiner | mp4.Joiner) -> Iterator[bytes]:
    """Follow a plan with what was fetched for its pieces, in their order; yields the clean stream.

    A body that is None, not what the manifest says, or a copy of one before it counts as missing.
    """
    seen: set[bytes] = set()
    for step in plan.steps:
        match step:
            case Run():
                joiner.start_run(step.not_before_ms)
            case Lost():
                joiner.gap(step.reason, step.ends_at_ms)
            case Piece():
                body = next(bodies)
                fault = step.fault(body, seen)
                if fault is not None:
                    joiner.gap(fault, step.ends_at_ms)
                else:
                    yield joiner.feed(body or b"")
    yield joiner.finish(plan.recorded_ms or 0)


def _named_steps(recorded: Sequence[ManifestChunk], found: Sequence[Chunk]) -> Iterator[Step]:
    by_index = {chunk.chunk_index: chunk for chunk in found}
    for chunk in recorded:
        ends_at_ms = chunk.start_ms + chunk.length_ms
        delivered = by_index.get(chunk.index)
        if delivered is None:
            yield Lost(f"chunk {chunk.index} never arrived", ends_at_ms)
        elif delivered.size != chunk.size:
            yield Lost(f"chunk {chunk.index} is not of the size that was recorded", ends_at_ms)
        else:
            yield Piece(delivered, chunk.sha256, ends_at_ms)


def _unnamed_steps(expected: int, found: Sequence[Chunk]) -> Iterator[Step]:
    """A hole in the indexes, counted from `expected`, is a loss of unknown length."""
    for chunk in found:
        if chunk.chunk_index == expected + 1:
            yield Lost(f"chunk {expected} never arrived")
        elif chunk.chunk_index > expected:
            yield Lost(f"chunks {expected} to {chunk.chunk_index - 1} never arrived")
        yield Piece(chunk)
        expected = max(expected, chunk.chunk_index + 1)


def _of_one_container(step: Step, container: Container) -> Step:
    if isinstance(step, Piece) and parse_chunk_key(step.chunk.key).container != container:
        return Lost(f"chunk {step.chunk.chunk_index} is not {container}, as the chunks before it", step.ends_at_ms)
    return step
