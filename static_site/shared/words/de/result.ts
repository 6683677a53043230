import type { ResultWords } from "../en/result";

export const words: ResultWords = {
  gone: "Hier gibt es nichts mehr zu lesen. Bitte fragen Sie Ihre Ansprechperson im Recruiting nach Ihrem Ergebnis.",
  heading: "Ihr Ergebnis",
  introWithExample:
    "Zu jeder beurteilten Antwort: was stark war, was fehlte und, wo es eines gibt, ein Beispiel, wie Sie es sagen könnten.",
  intro: "Zu jeder beurteilten Antwort: was stark war und was fehlte.",
  peopleOnly: (organisation) =>
    `Auf Ihren Wunsch beurteilen nur Menschen Ihre Antworten. Keine Maschine hat sie beurteilt; ${organisation || "das Recruiting-Team"} sieht sie sich an.`,
  awaited: (done, of) => `Ihre Antworten werden durchgesehen: bisher ${done} von ${of}`,
  mayLeave:
    "Das dauert meist eine Minute. Sie können hier warten oder die Seite schließen und denselben Link später öffnen.",
  slow: "Es dauert länger als sonst. Nichts geht verloren: Schließen Sie die Seite ruhig, und öffnen Sie denselben Link später.",
  ready: "Ihr Ergebnis ist vollständig.",
  until: (day) => `Mit demselben Link können Sie dies bis ${day} lesen.`,
  nothing: "Zu dieser Frage gibt es keine Antwort.",
  awaitedAnswer: "Diese Antwort wird noch durchgesehen.",
  person: {
    wished: "Ein Mensch sieht sich diese Antwort an, wie Sie es gewünscht haben.",
    little_said: "Diese Antwort enthält wenig, wonach man gehen kann; deshalb sieht ein Mensch sie sich an.",
    hard_to_hear:
      "Die Aufnahme ist stellenweise schwer zu hören. Das liegt nicht an Ihnen; ein Mensch sieht sie sich an.",
    other_language:
      "Diese Antwort ist wohl in einer anderen Sprache als das Interview; deshalb sieht ein Mensch sie sich an.",
    unsure: "Die Maschine ist sich bei dieser Antwort nicht sicher; deshalb sieht ein Mensch sie sich an.",
    failed: "Diese Antwort konnte nicht maschinell durchgesehen werden; deshalb tut es ein Mensch.",
  },
  strong: "Stark:",
  strongAsCounted: "Stark, soweit gezählte Wörter das zeigen können:",
  strengths: {
    content: "Sie bleiben bei der Frage und werden konkret.",
    structure: "Ihrer Antwort kann man Schritt für Schritt folgen.",
    clarity: "Ihre Worte sind klar und leicht zu verstehen.",
    delivery: "Sie sagen deutlich, was Sie getan, entschieden oder gedacht haben.",
  },
  strengthOf: (title) => `Ihre Antwort überzeugt bei „${title}“.`,
  inPart: "Sie sagen etwas, wonach die Frage fragt.",
  missing: "Gefehlt hat:",
  leftOpen: "Die Frage hat Seiten, die Ihre Antwort nicht berührt.",
  nothingMissing: "nichts, was auffällt.",
  lacks: {
    content: "Konkretes, etwa ein Beispiel, eine Tatsache oder ein Grund.",
    structure: "eine Reihenfolge, der man vom Anfang bis zum Ergebnis folgen kann.",
    clarity: "genaue Worte, mit einer Sache in jedem Satz.",
    delivery: "was Sie selbst getan, entschieden oder gedacht haben.",
  },
  lackOf: (title) => `mehr von „${title}“.`,
  example: "Zum Beispiel:",
  examples: {
    content: "Im letzten Jahr mussten wir … lösen, und nach … Wochen war das Ergebnis …",
    structure: "Zuerst habe ich … angesehen, dann habe ich mich für … entschieden, und am Ende …",
    clarity: "Das Wichtigste war …, und deshalb haben wir …",
    delivery: "Ich habe selbst entschieden, dass …, denn …",
  },
  figure: (overall, low, high) => `Bewertung: ${overall} von 10; sie kann zwischen ${low} und ${high} liegen.`,
  indicative:
    "Kein Sprachmodell hat geurteilt: Zählungen und Ähnlichkeiten von Wörtern sind ein Anhaltspunkt und nicht mehr.",
  sending: "Wird gesendet …",
  judged: {
    heading: "Was beurteilt wurde, und wovon",
    what: "Beurteilt wurden nur die Worte Ihrer Antworten.",
    usual: (clauses) => `Danach, ${clauses}.`,
    named: (titles) => `Wonach die Organisation selbst fragt: ${titles}.`,
    own: (title) => `„${title}“`,
    notYou: "Nicht Ihr Bild, Ihre Stimme oder Ihr Akzent.",
    criteria: {
      content: "wie sie auf die Frage eingehen",
      structure: "wie ihre Teile zusammenhängen",
      clarity: "wie klar sie sind",
      delivery: "wie deutlich sie sagen, was Sie getan und gedacht haben",
    },
    by: (judges) => `Beurteilt von ${judges}, einer Maschine.`,
    judge: (model, service) => `${model} (${service})`,
    byNone: "Keine Antwort wurde von einer Maschine beurteilt.",
    notYet: "Ihre Antworten werden noch durchgesehen. Was sie beurteilt hat, steht danach hier.",
    noMachine: "Die Maschine entscheidet nichts.",
    decides: (organisation) =>
      `Menschen bei ${organisation || "der einladenden Organisation"} sehen sich Ihre Antworten an und entscheiden.`,
  },
  contest: {
    heading: "Sehen Sie es anders?",
    who: (organisation) =>
      `Schreiben Sie es hier. Das Recruiting-Team von ${organisation || "der einladenden Organisation"} liest es neben Ihren ` +
      "Antworten, und Menschen entscheiden. Sie können auch der Person schreiben, von der Sie diesen Link haben.",
    label: "Was soll sich ein Mensch noch einmal ansehen?",
    send: "An das Recruiting-Team senden",
    change: "Geänderte Worte senden",
    sent: (at) => `Gesendet am ${at}. Das Recruiting-Team sieht es.`,
  },
  satisfaction: {
    heading: "Wie war dieses Interview für Sie?",
    hint: "Ihre Antwort ist kein Teil Ihrer Bewerbung und wird nicht neben ihr gezeigt.",
    scale: ["1: gar nicht gut", "2", "3", "4", "5: sehr gut"],
    comment: "Möchten Sie sagen, warum? (freiwillig)",
    send: "Bewertung senden",
    change: "Bewertung ändern",
    sent: "Vielen Dank. Hier können Sie sie ändern.",
  },
};
