import type { OwnWords } from "../en/own";

export const words: OwnWords = {
  deleteHeading: "Alles löschen",
  deleteWhat:
    "Alles, was hier von Ihnen gespeichert ist, wird gelöscht: Ihre Aufnahmen, was Sie gesagt und geschrieben haben, Rückmeldungen, Bewertungen und Notizen über Sie. Ist Ihr Interview noch nicht beendet, endet es damit, und Ihr Link ebenso.",
  deleteForGood:
    "Das lässt sich nicht rückgängig machen. Das Recruiting-Team sieht, dass ein Interview gelöscht wurde, aber nicht mehr, wessen.",
  delete: "Alles löschen …",
  sure: "Möchten Sie wirklich alles endgültig löschen?",
  yes: "Ja, alles löschen",
  no: "Nein, behalten",
  deleting: "Wird gelöscht …",
  erased: {
    states: {
      asked: "Es wird gleich gelöscht.",
      under_way: "Alles Lesbare ist gelöscht. Ihre Aufnahmen folgen in wenigen Minuten.",
      done: "Es ist nichts mehr davon da.",
    },
    asked: (when) => `Angefordert: ${when}`,
    done: (when) => `Erledigt: ${when}`,
    reference: "Aktenzeichen",
    referenceHint: "Bewahren Sie es auf, falls Sie später nachfragen möchten. Über Sie verrät es nichts.",
  },
};
