export const words = {
  title: "Settings",
  sections: "Settings",
  names: {
    account: "Your account",
    audit: "Audit log",
  },
  nothing: "There is no such part of the settings.",
};

export type SettingsWords = typeof words;
