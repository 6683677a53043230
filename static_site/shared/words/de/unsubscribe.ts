import type { ButtonWords } from "../en/unsubscribe";

export const words: ButtonWords = {
  documentTitle: "E-Mails abbestellen",
  heading: "Keine solchen E-Mails mehr?",
  asks: "Sie bekommen keine E-Mails dieser Art mehr. Interviews und ihre Links bleiben, wie sie sind.",
  act: "Abbestellen",
  acting: "Einen Moment …",
  done: "Erledigt. Sie bekommen keine solchen E-Mails mehr.",
  unknown: "Diese Adresse ist nicht vollständig. Öffnen Sie den Link in der E-Mail noch einmal.",
};
