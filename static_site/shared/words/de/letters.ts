import type { LettersWords } from "../en/letters";

export const words: LettersWords = {
  title: "E-Mails an die Person",
  loading: "E-Mails werden geladen …",
  none: "Es wurde nichts per E-Mail gesendet. Sie haben den Link selbst weitergegeben.",
  off: "Von hier werden keine E-Mails gesendet: Kopieren Sie Links von Hand. Wer Colloquy betreibt, kann das ändern.",
  kinds: {
    invitation: "Einladung",
    reminder: "Erinnerung",
    link_replaced: "Neuer Link",
    finished: "Bestätigung, dass es angekommen ist",
    results_ready: "Ergebnisse sind da",
    decision: "Entscheidung",
    member_invitation: "Einladung ins Team",
    password_reset: "Neues Passwort",
  },
  states: {
    waiting: (at) => `wird gesendet: ${at}`,
    sending: () => "wird gerade gesendet",
    sent: (at) => `gesendet: ${at}`,
    delivered: (at) => `zugestellt: ${at}`,
    bounced: (at) => `kam zurück: ${at}`,
    complained: (at) => `als Spam gemeldet: ${at}`,
    unsent: () => "nicht gesendet",
    uncertain: () => "vielleicht nicht gesendet",
  },
  reasons: {
    mail_off: "Von hier werden keine E-Mails gesendet. Kopieren Sie den Link und schicken Sie ihn selbst.",
    address_bounced: "Eine frühere E-Mail an diese Adresse kam zurück. Prüfen Sie die Adresse.",
    address_complained:
      "Eine frühere E-Mail an diese Adresse wurde als Spam gemeldet. Nehmen Sie auf anderem Weg Kontakt auf.",
    address_invalid: "An diese Adresse lässt sich keine E-Mail senden. Prüfen Sie sie.",
    not_needed: "Sie war zu dem Zeitpunkt nicht mehr nötig.",
    unsubscribed: "Weitere Erinnerungen wurden abbestellt.",
    link_unknown: "Dieser Link lässt sich nicht noch einmal senden. Erstellen Sie einen neuen.",
    daily_limit: "Ihre Organisation hat heute so viele E-Mails gesendet, wie sie darf. Diese folgt noch.",
    service_away: "Der Maildienst hat sie nicht angenommen. Es wird noch einmal versucht.",
    refused: "Der Maildienst hat sie abgelehnt.",
  },
  bounced: "Die Adresse gibt es nicht, oder sie nimmt keine E-Mails an. Prüfen Sie sie.",
  complained: "An diese Adresse wird nichts mehr gesendet.",
  uncertain: "Der Maildienst hat nicht geantwortet. Wenn nichts angekommen ist, senden Sie noch einmal.",
  again: "Link noch einmal senden",
  tell: "Entscheidung per E-Mail mitteilen",
  sure: {
    advance: "Die Person erfährt, dass Sie sie gern näher kennenlernen möchten.",
    reject:
      "Die Person erfährt freundlich, dass Sie sich für andere entschieden haben. Das lässt sich nicht zurücknehmen.",
  },
  send: "Senden",
  sending: "Wird gesendet …",
  asked: "Die E-Mail ist unterwegs.",
};
