"""Chunks of a recording: what the browser says it made, and what the bucket says it has.

A recorder run owns a thousand indexes: chunk n of run r has index r × 1000 + n. Order is numeric.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from interview.domain.values import Value
from interview.errors import MalformedRequestError

RUN_LENGTH = 1000
MAX_RUNS = 1000
"""How many recorder runs a question may have: what the object keys have room for."""
MAX_QUESTION_CHUNKS = 3_000
"""Of all runs of a question together. The longest answer, an hour stretched threefold, makes 2,160; the rest is for
answers that broke off and began again."""
MAX_SESSION_CHUNKS = 10_000
"""Of all questions of a session together: fourteen hours of recording."""
MAX_QUESTION_BYTES = 4 * 1024**3
"""Registered of a question. Its most chunks, at the highest rate that a page records with, are half of it."""
MAX_SESSION_BYTES = 16 * 1024**3
MAX_SPANS = 500
"""How often the picture may be left out, of all runs of a question together."""
MIN_CHUNK_BYTES = 100
MAX_CHUNK_BYTES = 20 * 1024 * 1024
MAX_UPLOAD_TEST_BYTES = 1024 * 1024

ContentType = Literal["video/webm", "video/mp4"]
MAX_CHUNK_MS = 60_000
"""The recorder cuts every 5 s: a manifest that claims more for one chunk is not believed."""


class ManifestChunk(Value):
    """One chunk as the browser made it. Times are on the recording's clock, milliseconds from the run's start."""

    index: int
    size: int
    sha256: str
    start_ms: int
    duration_ms: int

    @property
    def length_ms(self) -> int:
        return min(self.duration_ms, MAX_CHUNK_MS)


class Span(Value):
    """From `start_ms` until `end_ms`."""

    start_ms: int
    end_ms: int


class ManifestRun(Value):
    """All chunks of one MediaRecorder, in order.

    `interrupted`: its page died while it recorded, so what was not kept yet is lost, up to two seconds. Where nothing
    was, there is no chunk. `without_picture`: where the page left the picture out to spare the connection; there it is
    black, and the sound is whole.
    """

    run: int
    mime: str
    started_at: datetime | None = None
    interrupted: bool = False
    without_picture: tuple[Span, ...] = ()
    chunks: tuple[ManifestChunk, ...] = ()

    @property
    def length_ms(self) -> int:
        return sum(chunk.length_ms for chunk in self.chunks)


class Manifest(Value):
    """Everything a browser recorded for one question: at least one run, in order.

    What a browser may say is checked by `manifests.ManifestRequest`; what was taken once is read for ever.
    """

    runs: tuple[ManifestRun, ...]

    def chunks(self) -> Iterable[ManifestChunk]:
        """Every chunk of every run, in order."""
        for run in self.runs:
            yield from run.chunks

    @property
    def broke_off(self) -> bool:
        """Whether the last run did: the answer goes on in another, or is given again."""
        return self.runs[-1].interrupted

    @property
    def length_ms(self) -> int:
        """Of all runs together."""
        return sum(run.length_ms for run in self.runs)

    @property
    def indexes(self) -> frozenset[int]:
        """The index of every chunk."""
        return frozenset(chunk.index for chunk in self.chunks())

    def has_more_than(self, known: "Manifest | None") -> bool:
        """Whether it has a run or a chunk that the other lacks."""
        if known is None:
            return True
        runs = {run.run for run in self.runs} - {run.run for run in known.runs}
        return bool(runs or self.indexes - known.indexes)

    def joined_with(self, other: "Manifest") -> "Manifest":
        """The runs of both; where both have a run, the one with more chunks (a resend may be shorter or longer).

        Raises MalformedRequestError where that makes more chunks, or more times without a picture, than a question may
        have.
        """
        runs = {run.run: run for run in self.runs}
        for run in other.runs:
            known = runs.get(run.run)
            if known is None or len(run.chunks) >= len(known.chunks):
                runs[run.run] = run
        if sum(len(run.chunks) for run in runs.values()) > MAX_QUESTION_CHUNKS:
            raise MalformedRequestError(f"A question has at most {MAX_QUESTION_CHUNKS} chunks.")
        if sum(len(run.without_picture) for run in runs.values()) > MAX_SPANS:
            raise MalformedRequestError(f"The picture of a question is left out {MAX_SPANS} times at most.")
        return Manifest(runs=tuple(runs[number] for number in sorted(runs)))


class Chunk(Value):
    """A chunk as the bucket has it: `version_id` is the one object version that counts.

    `sequencer` orders overwrites of one key (padded, so that it compares as text).
    """

    session_id: UUID
    question_index: int
    chunk_index: int
    key: str
    version_id: str | None
    size: int
    sequencer: str
    registered_at: datetime


class Expected(NamedTuple):
    """What is known of chunks before they are registered: the first recorder run that was not handed out yet, and the
    sizes that the manifest names, of those asked for."""

    next_run: int
    sizes: Mapping[int, int]


class Delivery(NamedTuple):
    """How far the chunks of a question's manifest have come. `missing` counts those that the registry lacks, or has of
    another size; `lacking` are the first of them, with the sizes that the manifest names."""

    question_index: int
    broke_off: bool
    registered: int
    missing: int
    lacking: Mapping[int, int]


def padded_sequencer(sequencer: str) -> str:
    """S3's sequencers compare as hexadecimal text once the shorter is padded with zeros on the right."""
    return sequencer.ljust(40, "0")


def missing(manifest: Manifest, registered: Iterable[Chunk]) -> list[ManifestChunk]:
    """The chunks of the manifest that are not in the bucket, or there with another size."""
    sizes = {chunk.chunk_index: chunk.size for chunk in registered}
    return [chunk for chunk in manifest.chunks() if sizes.get(chunk.index) != chunk.size]
