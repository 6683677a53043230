import type { ButtonWords } from "../en/unsubscribe";

export const words: ButtonWords = {
  documentTitle: "E-Mails abbestellen",
  heading: "Keine solchen E-Mails mehr?",
  asks: "Sie bekommen dann keine E-Mails dieser Art mehr. Interviews und ihre Links bleiben, wie sie sind.",
  act: "Abbestellen",
  acting: "Einen Moment …",
  done: "Erledigt. Sie bekommen keine solchen E-Mails mehr.",
  unknown: "Dieser Link ist nicht vollständig oder gilt nicht mehr. Öffnen Sie den Link in der E-Mail noch einmal.",
};
