"""Sets a result as a document to read and print: PDF/UA-1, tagged for screen readers, by Typst.

All that people and models wrote comes as data (`sys.inputs`), never as source: nothing of it is carried out.
"""

import json
import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple

from interview.domain.languages import Language

SOURCE = Path(__file__).parent / "report.typ"
MAX_CHARACTERS = 20_000
"""Of what was said in one answer: some ten pages. The others stand in the JSON file."""
_NO_FONT = (
    r"\u0980-\u0b7f\u0c80-\u0dff\u0e80-\u10ff\u1200-\u1aff\u20e3\ua000-\ua4cf\ua980-\ua9ff\uaa00-\uabff\ufe0f"
    r"\U00010000-\U0001ffff\U00030000-\U0010ffff"
)
UNSET = re.compile(rf"[{_NO_FONT}][{_NO_FONT}\u200d]*")
"""Of scripts of which no font comes along, such as Bengali and Ethiopic; and emoji, which joiners may hold together."""
IN_ITS_PLACE = "□"
FONTS = (
    "fontpkg_noto_sans_arabic",
    "fontpkg_noto_sans_devanagari",
    "fontpkg_noto_sans_tamil",
    "fontpkg_noto_sans_telugu",
    "fontpkg_noto_sans_thai",
    "noto_cjk_sans_otc",
)
"""Packages, each with the files of a family beside those that Typst carries."""
KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
NOT_SET = "could not be displayed"
"""What Typst says of a letter that it has no font for. PDF/UA forbids to leave it out in silence."""


class Still(NamedTuple):
    """A picture in the folder, and when it was on the recording's clock."""

    path: str
    at_ms: int


class ReportLook(NamedTuple):
    """Whose document it is: `colour` and the logo's path in the folder are empty where there is none."""

    name: str
    colour: str = ""
    logo: str = ""


def typeset(
    described: Mapping[str, Any],
    stills: Mapping[int, Sequence[Still]],
    folder: Path,
    language: Language,
    look: ReportLook,
) -> bytes:
    """`described` is an interview as it is exported, `stills` are of its questions by their indexes."""
    import typst  # 80 MB, which only who sets a document needs

    answers = [
        {
            **answer,
            "said": _said(answer),
            "stills": [still._asdict() for still in stills.get(answer["question_index"], ())],
        }
        for answer in described["answers"]
    ]
    written = json.dumps({**described, "answers": answers, "look": look._asdict()}, ensure_ascii=False)
    data = UNSET.sub(IN_ITS_PLACE, written)
    (folder / SOURCE.name).write_bytes(SOURCE.read_bytes())
    fonts = [Path(spec.origin).parent for name in FONTS if (spec := find_spec(name)) and spec.origin]

    def set_in(standard: Literal["ua-1", "1.7"], *, is_whole: bool) -> bytes:
        return typst.compile(
            folder / SOURCE.name,
            root=folder,
            ignore_system_fonts=True,
            font_paths=fonts,
            sys_inputs={
                "data": data,
                "language": language.value,
                "unset": "no" if is_whole else "yes",
                "han": _han(written),
            },
            pdf_standards=[standard],
        )

    try:
        return set_in("ua-1", is_whole=data == written)
    except typst.TypstError as error:
        if NOT_SET not in str(error):
            raise
        return set_in("1.7", is_whole=False)


def _han(text: str) -> str:
    """The family in whose forms Chinese characters are drawn: those of Japan where there is Japanese among them."""
    return "Noto Sans CJK JP" if KANA.search(text) else "Noto Sans CJK SC"


def _said(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    text = answer["written"] or (answer["transcript"] or {}).get("text") or ""
    return {"text": text[:MAX_CHARACTERS], "is_cut": len(text) > MAX_CHARACTERS}
