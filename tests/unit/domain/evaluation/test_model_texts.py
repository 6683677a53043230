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


@pytest.mark.parametrize(
    "text",
    [
        "The candidate names the pain points of the customers and which of them was solved first.",
        "The candidate built a healthy pipeline of leads within two months and says how.",
        "The candidate took over a young codebase without tests and says how it was made safe.",
        "The candidate built a native app and says why a web page was not enough.",
        "The candidate led an emotion detection project and names its rate of errors.",
        "The candidate says step by step how an angry customer was calmed.",
        "The candidate prepared anxious patients for the operation and says what was explained to them.",
        "The candidate rated each risk from one to five and explains the scale.",
        "The candidate trained a small language model on tickets and names what it got wrong.",
        "The candidate replaced the previous rules by a checklist and says what came of it.",
        "The candidate chose an accent colour for the buttons and tested two of them.",
        "The candidate taught refugees to read and says how progress was measured.",
        "The candidate graded exam papers and had a second person read a tenth of them.",
        "The guests were upset about the noise, and the candidate says what was offered to them.",
        "The candidate found the happy path covered by tests and wrote those for the rest.",
        "The answer says how a fear of data loss among the users was met, with a backup that they could see.",
        "Die Kandidatin nennt die Schmerzpunkte der Kunden und welcher zuerst gelöst wurde.",
        "Der Kandidat hat in zwei Monaten eine gesunde Auftragslage aufgebaut und nennt Zahlen.",
        "Die Kandidatin hat ein junges Projekt ohne Tests übernommen und sagt, wie es sicher wurde.",
        "Der Kandidat hat eine native App gebaut und begründet, warum eine Seite nicht gereicht hätte.",
        "Die Kandidatin hat ein Projekt zur Erkennung von Emotionen geleitet und nennt die Fehlerquote.",
        "Der Kandidat beschreibt, wie er einen wütenden Gast beruhigt hat.",
        "Die Kandidatin hat ängstliche Patienten vor der Operation betreut und sagt, was sie erklärt hat.",
        "Der Kandidat hat eine unsichere Verbindung gefunden und abgeschaltet.",
        "Die Kandidatin hat Menschen mit Behinderung betreut und nennt den Ablauf eines Tages.",
        "Der Kandidat hat ein Sprachmodell mit Tickets trainiert und nennt, was es falsch machte.",
        "Die Kandidatin hat Klausuren benotet und eine zweite Person gegenlesen lassen.",
        "Der Kandidat hat Flüchtlinge unterrichtet und sagt, wie der Fortschritt gemessen wurde.",
        "Die Anrufer waren verärgert, und die Kandidatin sagt, was ihnen angeboten wurde.",
        "Die Kandidatin hat in einer ruhigen Schicht die Liste der Geräte erneuert.",
        "Der Kandidat hat die alten Vorgaben durch eine Liste ersetzt und nennt das Ergebnis.",
        "Die Kandidatin nennt den SQL-Dialekt der alten Datenbank als Grund für den Umbau.",
        "The candidate repaired an old pump and says why it was not replaced.",
        "The candidate taught a class of nervous learners to drive in snow.",
        "The candidate sold winter coats for women and names the margin.",
        "The candidate kept a sick cow apart from the herd within an hour.",
        "The answer names the tension of the chain and how it was measured.",
        "The candidate wrote the prompts of a support bot and tested them on a hundred mails.",
        "The candidate says how tired drivers are kept off the road.",
        "The candidate worked on a German translation and had it checked twice.",
        "The team was frustrated by the delay, and the candidate says what was changed.",
        "The candidate compares two grades of steel and gives the price of each.",
        "Die Kandidatin hat eine alte Pumpe repariert und begründet es.",
        "Der Kandidat hat nervöse Fahrschüler im Schnee unterrichtet.",
        "Die Kandidatin hat eine kranke Kuh innerhalb einer Stunde abgesondert.",
        "Der Kandidat hat müde Fahrer abgelöst und nennt die Zeiten.",
        "Das Team war frustriert, und die Kandidatin sagt, was sie geändert hat.",
        "Die Kandidatin hat Prompts für einen Chatbot geschrieben und an hundert Mails getestet.",
        "Der Kandidat hat eine deutsche Übersetzung zweimal prüfen lassen.",
        "Die Kandidatin nennt zwei Noten der Prüfstelle für den Stahl.",
        "Der Kandidat erklärt, wie er die Spannung der Kette gemessen hat.",
        "Die Kandidatin beschreibt einen Stresstest der Bank.",
    ],
)
def test_a_word_is_judged_by_what_it_is_said_of(text: str) -> None:
    assert is_fit_to_read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The candidate was calm while describing the angry customer.",
        "The candidate is a healthy young person and says so.",
        "The candidate is young and has a family.",
        "The candidate is not a native speaker of English.",
        "The candidate shows emotion when the project is mentioned.",
        "The candidate sounds angry at the customer.",
        "The candidate was as anxious as the patients.",
        "The candidate rated well in this answer.",
        "The candidate scored four of five here.",
        "As a language model I cannot hear the answer.",
        "The candidate's accent hides some words about the colour.",
        "The candidate is a refugee and taught others.",
        "I would grade this answer as good.",
        "The candidate was upset about the noise of the guests.",
        "The candidate seems happy with the tests.",
        "The candidate spoke with fear of data loss.",
        "Die Kandidatin war ruhig, als sie vom wütenden Kunden sprach.",
        "Der Kandidat ist gesund und jung.",
        "Die Kandidatin ist sehr jung für ein Projekt dieser Größe.",
        "Der Kandidat ist kein Muttersprachler.",
        "Die Kandidatin zeigt Emotionen, wenn sie vom Projekt spricht.",
        "Der Kandidat klingt wütend über den Gast.",
        "Die Kandidatin war so ängstlich wie die Patienten.",
        "Der Kandidat wirkt unsicher, auch bei der Verbindung.",
        "Die Kandidatin ist ein Mensch mit Behinderung.",
        "Als Sprachmodell kann ich die Antwort nicht hören.",
        "Ich benote die Antwort der Kandidatin mit gut.",
        "Der Kandidat ist als Flüchtling ins Land gekommen.",
        "Die Kandidatin war verärgert über die Anrufer.",
        "Der Kandidat hat eine ruhige Art und eine gute Schicht.",
        "Die Kandidatin spricht Dialekt, die Datenbank wird genannt.",
        "Der Kandidat ist stolz auf die Kunden.",
        "The candidate looks tired of driving.",
        "The candidate is nervous with learners.",
        "The candidate, a young woman, sold coats.",
        "The candidate was sick for a month.",
        "The candidate is tense about the chain.",
        "The candidate seems frustrated by the team.",
        "The candidate has a German accent in the translation.",
        "The candidate is too old for the pump room.",
        "She is a good grade, eight of ten.",
        "The candidate's calm helped the team.",
        "Die Kandidatin ist zu alt für die Pumpe.",
        "Der Kandidat war nervös bei der Fahrstunde.",
        "Die Kandidatin war lange krank.",
        "Der Kandidat wirkt müde.",
        "Die Kandidatin ist frustriert vom Team.",
        "Er spricht mit deutschem Akzent.",
        "Die Kandidatin bekommt die Note zwei.",
        "Der Kandidat ist angespannt.",
        "Die Kandidatin steht unter Stress.",
        "Der Kandidat ist als Ausländer fleißig.",
    ],
)
def test_a_thing_or_somebody_else_in_the_sentence_excuses_no_word_on_the_candidate(text: str) -> None:
    assert not is_fit_to_read(text)
