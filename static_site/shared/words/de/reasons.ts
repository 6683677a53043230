import { countingIn } from "../count";
import type { Reasons } from "../en/reasons";

const count = countingIn("de");

const gaps: Reasons["gaps"] = {
  never_arrived: "dieser Teil ist nie angekommen",
  deleted: "dieser Teil wurde dort gelöscht, wo Aufnahmen aufbewahrt werden",
  content_differs: "dieser Teil ist beschädigt angekommen",
  size_differs: "dieser Teil ist beschädigt angekommen",
  not_webm: "dieser Teil ist beschädigt angekommen",
  not_mp4: "dieser Teil ist beschädigt angekommen",
  copy_of_earlier: "statt dieses Teils ist ein anderer angekommen",
  copy_of_other: "statt dieses Teils ist ein anderer angekommen",
  broke_off: "die Aufnahme ist hier abgebrochen; bis zu zwei Sekunden fehlen",
  rest_on_device:
    "die Aufnahme ist hier abgebrochen; was danach kam, liegt womöglich noch auf dem Gerät, mit dem sie gemacht wurde",
  paused: "das Gerät hat eine Weile nichts aufgenommen",
  cut_off: "die Aufnahme bricht hier mitten in einem Bild ab",
  format_changed: "das Aufnahmeformat hat hier gewechselt",
  camera_off: "die Kamera war aus",
  builds_on_lost: "das Bild ließ sich ohne den Teil davor nicht zeigen",
  too_many_pieces: "dieser Teil ließ sich nicht lesen",
  unvouched: "was angekommen ist, passt nicht zur Liste des Geräts; es wird gezeigt, wie es ist",
  came_later:
    "was später aufgenommen wurde, fehlt in diesem Video: Die Aufnahme, aus der es entstand, war da schon gelöscht",
  unreadable: "dieser Teil ließ sich nicht lesen",
  not_converted: "dieser Teil hat ein anderes Format und ließ sich nicht umwandeln",
  frames_lost: "was angekommen ist, passt nicht zur Liste des Geräts; es wird gezeigt, wie es ist",
  left_out: ({ count: frames, track }) =>
    `${count(frames, "Stück", "Stücke")} ${track === "video" ? "des Bildes" : "des Tons"} ` +
    (frames === 1 ? "war nicht zu verwenden" : "waren nicht zu verwenden"),
  summed_up: ({ count: gaps }) => `${gaps} Lücken ab hier, zusammen so lang wie diese`,
  clock_ahead: "das Gerät hat mehr aufgenommen, als angekommen ist",
};

const failures: Reasons["failures"] = {
  nothing_recorded: "Es wurde nichts aufgenommen.",
  broke_off: "Die Verarbeitung ist ohne Ergebnis abgebrochen.",
  questions_failed: ({ questions }) =>
    questions.length === 1
      ? "Eine Antwort konnte nicht verarbeitet werden."
      : `${questions.length} Antworten konnten nicht verarbeitet werden.`,
  stopped: ({ error }) => `Die Verarbeitung wurde angehalten (${error}).`,
  other: ({ text }) => text,
};

const answerFailures: Reasons["answerFailures"] = {
  nothing_arrived: "Von der Aufnahme ist nichts angekommen.",
  nothing_recorded: "Was angekommen ist, enthält keine Aufnahme.",
  media_error: "Aus der Aufnahme lässt sich kein Video machen.",
  merge_interrupted: "Das Erstellen des Videos wurde bei jedem Versuch unterbrochen.",
  publish_conflict: "Es kamen immer weitere Teile der Aufnahme an.",
  transcription_refused: "Die Spracherkennung hat diese Aufnahme nicht angenommen.",
  transcription_unavailable: "Die Spracherkennung hat nicht geantwortet.",
  scoring_refused: "Das Bewertungsmodell hat diese Antwort nicht angenommen.",
  model_unavailable: "Das Bewertungsmodell hat nicht geantwortet.",
  model_answer: "Das Bewertungsmodell hat nichts Brauchbares geantwortet.",
  rate_limited: "Ein nötiger Dienst wurde zu oft angefragt.",
  quota_exceeded:
    "In diesem Interview wurde mehr aufgenommen, als in Text umgewandelt wird. Die Aufnahme lässt sich anhören.",
  not_configured: "Ein nötiger Dienst ist nicht eingerichtet oder lehnt unseren Schlüssel ab.",
  storage_unavailable: "Der Speicher der Aufnahmen hat nicht geantwortet.",
  database_unavailable: "Die Datenbank hat nicht geantwortet.",
  internal_error: "Auf unserer Seite ist etwas schiefgegangen.",
};

const unknown = {
  gap: "dieser Teil fehlt",
  failure: "Diese Seite kennt den Grund nicht. Bitte laden Sie sie neu.",
};

export const words: Reasons = { gaps, failures, answerFailures, unknown };
