import type { ErasureWords } from "../en/erasure";

export const words: ErasureWords = {
  title: "Dieses Interview löschen",
  what: (name) =>
    `Alles, was zum Interview mit ${name} gespeichert ist, wird gelöscht: Aufnahmen, Transkripte, Bewertungen, Hinweise, Notizen, Entscheidungen, Links zum Ergebnis und Ergebnisdateien, in denen es vorkommt.`,
  forGood: "Das lässt sich nicht rückgängig machen, auch nicht von der Stelle, die Colloquy betreibt.",
  why: "Grund",
  reasonStays: "Der Grund bleibt im Bericht über die Löschung stehen; Personen nennt der Bericht nicht.",
  reasons: {
    candidate_asked: "Die Bewerberin oder der Bewerber hat darum gebeten",
    no_longer_needed: "Es wird nicht mehr gebraucht",
    by_mistake: "Es wurde aus Versehen angelegt",
    other: "Ein anderer Grund",
  },
  next: "Löschen …",
  sure: "Möchten Sie es wirklich endgültig löschen?",
  yes: "Ja, endgültig löschen",
  no: "Nein, behalten",
  deleting: "Wird gelöscht …",
  about:
    "Was gelöscht wurde, weil jemand darum gebeten hat oder die Frist abgelaufen war. Personen stehen hier nicht: Ein Interview ist nur an der SHA-256-Prüfsumme seiner Kennung zu erkennen.",
  loading: "Löschungen werden geladen …",
  none: "Bisher wurde nichts gelöscht.",
  asked: (who, when) => `${who}, ${when}`,
  askedBy: {
    recruiter: "Vom Recruiting-Team",
    candidate: "Von der Bewerberin oder dem Bewerber",
    operator: "Von der Stelle, die Colloquy betreibt",
    retention: "Nach Ablauf der Frist",
  },
  states: {
    asked: "Angefordert",
    under_way: "Aufnahmen folgen in wenigen Minuten",
    done: "Gelöscht",
  },
  report: "Bericht herunterladen",
  reportOf: (hash) => `Bericht zu ${hash} herunterladen`,
  interview: "Interview",
  older: "Ältere",
  newest: "Neueste",
};
