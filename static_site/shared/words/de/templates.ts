import { countingIn } from "../count";
import type { TemplatesWords } from "../en/templates";

const count = countingIn("de");

export const words: TemplatesWords = {
  list: {
    preview: "Vorschau",
    previewOf: (title) => `Vorschau von ${title}, wie im Interview, in neuem Tab`,
    duplicate: "Duplizieren",
    duplicateOf: (title) => `${title} duplizieren`,
    archive: "Archivieren",
    archiveOf: (title) => `${title} archivieren`,
    takeBack: "Zurückholen",
    takeBackOf: (title) => `${title} aus dem Archiv zurückholen`,
    delete: "Löschen",
    deleteOf: (title) => `${title} löschen`,
    archived: "Archiviert",
    showArchived: (n) => `Archivierte Vorlagen zeigen (${n})`,
    nowArchived: (title) =>
      `„${title}“ ist archiviert: Dazu wird niemand mehr eingeladen. Schon erstellte Links gelten weiter.`,
    nowBack: (title) => `„${title}“ ist zurück: Dazu kann wieder eingeladen werden.`,
    nowDeleted: (title) => `„${title}“ ist gelöscht.`,
  },
  deletion: {
    title: "Diese Vorlage löschen?",
    what: (title) =>
      `„${title}“ wird mit allen Fragen endgültig gelöscht. Das geht nur, solange niemand dazu eingeladen wurde.`,
    delete: "Endgültig löschen",
    cancel: "Abbrechen",
    archive: "Stattdessen archivieren",
  },
  library: {
    open: "Fragen aus anderen Vorlagen übernehmen",
    title: "Fragen aus anderen Vorlagen",
    search: "Wörter der Frage, ihrer Punkte oder des Titels der Vorlage",
    loading: "Fragen werden gesucht …",
    found: (n, more) =>
      n === 0
        ? "Keine Frage enthält diese Wörter."
        : more
          ? `Die ersten ${count(n, "Frage", "Fragen")}. Mit mehr Wörtern finden Sie andere.`
          : `${count(n, "Frage", "Fragen")}, die der neuesten Vorlage zuerst.`,
    about: (title, points, weight) =>
      `Aus „${title}“, mit ${count(points, "Punkt", "Punkten")}, zählt ${weight === 1 ? "einfach" : `${weight}-fach`}.`,
    inLanguage: (language) => `Sprache: ${language}.`,
    noRoom: (room) =>
      room === 0 ? "Mehr Fragen kann die Vorlage nicht haben." : `Mehr als ${room} passen nicht in diese Vorlage.`,
    take: (n) => (n === 0 ? "Gewählte übernehmen" : `${count(n, "Frage", "Fragen")} übernehmen`),
    cancel: "Abbrechen",
    taken: (n) => `${count(n, "Frage ist", "Fragen sind")} hinzugefügt. Gespeichert ist noch nichts.`,
  },
  draft: {
    open: "Entwurf aus einer Stellenbeschreibung",
    title: "Entwurf aus einer Stellenbeschreibung",
    what: "Ein Modell schlägt Fragen und Punkte vor. Sie kommen ins Formular, wo Sie alles ändern können: Gespeichert wird erst, wenn Sie speichern, und die Stellenbeschreibung wird nicht aufbewahrt.",
    text: "Stellenbeschreibung",
    pdf: "Oder ein PDF davon",
    pdfHint: "Gelesen wird Text, der sich darin markieren lässt, auf den ersten 30 Seiten. Höchstens 700 KB.",
    missing: "Bitte fügen Sie die Stellenbeschreibung ein, oder wählen Sie ein PDF.",
    tooLarge: (most) =>
      `Die Datei hat mehr als ${most} KB. Kopieren Sie bitte stattdessen den Text in das Feld darüber.`,
    count: "Anzahl der Fragen",
    make: "Fragen vorschlagen",
    making: "Fragen werden vorgeschlagen …",
    cancel: "Abbrechen",
    byModel: (model) =>
      `Diese Fragen sind ein Entwurf, vorgeschlagen von ${model}. Lesen Sie jede, und ändern Sie, was nicht passt. Gespeichert ist noch nichts.`,
    byRule: (model) =>
      `Diese Fragen sind ein Entwurf nach einer einfachen Regel (${model}), ohne Sprachmodell. Nehmen Sie sie als Anfang, und formulieren Sie sie selbst. Gespeichert ist noch nichts.`,
    isCut: "Das PDF war zu lang: Gelesen wurde nur der Anfang.",
    dropped: (n) =>
      `${count(n, "Vorschlag wurde", "Vorschläge wurden")} weggelassen: Es ging darum, wer jemand ist, oder es ließ sich so nicht fragen.`,
    leftOut:
      "Diese Sätze der Stellenbeschreibung wenden sich an die Maschine, die sie liest. Sie wurden nicht gelesen:",
  },
  versions: {
    title: "Fassungen einer Vorlage",
    what: "Links behalten die Fassung, mit der sie erstellt wurden. Wer eine ältere wiederherstellt, macht daraus eine neue: Es geht nichts verloren.",
    back: "Zurück zur Vorlage",
    loading: "Fassungen werden geladen …",
    version: (number) => `Fassung ${number}`,
    savedBy: (own, name, at) => ["Gespeichert von ", own(name), `, ${at}.`],
    saved: (at) => `Gespeichert am ${at}.`,
    counts: "Sie gilt.",
    changes: (number) => `Was Fassung ${number} geändert hat`,
    comparing: "Fassungen werden verglichen …",
    notKept: "Die Fassung davor wird nicht mehr aufbewahrt.",
    same: "Beide sagen dasselbe.",
    now: "Seitdem",
    was: "Davor",
    restore: "Wiederherstellen",
    restoreOf: (number) => `Fassung ${number} wiederherstellen`,
    restored: (number) => `Fassung ${number} ist als neue Fassung wiederhergestellt.`,
    more: "Frühere Fassungen zeigen",
  },
  reading: {
    title: "Eine Vorlage",
    times: (think, answer) => `${think} zum Nachdenken, ${answer} zum Antworten.`,
    points: "Was eine gute Antwort enthält",
  },
  page: {
    copyOf: (title) => `Kopie von ${title}`,
    isCopy:
      "Das ist eine Kopie, die noch nicht gespeichert ist. Ändern Sie, was Sie möchten, und speichern Sie sie dann.",
    duplicate: "Duplizieren",
    versions: "Fassungen",
    publicLink: "Öffentlicher Link",
    publicLinkHint: "Über den sich jede und jeder zu einem Interview anmelden kann",
    preview: "Vorschau der gespeicherten Fassung",
    previewHint: "Wie im Interview, in neuem Tab",
    isArchived:
      "Diese Vorlage ist archiviert: Dazu wird niemand eingeladen, bis sie auf der Seite aller Vorlagen zurückgeholt wird.",
  },
};
