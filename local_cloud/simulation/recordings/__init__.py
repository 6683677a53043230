"""Real recordings of spoken answers, kept as fixtures: what a browser's MediaRecorder gives, chunk by chunk.

README.md in this folder says how they were made; `record.py` makes them anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Recording:
    """One recorded answer: the chunks, the manifest as the browser would post it, and the words spoken."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """`{"runs": [{"run", "mime", "chunks": [{"index", "size", "sha256", "start_ms", "duration_ms"}]}]}`."""
        manifest: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text())
        return manifest

    @cached_property
    def answer(self) -> str:
        return (self.folder / "answer.txt").read_text().strip()

    @cached_property
    def chunks(self) -> dict[int, bytes]:
        """The bytes of each chunk by its index, in order."""
        return {
            chunk["index"]: (self.folder / chunk_name(chunk["index"], run["mime"])).read_bytes()
            for run in self.manifest["runs"]
            for chunk in run["chunks"]
        }

    @property
    def content_type(self) -> str:
        """What the chunks are posted as: the recorder's type without its codecs."""
        mime: str = self.manifest["runs"][0]["mime"]
        return mime.partition(";")[0]

    @property
    def duration_ms(self) -> int:
        return sum(chunk["duration_ms"] for run in self.manifest["runs"] for chunk in run["chunks"])


def chunk_name(index: int, mime: str) -> str:
    return f"chunk_{index:03d}.{'mp4' if mime.startswith('video/mp4') else 'webm'}"


def recording(name: str) -> Recording:
    """The kept recording of that name, for example `incident`."""
    folder = FOLDER / name
    if not (folder / "manifest.json").is_file():
        raise FileNotFoundError(f"no recording named {name!r} in {FOLDER}")
    return Recording(folder)


def all_recordings() -> list[Recording]:
    return [Recording(path.parent) for path in sorted(FOLDER.glob("*/manifest.json"))]
