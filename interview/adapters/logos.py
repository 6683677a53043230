"""The picture that somebody sends as a logo, read and drawn anew in a process of its own.

Only what can be seen comes out: a PNG without any metadata.
"""

import sys
from typing import NamedTuple

from interview.adapters.bounded_process import bound, made_apart
from interview.errors import UnreadableImageError

__all__ = ["DrawnLogo", "redrawn"]

TIMEOUT_S = 7
FORMATS = ("PNG", "JPEG", "WEBP")
SIDES = range(16, 4001)
MAX_SIZE = (480, 120)
"""Twice what a page shows, for screens that are finer."""
UNREADABLE = "This is no picture that can be a logo: a PNG, JPEG or WebP of 16 to 4,000 pixels a side."


class DrawnLogo(NamedTuple):
    png: bytes
    width: int
    height: int


def redrawn(image: bytes) -> DrawnLogo:
    """As it is shown: upright, its first frame, no larger than it has to be. Raises UnreadableImageError."""
    made = made_apart(__name__, image, TIMEOUT_S)
    if made is None:
        raise UnreadableImageError(UNREADABLE)
    size, _, png = made.partition(b"\n")
    width, height = map(int, size.split())
    return DrawnLogo(png, width, height)


def _draw() -> bytes:
    from io import BytesIO

    image = sys.stdin.buffer.read()
    from PIL import Image, ImageOps

    bound()
    opened = Image.open(BytesIO(image), formats=FORMATS)
    if any(side not in SIDES for side in opened.size):
        raise SystemExit(1)
    drawn = ImageOps.exif_transpose(opened).convert("RGBA")
    drawn.thumbnail(MAX_SIZE, Image.Resampling.LANCZOS)
    # Into a new one: whatever hung on the old one stays behind.
    clean = Image.frombytes("RGBA", drawn.size, drawn.tobytes())
    written = BytesIO()
    clean.save(written, "PNG", optimize=True)
    return b"%d %d\n" % clean.size + written.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(_draw())
