"""The frames of a recording as its container holds them: when each is shown or heard, and a hash of its bytes."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import imageio_ffmpeg

__all__ = ["Packet", "decoded_pictures", "packets_of"]

TAIL_MS = {"audio": 60, "video": 67}
"""How long a track's last packet lasts: Chromium's recorder packs 60 ms of sound, its fake camera shows 15 pictures a
second."""


@dataclass(frozen=True)
class Packet:
    """`start_ms` is the stream's own time; it lasts until `end_ms`, where the next of its track begins."""

    start_ms: int
    end_ms: int
    hash: str


def packets_of(stream: bytes) -> Mapping[str, list[Packet]]:
    """The packets of a WebM or MP4 by track kind ("audio", "video"), in the order of the stream.

    The stream of a whole recorder run is its chunks one after another; a damaged one is read as far as FFmpeg gets.
    """
    kinds: dict[str, str] = {}
    bases: dict[str, float] = {}
    found: dict[str, list[tuple[int, str]]] = {"audio": [], "video": []}
    for line in _framemd5(stream, "-map", "0", "-c", "copy"):
        if line.startswith("#media_type "):
            number, kind = line.removeprefix("#media_type ").split(": ")
            kinds[number] = kind
        elif line.startswith("#tb "):
            number, base = line.removeprefix("#tb ").split(": ")
            numerator, denominator = base.split("/")
            bases[number] = 1000 * int(numerator) / int(denominator)
        elif not line.startswith("#"):
            number, _, pts, _, _, md5 = (part.strip() for part in line.split(","))
            found[kinds[number]].append((round(int(pts) * bases[number]), md5))
    return {kind: _lasting(packets, TAIL_MS[kind]) for kind, packets in found.items()}


def decoded_pictures(stream: bytes) -> list[str]:
    """The hash of each picture, decoded."""
    lines = _framemd5(stream, "-map", "0:v", "-fps_mode", "passthrough")
    return [line.rpartition(",")[2].strip() for line in lines if not line.startswith("#")]


def _framemd5(stream: bytes, *arguments: str) -> list[str]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "fatal", "-copyts", "-i", "-", *arguments, "-f", "framemd5", "-"]
    return subprocess.run(command, input=stream, capture_output=True, check=False).stdout.decode().splitlines()


def _lasting(packets: list[tuple[int, str]], tail_ms: int) -> list[Packet]:
    ends = [following for (_, _), (following, _) in pairwise(packets)]
    ends += [packets[-1][0] + tail_ms] if packets else []
    return [Packet(start, max(start, end), md5) for (start, md5), end in zip(packets, ends, strict=True)]
