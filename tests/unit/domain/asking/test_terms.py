"""By what passages are found, and what of them is marked."""

import pytest

from interview.domain.asking.terms import asked_words, language_of, parts, terms
from interview.domain.languages import Language

ENGLISH, GERMAN = Language.ENGLISH, Language.GERMAN


def found(question: str, said: str, language: Language | None) -> str:
    """What is said, with what the question asks for in brackets."""
    asked = frozenset[str]().union(*(word.forms for word in asked_words(question)))
    shown = parts(said, language, asked)
    assert "".join(part.text for part in shown) == said
    return "".join(f"[{part.text}]" if part.found else part.text for part in shown)


@pytest.mark.parametrize(
    ("question", "said", "language", "expected"),
    [
        (
            "Who has run a migration?",
            "We migrated it, and migrations ran.",
            ENGLISH,
            "We [migrated] it, and [migrations] ran.",
        ),
        ("Wer hat Datenbanken umgezogen?", "Die Datenbank stand.", GERMAN, "Die [Datenbank] stand."),
        ("Führung", "Geführt habe ich die FÜHRUNG!", GERMAN, "Geführt habe ich die [FÜHRUNG]!"),
        ("naïve cafés", "The Naive cafe\u0301.", ENGLISH, "The [Naive] [cafe\u0301]."),
        ("commandes", "Une commande, des commandes.", None, "Une commande, des [commandes]."),
        ("数据库", "我们换了数据库。", None, "我们换了[数据库]。"),
        ("مشروع", "هذا مشروع كبير", None, "هذا [مشروع] كبير"),
        ("who did it", "She did it.", ENGLISH, "She did it."),
        ("rockets", "A 🚀 is a rocket", ENGLISH, "A 🚀 is a [rocket]"),
    ],
)
def test_a_word_is_found_however_it_is_inflected_and_written(
    question: str, said: str, language: Language | None, expected: str
) -> None:
    assert found(question, said, language) == expected


def test_a_question_of_frequent_words_asks_for_nothing_and_a_long_one_for_its_first_words() -> None:
    assert [word.text for word in asked_words("Wer hat jemals etwas davon gesehen?")] == ["davon", "gesehen"]
    assert asked_words("Who is it, and why?") == ()
    assert len(asked_words(" ".join(f"word{n}" for n in range(50)))) == 12
    assert [word.text for word in asked_words("Deploys, deploys and Deploy!")] == ["Deploys"]


def test_the_language_is_the_transcripts_and_others_are_taken_by_whole_words() -> None:
    assert (language_of("en-US"), language_of("de"), language_of("fr"), language_of("")) == (
        ENGLISH,
        GERMAN,
        None,
        None,
    )
    assert [term for term, _ in terms("Les bases", None)] == ["les", "bases"]
