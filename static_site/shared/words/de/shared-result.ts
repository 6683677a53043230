import { countingIn } from "../count";
import type { SharedResultWords } from "../en/shared-result";

const count = countingIn("de");

export const words: SharedResultWords = {
  documentTitle: "Geteiltes Ergebnis · Colloquy",
  opening: "Wird geöffnet …",
  nothing: {
    heading: "Hier gibt es nichts zu sehen.",
    words: "Dieser Link zeigt nichts oder nichts mehr: Er ist abgelaufen, oder ein Teil von ihm fehlt.",
    ask: "Bitten Sie die Person, die ihn Ihnen geschickt hat, um einen neuen.",
  },
  sharedWith: (bold, label, until) => ["Geteilt mit ", bold(label), `, bis ${until}.`],
  discreet: "Es ist nur für Sie bestimmt: Bitte geben Sie es nicht weiter.",
  score: {
    heading: "Bewertung",
    overall: (bold, figure) => [bold(figure), " von 10"],
    none: "Es gibt keine Gesamtzahl: Menschen entscheiden.",
    between: (low, high) => `zwischen ${low} und ${high}`,
    confidence: { low: "wenig sicher", medium: "einigermaßen sicher", high: "sicher" },
    indicative: "Anhaltspunkt, kein Sprachmodell",
    judgedBy: (names) => `Beurteilt von ${names}. Es entscheiden Menschen, keine Zahl.`,
    levelOf: (level) => `${level} von 5`,
    criteria: { content: "Inhalt", structure: "Aufbau", clarity: "Klarheit", delivery: "Ausdruck" },
  },
  questions: {
    heading: "Fragen",
    which: "Frage auswählen",
    number: (n, of) => `Frage ${n} von ${of}`,
    followUp: (followUp, n) => `Nachfrage ${followUp} zu Frage ${n}`,
    before: "Vorige",
    next: "Nächste",
    loading: "Die Antwort wird geladen …",
    nothing: "Von dieser Antwort gibt es nichts zu sehen.",
    watch: "Video der Antwort",
    again: "Das Video ist stehen geblieben. Noch einmal abspielen",
    said: "Was gesagt wurde",
  },
  notes: { heading: "Notizen" },
  comment: {
    heading: "Ihr Kommentar",
    words: "Wer dies mit Ihnen geteilt hat, liest ihn.",
    about: "Betrifft",
    whole: "Das ganze Interview",
    text: "Kommentar",
    missing: "Schreiben Sie zuerst etwas.",
    send: "Kommentar senden",
    sending: "Wird gesendet …",
    sent: (n) => `${count(n, "Kommentar wurde", "Kommentare wurden")} gesendet.`,
  },
};
