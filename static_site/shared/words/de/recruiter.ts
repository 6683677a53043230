import { count } from "../count";
import type { RecruiterWords } from "../en/recruiter";

const questions = (n: number): string => count(n, "Frage", "Fragen");
const seconds = (n: number): string => count(n, "Sekunde", "Sekunden");

export const words: RecruiterWords = {
  interviewLanguage: {
    label: "Sprache des Interviews",
    hint: "Die Sprache, in der Sie die Fragen schreiben. Die KI spricht sie und begründet Bewertungen in ihr. Im Interview kann eine andere gewählt werden.",
    ofQuestions: "Sprache der Fragen",
    ofTemplate: "Wie in der Vorlage",
    ofThisOne: "Die KI spricht diese Sprache; die Fragen bleiben, wie sie geschrieben sind.",
  },
  frame: {
    skip: "Zum Inhalt springen",
    navigation: "Hauptmenü",
    interviews: "Interviews",
    templates: "Vorlagen",
    language: "Sprache",
    signOut: "Abmelden",
    stillSignedIn: (why) => `Sie sind noch angemeldet. ${why}`,
    offline:
      "Sie sind offline. Was schon geladen war, ist weiter zu sehen; der Rest folgt, sobald die Verbindung wieder steht.",
    nothingHere: "Hier gibt es nichts",
    mayBeIncomplete: (link) => ["Vielleicht ist die Adresse unvollständig. ", link("Zu den Interviews")],
  },
  signIn: {
    title: "Anmelden",
    again: "Erneut anmelden",
    ended: {
      "by-time": "Ihre Anmeldung ist abgelaufen. Melden Sie sich bitte erneut an, um hier weiterzuarbeiten.",
      "in-another-tab":
        "Sie haben sich in einem anderen Tab abgemeldet. Ihre Eingaben bleiben hier erhalten: Melden Sie sich wieder an, um weiterzuarbeiten. Meldet sich jemand anderes an, sind sie nicht zu sehen.",
    },
    email: "E-Mail",
    password: "Passwort",
    signIn: "Anmelden",
    signingIn: "Anmeldung läuft …",
    emailMissing: "Bitte geben Sie Ihre E-Mail-Adresse ein.",
    passwordMissing: "Bitte geben Sie Ihr Passwort ein.",
    refused:
      "E-Mail-Adresse und Passwort passen nicht zusammen, oder das Konto wurde geschlossen. Prüfen Sie bitte beides und versuchen Sie es noch einmal, oder fragen Sie die Stelle, die Colloquy für Sie betreibt.",
    forgotten:
      "Passwort vergessen, oder das richtige wird nicht mehr angenommen? Fragen Sie die Stelle, die Colloquy für Sie betreibt: Sie kann ein neues vergeben und ein geschlossenes Konto wieder öffnen.",
    invited:
      "Sie wurden zu einem Interview eingeladen? Öffnen Sie den Link, den Sie bekommen haben; ein Konto brauchen Sie dafür nicht.",
  },
  noAddress: "Das ist keine E-Mail-Adresse.",
  dialog: {
    close: "Schließen",
    notKept: "Wenn Sie schließen, gehen Ihre Eingaben verloren.",
    goOn: "Weiter bearbeiten",
    discard: "Verwerfen",
  },
  leaving: {
    title: "Ohne Speichern verlassen?",
    lost: "Ihre Änderungen sind noch nicht gespeichert. Wenn Sie die Seite jetzt verlassen, gehen sie verloren.",
    stay: "Weiter bearbeiten",
    leave: "Ohne Speichern verlassen",
  },

  sessions: {
    title: "Interviews",
    invite: "Person einladen",
    loading: "Interviews werden geladen …",
    loadingMore: "Weitere werden geladen …",
    more: "Mehr anzeigen",
    byState: "Interviews nach Status",
    figures: {
      all: "Interviews",
      waiting: "Noch nicht begonnen",
      underWay: "Im Gange",
      toReview: "Bereit zur Durchsicht",
      needAttention: "Zu prüfen",
    },
    notLoaded: "nicht geladen",
    show: "Interviews anzeigen",
    tabs: {
      all: "Alle",
      pending: "Ausstehend",
      "in-progress": "Laufend",
      processing: "In Verarbeitung",
      done: "Fertig",
      failed: "Fehlgeschlagen",
      expired: "Abgelaufen",
    },
    noneInState: "Kein Interview hat diesen Status.",
    noneYet: "Noch keine Interviews",
    firstSteps: (link) => [
      "Schreiben Sie Ihre Fragen einmal als ",
      link("Vorlage"),
      " auf und laden Sie dann jemanden ein: Die Person bekommt einen Link und antwortet, wann es ihr passt.",
    ],
    asks: (template, n) => `${template}, ${questions(n)}`,
    atQuestion: (at, of) => `Frage ${at} von ${of}`,
    newLink: "Neuer Link",
    newLinkFor: (name) => `Neuer Link für ${name}`,
    lastly: {
      expired: (time, ago) => ["Abgelaufen ", time(ago)],
      processed: (time, ago) => ["Verarbeitet ", time(ago)],
      finished: (time, ago) => ["Abgeschlossen ", time(ago)],
      linkEnded: (time, ago) => ["Link abgelaufen ", time(ago)],
      begun: (time, ago) => ["Begonnen ", time(ago)],
      invited: (time, ago) => ["Eingeladen ", time(ago)],
    },
  },
  states: {
    pending: { name: "Ausstehend", meaning: "Das Interview wurde noch nicht begonnen." },
    in_progress: {
      name: "Läuft",
      meaning: "Die Fragen werden gerade beantwortet, oder das Interview wird noch fortgesetzt.",
    },
    completed: {
      name: "Abgeschlossen",
      meaning: "Das Interview ist abgeschlossen. Die Verarbeitung beginnt in Kürze.",
    },
    processing: {
      name: "In Verarbeitung",
      meaning: "Die Antworten werden zusammengesetzt, transkribiert und bewertet.",
    },
    done: { name: "Fertig", meaning: "Die Verarbeitung ist beendet. Was fehlt, steht bei der jeweiligen Antwort." },
    failed: {
      name: "Fehlgeschlagen",
      meaning: "Die Verarbeitung ist gescheitert. Was aufgenommen wurde, bleibt erhalten.",
    },
    expired: { name: "Abgelaufen", meaning: "Der Link ist abgelaufen, bevor das Interview begonnen wurde." },
    link_ended: {
      name: "Link abgelaufen",
      meaning:
        "Der Link ist abgelaufen, bevor das Interview beendet war. Bis dahin Aufgenommenes kann noch einen Tag lang eintreffen; dann wird verarbeitet, was da ist. Mit einem neuen Link geht das Interview weiter.",
    },
  },
  answerStates: {
    empty: "Noch keine Antwort",
    recorded: "Aufgenommen",
    merged: "Video bereit",
    transcribed: "Transkribiert",
    scored: "Bewertet",
    failed: "Fehlgeschlagen",
    no_answer: "Keine Antwort",
    left_to_a_person: "Von Menschen zu bewerten",
    written: "Schriftlich",
  },

  invitation: {
    title: "Person einladen",
    ready: "Der Link ist bereit",
    loadingTemplates: "Vorlagen werden geladen …",
    noTemplate: "Ein Interview folgt einer Vorlage, und es gibt noch keine.",
    newTemplate: "Neue Vorlage",
    template: "Vorlage",
    templateOf: (title, n) => `${title} (${questions(n)})`,
    name: "Name der eingeladenen Person",
    nameMissing: "Bitte geben Sie den Namen der Person ein.",
    email: (quiet) => ["E-Mail der Person ", quiet("(optional)")],
    emailHint: "Wird beim Interview gespeichert; es wird nichts dorthin gesendet.",
    wasInvited:
      "Diese Person wurde mit dieser Vorlage schon einmal eingeladen. Der Link von damals funktioniert, solange er gilt; einen verlorenen ersetzen Sie in der Liste der Interviews mit „Neuer Link“.",
    inviteAgain: "Noch einmal einladen",
    make: "Link erstellen",
    making: "Link wird erstellt …",
  },
  link: {
    send: (bold, name, until) => [
      "Senden Sie diesen Link an ",
      bold(name),
      `. Er wird nur dieses eine Mal angezeigt und gilt bis ${until}.`,
    ],
    label: "Link zum Interview",
    copy: "Link kopieren",
    copied: "Kopiert.",
    copyByHand: "Der Link ist markiert: Kopieren Sie ihn mit der Tastatur.",
    whoHasIt:
      "Wer den Link hat, kann am Interview teilnehmen. Geht er verloren, erstellen Sie einen neuen: Der alte gilt dann nicht mehr.",
    worksFor: "Gültigkeit des Links",
    days: (n) => count(n, "Tag", "Tage"),
  },
  reissue: {
    title: "Neuen Link erstellen",
    isHere: (bold, name) => [
      bold(`${name} ist gerade im Interview.`),
      " Ein neuer Link beendet es mittendrin: Was gerade gesagt wird, bricht ab, und weiter geht es erst mit dem neuen Link von Ihnen.",
    ],
    notBegun: (bold, name) => [
      "Ein neuer Link macht den bisherigen von ",
      bold(name),
      " sofort ungültig. Das Interview wurde noch nicht begonnen.",
    ],
    begun: (bold, name) => [
      "Ein neuer Link macht den bisherigen von ",
      bold(name),
      " sofort ungültig. Bisherige Aufnahmen bleiben erhalten, und das Interview geht an derselben Stelle weiter. Was noch nicht eingetroffen ist, wird gesendet, sobald der neue Link auf demselben Gerät geöffnet wird.",
    ],
    make: "Neuen Link erstellen",
    makeAllTheSame: "Bisherigen Link beenden und neuen erstellen",
    making: "Link wird erstellt …",
  },
  accommodations: {
    title: "Anpassungen",
    hint: "Für alle, die darum gebeten haben. Gründe müssen sie nicht nennen, und die Bewertung hängt nie davon ab.",
    time: "Bedenk- und Antwortzeit",
    times: {
      1: "Wie in der Vorlage",
      1.25: "Ein Viertel mehr",
      1.5: "Die Hälfte mehr",
      2: "Doppelt so viel",
      3: "Dreimal so viel",
    },
    end: "Wann eine Antwort von selbst endet",
    afterSilence: (n) => `Spätestens nach ${seconds(n)} Stille`,
    never: "Nie, nur mit „Ich bin fertig“",
    captions: "Untertitel für das, was gesprochen wird",
    mayWrite: "Antworten dürfen geschrieben statt gesprochen werden",
    arranged: {
      title: "Einzelheiten zum Interview",
      moreTime: (factor) => `Es gab mehr Zeit: das ${factor}-Fache der Vorlage.`,
      endedBySaying: "Antworten endeten auf eigenen Wunsch, nicht durch Stille.",
      endedBySilence: (n) => `Antworten endeten spätestens nach ${seconds(n)} Stille.`,
      captions: "Gesprochenes wurde als Untertitel angezeigt.",
      mightWrite: "Antworten durften geschrieben werden.",
    },
  },

  session: {
    voice: "Stimme",
    title: "Interview",
    all: "Alle Interviews",
    loading: "Interview wird geladen …",
    missing: "Dieses Interview gibt es nicht: Vielleicht wurde es gelöscht, oder es gehört einer anderen Organisation.",
    shownLive: "Live-Ansicht",
    newLink: "Neuer Link",
    times: {
      invited: "Eingeladen",
      begun: "Begonnen",
      finished: "Abgeschlossen",
      processed: "Verarbeitet",
      linkUntil: "Link gültig bis",
    },
    peopleAlone: (name) =>
      `Auf Wunsch von ${name} bewerten nur Menschen diese Antworten. Kein KI-Modell vergibt Punkte.`,
    failed: "Die Verarbeitung ist fehlgeschlagen",
    noReason: "Ein Grund wurde nicht genannt.",
    recordingKept: "Die Aufnahme bleibt erhalten.",
    attempt: (n) => `Dies war Versuch ${n}.`,
    processAgain: "Erneut verarbeiten",
    beginning: "Wird gestartet …",
    questions: "Fragen",
    mainQuestion: (number, text) => `${number}. ${text}`,
    followUp: (text) => `Nachfrage: ${text}`,
    flags: (n) => count(n, "Hinweis", "Hinweise"),
    noticedBetween: "Zwischen den Fragen bemerkt",
  },
  answer: {
    question: (number) => `Frage ${number}`,
    followUp: (followUp, number) => `Nachfrage ${followUp} zu Frage ${number}`,
    loading: "Antwort wird geladen …",
    notProcessed: (why) => `Diese Antwort konnte nicht verarbeitet werden. ${why}`,
    video: (question) => `Antwort: ${question}`,
    videoBroken: "Das Video lässt sich gerade nicht laden.",
    noVideo: {
      none: "Zu dieser Antwort gibt es kein Video.",
      written: "Diese Antwort wurde geschrieben, nicht aufgenommen.",
      nothingRecorded: "Zu dieser Frage wurde nichts aufgenommen.",
      notArrived: "Es ist keine Aufnahme eingetroffen.",
      beingMade: "Das Video wird gerade zusammengesetzt.",
      notAnswered: "Noch nicht beantwortet.",
      madeLater: "Das Video wird zusammengesetzt, wenn das Interview beendet ist.",
    },
    converted:
      "Das Aufnahmeformat hat sich während dieser Antwort geändert: Ein Teil des Videos wurde umgewandelt und kann etwas schlechter aussehen oder klingen als aufgenommen.",
    score: "Bewertung",
    noScore: {
      peopleAlone: "Diese Antwort wird auf Wunsch nur von Menschen bewertet.",
      none: "Es gibt keine Bewertung.",
      notYet: "Noch nicht da.",
    },
    impressionFollowed: (score, scorer) =>
      `Erster Eindruck, direkt nach der Antwort: ${score}, nach dem damaligen Wortlaut und ohne Zitate, von ${scorer}. Es gilt die Bewertung oben.`,
    impressionAlone: (score, scorer) =>
      `Erster Eindruck, direkt nach der Antwort: ${score}. Er stammt von einem einzigen Modell, ${scorer}, nach dem jetzigen Wortlaut; die Bewertung mit Zitaten tritt an seine Stelle.`,
    feedbackBy: (writer) => `Geschrieben von ${writer}.`,
    told: {
      title: "Rückmeldung nach der Antwort",
      written: "Schriftlich, direkt nach der Antwort:",
      spoken: "Und zum Vorlesen gedacht:",
      replaced: "Der Text des Modells war zum Mitteilen nicht geeignet; an seiner Stelle stand ein neutraler Text.",
      followUpDropped: "Das Modell schlug eine Nachfrage vor, die zum Stellen nicht geeignet war.",
    },
  },
  recording: {
    fromTo: (from, to) => `${from} bis ${to}`,
    at: (place) => `bei ${place}`,
    missingAt: (place) => `Fehlt: ${place}`,
    timeline: (length, missing, flags) =>
      [
        `Aufnahme von ${length}`,
        ...missing.map((place) => `fehlt ${place}`),
        ...flags.map((place) => `Hinweis bei ${place}`),
      ].join(", "),
    notWhole: (loss) => `Nicht die ganze Antwort: ${loss}`,
    loss: (lost, places) =>
      places === 1
        ? `${lost === null ? "kurze Lücke" : `Lücke von ${lost}`} an einer Stelle`
        : `${lost === null ? "kurze Lücken" : `Lücken von zusammen ${lost}`} an ${places} Stellen`,
    dark: (places) =>
      `Nur Ton ${places.map(([from, to]) => `von ${from} bis ${to}`).join(", ")}: Die Seite hat das Bild weggelassen, um die Verbindung zu schonen.`,
  },
  flags: {
    noticed: {
      TAB_HIDDEN: "Der Tab des Interviews war verdeckt",
      PAGE_LEFT: "Die Seite des Interviews war geschlossen",
      WINDOW_BLUR: "Ein anderes Fenster war im Vordergrund",
      FACE_ABSENT: "Kein Gesicht im Bild",
      MULTIPLE_FACES: "Mehr als ein Gesicht im Bild",
      FULLSCREEN_EXIT: "Vollbild verlassen",
      COPY: "Text kopiert",
      PASTE: "Text eingefügt",
      CAMERA_DISCONNECT: "Die Kamera war getrennt",
      MIC_DISCONNECT: "Das Mikrofon war getrennt",
      RECONNECT: "Die Verbindung war unterbrochen",
      SECOND_SCREEN: "Ein zweiter Bildschirm ist angeschlossen",
      OVERTIME: "Dauerte länger als vorgesehen",
    },
    other: "Etwas anderes wurde bemerkt",
    lasting: (noticed, span) => `${noticed} (${span})`,
    overtime: (took, given) => `Dauerte ${took}; vorgesehen waren ${given}`,
    overtimeToldLate: (took, given, late) =>
      `Dauerte ${took}; vorgesehen waren ${given} (vom Browser nachträglich gemeldet, ${late} später, sobald er wieder online war)`,
    whileAnswering: "Während der Antwort bemerkt",
    whileNotRecorded: "Bemerkt, während nichts aufgenommen wurde",
    atQuestion: "Bei dieser Frage bemerkt",
    none: "Bei dieser Frage wurde nichts bemerkt.",
    toWeigh: "Hinweise sind von Menschen abzuwägen. Sie ändern nie eine Bewertung.",
    shown: (shown, of) => `${shown} von ${of} Hinweisen werden angezeigt.`,
    more: "Mehr Hinweise anzeigen",
    loading: "Wird geladen …",
  },
  transcript: {
    title: "Transkript",
    written: "Schriftliche Antwort",
    none: "Es gibt kein Transkript.",
    notYet: "Noch nicht da.",
    nothingSaid: "Es wurde nichts gesagt.",
    loading: "Wörter werden geladen …",
    loadingMore: "Wird geladen …",
    shownUpTo: (place) => `Das Transkript wird bis ${place} angezeigt.`,
    more: "Mehr Wörter anzeigen",
    playFrom: (place) => `Ab ${place} abspielen`,
    keys: "Die Pfeiltasten nach oben und unten führen von Satz zu Satz, nach links und rechts von Wort zu Wort. Die Eingabetaste spielt ab dort ab.",
    recognised: (source) => `Erkannt von ${source}. Maschinen verhören sich; es gilt die Aufnahme.`,
    recognisedLive: (source) =>
      `Erkannt von ${source}, noch während des Sprechens. Maschinen verhören sich; es gilt die Aufnahme.`,
    asHeardLive: "So, wie es während des Sprechens erkannt wurde.",
    heardBeyond: (span) =>
      `Das Gehörte geht über die Aufnahme hinaus, und zwar um ${span}. Die Bewertung bezieht sich nur auf die Aufnahme.`,
    allHeardLive: "Alles, was live gehört wurde",
    corrected: (n) =>
      n === 0
        ? "Von der befragten Person wurde kein Wort geändert, höchstens die Schreibweise."
        : `Von der befragten Person ${n === 1 ? "wurde 1 Wort" : `wurden ${n} Wörter`} korrigiert.`,
    correctionMarked: "Gehörtes ist durchgestrichen, Gemeintes unterstrichen.",
    correctionReversed: "Hier kann die Korrektur das Gegenteil des Gehörten sagen. Bitte hören Sie es sich an:",
    correctionCounts: "Die Bewertung bezieht sich auf den korrigierten Text.",
    correctionOutdated:
      "Die Korrektur betrifft, was während des Sprechens gehört wurde. Die Aufnahme wurde seither neu transkribiert, und darauf bezieht sich die Bewertung.",
    asCorrected: "Der korrigierte Text",
    heard: "gehört:",
    correctedTo: "korrigiert zu:",
  },
  scorecard: {
    leftToPerson: "Von Menschen zu bewerten.",
    judgeYourself: "Bitte urteilen Sie selbst.",
    abstentions: {
      no_speech:
        "In dieser Aufnahme wurde nichts gesagt, deshalb wurde kein Modell gefragt. Bitte sehen Sie sie an und urteilen Sie selbst.",
      too_few_words:
        "Für eine faire Bewertung wurde zu wenig gesagt, deshalb wurde kein Modell gefragt. Bitte sehen Sie sich die Antwort an und urteilen Sie selbst.",
      unsupported_evidence:
        "Das Modell konnte sein Urteil nicht mit wirklich Gesagtem belegen, deshalb zählt es nicht. Bitte urteilen Sie selbst.",
      recording_gaps:
        "Mehr als ein Zehntel der Aufnahme fehlt, deshalb wurde kein Modell gefragt. Bitte sehen Sie an, was da ist, und urteilen Sie selbst.",
      heard_badly:
        "Die Spracherkennung war unsicher, was gesagt wurde, deshalb wurde kein Modell gefragt. Bitte sehen Sie sich die Antwort an und urteilen Sie selbst.",
      other_language:
        "Die Antwort ist offenbar in einer anderen Sprache als das Interview, deshalb wurde kein Modell gefragt. Bitte urteilen Sie selbst.",
      heavily_corrected:
        "Vieles vom Erkannten wurde nachträglich korrigiert, deshalb wurde kein Modell gefragt. Bitte sehen Sie sich die Antwort an und urteilen Sie selbst.",
      off_topic: "Die Antwort handelt offenbar nicht von der Frage. Bitte urteilen Sie selbst.",
      samples_disagree:
        "Das Modell hat dieselben Worte bei erneuter Frage sehr verschieden beurteilt, deshalb gibt es keine Zahl. Bitte urteilen Sie selbst.",
    },
    overall: (bold, quiet, score) => [bold(score), " ", quiet("von 10")],
    between: (low, high) => `zwischen ${low} und ${high}`,
    confidence: { low: "wenig sicher", medium: "einigermaßen sicher", high: "sicher" },
    samples: (n) => (n === 1 ? "einmal beurteilt" : `${n}-mal beurteilt`),
    indicative: "Anhaltspunkt, kein Sprachmodell",
    indicativeShort: "Anhaltspunkt",
    strengths: "Stärken",
    improvements: "Zu verbessern",
    scorer: (model, service) => `${model} über ${service}`,
    scored: (scorer, n) => `Bewertet von ${scorer}, anhand von ${n === 1 ? "1 Wort" : `${n} Wörtern`}.`,
    wordsFound: (n) =>
      n === 0
        ? "Darin wurden keine Wörter gefunden."
        : `Darin ${n === 1 ? "wurde 1 Wort" : `wurden ${n} Wörter`} gefunden.`,
    unfoundQuotes: (n) =>
      n === 1
        ? "1 Zitat des Modells wurde nicht gesagt oder belegt nichts und zählt nicht."
        : `${n} Zitate des Modells wurden nicht gesagt oder belegen nichts und zählen nicht.`,
    unfitTexts: (n) =>
      n === 1
        ? "1 Bemerkung des Modells handelte davon, wer jemand ist, oder war nicht schlicht, und fehlt hier."
        : `${n} Bemerkungen des Modells handelten davon, wer jemand ist, oder waren nicht schlicht, und fehlen hier.`,
    criteria: {
      content: { name: "Inhalt", meaning: "Beantwortet sie die Frage mit Wesentlichem und Konkretem?" },
      structure: { name: "Aufbau", meaning: "Hängen die Teile der Antwort zusammen?" },
      clarity: { name: "Klarheit", meaning: "Ist der Wortlaut genau und leicht verständlich?" },
      delivery: {
        name: "Ausdruck",
        meaning: "Ist die Aussage verbindlich formuliert? Allein nach dem Wortlaut beurteilt.",
      },
    },
    level: (level, of) => `${level} von ${of}`,
    unsupported: "Wirklich Gesagtes belegt diese Stufe nicht, deshalb zählt sie nicht.",
    points: "Was eine gute Antwort enthält",
    pointsOfMain: "Zur Hauptfrage enthalten",
    verdicts: { found: "enthalten", partly: "teilweise enthalten", missing: "nicht enthalten" },
    correctedQuote: "(wie nachträglich korrigiert)",
    attempts: "An die Bewertung gerichtet",
    attemptsMean:
      "Diese Sätze wenden sich offenbar an die Maschine, die bewertet, und nicht an die Frage. Sie belegen keine Stufe, und abgezogen wird für sie nichts. Ob sie etwas bedeuten, beurteilen Sie.",
    influence: (by, points) =>
      by === 0
        ? "Ohne sie gibt das Modell dasselbe."
        : `Ohne sie gibt das Modell ${points} ${by > 0 ? "mehr" : "weniger"}.`,
    attemptKinds: {
      wishes_score: "wünscht eine Bewertung:",
      overrides_rules: "setzt Regeln außer Kraft:",
      plays_role: "gibt der Bewertung eine Rolle:",
      addresses_judge: "spricht die Bewertung an:",
      asks_secrets: "fragt nach Ungesagtem:",
      dictates_words: "diktiert Worte:",
      forges_message: "sieht aus wie die Nachricht einer Maschine:",
      encodes_text: "ist verschlüsselt:",
    },
  },

  templates: {
    title: "Vorlagen",
    add: "Neue Vorlage",
    loading: "Vorlagen werden geladen …",
    noneYet: "Noch keine Vorlagen",
    whatFor:
      "Eine Vorlage enthält die Fragen eines Interviews, die Zeit zum Nachdenken und Antworten und das, was eine gute Antwort enthält.",
    about: (n, longest, language, changed) =>
      `${questions(n)}, höchstens ${longest}. Sprache: ${language}. Geändert am ${changed}.`,
    andMore: (n) => `und ${count(n, "weitere", "weitere")}`,
    invite: "Person einladen",
    inviteTo: (title) => `Person einladen zu ${title}`,
  },
  template: {
    change: "Vorlage ändern",
    add: "Neue Vorlage",
    all: "Alle Vorlagen",
    mayOnlyLook: "Sie dürfen Vorlagen ansehen, aber nicht ändern.",
    loading: "Vorlage wird geladen …",
    title: "Titel",
    titleHint: "Er ist auch im Interview zu sehen.",
    titleMissing: "Bitte geben Sie der Vorlage einen Titel.",
    question: (number) => `Frage ${number}`,
    up: "Nach oben",
    moveUp: (number) => `Frage ${number} nach oben`,
    down: "Nach unten",
    moveDown: (number) => `Frage ${number} nach unten`,
    remove: "Entfernen",
    removeQuestion: (number) => `Entfernen: Frage ${number}`,
    moved: (number) => `Jetzt Frage ${number}.`,
    removed: "Die Frage ist entfernt.",
    taken: "Das ist jetzt die andere Fassung.",
    text: "Wortlaut der Frage",
    textMissing: "Bitte schreiben Sie, was gefragt wird.",
    thinkingTime: "Bedenkzeit in Sekunden",
    answerTime: "Antwortzeit in Sekunden",
    wholeNumber: (least, most) => `Bitte eine ganze Zahl von ${least} bis ${most}.`,
    followUps: "Nachfragen",
    followUpsAtMost: ["Keine", "Eine, wo die Antwort etwas offenlässt", "Bis zu zwei"],
    followUpsHint: "Von einem Modell aus dem Gesagten vorgeschlagen und geprüft, bevor sie gestellt werden.",
    weight: "Wie oft die Antwort zählt",
    weightHint: "Alle Antworten zählen gleich, wo bei jeder dieselbe Zahl steht.",
    weightComesTo: (share) => `${share} der Bewertung des Interviews, mit den Nachfragen.`,
    points: (quiet) => ["Was eine gute Antwort enthält ", quiet("(optional)")],
    pointsHint:
      "Ein Punkt pro Zeile. Im Interview sind sie nicht zu sehen; die Bewertung zeigt, welche enthalten waren.",
    tooManyPoints: (n, most) => `Höchstens ${most} Punkte; dies sind ${n}.`,
    pointProblem: (number, problem) => `Punkt ${number}: ${problem}`,
    addQuestion: "Frage hinzufügen",
    isFull: (most) => `Eine Vorlage hat höchstens ${most} Fragen.`,
    linksKeep: "Schon erstellte Links behalten die Fragen, mit denen sie erstellt wurden.",
    save: "Vorlage speichern",
    saving: "Wird gespeichert …",
    cancel: "Abbrechen",
  },
  rubric: {
    title: "Wonach Antworten bewertet werden",
    hint: "Schreiben Sie, was in einer Antwort zu hören ist, nie, wer jemand ist. Im Interview ist es nicht zu sehen. Schon erstellte Links behalten den Maßstab, mit dem sie erstellt wurden; ein fertiges Interview lässt sich nach dem heutigen neu bewerten.",
    usual: "Der übliche Maßstab",
    usualHolds: "Es gilt der übliche Maßstab. Er wird mit Colloquy besser; Links behalten den ihres Tages.",
    writeOwn: "Einen eigenen Maßstab schreiben",
    backToUsual: "Zurück zum üblichen Maßstab",
    usualNow: "Jetzt gilt der übliche Maßstab.",
    ownNow: "Diese Vorlage hat jetzt einen eigenen Maßstab.",
    add: "Kriterium hinzufügen",
    isFull: (most) => `Ein Maßstab hat höchstens ${most} Kriterien.`,
    newCriterion: "Neues Kriterium",
    name: "Name des Kriteriums",
    judges: "Was es bedeutet, als Frage",
    judgesHint: "Zum Beispiel: Nennt die Antwort, was daraus gelernt wurde?",
    weight: "Gewicht",
    weightHint: "Gegenüber dem der anderen Kriterien.",
    weightComesTo: (share) => `${share} der Bewertung einer Antwort.`,
    levelsHint: "Sagen Sie für jede Stufe, was eine Antwort tut, sodass zwei Menschen dieselbe wählen würden.",
    level: (level, best) =>
      level === 0 ? "Stufe 0, die niedrigste" : level === best ? `Stufe ${level}, die höchste` : `Stufe ${level}`,
    contentStays: "Dieses Kriterium bleibt: Wie gut etwas gesagt ist, zählt wenig, wo wenig gesagt ist.",
    remove: "Kriterium entfernen",
    removeNamed: (name) => `Kriterium entfernen: ${name}`,
    removed: "Das Kriterium ist entfernt.",
    textMissing: "Bitte füllen Sie das aus.",
    titleTaken: "Ein anderes Kriterium heißt schon so.",
    levelsAlike: (level) => `Das ist dasselbe wie Stufe ${level}: Niemand könnte sie unterscheiden.`,
  },
  usualRubric: {
    content: {
      judges: "Geht die Antwort mit Substanz und konkret auf die Frage ein?",
      anchors: [
        "Sagt nichts, was mit der Frage zu tun hat.",
        "Streift das Thema, beantwortet aber eine andere Frage oder wiederholt nur diese.",
        "Antwortet zum Teil und allgemein, ohne ein Beispiel oder eine Tatsache.",
        "Beantwortet die Frage mit einigem Konkreten; Wichtiges fehlt.",
        "Beantwortet die ganze Frage konkret und gibt ein Beispiel oder Gründe.",
        "Beantwortet die ganze Frage in der Tiefe: Konkretes, Gründe, Ergebnisse oder Abwägungen, nichts Überflüssiges.",
      ],
    },
    structure: {
      judges: "Lässt sich verfolgen, wie die Teile der Antwort zusammenhängen?",
      anchors: [
        "Es gibt keine Abfolge, nur Bruchstücke.",
        "Springt zwischen Gedanken; wie sie zusammenhängen, muss man erraten.",
        "Eine Ordnung ist zu finden, aber Teile stehen am falschen Platz oder bleiben unfertig.",
        "Ein Anfang und ein Ablauf oder eine Argumentation; das Ende oder eine Verbindung fehlt.",
        "Situation, Handeln und Ergebnis (oder Behauptung, Gründe, Schluss) in dieser Ordnung, meist angekündigt.",
        "Angekündigt, geordnet, verbunden und abgeschlossen; jeder Teil führt zum nächsten.",
      ],
    },
    clarity: {
      judges: "Ist die Wortwahl genau und leicht zu verstehen?",
      anchors: [
        "Ist nicht zu verstehen.",
        "Meist vage Wörter oder unfertige Sätze; was gemeint ist, muss man erraten.",
        "Das Wesentliche kommt an, aber vage Begriffe, Wiederholungen oder Füllwörter verdecken es oft.",
        "Verständlich; manches ist vage, wiederholt oder nicht erklärt.",
        "Genaue Wortwahl, wenige Füllwörter; Begriffe sind erklärt oder einfach.",
        "Durchweg genau und knapp: Jeder Satz sagt eines, und das schlicht.",
      ],
    },
    delivery: {
      judges:
        "Stehen die Worte zu dem, was gesagt wird: eigenes Handeln, Entscheidungen, Ergebnisse, und Zweifel als solche benannt? Beurteilt wird nur der Wortlaut, nie Gefühl, Stimme, Akzent oder Persönlichkeit.",
      anchors: [
        "Es wird nichts behauptet.",
        "Fast jede Aussage wird zurückgenommen oder abgeschwächt; für kein Handeln steht jemand ein.",
        "Mehr Abschwächungen als Aussagen; wer was getan oder entschieden hat, bleibt offen.",
        "Aussagen und Abschwächungen halten sich die Waage; manches Handeln wird als eigenes benannt.",
        "Sagt, was getan, entschieden oder gedacht wurde; schwächt nur ab, wo es echte Zweifel gibt.",
        "Steht durchweg zu Handeln, Entscheidungen und Ergebnissen und benennt Grenzen oder Zweifel genau.",
      ],
    },
  },
  changed: {
    title: "Diese Vorlage wurde inzwischen geändert",
    savedAt: (at) =>
      `Sie wurde am ${at} gespeichert, nachdem Sie sie geöffnet hatten: von jemand anderem oder von Ihnen in einem anderen Tab. Ihre eigene Fassung ist noch hier, und überschrieben ist noch nichts.`,
    same: "Beide sagen dasselbe.",
    differences: "Unterschiede",
    yours: "Ihre Fassung",
    theirs: "Andere Fassung",
    nothing: "nichts",
    keep: "Meine weiter bearbeiten",
    take: "Andere übernehmen, meine verwerfen",
    overwrite: "Meine stattdessen speichern",
    templateTitle: "Titel",
    fieldOf: (number, field) => `Frage ${number}: ${field}`,
    line: (field, value) => `${field}: ${value}`,
    fields: {
      text: "Wortlaut",
      thinkingTime: "Bedenkzeit",
      answerTime: "Antwortzeit",
      followUps: "Nachfragen",
      points: "was eine gute Antwort enthält",
      weight: "wie oft sie zählt",
      place: "Platz",
    },
    seconds,
    place: (at, of) => `${at} von ${of}`,
    oneMore: "Eine weitere Frage",
    criterion: (name) => `Kriterium: ${name}`,
  },
};
