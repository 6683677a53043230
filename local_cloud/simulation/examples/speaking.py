"""Speak the answers and make the faces anew: `python -m local_cloud.simulation.examples.speaking [QUESTION ...]`.

Needs the voices that `make setup` installs (`requirements/voices.txt`).
"""

import subprocess
import sys
from collections.abc import Sequence

import imageio_ffmpeg

from local_cloud.simulation.examples.plan import TEMPLATES
from local_cloud.simulation.examples.recorded import FACES, KEPT
from local_cloud.simulation.examples.texts import question
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.spoken import rooms
from local_cloud.simulation.spoken.sounds import opus
from local_cloud.simulation.spoken.takes import Take
from local_cloud.simulation.spoken.voices import VOICES

BITS_A_SECOND = 12_000
FACE_S = 4
LOOKS = {"en_US-joe-medium": "null", "en-GB": "hflip", "de-DE": "hflip,hue=h=25:s=0.8"}
"""One person in three lights: whoever speaks is told apart."""


def main(names: Sequence[str]) -> None:
    for voice, look in LOOKS.items():
        _write_face(voice, look)
    for role in TEMPLATES.values():
        for name in role.questions:
            for kind, text in question(name).answers.items():
                if names and name not in names:
                    continue
                file = opus(rooms.quiet(Take(text, VOICES[role.voice]).sound), BITS_A_SECOND)
                (KEPT / f"{name}-{kind}.opus").write_bytes(file)
                print(f"{name}-{kind}: {len(file):,} bytes")


def _write_face(voice: str, look: str) -> None:
    whole = b"".join(recording("incident").chunks.values())
    filters = f"{look},scale=240:180,fps=8"
    form = ("-c:v", "libvpx", "-b:v", "24k", "-g", "8", "-an", "-fflags", "+bitexact", "-flags:v", "+bitexact")
    command = (
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-y",
        "-i",
        "-",
        "-t",
        str(FACE_S),
        "-vf",
        filters,
        *form,
    )
    subprocess.run([*command, str(FACES / f"{voice}.webm")], input=whole, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
