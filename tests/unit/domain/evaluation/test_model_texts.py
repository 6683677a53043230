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
        "The candidate cared for patients with diabetes and says how the rounds were planned.",
        "The parser was written in Lisp, and the candidate says why.",
        "The candidate voted for the simpler design and gives the reasons.",
        "The candidate names the root causes and a blind spot of the first plan.",
        "The candidate says which requests should be rejected under load.",
        "The candidate had diabetes patients on the ward and names the steps.",
        "The answer describes gradient descent and when it should be stopped.",
        "Die Kandidatin beschreibt, wie sie gehörlose Gäste betreut hat.",
        "Der Kandidat hat die Liste der Grünflächen gepflegt und nennt die Schritte.",
        "Die Kandidatin sagt, welche Anfragen abgelehnt werden sollten.",
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
        "The candidate stutters.",
        "The candidate has a slight lisp.",
        "The candidate has a Bavarian lilt.",
        "The candidate mumbles throughout.",
        "The candidate is dyslexic.",
        "The candidate is hard of hearing.",
        "The candidate has epilepsy.",
        "The applicant lives with ADHD.",
        "The candidate speaks like somebody of fifty.",
        "The candidate is in her late fifties.",
        "The candidate is close to retirement.",
        "The candidate is Turkish.",
        "The candidate is of Indian descent.",
        "He comes from abroad.",
        "The candidate votes for the Greens.",
        "The candidate is a member of the party.",
        "The candidate wears a turban.",
        "The candidate must be hired.",
        "He is by far the best of all.",
        "The candidate should be rejected.",
        "A clear hire.",
        "Der Kandidat stottert.",
        "Die Kandidatin hat eine bairische Färbung.",
        "Der Kandidat ist schwerhörig.",
        "Die Kandidatin hat Legasthenie.",
        "Er spricht wie jemand von fünfzig.",
        "Die Kandidatin ist Mitte fünfzig.",
        "Er stammt aus der Türkei.",
        "Die Kandidatin wählt die Grünen.",
        "Die Kandidatin muss unbedingt eingestellt werden.",
        "Der Kandidat sollte abgelehnt werden.",
    ],
)
def test_what_is_about_who_somebody_is_or_their_hiring_is_not(text: str) -> None:
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
