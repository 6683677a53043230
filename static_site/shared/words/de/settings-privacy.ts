import { countingIn } from "../count";
import type { SettingsPrivacyWords } from "../en/settings-privacy";

const count = countingIn("de");
const days = (n: number): string => count(n, "Tag", "Tagen");
const counted = (n: number): string => count(n, "Tag", "Tage");

export const words: SettingsPrivacyWords = {
  loading: "Einstellungen werden geladen …",
  save: "Speichern",
  saving: "Wird gespeichert …",
  saved: "Gespeichert.",
  changedMeanwhile:
    "Jemand anderes hat diese Einstellungen geändert. Laden Sie sie neu, um zu sehen, was jetzt gilt; Ihre Eingaben gehen dabei verloren.",
  reload: "Neu laden",
  retention: {
    about:
      "Wie lange nach dem Ende eines Interviews gespeichert bleibt, was darüber bekannt ist. Kürzere Fristen gelten auch für bestehende Interviews. Längere gelten nur für Personen, die ab jetzt zustimmen: Nichts bleibt länger gespeichert, als zugesagt wurde.",
    kinds: {
      recordings: "Aufnahmen",
      results: "Transkripte, geschriebene Antworten, Rückmeldungen und Bewertungen",
      flags: "Hinweise aus dem Browser",
      rest: "Alles andere: das Interview selbst, Entscheidungen und Notizen",
    },
    hint: (least, most) => `${least} bis ${most} Tage`,
    longerThanRest: "Nicht länger als alles andere: Mit dieser Frist endet das ganze Interview.",
    outOfBounds: (least, most) => `Bitte eine ganze Zahl von ${least} bis ${most}.`,
    inPractice: (recordings, rest) =>
      `Von einem Interview, das heute endet, werden die Aufnahmen in ${days(recordings)} gelöscht und alles Übrige in ${days(rest)}.`,
    shorten: "Fristen verkürzen?",
    forGood:
      "Kürzere Fristen gelten auch für bestehende Interviews: Was älter ist, wird endgültig gelöscht und lässt sich nicht wiederherstellen.",
    shorter: (kind, next, before) => `${kind}: ${counted(next)} statt ${counted(before)}`,
    keep: "Nichts ändern",
    shortenYes: "Verkürzen und Älteres löschen",
  },
  consent: {
    about:
      "Was Bewerberinnen und Bewerber lesen und womit sie einverstanden sein müssen, bevor ihre Kamera eingeschaltet wird. Womit jemand einverstanden war, bleibt Wort für Wort bei dem Interview gespeichert.",
    company: "Verantwortlich",
    companyHint: "Bleibt es leer, steht hier der Name Ihrer Organisation.",
    contact: "Ansprechstelle bei Fragen",
    contactHint: "Eine Adresse oder Telefonnummer. Bleibt es leer, heißt es „Ihre Ansprechperson im Recruiting“.",
    language: "Sprache",
    points: "Punkte",
    lead: (number) => `Punkt ${number}: Anfang, fett`,
    text: (number) => `Punkt ${number}: Fortsetzung`,
    places: "Eingesetzt werden: {company}, {contact}, {recordings_days}, {results_days}, {flags_days}, {rest_days}.",
    careful:
      "Die üblichen Punkte sagen, was Colloquy mit Aufnahmen, mit KI und mit Hinweisen aus dem Browser macht. Wer das weglässt, holt die Zustimmung zu weniger ein, als geschieht.",
    add: "Punkt hinzufügen",
    remove: (number) => `Punkt ${number} entfernen`,
    usual: "Zurück zum üblichen Wortlaut",
    isUsual: "Das ist der übliche Wortlaut.",
    preview: "Vorschau",
    previewOf: "So lesen es Bewerberinnen und Bewerber",
    previewing: "Vorschau wird erstellt …",
    hash: (id) => `SHA-256 dieses Textes: ${id}`,
  },
};
