export const words = {
  title: "Settings",
  sections: "Settings",
  names: {
    account: "Your account",
    keys: "API keys",
    audit: "Audit log",
  },
  nothing: "There is no such part of the settings.",
};

export type SettingsWords = typeof words;
