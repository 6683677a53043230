"""Pictures as people send them."""

import base64
from io import BytesIO

from PIL import Image

__all__ = ["picture", "sent"]


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 32), colour: str = "#0f766e", **how: object) -> bytes:
    """Of one colour."""
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, kind, **how)
    return written.getvalue()


def sent(image: bytes) -> str:
    """As a body holds it."""
    return base64.b64encode(image).decode()
