"""Text of PDFs that anybody may have made."""

import zlib

import pytest

from interview.adapters import pdf_text
from interview.adapters.pdf_text import MAX_CHARACTERS, text_of_pdf
from interview.errors import UnreadablePdfError
from tests.pdfs import a_pdf, whole

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
    b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)


def with_content(stream: bytes, entries: bytes = b"", catalogue: bytes = b"") -> bytes:
    content = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), entries, stream)
    return whole([CATALOGUE % catalogue, PAGES, PAGE, content])


def test_a_pdf_is_read_page_by_page() -> None:
    read = text_of_pdf(a_pdf(["Runs our queues", "and databases"], pages=2))
    assert read.text.split() == ["Runs", "our", "queues", "and", "databases"] * 2
    assert not read.is_cut


def test_no_more_is_read_than_a_description_may_have() -> None:
    many_pages = text_of_pdf(a_pdf(["page"], pages=40))
    assert (len(many_pages.text.split()), many_pages.is_cut) == (30, True)
    long = text_of_pdf(a_pdf(["word " * 20] * 60, pages=20))
    assert (len(long.text), long.is_cut) == (MAX_CHARACTERS, True)


def test_nothing_that_a_pdf_holds_is_run() -> None:
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    shown = with_content(b"BT /F1 12 Tf 72 720 Td (Quiet work) Tj ET", catalogue=script)
    assert text_of_pdf(shown).text.strip() == "Quiet work"


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"no PDF at all",
        a_pdf([]),
        with_content(zlib.compress(b"\0" * 300_000_000, 1), b"/Filter /FlateDecode"),
        with_content(zlib.compress(zlib.compress(b"BT (" * 20_000_000, 1)), b"/Filter [/FlateDecode /FlateDecode]"),
        whole([CATALOGUE % b"", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"]),
    ],
    ids=["empty", "another file", "without text", "bomb", "nested bomb", "its own child"],
)
def test_a_pdf_without_text_and_a_hostile_one_are_refused_in_time(
    hostile: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_text, "TIMEOUT_S", 5)
    with pytest.raises(UnreadablePdfError):
        text_of_pdf(hostile)
