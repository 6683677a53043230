"""What people before the pages look for stands in the pages' own catalogues, in every language."""

import re
from pathlib import Path

import pytest

from local_cloud.simulation.page_words import words
from local_cloud.simulation.screenshots import FOLDERS

KEY = re.compile(r'"((?:candidate|hardware|recruiter|landing|shares|exports|ask)(?:\.\w+)+)"')
KEYS = sorted(
    {
        key
        for module in ("page_candidate", "screenshots")
        for key in KEY.findall(Path("local_cloud/simulation", f"{module}.py").read_text())
    }
)


@pytest.mark.parametrize("language", sorted(FOLDERS))
def test_the_words_that_people_look_for_are_there(language: str) -> None:
    assert len(KEYS) > 30
    assert all(words(language, key) for key in KEYS)
