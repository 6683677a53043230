import { countingIn } from "../count";
import type { AskWords } from "../en/ask";

const count = countingIn("de");

export const words: AskWords = {
  title: "Interviews befragen",
  intro: "Die Antwort besteht nur aus dem, was in abgeschlossenen Interviews gesagt wurde, Wort für Wort.",
  question: "Ihre Frage",
  hint: "Zum Beispiel: Wer hat schon eine Migration durchgeführt?",
  ask: "Fragen",
  tooShort: (least) => `Bitte mindestens ${count(least, "Zeichen", "Zeichen")}.`,
  tooLong: (most) => `Bitte höchstens ${count(most, "Zeichen", "Zeichen")}.`,
  filters: "Welche Interviews",
  template: "Vorlage",
  anyTemplate: "Alle Vorlagen",
  state: "Status",
  anyState: "Jeder Status",
  from: "Abgeschlossen ab",
  to: "bis",
  looking: "Die Antworten werden durchsucht …",
  found: (n) => count(n, "Person", "Personen"),
  first: (n) => `Die besten Treffer: ${count(n, "Person", "Personen")}`,
  ranking: {
    model: (model) => `Sortiert von ${model}. Jedes Wort unten stammt von den Befragten selbst.`,
    words: "Einfache Reihenfolge: nach den Wörtern Ihrer Frage, ohne Sprachmodell.",
    model_away: "Das Sprachmodell hat nicht geantwortet. Einfache Reihenfolge: nach den Wörtern Ihrer Frage.",
  },
  cut: "Ihre Wörter kommen oft vor: Verglichen wurde, was damit zuletzt gesagt wurde.",
  incomplete: "Was in einigen Interviews gesagt wurde, wird noch aufbereitet. Fragen Sie später noch einmal.",
  lookedFor: (words) => `Gesucht: ${words}`,
  nothing: "In keiner Antwort kommen diese Wörter vor.",
  nothingHint:
    "Versuchen Sie es mit anderen Wörtern oder weniger Filtern. Durchsucht werden nur abgeschlossene Interviews.",
  noWords: "Diese Frage besteht nur aus Wörtern, die alle sagen. Ergänzen Sie, worum es geht.",
  quotesOf: (name) => `Was ${name} gesagt hat`,
  play: (time) => `Ab ${time} abspielen`,
  playOf: (name, time) => `Ab ${time} abspielen: ${name}`,
  open: "Antwort öffnen",
  openOf: (name, question) => `Antwort öffnen: ${name}, ${question}`,
  corrected: "von der Person korrigiert",
  addressed: "an die Bewertung gerichtet",
};
