import { count } from "../count";
import type { ExportsWords } from "../en/exports";

export const words: ExportsWords = {
  export: "Exportieren",
  title: "Ergebnisse exportieren",
  one: "Dieses Interview.",
  many: "Alle Interviews, die die Liste zeigt.",
  format: "Als",
  formats: {
    csv: "CSV: eine Zeile je Interview, für Tabellen",
    json: "JSON: alles, für andere Systeme",
    pdf: "PDF: ein Bericht zum Lesen und Drucken",
  },
  make: "Datei erstellen",
  making: (sessions) => `Die Datei wird erstellt: ${count(sessions, "Interview ist", "Interviews sind")} darin.`,
  done: (sessions, size) => `Die Datei ist fertig: ${count(sessions, "Interview", "Interviews")}, ${size}.`,
  cut: "Es waren mehr, als in eine Datei passen: Sie enthält die ersten der Liste.",
  failed: "Die Datei konnte nicht erstellt werden. Versuchen Sie es später noch einmal.",
  download: "Herunterladen",
  until: (at) => `Sie lässt sich bis ${at} abrufen, nur von Ihnen.`,
  again: "Noch eine Datei erstellen",
  hidden: "Was vor Ihnen verborgen ist, bis Sie es beurteilt haben, steht nicht in der Datei.",
};
