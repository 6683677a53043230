import { countingIn } from "../count";
import type { KeysWords } from "../en/keys";

const count = countingIn("de");

export const words: KeysWords = {
  intro:
    "Mit einem API-Schlüssel handelt ein Programm für die Person, die ihn erstellt hat: Es bekommt, was sie bekommt, soweit die Berechtigungen reichen. Mit ihrem Konto endet auch der Schlüssel.",
  loading: "Die API-Schlüssel werden geladen …",
  none: "Es gibt noch keinen API-Schlüssel.",
  make: "API-Schlüssel erstellen",
  name: "Wofür ist er?",
  nameHint: "Zum Beispiel der Name des Programms, das ihn verwendet.",
  nameMissing: "Geben Sie an, wofür er ist.",
  scopes: "Wofür darf er verwendet werden?",
  scopesMissing: "Wählen Sie mindestens eines.",
  scopeNames: {
    read_results: "Interviews und Ergebnisse lesen",
    invite: "Zu Interviews einladen",
    templates: "Vorlagen lesen und ändern",
    export: "Ergebnisse exportieren",
  },
  lasts: "Gültig für",
  days: (days) => count(days, "Tag", "Tage"),
  making: "Der Schlüssel wird erstellt …",
  ready: "Der Schlüssel ist fertig",
  secret: "Der Schlüssel",
  copy: "Schlüssel kopieren",
  copied: "Kopiert.",
  copyByHand: "Der Schlüssel ist markiert: Kopieren Sie ihn mit der Tastatur.",
  once: "Er wird nur dieses eine Mal gezeigt. Bewahren Sie ihn wie ein Passwort auf: Wer ihn hat, handelt für Sie.",
  done: "Ich habe ihn gesichert",
  until: (day) => `gültig bis ${day}`,
  expired: (day) => `abgelaufen am ${day}`,
  revoked: (day) => `widerrufen am ${day}`,
  used: (when) => `zuletzt verwendet ${when}`,
  unused: "noch nie verwendet",
  by: (name) => `erstellt von ${name}`,
  revoke: "Widerrufen",
  revokeOf: (name) => `${name} widerrufen`,
  revokeSure: "Endgültig widerrufen",
  revokeSureOf: (name) => `${name} endgültig widerrufen`,
  more: "Frühere Schlüssel",
};
