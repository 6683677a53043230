import type { ButtonWords } from "../en/unsubscribe";

export const words: ButtonWords = {
  documentTitle: "Adresse bestätigen",
  heading: "Ist das Ihre Adresse?",
  asks: "Nachrichten zu Ihrem Interview gehen dann an die Adresse, an die dieser Link geschickt wurde.",
  act: "Ja, diese Adresse verwenden",
  acting: "Einen Moment …",
  done: "Erledigt. Nachrichten zu Ihrem Interview gehen jetzt an diese Adresse.",
  unknown:
    "Dieser Link gilt nicht mehr oder ist nicht vollständig. Fordern Sie auf Ihrer Interviewseite einen neuen an.",
};
