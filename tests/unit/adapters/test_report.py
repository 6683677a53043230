"""Results as documents to read: which letters they show."""

import importlib.metadata
from pathlib import Path

import pypdfium2
import pytest

from interview.adapters.report import FONTS, ReportLook, typeset
from interview.domain.languages import Language

FAMILIES = ("NotoSansCJKjp", "NotoSansCJKsc", "Arabic", "Devanagari", "Thai", "Tamil", "Telugu")
NOTHING_ELSE: dict[str, object] = {
    "id": "00000000-0000-4000-8000-000000000000",
    "template_title": "Operations",
    "candidate_email": None,
    "completed_at": None,
    "tags": [],
    "flags": [],
    "findings": [],
    "notes": [],
    "scores_hidden": False,
    "human_review_only": False,
    "scorecard": None,
}


def answered(text: str, folder: Path) -> bytes:
    """The document of somebody of this name, who wrote it as an answer as well."""
    asked = {"text": "What did you do?", "follows": None}
    answer = {
        "question_index": 0,
        "question": asked,
        "written": text,
        "transcript": None,
        "score": None,
        "corrected": False,
        "gaps": [],
    }
    described = NOTHING_ELSE | {"candidate_name": text, "answers": [answer]}
    return typeset(described, {}, folder, Language.ENGLISH, ReportLook("Acme"))


def shown(document: bytes) -> tuple[str, set[str]]:
    """What stands on its pages, and the families of its letters."""
    with pypdfium2.PdfDocument(document) as opened:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
    return text, {name for name in FAMILIES if name.encode() in document}


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("\u738b\u5c0f\u660e", "NotoSansCJKsc"),
        ("\u738b\u5c0f\u660e \u3055\u304f\u3089", "NotoSansCJKjp"),
        ("\uae40\ubbfc\uc218", "NotoSansCJKsc"),
        ("\u0645\u062d\u0645\u062f \u0639\u0644\u064a", "Arabic"),
        ("\u0905\u092e\u093f\u0924 \u0915\u094d\u200d\u0937", "Devanagari"),
        ("\u0e2a\u0e21\u0e0a\u0e32\u0e22", "Thai"),
        ("\u0ba4\u0bae\u0bbf\u0bb4\u0bcd", "Tamil"),
        ("\u0c24\u0c46\u0c32\u0c41\u0c17\u0c41", "Telugu"),
    ],
)
def test_names_are_set_in_a_font_that_has_their_letters(name: str, family: str, tmp_path: Path) -> None:
    document = answered(name, tmp_path)
    text, families = shown(document)
    assert b"pdfuaid" in document, "every letter is there, or it would be no document for screen readers"
    assert "\u25a1" not in text
    assert families == {family}


def test_letters_that_no_font_has_are_owned_up_to(tmp_path: Path) -> None:
    document = answered("Grace \U0001f469\u200d\U0001f4bb and \u09ac\u09be\u0982\u09b2\u09be", tmp_path)
    text, _ = shown(document)
    assert b"pdfuaid" in document
    assert "Grace \u25a1 and \u25a1" in text, "one for all that belong together"
    assert "has no font for" in text


def test_the_fonts_come_with_their_licence() -> None:
    for package in FONTS:
        assert importlib.metadata.metadata(package)["License-Expression"] == "OFL-1.1"
