"""A recording of any length, made of a kept one: its blocks again and again, on a clock that goes on.

It is cut as a recorder cuts: every five seconds, just behind the ID byte of a block. So every later chunk begins inside
one, as real ones do.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interview.domain.recordings.chunks import RUN_LENGTH, Manifest, ManifestChunk, ManifestRun
from interview.domain.recordings.webm import Joiner, ebml, read_header
from local_cloud.simulation.recordings import Recording, chunk_name

CHUNK_MS = 5000
FRAME_MS = 67
CLUSTER_ID = ebml.encode_id(ebml.CLUSTER)
OPEN_CLUSTER = CLUSTER_ID + ebml.UNKNOWN_SIZE + ebml.encode_id(ebml.TIMESTAMP) + ebml.encode_size(8)


@dataclass(frozen=True)
class LongRecording:
    """Chunks as files `chunk_NNN.webm` in a folder, and the manifest that a browser would send."""

    folder: Path
    manifest: Manifest

    @property
    def paths(self) -> list[Path]:
        """In the order recorded."""
        return [self.path(chunk.index) for chunk in self.manifest.chunks()]

    @property
    def size(self) -> int:
        return sum(chunk.size for chunk in self.manifest.chunks())

    def path(self, index: int) -> Path:
        return self.folder / chunk_name(index, "video/webm")


def lengthen(source: Recording, minutes: float, folder: Path) -> LongRecording:
    """Write a recording of that length, of the source's first run, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    mime = source.manifest["runs"][0]["mime"]
    chunks: list[ManifestChunk] = []
    body = bytearray()

    def cut(end_ms: int) -> None:
        start_ms = len(chunks) * CHUNK_MS
        path = folder / chunk_name(len(chunks), mime)
        path.write_bytes(body)
        digest = hashlib.sha256(body).hexdigest()
        chunks.append(
            ManifestChunk(
                index=len(chunks), size=len(body), sha256=digest, start_ms=start_ms, duration_ms=end_ms - start_ms
            )
        )
        body.clear()

    end_ms = 0
    for ms, data in _elements(source, round(minutes * 60_000)):
        if ms is not None:
            end_ms = ms
        if ms is not None and ms >= (len(chunks) + 1) * CHUNK_MS:
            body += data[:1]
            cut((len(chunks) + 1) * CHUNK_MS)
            body += data[1:]
        else:
            body += data
    cut(end_ms + FRAME_MS)
    manifest = Manifest(runs=(ManifestRun(run=0, mime=mime, chunks=tuple(chunks)),))
    return LongRecording(folder, manifest)


def _elements(source: Recording, until_ms: int) -> Iterator[tuple[int | None, bytes]]:
    """Header, beginnings of clusters, and blocks with their times."""
    joiner = Joiner()
    joiner.start_run()
    stream = b"".join(joiner.feed(body) for index, body in source.chunks.items() if index < RUN_LENGTH)
    stream += joiner.finish()
    _, start = read_header(stream)
    yield None, stream[:start]
    shift_ms = 0
    while True:
        at, cluster_ms = start, 0
        while at < len(stream):
            identifier, body = ebml.read_id(stream, at)
            size, body = ebml.read_size(stream, body)
            if identifier == ebml.CLUSTER:
                at = body
                continue
            end = body + (size or 0)
            if identifier == ebml.TIMESTAMP:
                cluster_ms = shift_ms + int.from_bytes(stream[body:end], "big")
                yield None, OPEN_CLUSTER + cluster_ms.to_bytes(8, "big")
            else:
                ms = cluster_ms + int.from_bytes(stream[body + 1 : body + 3], "big", signed=True)
                if ms >= until_ms:
                    return
                yield ms, stream[at:end]
            at = end
        shift_ms += joiner.report.end_ms + FRAME_MS
