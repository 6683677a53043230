import { count } from "../count";
import type { SharesWords } from "../en/shares";

export const words: SharesWords = {
  share: "Teilen",
  title: "Dieses Ergebnis teilen",
  intro:
    "Wer den Link hat, sieht ohne Konto, was Sie auswählen, bis er endet. Gezeigt wird es unter dem Namen, für den er gedacht ist.",
  label: "Für wen er ist",
  labelHint: "Der Name der Person oder ihres Teams. Er steht quer über der Seite und dem Video.",
  labelMissing: "Sagen Sie, für wen er ist.",
  shows: "Was zu sehen ist",
  parts: {
    video: "Video",
    transcript: "Was gesagt wurde",
    score: "Bewertung, und wie sicher sie ist",
    notes: "Die Notizen Ihres Teams",
  },
  showsMissing: "Wählen Sie etwas aus.",
  comments: "Ein Kommentar ist möglich; er steht dann bei den Notizen",
  make: "Link erstellen",
  making: "Der Link wird erstellt …",
  ready: "Der Link ist fertig",
  send: (bold, label, until) => ["Senden Sie ihn an ", bold(label), `. Er gilt bis ${until}.`],
  link: "Link",
  once: "Er wird nur dieses eine Mal gezeigt. Wer ihn hat, kann ihn öffnen.",
  another: "Noch einen Link erstellen",
  before: "Bisher geteilt",
  by: (name, at) => `von ${name}, ${at}`,
  views: (n) => (n === 0 ? "noch nicht geöffnet" : `${count(n, "Mal", "Mal")} geöffnet`),
  last: (at) => `zuletzt ${at}`,
  until: (at) => `bis ${at}`,
  expired: "abgelaufen",
  revoked: "widerrufen",
  revoke: "Widerrufen",
  revokeOf: (label) => `Den Link für ${label} widerrufen`,
  more: "Mehr zeigen",
  viewer: "über einen geteilten Link",
};
