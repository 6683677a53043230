import type { MailTextsWords } from "../en/mail-texts";

export const words: MailTextsWords = {
  about:
    "Was Kandidatinnen und Kandidaten gesendet wird, in jeder Sprache. Änderungen gelten ab sofort für jede E-Mail, auch für Erinnerungen, die schon anstehen.",
  which: "E-Mail",
  names: {
    invitation: "Einladung",
    reminder: "Erinnerung",
    link_replaced: "Neuer Link",
    finished: "Interview angekommen",
    advance: "Entscheidung: weiter",
    reject: "Entscheidung: Absage",
  },
  own: (name) => `${name} (eigener Text)`,
  language: "Sprache",
  isUsual: "Das ist der übliche Text.",
  isOwn: "Das ist Ihr eigener Text.",
  subject: "Betreff",
  text: "Text",
  textHint: "Reiner Text. Eine leere Zeile beginnt einen neuen Absatz.",
  places: "Wird an Ort und Stelle ausgefüllt:",
  placeNames: {
    candidate: "Name der Kandidatin oder des Kandidaten",
    company: "Name Ihrer Organisation",
    template: "Titel der Vorlage",
    inviter: "wer eingeladen hat",
    ends: "bis wann der Link gilt, mit Datum, Uhrzeit und Zeitzone",
  },
  link: "wo die Schaltfläche mit dem Link steht: für sich allein, zwischen leeren Zeilen. Fehlt es, steht sie am Ende.",
  always:
    "Steht immer darin, was Sie auch schreiben: der Link, der Weg, keine Erinnerungen mehr zu bekommen, und dass Colloquy in Ihrem Auftrag sendet.",
  missing: "Hier steht nichts.",
  unknown: (place) => `Für {${place}} wird nichts eingesetzt. Bitte verwenden Sie nur die genannten Platzhalter.`,
  linkAlone: "{link} steht einmal, für sich allein zwischen leeren Zeilen.",
  noLink: "Diese E-Mail hat keinen Link.",
  usual: "Zurück zum üblichen Text",
  preview: "Vorschau",
  previewAbout: "So würde die E-Mail gelesen; der Name ist erfunden.",
  seen: "Im Mailprogramm",
  plain: "Als reiner Text",
  previewing: "Vorschau wird erstellt…",
  times: "Zeiten",
  zone: "Zeitzone",
  utc: "UTC",
  zoneHint:
    "Für Zeiten in E-Mails, solange die eigene Zeitzone der Kandidatin oder des Kandidaten nicht bekannt ist. Bekannt ist sie, sobald das Interview geöffnet wurde. Die Zone steht immer neben der Uhrzeit.",
};
