import { countingIn } from "../count";
import type { InvitationsWords } from "../en/invitations";

const count = countingIn("de");
const people = (n: number): string => count(n, "Person", "Personen");

export const words: InvitationsWords = {
  title: "Viele einladen",
  intro:
    "Schicken Sie eine Liste als CSV. Sie sehen, wer eingeladen würde, bevor es geschieht. Wer doppelt darin steht oder mit der Vorlage schon eingeladen war, wird übergangen.",
  loading: "Wird geladen …",
  template: "Vorlage",
  noTemplate: "Es gibt noch keine Vorlage, mit der Sie einladen könnten.",
  file: "Liste mit Personen",
  fileHint:
    "In der ersten Zeile stehen die Namen der Spalten. „Name“ muss dabei sein, oder „Vorname“ und „Nachname“; möglich sind auch „E-Mail“, „Sprache“, „Schlagwörter“, „Zeitfaktor“ (1 bis 3), „Untertitel“ und „Schriftlich“ (ja oder nein). Höchstens 5.000 Personen und 700 KB.",
  fileMissing: "Wählen Sie eine Datei.",
  fileEmpty: "Diese Datei ist leer.",
  tooLarge: "Diese Datei ist größer als 700 KB.",
  byEmail: "Die Links per E-Mail senden; dann brauchen alle eine Adresse",
  check: "Liste prüfen",
  checking: "Wird geprüft …",
  latest: "Ihre Listen der letzten zwei Wochen",
  back: "Alle Listen",
  passedOver: (columns) => `Spalten, die übergangen werden: ${columns}`,
  states: {
    checked: "Geprüft: Noch ist niemand eingeladen",
    inviting: "Wird eingeladen …",
    done: "Fertig",
    cancelled: "Abgebrochen",
    stopped: "Angehalten: Etwas ist schiefgegangen. Wer eingeladen ist, bleibt es; Sie können fortfahren.",
  },
  rowStates: {
    ready: "Einzuladen",
    faulty: "Bitte prüfen",
    repeated: "Steht weiter oben schon",
    known: "War schon eingeladen",
    invited: "Eingeladen",
  },
  faults: {
    name_missing: "Der Name fehlt.",
    name_too_long: "Der Name ist zu lang.",
    email_missing: "Die Adresse fehlt.",
    email_invalid: "An diese Adresse lässt sich keine E-Mail senden.",
    language_unknown: "Diese Sprache ist nicht bekannt.",
    tags_invalid: "Ein Schlagwort ist zu lang, oder es sind zu viele.",
    time_factor_invalid: "Der Zeitfaktor liegt nicht zwischen 1 und 3.",
    yes_or_no: "Das ist weder Ja noch Nein.",
  },
  columns: {
    name: "Name",
    first_name: "Vorname",
    last_name: "Nachname",
    email: "E-Mail",
    language: "Sprache",
    tags: "Schlagwörter",
    time_factor: "Zeitfaktor",
    captions: "Untertitel",
    text_answers: "Schriftlich",
  },
  line: "Zeile",
  state: "Stand",
  rows: "Personen",
  more: "Mehr anzeigen",
  invite: (n) => `${people(n)} einladen`,
  goOn: (n) => `Mit ${people(n)} fortfahren`,
  progress: (done, of) => `${done} von ${people(of)} eingeladen`,
  cancel: "Abbrechen",
  links: "Links herunterladen (CSV)",
  notInvited: "Nicht Eingeladene herunterladen (CSV)",
  whoHasIt:
    "Wer einen Link hat, kann das Interview damit führen: Bewahren Sie die Datei sicher auf, und löschen Sie sie, wenn Sie sie nicht mehr brauchen.",
  kept: (date) => `Die Liste bleibt bis ${date}; die Interviews bleiben.`,
};
