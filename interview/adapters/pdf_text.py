"""The text of a PDF that somebody sent, read in a process of its own.

A PDF may hold anything. Nothing that one holds is run.
"""

import json
import sys
from typing import Any, NamedTuple

from interview.adapters.bounded_process import bound, made_apart
from interview.errors import UnreadablePdfError

__all__ = ["PdfText", "text_of_pdf"]

TIMEOUT_S = 7
"""With the model's time after it less than a function has."""
MAX_PAGES = 30
MAX_CHARACTERS = 20_000
UNREADABLE = "No text can be read in this PDF."


class PdfText(NamedTuple):
    """`is_cut`: there is more than the first pages, or than is read of them."""

    text: str
    is_cut: bool


def text_of_pdf(pdf: bytes) -> PdfText:
    """What a person could select and copy. Raises UnreadablePdfError where that is nothing: of pictures of pages,
    behind a password, of what is no PDF, and where reading takes too much."""
    made = made_apart(__name__, pdf, TIMEOUT_S)
    if made is None:
        raise UnreadablePdfError(UNREADABLE)
    read: dict[str, Any] = json.loads(made)
    if not read["text"].strip():
        raise UnreadablePdfError(UNREADABLE)
    return PdfText(read["text"], read["is_cut"])


def _read() -> dict[str, Any]:
    from io import BytesIO

    pdf = sys.stdin.buffer.read()
    from pypdf import PdfReader

    bound()
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
