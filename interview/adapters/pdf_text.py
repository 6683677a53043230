"""The text of a PDF that somebody sent, read in a process of its own.

A PDF may hold anything: what it unpacks to, and how long that takes, is bounded there, and ends that process alone. It
knows no key and no address of ours, opens no file, and runs nothing that a PDF holds.
"""

import json
import os
import subprocess
import sys
from typing import Any, NamedTuple

from interview.errors import UnreadablePdfError

__all__ = ["PdfText", "text_of_pdf"]

TIMEOUT_S = 7
"""With the model's time after it less than a function has."""
MAX_PAGES = 30
MAX_CHARACTERS = 20_000
MAX_MEMORY_BYTES = 512 * 1024**2
CPU_SECONDS = 6
UNREADABLE = "No text can be read in this PDF."


class PdfText(NamedTuple):
    """`is_cut`: there is more than the first pages, or than is read of them."""

    text: str
    is_cut: bool


def text_of_pdf(pdf: bytes) -> PdfText:
    """What a person could select and copy. Raises UnreadablePdfError where that is nothing: of pictures of pages,
    behind a password, of what is no PDF, and where reading takes too much."""
    try:
        finished = subprocess.run(
            [sys.executable, "-m", __name__],
            input=pdf,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except subprocess.TimeoutExpired:
        raise UnreadablePdfError(UNREADABLE) from None
    if finished.returncode != 0:
        raise UnreadablePdfError(UNREADABLE)
    read: dict[str, Any] = json.loads(finished.stdout)
    if not read["text"].strip():
        raise UnreadablePdfError(UNREADABLE)
    return PdfText(read["text"], read["is_cut"])


def _read() -> dict[str, Any]:
    import resource
    from contextlib import suppress
    from io import BytesIO

    pdf = sys.stdin.buffer.read()
    from pypdf import PdfReader

    with suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    pages = PdfReader(BytesIO(pdf)).pages
    texts: list[str] = []
    for page in pages[:MAX_PAGES]:
        texts.append(page.extract_text())
        if sum(map(len, texts)) > MAX_CHARACTERS:
            break
    text = "\n\n".join(texts)
    is_cut = len(text) > MAX_CHARACTERS or len(pages) > len(texts)
    return {"text": text[:MAX_CHARACTERS], "is_cut": is_cut}


if __name__ == "__main__":
    json.dump(_read(), sys.stdout)
