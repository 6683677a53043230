import type { SettingsWords } from "../en/settings";

export const words: SettingsWords = {
  title: "Einstellungen",
  sections: "Einstellungen",
  names: {
    account: "Ihr Konto",
    keys: "API-Schlüssel",
    look: "Erscheinungsbild",
    consent: "Einwilligung",
    mail: "E-Mails",
    retention: "Aufbewahrung",
    deletions: "Löschungen",
    members: "Mitglieder",
    "sign-in": "Anmeldung",
    webhooks: "Webhooks",
    audit: "Prüfprotokoll",
  },
  nothing: "Diesen Teil der Einstellungen gibt es nicht.",
};
