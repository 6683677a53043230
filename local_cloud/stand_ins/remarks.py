"""What the judge without a model writes about an answer, in English and in German."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ENGLISH", "GERMAN", "Remarks"]


@dataclass(frozen=True)
class Remarks:
    """Texts by criterion, and sentences with places for figures. `strengths` are named as cautiously as something that
    is counted and not understood can be; "" stands for none. To the candidate: `strengths` to `asked`; of the
    candidate: the others."""

    strengths: Mapping[str, str]
    steps: Mapping[str, str]
    examples: Mapping[str, str]
    feedback: str
    spoken: str
    asked: tuple[str, str]
    """After a word that the question names, and after a result."""
    advice: Mapping[str, str]
    reasons: Mapping[str, str]
    silent: str
    off_topic: str
    not_judged: str
    close: str
    lacking: str
    summary: str
    summary_of_points: str

    def to_candidate(self, strength: str, weakest: str) -> dict[str, str]:
        named, step = self.strengths[strength], self.steps[weakest]
        return {
            "feedback": self.feedback.format(strength=named, step=step),
            "spoken": self.spoken.format(strength=named, step=step),
            "example": self.examples[weakest],
        }


ENGLISH = Remarks(
    strengths={
        "content": "Counted by its words alone, your answer seems to stay with the question.",
        "structure": "Counted by its words alone, your answer seems to go step by step.",
        "clarity": "Counted by its words alone, your answer seems to be put clearly.",
        "delivery": "Counted by its words alone, your answer seems to say what you did yourself.",
        "": "Your answer is written down for the people who decide.",
    },
    steps={
        "content": "give one concrete example with its result",
        "structure": "name the steps in their order, from the situation to the outcome",
        "clarity": "say one thing in each sentence",
        "delivery": "say plainly which part you did yourself",
    },
    examples={
        "content": "For example, last year we had … to solve, and after … weeks the result was …",
        "structure": "First I looked at …, then I decided to …, and as a result …",
        "clarity": "The main thing was …, and that is why we did …",
        "delivery": "I decided to … myself, because …",
    },
    feedback="{strength} To make your answer stronger, {step}.",
    spoken="Thank you. {strength} Next time, {step}.",
    asked=(
        "What would you add about the {} that the question names?",
        "How did you find out whether it worked in the end?",
    ),
    advice={
        "content": 'One concrete example with numbers would help: "It took three weeks and saved a third of the cost."',
        "structure": 'The steps could be named aloud: "First I measured, then I decided, and as a result ..."',
        "clarity": "One thing a sentence, and a pause in place of each filler word, would make it clearer.",
        "delivery": 'The candidate could name their own part: "I decided to ...", and a doubt once.',
    },
    reasons={
        "points": "By likeness to the expected points, and by its figures.",
        "question": "By likeness to the question, and by its figures.",
        "structure": "Words that mark the order of the answer: {listed}.",
        "clarity": "Filler words: {listed} of {words}.",
        "delivery": "Hedges: {hedges}. Words that name who did something: {listed}.",
    },
    silent="Nothing was said on the matter.",
    off_topic="No passage is close to the question.",
    not_judged="Not judged: there are no indicators of this criterion, so a person has to.",
    close="It comes close to an expected point: {}.",
    lacking="A sentence on this would help: {}.",
    summary="An indication by counts and likeness: nobody has understood the answer. Words: {words}.",
    summary_of_points=" Expected points: close to {found} of {points}, in part to {partly}.",
)

GERMAN = Remarks(
    strengths={
        "content": "Allein an Wörtern gezählt, scheint Ihre Antwort bei der Frage zu bleiben.",
        "structure": "Allein an Wörtern gezählt, scheint Ihre Antwort Schritt für Schritt vorzugehen.",
        "clarity": "Allein an Wörtern gezählt, scheint Ihre Antwort klar gesagt zu sein.",
        "delivery": "Allein an Wörtern gezählt, scheint Ihre Antwort zu sagen, was Sie selbst getan haben.",
        "": "Ihre Antwort ist für die Menschen, die entscheiden, aufgeschrieben.",
    },
    steps={
        "content": "Nennen Sie ein Beispiel und was dabei herauskam",
        "structure": "Nennen Sie die Schritte in ihrer Reihenfolge, von der Lage bis zum Ergebnis",
        "clarity": "Sagen Sie in jedem Satz nur eine Sache",
        "delivery": "Sagen Sie, was Sie dabei selbst getan haben",
    },
    examples={
        "content": "Ein Beispiel: Im letzten Jahr mussten wir … lösen, und nach … Wochen war das Ergebnis …",
        "structure": "Zuerst habe ich … angesehen, dann habe ich mich für … entschieden, und am Ende …",
        "clarity": "Das Wichtigste war …, und deshalb haben wir …",
        "delivery": "Ich habe selbst entschieden, dass …, denn …",
    },
    feedback="{strength} Noch stärker wird Ihre Antwort so: {step}.",
    spoken="Vielen Dank. {strength} Für das nächste Mal: {step}.",
    asked=(
        "Was würden Sie zu dem Wort „{}“ aus der Frage noch sagen?",
        "Wie haben Sie am Ende gemerkt, ob es geholfen hat?",
    ),
    advice={
        "content": "Ein Beispiel mit Zahlen würde helfen: „Es dauerte drei Wochen und sparte ein Drittel der Kosten.“",
        "structure": "Die Schritte könnten genannt werden: „Zuerst habe ich gemessen, dann entschieden, am Ende …“",
        "clarity": "Nur eine Sache je Satz, und eine Pause statt jedes Füllworts, würde die Antwort klarer machen.",
        "delivery": "Der eigene Anteil könnte genannt werden: „Ich habe entschieden, dass …“, Zweifel nur einmal.",
    },
    reasons={
        "points": "Nach der Ähnlichkeit mit den erwarteten Punkten und nach den genannten Zahlen.",
        "question": "Nach der Ähnlichkeit mit der Frage und nach den genannten Zahlen.",
        "structure": "Wörter, die die Antwort ordnen: {listed}.",
        "clarity": "Füllwörter: {listed} von {words}.",
        "delivery": "Abschwächungen: {hedges}. Wörter, die sagen, wer etwas getan hat: {listed}.",
    },
    silent="Zur Sache wurde nichts gesagt.",
    off_topic="Keine Stelle kommt der Frage nahe.",
    not_judged="Nicht beurteilt: Für dieses Kriterium gibt es keine Anhaltspunkte, das muss ein Mensch tun.",
    close="Die Antwort kommt einem erwarteten Punkt nahe: {}.",
    lacking="Ein Satz dazu würde helfen: {}.",
    summary="Ein Anhaltspunkt nach Anzahl und Ähnlichkeit: Niemand hat die Antwort verstanden. Wörter: {words}.",
    summary_of_points=" Erwartete Punkte: {found} von {points} nahe, {partly} zum Teil.",
)
