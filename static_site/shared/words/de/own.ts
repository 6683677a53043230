import type { OwnWords } from "../en/own";

export const words: OwnWords = {
  ended: {
    withdrawn: "Sie haben Ihre Teilnahme zurückgezogen. Nichts davon wird mehr bewertet.",
    left: "Sie waren längere Zeit nicht hier. Deshalb wurde abgegeben, was Sie bis dahin aufgenommen und geschrieben hatten.",
    leftContact:
      "Das ist für sich genommen kein Nachteil. Wollten Sie noch weitermachen? Sagen Sie es den Menschen, die Sie eingeladen haben.",
    below: "Was von Ihnen gespeichert ist und was Sie damit tun können, steht unter „Ihre Daten und Ihre Rechte“.",
  },
  held: {
    heading: "Was von Ihnen gespeichert ist",
    of: (organisation) =>
      `Das speichert ${organisation} von Ihrem Interview. Diese Seite sehen nur Sie, über Ihren Link.`,
    none: "Es ist keine Antwort von Ihnen gespeichert.",
    show: "Ansehen und lesen",
    showOf: (question) => `Ansehen und lesen: Ihre Antwort, ${question}`,
    hide: "Schließen",
    parts: {
      video: "ein Video",
      awaited: "eine Aufnahme, die noch zusammengesetzt wird",
      recording: "eine Aufnahme",
      words: "Ihre Worte als Text",
      corrected: "Ihre Korrekturen",
      written: "eine geschriebene Antwort",
      feedback: "eine Rückmeldung an Sie",
      score: "was eine Maschine dazu festgehalten hat",
    },
    videoOf: (question) => `Ihre Antwort: ${question}`,
    saveVideo: "Video speichern",
    saveText: "Text speichern",
    whatYouSaid: "Was Sie gesagt oder geschrieben haben",
    nothingYet: "Es gibt noch nichts anzusehen oder zu lesen.",
    awaited: "Ihre Aufnahme wird noch zusammengesetzt. Schauen Sie in ein paar Minuten wieder nach.",
    name: "mein-interview",
    also: "Außer Ihren Antworten",
    agreed: (when) => `Zugestimmt haben Sie am ${when}.`,
    peopleOnly: "Sie haben gewünscht, dass nur Menschen Ihre Antworten bewerten.",
    flags: (count) =>
      count === 0
        ? "Es ist nichts gespeichert, was diese Seite über Ihre Umgebung bemerkt hätte."
        : `${count === 1 ? "Ein Hinweis" : `${count} Hinweise`} darauf, was diese Seite bemerkt hat, etwa dass ein anderes Fenster vorn war. Sie ändern nie eine Bewertung.`,
    team: "Was Menschen aus dem Recruiting-Team über Ihre Antworten geschrieben haben, falls sie das getan haben.",
    letters: "Nachrichten an Sie",
    letter: (kind, to, when) => `${kind}, an ${to}${when === null ? "" : `, ${when}`}`,
    kinds: {
      invitation: "Einladung",
      reminder: "Erinnerung",
      link_replaced: "Neuer Link",
      finished: "Ihr Interview ist angekommen",
      decision: "Entscheidung",
      address_confirmation: "Ist das Ihre Adresse?",
      address_changed: "Andere Adresse",
    },
    anotherKind: "Nachricht",
    until: "Wie lange",
    kept: {
      recordings: "Ihre Aufnahmen",
      results: "Was Sie gesagt und geschrieben haben, Rückmeldungen und Bewertungen",
      flags: "Was diese Seite bemerkt hat",
      rest: "Alles Übrige",
    },
    keptUntil: (when) => `bis ${when}`,
    keptDays: (days) => `${days} Tage ab dem Ende Ihres Interviews`,
    erased: (when) => `gelöscht am ${when}`,
    unplanned: "bis es gelöscht wird",
  },
  contact: {
    heading: "Ihr Name und Ihre Adresse",
    name: "Wie Sie heißen",
    nameHint: (invitedAs) => `Eingeladen wurden Sie als ${invitedAs}. Was Sie schreiben, steht daneben.`,
    saveName: "Namen speichern",
    email: "E-Mail-Adresse für Nachrichten an Sie",
    emailHint: "Wir schreiben zuerst an die neue Adresse. Sie gilt, sobald Sie dem Link in dieser Nachricht folgen.",
    noEmail: "Es ist keine Adresse von Ihnen gespeichert.",
    nowEmail: (email) => `Nachrichten gehen jetzt an ${email}.`,
    asked: (email) =>
      `Wir haben an ${email} geschrieben. Folgen Sie dem Link in dieser Nachricht innerhalb einer Woche.`,
    saveEmail: "Diese Adresse verwenden",
    saving: "Wird gespeichert …",
    saved: "Gespeichert.",
  },
  withdraw: {
    heading: "Teilnahme zurückziehen",
    what: "Sie nehmen Ihre Teilnahme an diesem Interview zurück. Es endet endgültig, und nichts davon wird dann noch bewertet. Das Recruiting-Team sieht, dass Sie sich zurückgezogen haben.",
    stays: "Was von Ihnen gespeichert ist, bleibt, bis seine Zeit um ist oder Sie es löschen.",
    button: "Zurückziehen …",
    sure: "Möchten Sie sich wirklich zurückziehen? Über diesen Link können Sie dann nicht mehr teilnehmen.",
    yes: "Ja, zurückziehen",
    no: "Nein, weitermachen",
    sending: "Wird zurückgezogen …",
    done: (when) => `Zurückgezogen haben Sie sich am ${when}.`,
  },
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
  cancelled: {
    heading: "Dieses Interview wurde abgesagt",
    words: "Das Recruiting-Team hat es abgesagt. Sie müssen nichts weiter tun. Vielen Dank für Ihre Zeit.",
    notJudged:
      "Falls Sie schon begonnen hatten: Was Sie aufgenommen haben, bewertet niemand. Es wird nach Ablauf der Frist gelöscht, oder sofort, wenn Sie das möchten.",
    contact:
      "Wenn Sie eine Frage haben oder an ein Versehen glauben, wenden Sie sich an Ihre Ansprechperson im Recruiting.",
  },
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
