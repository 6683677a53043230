import { countingIn } from "../count";
import type { CompareWords } from "../en/compare";

const count = countingIn("de");

export const words: CompareWords = {
  refused: "Interviews vergleichen",
  title: (n) => `${count(n, "Interview", "Interviews")} vergleichen`,
  shown: "Person",
  of: (at, of) => `${at} von ${of}`,
  loading: "Wird geladen …",
  wholeInterview: "Das ganze Interview",
  aspect: "Gesichtspunkt",
  overall: "Insgesamt",
  criteria: "Kriterien",
  decision: "Entscheidung",
  flags: "Hinweise und Aufnahme",
  noFlags: "Nichts aufgefallen.",
  notFinished: "Das Interview ist noch nicht abgeschlossen.",
  ofModel: (figure) => `Vom Modell: ${figure}`,
  judge: "Interview öffnen und beurteilen",
  differentRubrics:
    "Diese Interviews wurden nach verschiedenen Maßstäben beurteilt: Ihre Zahlen sind nur bedingt vergleichbar.",
  question: (number) => `Frage ${number}`,
  reworded:
    "Die Vorlage wurde zwischen diesen Einladungen geändert: Nicht allen wurde diese Frage im selben Wortlaut gestellt. Der jeweilige Wortlaut steht unten.",
  notAllAsked: "Die Vorlage wurde zwischen diesen Einladungen geändert: Nicht allen wurde diese Frage gestellt.",
  notAsked: "Diese Frage wurde hier nicht gestellt.",
  asked: "Gestellte Frage",
  score: "Bewertung",
  byPerson: (name, figure) => `${name}: ${figure}`,
  answer: "Antwort",
  answerOf: (name, number) => `Antwort von ${name} auf Frage ${number}`,
  partsOf: (name) => `Aufnahmen von ${name}`,
  followUp: (nth) => `Nachfrage ${nth}`,
  followUpOf: (name, nth, number) => `Antwort von ${name} auf Nachfrage ${nth} zu Frage ${number}`,
  pointNotJudged: "nicht nach diesem Punkt beurteilt",
  point: (point) => `Punkt: ${point}`,
  said: "Anfang der Antwort",
  whole: "Die ganze Antwort",
  wholeOf: (name) => `Die ganze Antwort von ${name}`,
  followUps: "Nachfragen",
  noFollowUps: "Keine.",
  inTurn: "Alle nacheinander abspielen",
  stop: "Anhalten",
  playing: (name, at, of) => `Es läuft ${name}, ${at} von ${of}`,
  keys: {
    nextCandidate: "Nächste der verglichenen Personen",
    previousCandidate: "Vorherige der verglichenen Personen",
    turn: "Diese Frage von allen nacheinander abspielen",
    open: "Interview der markierten Person öffnen",
  },
  acts: "Tasten zum Abspielen und Entscheiden gelten der markierten Person.",
};
