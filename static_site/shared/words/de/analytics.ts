import { countingIn } from "../count";
import type { AnalyticsWords } from "../en/analytics";

const count = countingIn("de");
const interviews = (n: number): string => count(n, "Interview", "Interviews");

export const words: AnalyticsWords = {
  loading: "Wird gezählt …",
  template: "Vorlage",
  allTemplates: "Alle Vorlagen",
  otherTemplate: "Eine andere Vorlage",
  period: "Eingeladen",
  periods: {
    "30d": "In den letzten 30 Tagen",
    "90d": "In den letzten 90 Tagen",
    "365d": "In den letzten 365 Tagen",
    all: "Ohne Zeitgrenze",
  },
  counted: (n, at) => `${interviews(n)}, Stand ${at}.`,
  none: "In dieser Zeit wurde niemand eingeladen.",
  cut: "Es waren mehr als 10.000: Gezählt sind die neuesten 10.000.",
  hidden: (n) =>
    `${count(n, "Interview ist", "Interviews sind")} für Sie verdeckt, bis Sie jede Antwort beurteilt haben. Was darin gefunden wurde (Entscheidung, Bewertungen, Übereinstimmung), ist hier nicht mitgezählt.`,
  funnel: {
    title: "Wie weit Bewerberinnen und Bewerber kommen",
    hint: "Jeder Schritt zählt alle, die bis zu ihm gekommen sind.",
    step: "Schritt",
    many: "Interviews",
    ofInvited: "Von allen Eingeladenen",
    ofBefore: "Vom Schritt davor",
    steps: {
      invited: "Eingeladen",
      opened: "Link geöffnet",
      begun: "Begonnen",
      finished: "Beendet",
      decided: "Entschieden",
    },
    stillOpen: (n) =>
      `${count(n, "davon ist", "davon sind")} noch offen und ${n === 1 ? "kann" : "können"} weiter kommen.`,
  },
  questions: {
    title: "Wo sie aufhören",
    hint: "Von Interviews, die begonnen wurden und vorbei sind. Nachfragen zählen zu der Frage, der sie folgen.",
    question: "Frage",
    interviews: "Enthalten",
    reached: "Erreicht",
    answered: "Beantwortet",
    left: "Hier aufgehört",
    none: "Noch ist kein begonnenes Interview vorbei.",
  },
  time: {
    title: "Zeit bis zur Entscheidung",
    hint: "Vom Ende des Interviews bis zur ersten Entscheidung.",
    what: "Was",
    value: "Wert",
    decided: "Entschieden",
    median: "Die Hälfte war entschieden nach",
    p90: "Neun von zehn waren entschieden nach",
    days: (days) => `${days} Tagen`,
    none: "Noch ist nichts entschieden.",
  },
  scores: {
    title: "Bewertungen",
    hint: "Gesamtwerte von 0 bis 10. Die von Menschen sind der Mittelwert dessen, was sie den Antworten gaben, oder der Wert, den sie für das Ganze gesetzt haben.",
    range: "Wert",
    between: (from, to) => `${from} bis ${to}`,
    byModel: "Vom Modell",
    byPeople: "Von Menschen",
    count: "Interviews",
    mean: "Mittelwert",
    median: "Median",
    indicative: (n) =>
      `${interviews(n)} davon ${n === 1 ? "wurde" : "wurden"} von keinem Sprachmodell beurteilt: Diese Werte sind nur ein Anhaltspunkt.`,
    none: "Noch hat kein Interview eine Bewertung.",
  },
  agreement: {
    title: "Wie weit Urteile übereinstimmen",
    hint: "Von Stufen, die demselben Kriterium derselben Antwort gegeben wurden. Kappa ist 1, wo alle übereinstimmen, und 0, wo sie es nicht öfter tun als durch Zufall; ein Unterschied von zwei Stufen wiegt viermal so viel wie einer von einer Stufe.",
    who: "Wer",
    pairs: "Verglichen",
    kappa: "Gewichtetes Kappa",
    same: "Gleiche Stufe",
    withinOne: "Höchstens eine Stufe Unterschied",
    people: "Menschen untereinander",
    model: "Menschen und das Modell",
    tooFew: (least) => `Weniger als ${least} Vergleiche sagen nichts aus.`,
    undefined: "nicht bestimmt",
  },
  satisfaction: {
    title: "Was sie über das Interview sagen",
    hint: "Wie das Interview war, von 1 bis 5, gefragt nach dem Ende. Gezählt nach dem Tag der Antwort; was sie geschrieben haben, steht nicht hier.",
    rating: "Urteil",
    many: "Anzahl",
    mean: (mean, n) => `Im Mittel ${mean}, von ${count(n, "Person", "Personen")}.`,
    tooFew: (n, least) =>
      `${n === 0 ? "Niemand hat" : count(n, "Person hat", "Personen haben")} geantwortet. Zahlen stehen hier ab ${least}, damit niemand daran zu erkennen ist.`,
    of: (rating) => `${rating} von 5`,
  },
};
