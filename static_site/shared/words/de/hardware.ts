import type { HardwareWords } from "../en/hardware";

const elsewhere =
  "öffnen Sie denselben Link auf einem Telefon oder einem anderen Computer: Dabei geht nichts verloren. Haben Sie keines " +
  "davon, fragen Sie Ihre Ansprechperson im Recruiting, wie es weitergehen kann.";

export const words: HardwareWords = {
  devices: {
    heading: "Kamera und Mikrofon",
    allow: "Bitte erlauben Sie Kamera und Mikrofon, wenn Ihr Browser danach fragt.",
    welcomeNew: "Willkommen zurück. Es wurde noch keine Frage gestellt, Sie haben also nichts verpasst.",
    welcome: ({ question, isKept, isArriving }) =>
      "Willkommen zurück. " +
      `${isKept ? "Was Sie bisher gesagt und geschrieben haben, ist gespeichert. " : ""}Als Nächstes kommt ${question}.` +
      (isArriving ? " Frühere Aufnahmen werden noch gesendet: Bitte lassen Sie diese Seite geöffnet." : ""),
    faults: {
      denied: {
        heading: "Ihr Browser gibt Kamera und Mikrofon nicht frei",
        words: (emphasis) => [
          "Klicken Sie oben im Fenster neben der Adresse auf das Kamera- oder Schloss-Symbol, wählen Sie für Kamera und " +
            "Mikrofon ",
          emphasis("Zulassen"),
          ", und versuchen Sie es noch einmal. Sind sie für alle Seiten abgeschaltet, erlauben Sie Ihrem Browser den " +
            "Zugriff in den Datenschutzeinstellungen Ihres Systems.",
        ],
      },
      missing: {
        heading: "Wir finden weder Kamera noch Mikrofon",
        words: () => [`Schließen Sie beides an, oder ${elsewhere}`],
      },
      no_camera: {
        heading: "Wir finden keine Kamera",
        words: () => [
          `Ihr Mikrofon ist da, aber keine Kamera. Schließen Sie eine an und schalten Sie sie ein, oder ${elsewhere}`,
        ],
      },
      no_microphone: {
        heading: "Wir finden kein Mikrofon",
        words: () => [
          `Ihre Kamera ist da, aber kein Mikrofon. Schließen Sie eines an und schalten Sie es ein, oder ${elsewhere}`,
        ],
      },
      busy: {
        heading: "Ihre Kamera oder Ihr Mikrofon wird gerade anderswo benutzt",
        words: () => [
          "Schließen Sie andere Videoanrufe und Seiten, die Kamera oder Mikrofon benutzen, und versuchen Sie es noch " +
            "einmal.",
        ],
      },
      unsupported: {
        heading: "Dieser Browser kann Kamera und Mikrofon hier nicht nutzen",
        words: () => ["Öffnen Sie denselben Link in einer aktuellen Version von Chrome, Edge, Firefox oder Safari."],
      },
    },
  },

  checks: {
    label: "Prüfungen",
    trial: {
      running: "Wir machen eine Probeaufnahme von ein paar Sekunden. Niemand sieht sie, und sie wird nicht gesendet.",
      whole: "Ihr Browser nimmt Bild und Ton auf.",
      nothing: "Ihr Browser nimmt nichts auf, obwohl er Ihr Bild zeigt.",
      no_picture: "Ihr Browser nimmt Ihre Stimme auf, aber nicht Ihr Bild.",
      no_sound: "Ihr Browser nimmt Ihr Bild auf, aber keinen Ton.",
      help:
        "Schließen Sie andere Programme und Seiten, die Kamera oder Mikrofon benutzen, und versuchen Sie es noch einmal. " +
        "Hilft das nicht, laden Sie diese Seite neu, oder öffnen Sie denselben Link in einem anderen Browser oder auf " +
        "einem anderen Gerät: in einem aktuellen Chrome, Edge, Firefox oder Safari.",
    },
    microphone: {
      say: "Sagen Sie ein paar Worte, um Ihr Mikrofon zu testen.",
      works: "Ihr Mikrofon funktioniert.",
      dead: "Vorhin haben wir Sie gehört, aber gerade gibt Ihr Mikrofon keinen Ton. Ist es stummgeschaltet?",
      needless:
        "Sie schreiben Ihre Antworten und brauchen deshalb kein Mikrofon. Möchten Sie doch sprechen, probieren Sie es " +
        "einfach hier aus.",
      anyway:
        "Wir haben Sie noch nicht gehört. Sie können trotzdem weitermachen und Ihr Mikrofon hier jederzeit ausprobieren.",
      muted:
        "Wir haben Sie noch nicht gehört. Ist Ihr Mikrofon stummgeschaltet, am Headset oder mit einer Taste auf der " +
        "Tastatur? Verwendet Ihr Browser das richtige Mikrofon?",
      mayWrite: "Sie können jede Frage schriftlich beantworten.",
      write: "Ich schreibe",
      silent:
        "Sie müssen hier nicht aufhören. Gibt Ihr Mikrofon aber keinen Ton, sind Ihre Antworten Bilder ohne Worte: " +
        "Niemand kann sie verstehen oder bewerten.",
      goOn: "Weiter, obwohl nichts zu hören ist",
    },
    speaker: {
      play: "Ton abspielen",
      listen: "Sie sollten zwei Töne hören.",
      heard: "Zwei Töne gehört? Gut.",
    },
    connection: {
      measuring: "Wir prüfen, wie schnell Ihre Verbindung ist. Sie müssen nicht warten.",
      slow: "Ihre Verbindung ist etwas langsam, deshalb nehmen wir ein kleineres Bild auf.",
      fast: "Ihre Verbindung ist schnell genug.",
    },
    face: {
      waiting: "Wir prüfen, ob Sie zu sehen sind.",
      looking: "Wir suchen Ihr Gesicht …",
      one: "Sie sind gut zu sehen.",
      none: "Wir finden Ihr Gesicht nicht. Oft hilft mehr Licht von vorn, oder näher heranzurücken.",
      several: "Wir sehen mehr als eine Person. Bitte seien Sie allein im Bild.",
      unavailable: "In diesem Browser konnten wir Ihr Bild nicht prüfen. Das liegt nicht an Ihnen.",
      mayGoOn: "Sie können trotzdem weitermachen: Das Recruiting-Team sieht höchstens einen Hinweis darauf.",
      goOn: "Trotzdem weiter",
    },
  },

  start: {
    name: "Ihr Name",
    howItGoes: ({ thinking, silence, mayWrite }) => {
      const then = {
        always: "Sie bekommen Zeit zum Nachdenken, dann antworten Sie",
        sometimes: "Vor manchen Antworten bekommen Sie Zeit zum Nachdenken, die anderen beginnen gleich danach",
        never: "Ihre Antwort beginnt gleich danach",
      }[thinking];
      const silent = silence === null ? "" : `wenn Sie fertig sind, spätestens nach ${silence} Stille, oder `;
      const writing = mayWrite ? " Statt zu sprechen, können Sie eine Antwort auch schreiben." : "";
      return `Jede Frage wird Ihnen vorgelesen. ${then}; die Antwort endet, ${silent}sobald Sie es möchten.${writing}`;
    },
    comeBack: (hours) =>
      "Sie können unterbrechen und über denselben Link wiederkommen. Bleiben Sie " +
      `${hours} Stunden weg, wird abgegeben, was da ist.`,
    awaited: {
      trial: "die Probeaufnahme fertig ist",
      recording: "Ihr Browser Bild und Ton aufnimmt",
      voice: "Sie ein paar Worte gesagt haben",
      face: "wir Ihr Gesicht gesehen haben",
      name: "Sie Ihren Namen eingegeben haben",
    },
    asSoonAs: (awaited) => `Sie können beginnen, sobald ${awaited}.`,
    ready: "Ich bin bereit",
  },
};
