"""Recordings of what is said: a kept voice with a kept face, as one run of a browser's recorder."""

import hashlib
import json
import subprocess
from pathlib import Path

import imageio_ffmpeg

from local_cloud.simulation.recordings import Recording, chunk_name
from local_cloud.simulation.spoken import FOLDER as SPOKEN

__all__ = ["FACES", "KEPT", "damaged", "recorded"]

FOLDER = Path(__file__).parent
KEPT, FACES = FOLDER / "kept", FOLDER / "faces"
MIME = "video/webm;codecs=vp8,opus"
CHUNK_MS = 5000
OGG_RATE = 48_000
"""Opus counts its samples by that, whatever it was made from."""


def recorded(question: str, kind: str, voice: str, scratch: Path) -> Recording:
    """The answer of that kind, made below `scratch` where it is not there yet."""
    folder = scratch / f"{question}-{kind}-{voice}"
    if not (folder / "manifest.json").exists():
        sound = SPOKEN / f"{kind}.opus" if kind == "brief" else KEPT / f"{question}-{kind}.opus"
        _write(folder, _with_face(sound, FACES / f"{voice}.webm"), _length_ms(sound))
    return Recording(folder)


def damaged(scratch: Path) -> Recording:
    """One that no player understands."""
    folder = scratch / "damaged"
    _write(folder, b"no recording " * 100, CHUNK_MS)
    return Recording(folder)


def _with_face(sound: Path, face: Path) -> bytes:
    looped = ("-stream_loop", "-1", "-i", str(face), "-i", str(sound), "-map", "0:v", "-map", "1:a", "-shortest")
    form = ("-c", "copy", "-cluster_time_limit", "2500", "-live", "1", "-f", "webm", "-")
    command = (imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *looped, *form)
    return subprocess.run(command, capture_output=True, check=True).stdout


def _length_ms(sound: Path) -> int:
    """By the position that the file's last page says."""
    content = sound.read_bytes()
    last = content.rindex(b"OggS")
    return int.from_bytes(content[last + 6 : last + 14], "little") * 1000 // OGG_RATE


def _write(folder: Path, content: bytes, length_ms: int) -> None:
    """Cut as a recorder cuts: anywhere, every few seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    count = max(1, -(-length_ms // CHUNK_MS))
    size = -(-len(content) // count)
    chunks = []
    for index in range(count):
        body = content[index * size : (index + 1) * size]
        (folder / chunk_name(index, MIME)).write_bytes(body)
        chunks.append(
            {
                "index": index,
                "size": len(body),
                "sha256": hashlib.sha256(body).hexdigest(),
                "start_ms": index * CHUNK_MS,
                "duration_ms": min(CHUNK_MS, length_ms - index * CHUNK_MS),
            }
        )
    (folder / "manifest.json").write_text(json.dumps({"runs": [{"run": 0, "mime": MIME, "chunks": chunks}]}))
