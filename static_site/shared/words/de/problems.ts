import type { Problems } from "../problems";

const number = new Intl.NumberFormat("de");
const AGAIN_SOON = "Ein Teil der Seite antwortet gerade nicht. Bitte versuchen Sie es gleich noch einmal.";
const NOT_TAKEN = "Das kann der Server nicht annehmen.";
const CHANGED_TOO_OFTEN = "Diese Antwort wurde zu oft geändert.";
const PROCESSED_TOO_OFTEN = "Dieses Interview wurde zu oft verarbeitet. Was da ist, bleibt.";

export const words: Problems = {
  errors: {
    internal_error:
      "Auf unserer Seite ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal; bleibt es dabei, sagen Sie bitte der Stelle Bescheid, die Colloquy betreibt.",
    bad_request: NOT_TAKEN,
    malformed_request: "Bitte sehen Sie sich einige Felder noch einmal an.",
    method_not_allowed: NOT_TAKEN,
    unsupported_content: NOT_TAKEN,
    payload_too_large: "Das ist mehr, als sich auf einmal senden lässt.",
    response_too_large:
      "Das ist mehr, als eine Antwort fassen kann. Nichts davon ist verloren: Bitte sagen Sie der Stelle Bescheid, die Colloquy betreibt.",
    sign_in_required: "Bitte melden Sie sich zuerst an.",
    forbidden: "Ihre Rolle erlaubt das nicht.",
    cross_site_request:
      "Wir können nicht erkennen, dass das von einer unserer Seiten kam. Bitte laden Sie die Seite neu; hilft das nicht, aktualisieren Sie Ihren Browser.",
    not_found: "Das gibt es hier nicht oder nicht mehr.",
    conflict: "Das geht gerade nicht.",
    link_closed:
      "Dieses Interview ist geschlossen. Bitte wenden Sie sich an Ihre Ansprechperson im Recruiting, wenn Sie das für einen Irrtum halten.",
    link_expired: "Dieser Link ist abgelaufen. Bitte fragen Sie Ihre Ansprechperson im Recruiting nach einem neuen.",
    interview_cancelled: "Dieses Interview wurde abgesagt.",
    interview_erased: "Dieses Interview wurde gelöscht.",
    link_replaced:
      "Dieser Link wurde ersetzt. Bitte öffnen Sie den neuen; haben Sie ihn nicht, fragen Sie Ihre Ansprechperson im Recruiting danach.",
    not_begun: "Das Interview hat noch nicht begonnen.",
    consent_changed:
      "Der Text der Einwilligung hat sich geändert. Bitte laden Sie die Seite neu und lesen Sie ihn noch einmal.",
    recorded_too_often:
      "Diese Frage wurde zu oft aufgenommen. Bitte wenden Sie sich an Ihre Ansprechperson im Recruiting.",
    writing_not_offered:
      "In diesem Interview werden Antworten gesprochen. Ihre Ansprechperson im Recruiting kann Ihnen anbieten, sie zu schreiben.",
    nothing_to_correct: "Es gibt noch nichts zu korrigieren.",
    words_changed: "Ihre Worte haben sich gerade geändert. Bitte sehen Sie sie sich noch einmal an.",
    not_over: "Das gibt es, wenn das Interview abgeschlossen ist.",
    result_awaited:
      "Ihr Ergebnis wird noch erstellt. Sobald es da ist, können Sie sagen, was sich ein Mensch noch einmal ansehen soll.",
    correction_too_large: (params) => {
      const [most, changed] = [params.most ?? 0, params.changed ?? 0];
      const may = most === 1 ? "Hier darf sich ein Wort ändern" : `Hier dürfen sich bis zu ${most} Wörter ändern`;
      const did = changed > most ? `es waren ${changed}` : "diese Änderungen sind länger";
      return (
        `Korrekturen sind für Wörter, die falsch verstanden wurden. ${may}, und ${did}. ` +
        "Ihre Aufnahme ist so gespeichert, wie Sie gesprochen haben, und Menschen können sich die Aufnahme anhören."
      );
    },
    quota_exceeded: "Mehr ist hiervon nicht vorgesehen.",
    too_many_attempts: "Das waren zu viele Versuche.",
    not_configured:
      "Ein Teil dieser Seite wird noch eingerichtet. Bitte sagen Sie der Stelle Bescheid, die Colloquy betreibt.",
    feedback_unavailable: "Gerade gibt es keine Rückmeldung. Das Interview geht ohne weiter.",
    try_again: AGAIN_SOON,
    storage_unavailable: AGAIN_SOON,
    database_unavailable: AGAIN_SOON,
    merge_interrupted: AGAIN_SOON,
    publish_conflict: AGAIN_SOON,
    transcription_unavailable: AGAIN_SOON,
    model_unavailable: AGAIN_SOON,
    rate_limited: AGAIN_SOON,
    model_answer: AGAIN_SOON,
  },
  limits: {
    live_tickets: "Die Live-Verbindung wurde zu oft geöffnet. Das Interview geht ohne sie weiter.",
    live_tickets_lately: "Die Live-Verbindung wurde zu oft geöffnet. Das Interview geht eine Weile ohne sie weiter.",
    live_messages: "Es kamen zu viele Nachrichten auf einmal.",
    voice_tickets: "Die Stimme wurde zu oft verbunden. Das Interview geht ohne sie weiter: Bitte lesen Sie die Fragen.",
    voice_seconds: "Die Stimme war sehr lange an. Das Interview geht ohne sie weiter.",
    spoken_characters:
      "Die Stimme hat sehr viel gesprochen. Das Interview geht ohne sie weiter: Bitte lesen Sie die Fragen.",
    proctoring_events: "Von diesem Interview gibt es zu viele Ereignisse.",
    event_deliveries: "Es kamen zu viele auf einmal. Was der Browser bemerkt hat, bleibt dort aufbewahrt.",
    upload_tests: "Die Verbindung wurde zu oft geprüft. Bitte machen Sie ohne die Prüfung weiter.",
    upload_policies:
      "Diese Frage wurde zu oft aufgenommen. Bitte wenden Sie sich an Ihre Ansprechperson im Recruiting.",
    posted_bytes: "In diesem Interview wurde mehr aufgenommen, als aufbewahrt wird.",
    manifests:
      "Was zu dieser Frage aufgenommen wurde, hat sich zu oft geändert. Bitte wenden Sie sich an Ihre Ansprechperson im Recruiting.",
    manifests_at_once: "Mehrere Listen des Aufgenommenen kamen auf einmal.",
    corrections: "Diese Antwort wurde zu oft korrigiert. Die letzte Korrektur zählt.",
    text_answers: "Diese Antwort wurde zu oft geändert. Der zuletzt gesendete Text zählt.",
    feedback: "Zu dieser Antwort gab es zu oft eine Rückmeldung. Das Interview geht ohne eine weitere weiter.",
    prepared_feedback:
      "Zu dieser Antwort wurde zu oft im Voraus eine Rückmeldung erstellt. Es gibt sie, wenn die Antwort zu Ende ist.",
    live_takes: "Diese Antwort wurde zu oft begonnen. Das Interview geht ohne Mitschrift auf dem Bildschirm weiter.",
    transcribed_seconds:
      "In diesem Interview wurde mehr aufgenommen, als in Text umgewandelt wird. Die Aufnahme lässt sich anhören.",
    early_merges: CHANGED_TOO_OFTEN,
    late_merges: CHANGED_TOO_OFTEN,
    times_told: CHANGED_TOO_OFTEN,
    contact_changes: "Ihr Name und Ihre Adresse wurden sehr oft geändert. Fragen Sie das Recruiting-Team.",
    contests: "Sie haben sehr oft geschrieben. Es zählen die zuletzt gesendeten Worte.",
    self_identifications:
      "Diese Fragen wurden sehr oft beantwortet. Es zählt die letzte Antwort; zurücknehmen können Sie sie weiterhin.",
    ratings: "Diese Frage wurde sehr oft beantwortet. Die letzte Antwort zählt.",
    result_looks: "Das Ergebnis wurde sehr oft abgefragt.",
    late_attempts: PROCESSED_TOO_OFTEN,
    unreadable_interviews: "Die Aufnahmen von mehr als einer Person lassen sich nicht verwenden.",
    page_errors: "Von den Seiten ist fürs Erste genug bekannt.",
    page_joins: "Von der Dauer bis zum Beginn ist fürs Erste genug bekannt.",
    share_looks: "Das wurde sehr oft angesehen.",
    comments: "Zu diesem Ergebnis gibt es schon so viele Kommentare, wie möglich sind.",
    share_comments: "Sie haben sehr oft kommentiert.",
  },
  fields: {
    missing: "Das fehlt.",
    unknown_field: "Dieses Feld gibt es nicht.",
    empty: "Das ist leer.",
    too_short: ({ least }) => `Bitte mindestens ${least ?? 1} Zeichen.`,
    too_long: ({ most }) => `Bitte höchstens ${number.format(most ?? 1)} Zeichen.`,
    judges_a_person:
      "Ein Kriterium beurteilt, was gesagt wird, nicht wer es sagt: kein Akzent, Alter, Geschlecht, keine Gesundheit oder Herkunft.",
    too_long_together: ({ most }) => `Fragen und Punkte haben zusammen höchstens ${number.format(most ?? 0)} Zeichen.`,
    too_few: ({ least }) => `Bitte mindestens ${least ?? 1} davon.`,
    too_many: ({ most }) => `Bitte höchstens ${most ?? 1} davon.`,
    not_more_than: ({ least }) => `Das muss mehr als ${number.format(least ?? 0)} sein.`,
    not_at_least: ({ least }) => `Das muss mindestens ${number.format(least ?? 0)} sein.`,
    not_less_than: ({ most }) => `Das muss weniger als ${number.format(most ?? 0)} sein.`,
    not_at_most: ({ most }) => `Das darf höchstens ${number.format(most ?? 0)} sein.`,
    no_whole_number: "Das muss eine ganze Zahl sein.",
    no_number: "Das muss eine Zahl sein.",
    no_text: "Das muss Text sein.",
    no_boolean: "Das muss ja oder nein sein.",
    no_time: "Das muss ein Zeitpunkt mit seiner Zeitzone sein.",
    no_id: "Diese Kennung gehört zu nichts.",
    no_list: "Das muss eine Liste sein.",
    no_group: "Das muss eine Gruppe von Feldern sein.",
    no_email: "Das ist keine E-Mail-Adresse.",
    not_a_choice: ({ choices }) => `Bitte wählen Sie eines davon: ${(choices ?? []).join(", ")}.`,
    unreadable: "Das lässt sich nicht lesen. Bitte prüfen Sie es.",
  },
  notOurs: (status) => `Der Server hat mit einem Fehler geantwortet (${status}).`,
  unknown: "Das kann der Server nicht annehmen. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.",
};
