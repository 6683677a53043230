import type { PreviewWords } from "../en/preview";

export const words: PreviewWords = {
  label: "Vorschau",
  documentTitle: "Vorschau · Colloquy",
  bar: "Vorschau: So sieht es im Interview aus. Nichts wird aufgenommen, gesendet oder gespeichert.",
  again: "Noch einmal von vorn",
  back: "Zurück zur Vorlage",
  loading: "Vorlage wird geladen …",
  checks: {
    heading: "Kamera und Mikrofon",
    words:
      "Hier werden im Interview Kamera, Mikrofon, Lautsprecher und Verbindung geprüft, und es gibt eine Frage zum Üben, die nicht zählt. Die Vorschau lässt das aus: Sie braucht kein Gerät.",
    silent:
      "Auch die Stimme des Interviewers fehlt hier. Eine Antwort endet, wenn Sie auf „Ich bin fertig“ drücken, oder mit ihrer Zeit.",
    goOn: "Weiter zur ersten Frage",
  },
  feedback:
    "Hier werden zwei, drei Sätze zur Antwort gesagt und gezeigt: was stark war und was noch fehlt. Wo die Vorlage es erlaubt, kann danach eine Nachfrage kommen.",
  over: {
    heading: "Hier endet das Interview",
    words: "Hier steht, dass die Antworten angekommen sind, und nach einer Weile, was stark war und was fehlte.",
  },
  signIn: {
    heading: "Bitte zuerst anmelden",
    words: "Eine Vorschau sieht nur, wer angemeldet ist.",
    open: "Zum Dashboard",
  },
};
