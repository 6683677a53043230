import { countingIn } from "../count";
import type { ExportsWords } from "../en/exports";

const count = countingIn("de");

export const words: ExportsWords = {
  export: "Exportieren",
  title: "Ergebnisse exportieren",
  one: "Dieses Interview.",
  many: "Alle Interviews dieser Liste, auch die weiter unten.",
  format: "Als",
  formats: {
    csv: "CSV: eine Zeile je Interview, für Tabellen",
    json: "JSON: alles, für andere Systeme",
    pdf: "PDF: ein Bericht zum Lesen und Drucken",
  },
  make: "Datei erstellen",
  making: (sessions) => `Die Datei wird erstellt. Bisher enthält sie ${count(sessions, "Interview", "Interviews")}.`,
  done: (sessions, size) => `Die Datei ist fertig: ${count(sessions, "Interview", "Interviews")}, ${size}.`,
  cut: "Es waren mehr, als in eine Datei passen: Sie enthält die ersten der Liste.",
  failed: "Die Datei konnte nicht erstellt werden. Versuchen Sie es später noch einmal.",
  download: "Herunterladen",
  once: "Laden Sie sie herunter, bevor Sie dies schließen. Der Link gilt eine Stunde.",
  again: "Noch eine Datei erstellen",
  hidden: "Was vor Ihnen verborgen ist, bis Sie es beurteilt haben, steht nicht in der Datei.",
};
