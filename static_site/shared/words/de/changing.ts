import type { ChangingWords } from "../en/changing";

export const words: ChangingWords = {
  title: "Einladung ändern",
  close: "Schließen",
  to: {
    title: "Name und Adresse",
    email: "E-Mail-Adresse der Person",
    newAddress:
      "Eine andere Adresse bedeutet einen anderen Link: Der bisherige gilt sofort nicht mehr, und was aufgenommen wurde, geht unter dem neuen weiter.",
    byEmail: "Link an diese Adresse senden, mit den Erinnerungen der Vorlage",
    save: "Speichern",
    saving: "Wird gespeichert …",
    saved: "Gespeichert.",
  },
  end: {
    title: "Wie lange der Link gilt",
    now: (until) => `Er gilt bis ${until}.`,
    ended: (until) => `Er ist am ${until} abgelaufen. Er gilt wieder, sobald Sie das Ende verschieben.`,
    same: "Der Link bleibt derselbe. Erinnerungen, die noch ausstehen, verschieben sich mit.",
    save: "Ende verschieben",
    saved: (until) => `Der Link gilt bis ${until}.`,
  },
  arranged: {
    title: "Anpassungen",
    save: "Anpassungen speichern",
    begun:
      "Das Interview hat begonnen: Sie können Vereinbartes ergänzen, aber nicht zurücknehmen. Es gilt, sobald die Seite neu geladen wird.",
    saved: "Gespeichert. Es gilt, sobald die Seite der Person das nächste Mal geöffnet wird.",
  },
  many: {
    remindTitle: "Per E-Mail erinnern",
    cancelTitle: "Einladungen absagen",
    remind: (able, chosen) =>
      able === chosen
        ? `${able === 1 ? "1 Person wird" : `${able} Personen werden`} daran erinnert, dass ihr Interview noch offen ist.`
        : `${able} der ${chosen} ausgewählten Personen ${able === 1 ? "wird" : "werden"} daran erinnert, dass ihr Interview noch offen ist. Die anderen sind fertig oder haben keine Adresse.`,
    cancel: (able, chosen) =>
      able === chosen
        ? `${able === 1 ? "1 Einladung wird" : `${able} Einladungen werden`} abgesagt. Die Links gelten ab sofort nicht mehr.`
        : `${able} der ${chosen} ausgewählten Einladungen ${able === 1 ? "wird" : "werden"} abgesagt, und die Links gelten ab sofort nicht mehr. Die anderen sind abgeschlossen oder vorbei.`,
    remindsNobody:
      "Von den Ausgewählten kann niemand erinnert werden: Die Interviews sind abgeschlossen, oder es fehlt eine E-Mail-Adresse.",
    cancelsNobody:
      "Von den ausgewählten Einladungen lässt sich keine absagen: Die Interviews sind abgeschlossen oder vorbei.",
    inside: (here) =>
      `${here === 1 ? "1 Interview hat" : `${here} Interviews haben`} begonnen. Wer gerade mittendrin ist, wird unterbrochen und liest, dass es abgesagt wurde.`,
    lately:
      "Nicht noch einmal erinnert wird, wer in den letzten 24 Stunden eine Erinnerung bekommen hat oder keine mehr möchte: Das steht dann in der Zeile.",
    tell: "Per E-Mail absagen, wo eine Adresse bekannt ist",
    doRemind: (able) => `${able} erinnern`,
    doCancel: (able) => `${able} absagen`,
    busy: "Einen Moment …",
    reminded: (done) => `${done === 1 ? "1 Person wird" : `${done} Personen werden`} erinnert.`,
    cancelled: (done) => `${done === 1 ? "1 Einladung wurde" : `${done} Einladungen wurden`} abgesagt.`,
    notDone: (left) => `${left === 1 ? "Eine" : left} nicht: Der Grund steht jeweils in der Zeile.`,
    back: "Zurück zur Liste",
  },
  cancel: {
    title: "Einladung absagen",
    isHere: (bold, name) => [
      bold(`${name} ist gerade im Interview.`),
      " Es endet mittendrin, und die Person liest, dass es abgesagt wurde.",
    ],
    what: "Der Link gilt ab sofort nicht mehr: Wer ihn öffnet, erfährt, dass das Interview abgesagt wurde. Mit einem neuen Link nehmen Sie die Absage zurück.",
    begun:
      "Was bisher angekommen ist, bleibt so lange wie bei anderen Interviews. Es wird nicht verarbeitet und nicht bewertet.",
    tell: "Der Person per E-Mail absagen",
    do: "Einladung absagen",
    doing: "Wird abgesagt …",
    keep: "Nicht absagen",
  },
};
