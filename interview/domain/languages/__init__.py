"""The languages in which interviews are held. A module of this folder is all that the server needs of one.

To add one: a member of `Language`, its module here, and its catalogue in `static_site/shared/words`.
"""

from functools import cache
from importlib import import_module

from interview.domain.languages.vocabulary import DEFAULT_LANGUAGE, Language, Phrases, Remarks, Vocabulary

__all__ = ["DEFAULT_LANGUAGE", "Language", "Phrases", "Remarks", "Vocabulary", "vocabulary"]


@cache
def vocabulary(language: Language) -> Vocabulary:
    """All that depends on this language. Its module is read when it is asked for: most functions need none, and
    compiling its patterns takes tens of milliseconds."""
    found: Vocabulary = import_module(f"{__name__}.{language.value}").VOCABULARY
    return found
