import type { LandingWords } from "../en/landing";

export const words: LandingWords = {
  landing: {
    title: "Colloquy · Videointerviews mit Belegen",
    description:
      "Colloquy führt Videointerviews, wann immer es passt, und bewertet jede Antwort mit Belegen. Menschen entscheiden.",
    signIn: "Anmelden",
    heading: "Ein Interview, wann immer Sie bereit sind.",
    about:
      "Eingeladene antworten per Video, wann es ihnen passt. Minuten später liegt jede Antwort vor: zum Ansehen, zum Nachlesen und mit einer Bewertung samt den Worten, auf denen sie beruht.",
    invited: "Sie wurden zu einem Interview eingeladen? Öffnen Sie den Link, den Sie bekommen haben.",
    reviewPicture:
      "Die Seite eines Interviews: das Gesamtergebnis mit seiner Spanne, was gelungen ist, wo man nachfragen sollte, und die Schaltflächen für eine Entscheidung.",
    recruiters: "Für alle, die einstellen",
    list: "Sehen, was zu tun ist",
    listAbout:
      "Wer auf eine Entscheidung wartet, wo es ein menschliches Urteil braucht und wie jedes Interview ausgefallen ist. Sie filtern, sortieren und suchen oder gehen allein mit der Tastatur von einem zum nächsten.",
    listPicture:
      "Die Liste der Interviews, mit Kacheln für das, was zu entscheiden ist, und in jeder Zeile Bewertung, Hinweise und Entscheidung.",
    evidence: "Bewertungen am Gesagten prüfen",
    evidenceAbout:
      "Stufen beruhen auf Zitaten, die wörtlich im Transkript stehen und an ihre Stelle im Video führen. Eine Bewertung sagt, wie sicher sie ist; wo sie es nicht sein kann, bleibt die Antwort Ihnen überlassen.",
    evidencePicture:
      "Eine Antwort: das Video neben den Punkten, die eine gute Antwort nennt, jeder mit einem Zitat aus dem Gesagten.",
    compare: "Nebeneinander vergleichen",
    compareAbout:
      "Bis zu fünf Interviews derselben Vorlage: was jeweils erreicht, gesagt und ausgelassen wurde, Frage für Frage. Eine Vorlage kann Bewertungen und Namen verbergen, bis Sie selbst geurteilt haben.",
    comparePicture: "Drei Interviews nebeneinander, mit ihren Bewertungen nach Kriterien.",
    candidates: "Für alle, die sich bewerben",
    answer: "Antworten, wann es passt",
    answerAbout:
      "Im Browser, ohne etwas zu installieren. Kamera und Mikrofon ausprobieren, üben und dann sprechen: Das Interview wird laut geführt, auf Deutsch oder Englisch, und falsch Verstandenes berichtigen Sie. Wer mehr Zeit oder Untertitel braucht oder lieber schreibt, kann das vereinbaren lassen, ohne Gründe zu nennen.",
    answerPicture:
      "Ein laufendes Interview: die Frage, die verbleibende Zeit, das eigene Bild und die Worte, wie sie verstanden werden.",
    result: "Lesen, was daraus wurde",
    resultAbout:
      "Danach sehen Sie zu jeder Antwort, was gelungen ist und was gefehlt hat, wer oder was sie beurteilt hat und dass Menschen entscheiden. Wenn Sie etwas anders sehen, schreiben Sie es dazu.",
    resultPicture: "Was Eingeladene danach lesen: zu jeder Antwort, was gelungen ist und was gefehlt hat.",
    promises: "Worauf Sie sich verlassen können",
    people: "Menschen entscheiden",
    peopleAbout:
      "Keine Bewertung bringt jemanden weiter oder sagt jemandem ab. Jede Entscheidung trifft ein Mensch, mit Namen und Begründung.",
    words: "Beurteilt werden Worte, nicht Gesichter",
    wordsAbout:
      "Bewertet wird, was gesagt wurde. Gefühle werden nicht gedeutet, und niemand wird wiedererkannt: Gesichter werden nur gezählt, im eigenen Browser, und ändern nie eine Bewertung.",
    choice: "Auf Wunsch nur von Menschen beurteilt",
    choiceAbout:
      "Eingeladene können verlangen, dass nur Menschen ihre Antworten beurteilen. Dann bewertet sie kein Modell.",
    kept: "Erst gefragt, dann auf Zeit aufbewahrt",
    keptAbout:
      "Nichts wird aufgenommen, bevor zugestimmt wurde. Aufnahmen werden nach einer festgelegten Zeit gelöscht, und wer eingeladen war, kann einsehen oder löschen lassen, was über sie oder ihn gespeichert ist.",
    madeUp:
      "Alle Interviews auf den Bildern sind erfunden: Die Stimmen sind künstlich, das Gesicht ist ein gemeinfreies Porträt der NASA.",
    api: "Dokumentation der API",
  },
  application: {
    interview: "Ihr Interview · Colloquy",
    dashboard: "Dashboard · Colloquy",
    shared: "Geteiltes Ergebnis · Colloquy",
    apply: "Videointerview · Colloquy",
    unsubscribe: "E-Mails abbestellen · Colloquy",
    address: "Adresse bestätigen · Colloquy",
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
