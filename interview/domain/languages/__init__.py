"""The languages in which interviews are held. A module of this folder is all that the server needs of one.

To add one: a member of `Language`, its module here, and its catalogue in `static_site/shared/words`.
"""

from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview.domain.languages.contents import Vocabulary

__all__ = ["DEFAULT_LANGUAGE", "Language", "vocabulary"]


class Language(StrEnum):
    """BCP 47 primary tags."""

    ENGLISH = "en"
    GERMAN = "de"


DEFAULT_LANGUAGE = Language.ENGLISH
"""Of what was stored before there was a choice."""


@cache
def vocabulary(language: Language) -> "Vocabulary":
    """All that depends on this language. Its module is read when it is asked for: most functions need none, and
    compiling its patterns takes tens of milliseconds."""
    found: Vocabulary = import_module(f"{__name__}.{language.value}").VOCABULARY
    return found
