import type { PublicLinkWords } from "../en/public-link";

const number = new Intl.NumberFormat("de");

export const words: PublicLinkWords = {
  title: "Öffentlicher Link",
  what: "Wer diesen Link hat, kann sich mit Name und E-Mail-Adresse anmelden und bekommt ein Interview nach dieser Vorlage, sobald die Adresse bestätigt ist. Stellen Sie ihn auf Ihre Karriereseite oder in eine Anzeige.",
  loading: "Der öffentliche Link wird geladen …",
  noMail:
    "Von hier werden keine E-Mails verschickt, deshalb könnte niemand eine Adresse bestätigen. Wer Colloquy betreibt, kann das einschalten.",
  label: "Der Link",
  lost: "Dieser Link kann nicht noch einmal angezeigt werden. Erstellen Sie einen neuen: Der alte gilt dann nicht mehr.",
  states: {
    open: "Offen: Man kann sich anmelden.",
    off: "Ausgeschaltet: Der Link führt nirgendwohin. Interviews, die über ihn begonnen haben, gehen weiter.",
    archived: "Geschlossen, weil die Vorlage archiviert ist.",
    closed: "Geschlossen: Der letzte Tag ist vorbei. Wer sich vorher angemeldet hat, kann noch bestätigen.",
    full: "Grenze erreicht: So viele sind gekommen, wie vorgesehen waren. Erhöhen Sie die Grenze, damit mehr kommen können.",
    full_today:
      "Tagesgrenze erreicht: Vor morgen kann sich niemand anmelden. Erhöhen Sie sie, damit mehr kommen können.",
  },
  joined: (joined, most) => `${number.format(joined)} von ${number.format(most)} sind gekommen.`,
  waiting: (waiting) =>
    waiting === 1 ? "1 Person hat noch nicht bestätigt." : `${number.format(waiting)} haben noch nicht bestätigt.`,
  asked: (asked, most) => `${number.format(asked)} von ${number.format(most)} haben sich an diesem Tag angemeldet.`,
  closes: "Letzter Tag",
  closesHint: "Leer: Er bleibt offen, bis Sie ihn schließen.",
  most: "Wie viele höchstens",
  mostPerDay: "Wie viele höchstens an einem Tag",
  mostPerDayHint: "Anmeldungen, auch solche, die nicht bestätigt werden: Jede ist eine E-Mail.",
  outOfBounds: (least, most) => `Von ${number.format(least)} bis ${number.format(most)}.`,
  days: "Wie lange man sich für das Interview Zeit lassen kann",
  repeats: "Dieselbe Adresse darf mehr als ein Interview haben",
  repeatsHint: "Sonst bekommt, wer sich noch einmal anmeldet, den Link zu dem Interview, das es schon gibt.",
  switchOn: "Einschalten",
  switchOff: "Ausschalten",
  save: "Speichern",
  saving: "Wird gespeichert …",
  saved: "Gespeichert.",
  replace: "Neuer Link",
  replaceSure:
    "Der alte Link führt dann nirgendwohin, und wer noch nicht bestätigt hat, muss sich noch einmal anmelden.",
  replaceYes: "Neuen Link erstellen",
  keep: "Diesen behalten",
};
