"""The limits that pages name are those of the API's description: no page holds a number of its own."""

import re
from pathlib import Path

import pytest

from checks.page_types import LIMITS, TIMES, api_limits

SITE = Path("static_site")
PAGES = {
    str(page.relative_to(SITE)): page.read_text()
    for page in sorted(SITE.rglob("*.ts*"))
    if ".test." not in page.name and page.parent.name != "shared"
}
NUMBERS = {int(number) for number in re.findall(r"= (\d+);", api_limits())} - {0, 1, 2, 3}


def own_limits(path: str, text: str) -> set[str]:
    """What a page gives as a limit by a number: a field's, one that has the name of a limit, or, where templates are
    written, any that is as high as one."""
    found = set(re.findall(r"maxLength=\{\d[\d_]*\}", text))
    found |= {name for name in (*LIMITS, *TIMES) if re.search(rf"\b{name}\s*=", text)}
    if path.startswith("recruiter/templates/"):
        numbers = re.findall(r"(?<![\w.#])\d[\d_]*(?![\w.])", text)
        found |= {number for number in numbers if int(number.replace("_", "")) in NUMBERS}
    return found


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_a_limit_of_its_own(path: str) -> None:
    assert own_limits(path, PAGES[path]) == set()


@pytest.mark.parametrize("text", ["const MAX_NAME = 200;", "<input maxLength={200} />", "if (points > 20) return;"])
def test_a_limit_of_its_own_is_found(text: str) -> None:
    assert own_limits("recruiter/templates/planted.ts", text)
