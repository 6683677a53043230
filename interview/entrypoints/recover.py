"""Merge a folder of chunks by hand, for a support case: the same code as in the cloud, without its storage.

    python -m interview.entrypoints.recover FOLDER --out FILE.webm --report FILE.json
        [--manifest FILE] [--header CHUNK ...]

FOLDER holds `chunk_NNN.webm` or `.mp4` as the raw bucket has them of one question. Its `manifest.json` is read where
there is one; `--manifest` names another. `--header` names first chunks of other questions of the same interview: where
this one's is lost, theirs may tell how the rest is to be read. The report says what was kept, what is missing and when,
and what was refused or left out and why.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from interview.domain.recordings.chunks import MAX_CHUNK_BYTES, Chunk, Manifest
from interview.domain.recordings.manifests import ManifestRequest
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.object_keys import ChunkKey, Container
from interview.domain.recordings.segments import Header, read_beginning
from interview.errors import ColloquyError
from interview.use_cases.recordings.stitch_recording import Merged, StitchRecording

NOBODY = UUID(int=0)
"""Whose chunks these are makes no difference."""
MANIFEST = "manifest.json"
CHUNK_NAME = re.compile(r"chunk_(?P<index>[0-9]{1,6})\.(?P<container>webm|mp4)")


class UnusableError(Exception):
    """What was given cannot be worked with; the message says why."""


@dataclass
class Found:
    """What a folder holds: chunks by their index, and what was passed over, with the reason."""

    paths: dict[int, Path] = field(default_factory=dict)
    chunks: list[Chunk] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    def fetch(self, chunks: Sequence[Chunk]) -> Generator[bytes | None, None, None]:
        yield from (self.paths[chunk.chunk_index].read_bytes() for chunk in chunks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code; what went wrong is one sentence on stderr."""
    asked = parse(arguments)
    try:
        found = look_into(asked.folder)
        manifest = read_manifest(asked.manifest, asked.folder, found)
        lent = [lent_header(path) for path in asked.header]
        with tempfile.TemporaryDirectory(prefix="recover-") as scratch:
            plan = plan_merge(manifest, found.chunks)
            merged = StitchRecording()(plan, found.fetch, Path(scratch), lambda: lent)
            asked.out.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(merged.files.video, asked.out)
        report = told(merged, found, asked.out, with_manifest=manifest is not None)
        if asked.report:
            asked.report.write_text(json.dumps(report, indent=2) + "\n")
    except (ColloquyError, UnusableError, OSError) as error:
        print(f"recover: {error}", file=sys.stderr)
        return 1
    print(summary(report))
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    program = "python -m interview.entrypoints.recover"
    parser = argparse.ArgumentParser(prog=program, description="Merge a folder of chunks.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="holds chunk_NNN.webm or .mp4")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the video to write")
    parser.add_argument("--report", type=Path, metavar="FILE.json", help="what was kept, missing and refused")
    parser.add_argument("--manifest", type=Path, metavar="FILE", help=f"instead of FOLDER/{MANIFEST}")
    parser.add_argument(
        "--header", type=Path, action="append", default=[], metavar="CHUNK", help="first chunk of another question"
    )
    return parser.parse_args(arguments)


def look_into(folder: Path) -> Found:
    """Of two files with one number the larger is taken. Raises UnusableError where there is not one chunk."""
    if not folder.is_dir():
        raise UnusableError(f"{folder} is no folder")
    found = Found()
    for path in sorted(folder.iterdir(), key=lambda path: (-path.stat().st_size, path.name)):
        if path.name == MANIFEST:
            continue
        name = CHUNK_NAME.fullmatch(path.name)
        if name is None or not path.is_file():
            found.refused[path.name] = "it is no chunk_NNN.webm or .mp4"
            continue
        key = ChunkKey(NOBODY, 0, int(name["index"]), "mp4" if name["container"] == "mp4" else "webm")
        size = path.stat().st_size
        if size > MAX_CHUNK_BYTES:
            found.refused[path.name] = f"{size} bytes are more than a chunk has"
        elif key.chunk_index in found.paths:
            found.refused[path.name] = f"it has the number of {found.paths[key.chunk_index].name}"
        else:
            found.paths[key.chunk_index] = path
            found.chunks.append(
                Chunk(
                    session_id=NOBODY,
                    question_index=0,
                    chunk_index=key.chunk_index,
                    key=str(key),
                    version_id=None,
                    size=size,
                    sequencer="",
                    registered_at=datetime.now(UTC),
                )
            )
    if not found.chunks:
        raise UnusableError(f"{folder} holds no chunk_NNN.webm or chunk_NNN.mp4")
    return found


def read_manifest(named: Path | None, folder: Path, found: Found) -> Manifest | None:
    """The manifest asked for, or the folder's; one of the folder's that is none is refused and done without."""
    path = named or folder / MANIFEST
    if named is None and not path.exists():
        return None
    try:
        return ManifestRequest.model_validate_json(path.read_bytes()).manifest()
    except ValidationError as error:
        first = error.errors()[0]
        why = f"no manifest: {'.'.join(map(str, first['loc'])) or 'all of it'}: {first['msg']}"
    if named is not None:
        raise UnusableError(f"{named} is {why}")
    found.refused[path.name] = why
    return None


def lent_header(path: Path) -> Header:
    container: Container = "mp4" if path.suffix == ".mp4" else "webm"
    header = read_beginning(path.read_bytes(), container)
    if header is None:
        raise UnusableError(f"{path} does not begin with a {container} header")
    return header


def told(merged: Merged, found: Found, out: Path, *, with_manifest: bool) -> dict[str, Any]:
    """The report: times in milliseconds on the recording's clock, `offset_ms` being the video's beginning on it."""
    return {
        "out": str(out),
        "container": merged.container,
        "with_manifest": with_manifest,
        "chunks": len(found.chunks),
        "recorded_ms": merged.recorded_ms,
        "kept_ms": merged.kept_ms,
        "duration_ms": merged.files.duration_ms,
        "offset_ms": merged.offset_ms,
        "packets": merged.files.contents.packets,
        "transcoded": merged.transcoded,
        "gaps": [{**gap.model_dump(), "reason": str(gap.reason)} for gap in merged.gaps],
        "refused_files": found.refused,
        "refused_places": dict(merged.refused),
        "refused_bytes": merged.refused_bytes,
        "left_out": merged.left_out,
    }


def summary(report: dict[str, Any]) -> str:
    """For people."""
    lines = [
        f"{report['out']}: {report['kept_ms'] / 1000:.1f} s kept of {report['recorded_ms'] / 1000:.1f} s recorded,"
        f" {report['chunks']} chunks"
    ]
    lines += [
        f"  missing {gap['start_ms'] / 1000:.1f} to {gap['end_ms'] / 1000:.1f} s: {gap['reason']}"
        for gap in report["gaps"]
    ]
    lines += [f"  refused {name}: {why}" for name, why in report["refused_files"].items()]
    lines += [f"  refused {count} x {why}" for why, count in report["refused_places"].items()]
    lines += [
        f"  left out {count} {kind} packets: {why}"
        for kind, reasons in report["left_out"].items()
        for why, count in reasons.items()
    ]
    if Path(report["out"]).suffix != f".{report['container']}":
        lines.append(f"  the file is {report['container']}, whatever its name says")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
