import { countingIn } from "../count";
import type { CandidateWords } from "../en/candidate";

const count = countingIn("de");

export const words: CandidateWords = {
  documentTitle: "Ihr Interview · Colloquy",
  yourInterview: "Ihr Interview",
  tryAgain: "Noch einmal versuchen",
  quoted: (text) => `„${text}“`,

  ownData: "Ihre Daten und Ihre Rechte",
  questions: {
    title: ({ number, of, isFollowUp }) =>
      isFollowUp ? `Nachfrage zu Frage ${number} von ${of}` : `Frage ${number} von ${of}`,
    // In the nominative and the accusative, which are the same.
    named: ({ number, of, isFollowUp }) =>
      isFollowUp ? `die Nachfrage zu Frage ${number} von ${of}` : `Frage ${number} von ${of}`,
  },

  link: {
    opening: "Ihr Interview wird geöffnet …",
    incomplete: {
      heading: "Dieser Link ist unvollständig",
      words: "Öffnen Sie den Link aus Ihrer Einladung, oder kopieren Sie ihn vollständig in die Adresszeile.",
    },
    unknown: {
      heading: "Diesen Link kennen wir nicht",
      words:
        "Bitte prüfen Sie, ob Sie ihn vollständig kopiert haben. Falls Sie einen neueren Link bekommen haben, nehmen Sie " +
        "bitte diesen.",
      contact: "Lässt er sich weiterhin nicht öffnen, wenden Sie sich bitte an Ihre Ansprechperson im Recruiting.",
    },
    erased: "Ihr Interview wurde gelöscht",
    unsupported: {
      heading: "In diesem Browser ist das Interview nicht möglich",
      words:
        "Öffnen Sie denselben Link in einer aktuellen Version von Chrome, Edge, Firefox oder Safari. Dabei geht nichts " +
        "verloren.",
    },
    elsewhere: {
      heading: "Ihr Interview ist in einem anderen Tab geöffnet",
      words:
        "Machen Sie dort weiter, oder holen Sie es hierher. Was dieser Browser von Ihren Antworten aufbewahrt, wird in " +
        "jedem Fall gesendet.",
      takeOver: "Hier weitermachen",
    },
  },

  consent: {
    overview: ({ title, questions, longest, mayFollow }) =>
      `${title}: ${count(questions, "Frage", "Fragen")}, zum Nachdenken und Antworten insgesamt bis zu etwa ${longest}` +
      `${mayFollow ? ", mögliche Nachfragen eingerechnet" : ""}. Suchen Sie sich einen ruhigen Ort mit gutem Licht; Sie ` +
      "brauchen eine Kamera und ein Mikrofon.",
    language: "Sprache des Interviews",
    languageHint:
      "In dieser Sprache spricht die KI mit Ihnen und hört Ihnen zu; mit ihrer Stimme liest sie auch die Fragen vor. Die " +
      "bleiben so, wie das Recruiting-Team sie geschrieben hat.",
    heading: "Bevor wir beginnen",
    loading: "Was Sie wissen sollten, wird geladen …",
    mentioned: "Punkte",
    agree: "Ich bin damit einverstanden, aufgenommen zu werden, und mit allem, was oben steht.",
    peopleOnly: "Ich möchte, dass nur Menschen meine Antworten beurteilen.",
    noAi: "Dann werden sie von keiner KI bewertet oder kommentiert.",
    goOn: "Kamera und Mikrofon prüfen",
    permission: "Ihr Browser fragt Sie gleich vielleicht um Erlaubnis.",
  },

  /** Over one's own picture where it is dark. */
  cameraLabel: "Ihre Kamera",
  picture: {
    starting: "Kamera startet …",
    gone: "Kamera getrennt",
    spared: "Bild aus, um die Verbindung zu schonen",
  },

  practice: {
    heading: "Eine Frage zum Üben",
    hint: "Das ist nur zum Ausprobieren. Nichts davon wird gespeichert oder bewertet, und niemand bekommt es zu sehen.",
    heardLabel: "Was wir gehört haben",
    heard: "Das haben wir gehört",
    wrongWords: "Ein falsches Wort macht hier nichts: In Ihren Antworten können Sie solche Wörter korrigieren.",
    wait: "Einen Moment …",
    nothingHeard:
      "Wir konnten keine Worte mitschreiben. Das kann an Ihrem Mikrofon oder an uns liegen. Was Sie in einer Antwort sagen, " +
      "wird aufgenommen, solange in Ihrem Bild „Aufnahme“ steht, ob hier Worte erscheinen oder nicht.",
    tryIt: "Ausprobieren",
    skip: "Üben überspringen",
    goOn: "Zur ersten Frage",
  },

  interviewer: {
    label: "Gespräch mit der KI",
    stateLabel: "Die KI im Interview:",
    states: {
      connecting: "Verbindet",
      listening: "Hört zu",
      quiet: "Bereit",
      thinking: "Denkt nach",
      speaking: "Spricht",
      down: "Nur Text",
      poor: "Schlechte Verbindung",
    },
    greeting: "Einen Moment, wir verbinden Sie mit der KI, die Ihr Interview führt.",
    lastQuestion: "Das war die letzte Frage",
    goodbye: "Vielen Dank für Ihre Zeit. Auf Wiedersehen!",
  },

  conversation: {
    you: "Sie",
    recording: "Aufnahme",
    whatItIsAbout: "Worum es geht",
    nextStep: "Nächster Schritt",
    questionsAnswered: "Beantwortete Fragen",
    fullScreen: "Vollbild",
    captions: "Untertitel",
    aboutYourAnswer: "Zu Ihrer Antwort",
    noHurry: "Nehmen Sie sich die Zeit, die Sie brauchen.",
    questionAwaited:
      "Wir warten auf Ihre Verbindung. Ihre nächste Frage kommt, sobald sie wieder da ist; Ihre Zeit läuft nicht.",
    answerAwaited:
      "Wir warten auf Ihre Verbindung. Sie können antworten, sobald sie wieder da ist; Ihre Antwortzeit hat noch nicht " +
      "begonnen.",
    listen: "Hören Sie sich die Frage an. Danach haben Sie Zeit zum Nachdenken.",
    listenThenAnswer: "Hören Sie sich die Frage an. Ihre Antwort beginnt gleich danach.",
    awaitingFeedback: "Wird durchgesehen …",
    timers: {
      thinking: "Zeit zum Nachdenken",
      answering: "Zeit zum Antworten",
      practising: "Zeit zum Üben",
      writing: "Zeit zum Schreiben",
      goingOn: "Weiter geht es in",
    },
    pause: (left) => `Ihre Antwort endet in ${left}. Sprechen Sie einfach weiter, oder bitten Sie um mehr Zeit.`,
    pauseInPractice: (left) => `Ihre Antwort endet in ${left}. Sprechen Sie einfach weiter.`,
    startAnswering: "Jetzt antworten",
    done: "Ich bin fertig",
    notFinished: "Ich war noch nicht fertig",
    moreTime: "Mehr Zeit",
    write: "Lieber schreiben",
    send: "Antwort senden",
    speak: "Lieber sprechen",
    saveAndGoOn: "Speichern und weiter",
    stay: "Hier bleiben",
    next: "Nächste Frage",
    finish: "Interview abschließen",
    goOnUncorrected: "Ohne die Korrektur weiter",
    hurry: "Weiter, ohne zu warten",
  },

  announcements: {
    practising: "Sie können jetzt sprechen. Nichts davon wird gespeichert.",
    heard: (text) => `Wir haben gehört: ${text}`,
    toThink: (left) => `Sie haben ${left} zum Nachdenken.`,
    questionAndTime: (question, left) => `${question} Sie haben ${left} zum Nachdenken.`,
    toAnswer: (left) => `Sie haben ${left} zum Antworten.`,
    toWrite: (left) => `Sie haben ${left} zum Schreiben.`,
    almostOver: "Noch zwanzig Sekunden.",
    awaitingFeedback: "Ihre Antwort wird durchgesehen.",
    goingOn: "In einigen Sekunden geht es von selbst weiter, es sei denn, Sie wählen „Hier bleiben“.",
  },

  transcript: {
    heading: "Was wir hören",
    awaited: "Hier erscheinen Ihre Worte, während Sie sprechen.",
    inPart:
      "Nicht jedes Wort dieser Antwort steht hier. Das macht nichts: Sie wird später nach Ihrer Aufnahme aufgeschrieben.",
  },

  correction: {
    open: "Gehörtes korrigieren",
    label: "Was Sie gesagt haben",
    hint:
      "Für Wörter, die wir falsch verstanden haben. Das Team sieht beide Fassungen; wird Ihre Antwort bewertet, gilt dafür " +
      "Ihre. Nur wenn ein Teil Ihrer Antwort beim Sprechen nicht gehört wurde, wird danach die ganze Aufnahme " +
      "aufgeschrieben: Dann gilt dieser Text, und Ihre Korrektur steht daneben.",
    save: "Korrektur speichern",
    saving: "Wird gespeichert …",
    saved: (changed) =>
      changed === 0
        ? "Gespeichert: dieselben Wörter wie gehört."
        : `Gespeichert: ${count(changed, "Wort", "Wörter")} geändert.`,
  },

  writing: {
    label: "Ihre Antwort",
    hint: "Sie zählt wie eine gesprochene. Beim Schreiben wird sie auf diesem Gerät gespeichert.",
    unsent:
      "Ihre Antwort ist noch nicht angekommen. Sie ist auf diesem Gerät gespeichert, und wir versuchen es weiter.",
  },

  notices: {
    more: (count) => `${count} weitere`,
    offline: {
      durable:
        "Ihre Verbindung ist unterbrochen. Machen Sie einfach weiter: Die Aufnahme bleibt auf diesem Gerät gespeichert und " +
        "wird gesendet, sobald die Verbindung wieder da ist.",
      passing:
        "Ihre Verbindung ist unterbrochen. Machen Sie einfach weiter: Diese Seite bewahrt die Aufnahme auf und sendet sie, " +
        "sobald die Verbindung wieder da ist.",
    },
    voiceless:
      "Die KI ist gerade nicht da: Die Fragen werden vorgelesen, wo es geht, und stehen hier. Antworten können Sie wie bisher.",
    soundOnly:
      "Um Ihre Verbindung zu schonen, nehmen wir eine Weile nur den Ton auf. Sprechen Sie ruhig weiter: Ihr Bild kommt von " +
      "selbst wieder.",
    unplugged: {
      both: ({ isHeld }) =>
        "Ihre Kamera und Ihr Mikrofon wurden getrennt, deshalb wird gerade nichts aufgenommen. Schließen Sie sie wieder " +
        "an: Dann geht es von selbst weiter. Was schon aufgenommen wurde, geht dadurch nicht verloren." +
        (isHeld ? " Ihre Zeit steht solange still, höchstens eine Minute." : ""),
      video:
        "Ihre Kamera wurde getrennt. Schließen Sie sie wieder an, und wir nutzen sie sofort; bis dahin geht die Aufnahme " +
        "nur mit Ihrer Stimme weiter.",
      audio:
        "Ihr Mikrofon wurde getrennt. Schließen Sie es wieder an, und wir nutzen es sofort; bis dahin geht die Aufnahme " +
        "nur mit Ihrem Bild weiter.",
    },
    unheard:
      "Wir hören Sie nicht. Falls Sie sprechen, prüfen Sie bitte, ob Ihr Mikrofon stummgeschaltet ist, am Headset oder mit " +
      "einer Taste auf der Tastatur.",
    unheardMayWrite:
      "Wir hören Sie nicht. Falls Sie sprechen, prüfen Sie bitte, ob Ihr Mikrofon stummgeschaltet ist, am Headset oder mit " +
      "einer Taste auf der Tastatur; Sie können diese Antwort auch schreiben.",
    notRecorded: {
      asking: "Das wird noch nicht aufgenommen: Ihre Antwort beginnt nach der Frage.",
      thinking: "Das wird noch nicht aufgenommen. Wählen Sie „Jetzt antworten“, um Ihre Antwort zu beginnen.",
      over: ({ stay, correct }) =>
        "Das wird nicht aufgenommen: Ihre Antwort ist beendet." +
        (stay ? " Mit „Hier bleiben“ haben Sie mehr Zeit auf dieser Seite." : "") +
        (correct ? " Den Text dessen, was wir gehört haben, können Sie korrigieren." : ""),
    },
    begunBySpeaking:
      "Ihre Antwort hat begonnen, weil Sie gesprochen haben. In der Aufnahme können die ersten Wörter fehlen; im Text " +
      "stehen sie, soweit Ihre Verbindung es zulässt.",
    unrecorded: ({ reload, write }) =>
      "Ihr Browser liefert uns gerade keine Aufnahme. Wir versuchen es weiter. Bleibt diese Meldung stehen, " +
      `${reload ? "laden Sie die Seite neu (bisherige Aufnahmen bleiben gespeichert), oder " : ""}öffnen Sie denselben ` +
      `Link in einem anderen Browser.${write ? " Sie können diese Antwort auch schreiben." : ""}`,
    nothingKept:
      "Ihr Browser speichert nichts auf diesem Gerät (ein privates Fenster?). Bitte lassen Sie diese Seite bis zum Ende " +
      "geöffnet.",
  },

  delivering: {
    heading: "Ihre Antworten werden gesendet",
    leaveOpen: "Das war die letzte Frage. Bitte lassen Sie diese Seite geöffnet, bis Ihre Antworten angekommen sind.",
    nothingKept:
      "Ihr Browser speichert nichts auf diesem Gerät (ein privates Fenster?): Was noch nicht angekommen ist, geht " +
      "verloren, wenn Sie die Seite verlassen.",
    arrived: "Bisher angekommen",
    left: (amount) => `Noch ${amount}.`,
    leftFor: (amount, time) => `Noch ${amount}, ${time}.`,
    lastWord: "Ein letztes Wort an unseren Server …",
    allRecorded: "Alle Aufnahmen sind angekommen. Wir schließen ab …",
    allPossible: "Alles, was gesendet werden konnte, ist angekommen. Wir schließen ab …",
    offline:
      "Ihre Verbindung ist unterbrochen. Sobald sie wieder da ist, geht es von selbst weiter, solange diese Seite geöffnet " +
      "ist.",
  },

  awaitedElsewhere: (questions) =>
    `Ihre Antwort auf ${questions} ist noch nicht ganz angekommen, und der Rest ist nicht auf diesem Gerät. Haben Sie sie ` +
    "auf einem anderen aufgenommen, öffnen Sie diesen Link auch dort, bevor Sie hier fertig sind: Der Rest wird dann von " +
    "selbst gesendet.",

  done: {
    heading: "Vielen Dank",
    whole: "Ihr Interview ist angekommen. Sie können dieses Fenster jetzt schließen.",
    inPart:
      "Ihr Interview ist angekommen, bis auf das, was unten genannt ist. Sie können dieses Fenster jetzt schließen.",
    asFarAsHere:
      "Ihr Interview ist angekommen, soweit es auf diesem Gerät ist. Sie können dieses Fenster jetzt schließen.",
    label: "Was angekommen ist",
    answer: (question, parts) => `${question}: ${parts.length > 0 ? parts.join("; ") : "nichts aufgenommen"}.`,
    written: "schriftlich",
    recorded: (time) => `${time} aufgenommen`,
    recordedButLost: (time, lost) => `${time} aufgenommen, davon ${lost} nicht übertragen`,
    recordedInDoubt: (time) => `${time} aufgenommen; vielleicht fehlt ein Teil davon`,
    awaited: "auf einem anderen Gerät ist vielleicht mehr davon, als angekommen ist",
    after: "Das Recruiting-Team kann es sich jetzt ansehen. Von Ihren Antworten bleibt nichts auf diesem Gerät.",
  },

  closed: {
    heading: "Dieses Interview ist abgeschlossen",
    words: "Was von Ihren Antworten angekommen ist, liegt beim Recruiting-Team.",
    contact: "Wenn Sie das für einen Irrtum halten, wenden Sie sich bitte an Ihre Ansprechperson im Recruiting.",
    neverBegun: "Dieser Link ist abgelaufen",
    newLink: "Sie können damit nicht mehr beginnen. Bitten Sie Ihre Ansprechperson im Recruiting um einen neuen.",
    sending:
      "Ein Teil Ihrer Aufnahme war noch nicht angekommen. Wir senden ihn jetzt; bitte lassen Sie diese Seite noch einen " +
      "Moment geöffnet.",
    sent: "Alles, was wir noch senden konnten, ist angekommen. Sie können dieses Fenster schließen.",
  },

  expired: {
    heading: "Ihr Link ist abgelaufen",
    sending:
      "Was Sie vorher aufgenommen oder geschrieben haben, wird gesendet. Bitte lassen Sie diese Seite geöffnet, bis es " +
      "angekommen ist.",
    sent: "Alles, was auf diesem Gerät war, ist angekommen. Sie können dieses Fenster schließen.",
    nothingWaits:
      "Was von Ihren Antworten angekommen ist, bleibt gespeichert. Auf diesem Gerät wartet nichts darauf, gesendet zu werden.",
    newLink:
      "Sie waren noch nicht am Ende? Bitten Sie Ihre Ansprechperson im Recruiting innerhalb eines Tages um einen neuen " +
      "Link: Damit machen Sie dort weiter, wo Sie aufgehört haben. Sonst wird Ihr Interview so abgegeben, wie es ist.",
  },

  replaced: {
    heading: "Dieser Link wurde ersetzt",
    words:
      "Ihre Ansprechperson im Recruiting hat einen neuen Link für Ihr Interview erstellt. Bitte öffnen Sie den neuen; " +
      "dieser hier gilt nicht mehr.",
    nothingKept:
      "Sie machen dort weiter, wo Sie aufgehört haben. Ihr Browser speichert aber nichts auf diesem Gerät (ein privates " +
      "Fenster?): Was bis jetzt nicht angekommen ist, geht verloren, wenn Sie die Seite verlassen.",
    kept:
      "Sie machen dort weiter, wo Sie aufgehört haben. Öffnen Sie ihn auf diesem Gerät und in diesem Browser: Was Sie hier " +
      "aufgenommen und geschrieben haben, bleibt gespeichert und wird dann von selbst gesendet.",
    keptUnsent: (amount) =>
      "Sie machen dort weiter, wo Sie aufgehört haben. Öffnen Sie ihn auf diesem Gerät und in diesem Browser: Was Sie hier " +
      `aufgenommen und geschrieben haben, bleibt gespeichert (${amount} sind noch nicht angekommen) und wird dann von ` +
      "selbst gesendet.",
    perhapsElsewhere:
      "Hatten Sie schon begonnen? Dann machen Sie dort weiter, wo Sie aufgehört haben. Waren Sie an einem anderen Gerät oder " +
      "in einem anderen Browser, öffnen Sie ihn dort: Was von dort noch nicht angekommen ist, wird dann von selbst gesendet.",
    noNewLink: "Sie haben keinen neuen Link bekommen? Fragen Sie Ihre Ansprechperson im Recruiting danach.",
  },
};
