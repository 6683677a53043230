"""Kept recordings as the bucket may hold them: whole, or with chunks lost, damaged or repeated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.domain.recordings import webm
from interview.domain.recordings.chunks import Chunk, Manifest
from interview.domain.recordings.merging import MergePlan, plan_merge, rejoin
from interview.domain.recordings.object_keys import ChunkKey, Container
from interview.domain.recordings.stitching import Joiner, JoinReport
from interview.domain.recordings.webm import Header
from local_cloud.simulation.recordings import Recording
from tests.builders import NOW

SESSION = UUID("6f1c2f39-7c0e-4d4c-9a53-0d5f0e1f4b7a")


@dataclass(frozen=True)
class Joined:
    stream: bytes
    report: JoinReport


def registered(
    bodies: Mapping[int, bytes], session_id: UUID = SESSION, question_index: int = 0, container: Container = "webm"
) -> list[Chunk]:
    """The registry's entries for chunks of these bodies."""
    return [
        Chunk(
            session_id=session_id,
            question_index=question_index,
            chunk_index=index,
            key=str(ChunkKey(session_id, question_index, index, container)),
            version_id=f"version-{index}",
            size=len(body),
            sequencer="0",
            registered_at=NOW,
        )
        for index, body in bodies.items()
    ]


def manifest_of(recording: Recording) -> Manifest:
    return Manifest.model_validate(recording.manifest)


def join(
    bodies: Mapping[int, bytes], manifest: Manifest | None = None, borrowed_headers: Sequence[Header] = ()
) -> Joined:
    """Plan and rejoin what was delivered."""
    return joined(plan_merge(manifest, registered(bodies)), bodies, webm.Joiner(borrowed_headers))


def joined(plan: MergePlan, bodies: Mapping[int, bytes], joiner: Joiner) -> Joined:
    """Follow a plan to its end."""
    fetched = iter([bodies[piece.chunk.chunk_index] for piece in plan.pieces])
    stream = b"".join(rejoin(plan.runs, fetched, joiner, named=plan.named))
    return Joined(stream + joiner.finish(plan.recorded_ms or 0), joiner.report)
