import type { LandingWords } from "../en/landing";

export const words: LandingWords = {
  landing: {
    title: "Colloquy",
    description: "Colloquy führt Videointerviews, wann immer es passt, und bewertet jede Antwort mit Belegen.",
    heading: "Ein Interview, wann immer Sie bereit sind.",
    about:
      "Eingeladene antworten per Video, wann es ihnen passt. Aus jeder Antwort wird eine abspielbare Aufnahme mit Bewertung: Punkte für jedes Kriterium und die Worte, auf denen sie beruhen.",
    record: "Aufnehmen.",
    recording:
      "Alle fünf Sekunden geht das Video direkt in den Speicher, damit wenig verloren ist, wenn eine Verbindung abbricht.",
    process: "Verarbeiten.",
    processing:
      "Die Teile werden verbunden, in der Regel genau wie aufgenommen, und was nicht ankam, wird aufgelistet.",
    review: "Sichten.",
    reviewing:
      "Bewertungen kommen mit Zitaten, die wörtlich im Transkript stehen. Was daraus folgt, entscheiden Menschen.",
    dashboard: "Zum Dashboard",
    api: "Zur API",
    invited: "Sie wurden zu einem Interview eingeladen? Öffnen Sie den Link, den Sie bekommen haben.",
  },
  application: {
    interview: "Ihr Interview · Colloquy",
    dashboard: "Dashboard · Colloquy",
    shared: "Geteiltes Ergebnis · Colloquy",
    noScript:
      "Diese Seite braucht JavaScript. Bitte schalten Sie es im Browser ein, oder versuchen Sie es mit einem anderen.",
  },
  notFound: {
    title: "Nicht gefunden · Colloquy",
    heading: "Unter dieser Adresse gibt es nichts.",
    invited:
      "Sie wurden zu einem Interview eingeladen? Öffnen Sie den Link, den Sie bekommen haben, oder kopieren Sie ihn ganz in die Adresszeile. Ihre bisherigen Antworten sind davon nicht berührt.",
    dashboard: "Zum Dashboard",
  },
};
