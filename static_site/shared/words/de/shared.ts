import { countingIn } from "../count";
import type { SharedWords } from "../en/shared";

const count = countingIn("de");

const number = new Intl.NumberFormat("de");
const fits = (most: number): string => `höchstens ${number.format(most)} Zeichen haben Platz`;

export const words: SharedWords = {
  spans: {
    seconds: (n) => count(n, "Sekunde", "Sekunden"),
    minutes: (n) => count(n, "Minute", "Minuten"),
    hours: (n) => count(n, "Stunde", "Stunden"),
    minutesAndSeconds: (minutes, seconds) => `${minutes} min ${seconds} s`,
    hoursAndMinutes: (hours, minutes) => `${hours} h ${minutes} min`,
    now: "gerade eben",
    underAMinute: "weniger als eine Minute",
    about: (span) => `etwa ${span}`,
  },
  busy: { loading: "Wird geladen …" },
  later: {
    loading: "Einen Moment …",
    missing:
      "Dieser Teil der Seite ist noch nicht angekommen. Nichts geht verloren: Wir versuchen es von selbst noch einmal. Ist Ihre Verbindung unterbrochen?",
  },
  errors: {
    ofThisPage: "Auf dieser Seite ist etwas schiefgegangen. Bitte laden Sie sie neu und versuchen Sie es noch einmal.",
    offline: "Der Server ist nicht erreichbar. Bitte prüfen Sie Ihre Verbindung; es geht nichts verloren.",
    tooMany: "Das waren zu viele Versuche.",
    // "in" asks for the dative, which spans do not have.
    againIn: (span) => `Bitte versuchen Sie es noch einmal. Wartezeit: ${span}.`,
    againLater: "Bitte versuchen Sie es in einer Weile noch einmal.",
    again: "Noch einmal versuchen",
    reference: (requestId) => `Referenz: ${requestId}`,
  },
  fields: {
    tooLong: (surplus, most) =>
      `${count(surplus, "Zeichen", "Zeichen")} zu viel: Hier haben höchstens ${number.format(most)} Platz.`,
    lookAgain: (fields) =>
      fields === 1
        ? "Bitte sehen Sie sich ein Feld noch einmal an."
        : `Bitte sehen Sie sich ${fields} Felder noch einmal an.`,
    cut: (cut, most) =>
      cut === 1
        ? `Das letzte Zeichen des eingefügten Textes fehlt: ${fits(most)}.`
        : `Die letzten ${number.format(cut)} Zeichen des eingefügten Textes fehlen: ${fits(most)}.`,
    full: (most) => `Mehr Platz ist hier nicht: ${fits(most)}.`,
    left: (n) => `Noch ${number.format(n)} Zeichen.`,
  },
};
