"""Names and addresses are found by the beginnings of their words, however they are written."""

import pytest

from interview.domain.search import MAX_WORDS, terms_of, words_of


def finds(query: str, *texts: str) -> bool:
    words = words_of(texts)
    return all(any(word.startswith(term) for word in words) for term in terms_of(query))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("mull", "Jörg Müller"),
        ("jorg muller", "Jörg Müller"),
        ("MÜLLER, jörg", "Jörg Müller"),
        ("strasse", "Ana Straße"),
        ("straße", "Ana Strasse"),
        ("francois", "François"),
        ("sorensen", "Sørensen"),
        ("lodz", "Łódź"),
        ("istanbul", "İstanbul"),
        ("irmak", "Irmak"),
        ("ayse", "Ayşe"),
        ("nguyen", "Nguyễn Thị"),
        ("o'brien", "O'Brien"),
        ("jean-luc", "Jean Luc"),
        ("محمد", "مُحَمَّد"),
        ("احمد", "أحمد"),
        ("محمد", "محـــمد"),
        ("小明", "王小明"),
        ("王小明", "王小明"),
        ("明", "王小明"),
        ("たろう", "やまだたろう"),
        ("김", "김철수"),
        ("철수", "김 철수"),
        ("ชัย", "สมชัย"),
        ("🦊", "Ada 🦊"),
        ("ada", "Ada🦊Lovelace"),
        ("lovelace", "Ada🦊Lovelace"),
        ("anna", "王Anna"),
        ("x" * 190, "x" * 190),
        ("ﬁnn", "Finn"),
    ],
)
def test_what_is_the_same_name_is_found(query: str, name: str) -> None:
    assert finds(query, name)


@pytest.mark.parametrize(
    ("query", "name"),
    [("uller", "Jörg Müller"), ("anna maria", "Anna"), ("明王", "王小明"), ("ada", "Grace Hopper")],
)
def test_what_is_none_is_not(query: str, name: str) -> None:
    assert not finds(query, name)


def test_an_address_is_found_by_its_parts_and_whole() -> None:
    address = "anna.smith+jobs@mail.example"
    for query in ("anna.sm", "smith", "mail", "anna.smith@mail", address):
        assert finds(query, "Somebody", address), query


def test_words_of_name_address_and_tags_count_together() -> None:
    assert finds("ada berlin", "Ada Lovelace", "ada@example.com", "berlin office")


def test_nothing_to_look_for_is_no_search() -> None:
    assert terms_of(" , . - ") == ()


def test_however_long_a_name_is_its_words_are_few() -> None:
    words = words_of(["王" * 190, "é" * 254, *("字" * 40 for _ in range(20))])
    assert len(words) <= MAX_WORDS
    assert max(len(word) for word in words) <= 254
    assert len(terms_of(" ".join(f"w{n}" for n in range(100)))) == 8
