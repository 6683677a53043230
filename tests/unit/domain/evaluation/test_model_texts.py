"""What recruiters may read of a model's."""

import pytest

from interview.domain.evaluation.model_texts import is_fit_to_read


@pytest.mark.parametrize(
    "text",
    [
        "The candidate names the cause and what was done about it within two days.",
        "They led the move of 40 servers and say what their own part was.",
        "She could name a result: “It saved us a third of the cost, as you can see in the report.”",
        'One concrete example with numbers would help: "I would tell you that it took three weeks."',
        "The answer stays general; which tools were used is open.",
        "Clear order.",
        "Die Kandidatin nennt die Ursache und was sie dagegen getan hat.",
        "Sie nennt zwei Beispiele. Ihr eigener Anteil bleibt offen.",
        "Ein Ergebnis würde helfen: „Wie Sie im Bericht sehen, hat es ein Drittel der Kosten gespart.“",
    ],
)
def test_what_is_about_the_answer_is_fit(text: str) -> None:
    assert is_fit_to_read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The candidate seems nervous and unsure.",
        "The candidate sounds friendly and comes across well.",
        "He is young for the role.",
        "The candidate is a mother, which explains the gap.",
        "Her accent makes the answer hard to follow.",
        "The candidate's English is that of a non-native speaker.",
        "Their voice is calm.",
        "Given her age, the example is dated.",
        "Die Kandidatin wirkt nervös.",
        "Er ist jung und ehrgeizig.",
        "Ihr Alter spricht dagegen.",
        "Der Kandidat spricht mit Akzent.",
    ],
)
def test_what_is_about_who_somebody_is_is_not(text: str) -> None:
    assert not is_fit_to_read(text)


@pytest.mark.parametrize(
    "text",
    [
        "You name the cause and what you did.",
        "Your answer is general.",
        "Hier nennen Sie die Ursache.",
        "Damit wird Ihr Anteil klar.",
        "Du nennst die Ursache.",
    ],
)
def test_what_speaks_to_the_candidate_is_not(text: str) -> None:
    assert not is_fit_to_read(text)


@pytest.mark.parametrize(
    "text", ["**Strong** answer.", "<b>Good</b>", "See https://example.org/x", "🎉 Well done.", "word " * 200]
)
def test_what_is_not_plain_is_not(text: str) -> None:
    assert not is_fit_to_read(text)
