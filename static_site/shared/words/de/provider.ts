import type { ProviderWords } from "../en/provider";

export const words: ProviderWords = {
  loading: "Wird geladen …",
  about:
    "So melden sich alle mit den Konten an, die Ihre Organisation schon hat: über OpenID Connect, mit Microsoft Entra ID, Google Workspace, Okta, Keycloak und anderen.",
  register: "Legen Sie in Ihrem Dienst eine Webanwendung mit dieser Rücksprungadresse an:",
  link: "Geben Sie diesen Link weiter. Wer ihn einmal benutzt hat, findet ihn auf der Anmeldeseite.",
  issuer: "Aussteller (Issuer)",
  issuerHint: "Die Adresse, unter der Ihr Dienst sich beschreibt, zum Beispiel https://login.example.com/realms/acme",
  issuerMissing: "Bitte geben Sie eine Adresse ein, die mit https:// beginnt.",
  client: "Client-ID",
  clientMissing: "Bitte geben Sie die Client-ID ein.",
  secret: "Client-Geheimnis",
  secretKept: "Eines ist hinterlegt und wird niemandem gezeigt. Lassen Sie das Feld leer, um es zu behalten.",
  domains: "Wer durch die Anmeldung beitreten darf",
  domainsHint:
    "Domains von E-Mail-Adressen, mit Kommas getrennt, zum Beispiel example.com. Leer: Nur Mitglieder melden sich an, und Sie laden sie ein.",
  role: "Rolle derer, die auf diesem Weg beitreten",
  passwordsOff: "Niemand meldet sich mehr mit einem Passwort an",
  passwordsOffHint: "Bis auf ein Administrationskonto, damit Sie auch hineinkommen, wenn Ihr Dienst ausfällt.",
  kept: "Dieses Konto behält sein Passwort",
  save: "Speichern",
  saving: "Ihr Dienst wird gefragt …",
  saved: "Gespeichert: Ihr Dienst antwortet wie erwartet.",
  outdated: "Jemand anders hat das inzwischen geändert. Bitte laden Sie die Seite neu.",
  remove: "Zurück zu Passwörtern",
  removeTitle: "Zurück zu Passwörtern?",
  removes:
    "Über Ihren Dienst meldet sich dann niemand mehr an. Wer kein Passwort hat, bekommt eines über „Haben Sie Ihr Passwort vergessen?“.",
  keep: "So lassen",
  removed: "Angemeldet wird mit Passwörtern.",
};
