export const words = {
  title: "Settings",
  sections: "Settings",
  names: {
    account: "Your account",
    keys: "API keys",
    look: "Look",
    consent: "Consent",
    mail: "E-mails",
    retention: "Retention",
    deletions: "Deletions",
    members: "Members",
    "sign-in": "Sign-in",
    webhooks: "Webhooks",
    audit: "Audit log",
  },
  nothing: "There is no such part of the settings.",
};

export type SettingsWords = typeof words;
