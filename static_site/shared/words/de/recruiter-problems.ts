import type { RecruiterProblems } from "../recruiter-problems";

const number = new Intl.NumberFormat("de");
const PROCESSED_TOO_OFTEN = "Dieses Interview wurde zu oft verarbeitet. Was da ist, bleibt.";

export const words: RecruiterProblems = {
  errors: {
    unknown_place:
      "Etwas in geschweiften Klammern wird nicht ausgefüllt. Bitte verwenden Sie nur die genannten Platzhalter.",
    link_misplaced: "{link} steht einmal, in einem eigenen Absatz, und nur, wo eine E-Mail einen Link hat.",
    changed_meanwhile: "Jemand anders hat das inzwischen geändert.",
    version_required: "Das kann der Server nicht annehmen.",
    wrong_code: "Dieser Code stimmt nicht oder wurde schon benutzt.",
    in_flight: "Das ist schon im Gange.",
    answer_not_kept: "Das ist schon geschehen.",
    key_reused: "An dieser Stelle wurde vorher etwas anderes gesendet. Bitte senden Sie es noch einmal.",
    interview_over: "Dieses Interview ist abgeschlossen: Für seinen Link gibt es keinen neuen.",
    not_finished: "Neu bewerten lässt sich nur, was aus einem abgeschlossenen Interview in Worten vorliegt.",
    id_used: "Stattdessen wurde schon etwas anderes gesendet. Bitte senden Sie es noch einmal.",
    score_awaited: "Eine weitere Bewertung ist schon in Arbeit. Sie erscheint hier, sobald sie da ist.",
    people_only: "Die Antworten sollen auf Wunsch der Kandidatin oder des Kandidaten nur Menschen beurteilen.",
    wrong_password: "Das ist nicht Ihr Passwort.",
    passwords_off:
      "Ihre Organisation meldet sich mit eigenen Konten an: Benutzen Sie den Link, den Sie bekommen haben.",
    provider_refused:
      "Diese Anmeldung ließ sich nicht bestätigen: Sie wurde schon benutzt, hat zu lange gedauert oder in einem anderen Browser begonnen.",
    provider_unusable:
      "Der Anmeldedienst Ihrer Organisation ist nicht erreichbar oder antwortet nicht wie erwartet. Bitte prüfen Sie seine Adresse.",
    address_unverified:
      "Der Anmeldedienst bestätigt nicht, dass diese E-Mail-Adresse Ihnen gehört. Fragen Sie die Stelle, die ihn betreibt.",
    no_member:
      "Mit dieser E-Mail-Adresse haben Sie hier kein Konto. Lassen Sie sich bitte von der Administration Ihrer Organisation einladen.",
    kept_admin:
      "Nur dieses Konto meldet sich noch mit einem Passwort an. Wählen Sie unter „Anmeldung“ erst ein anderes.",
    second_factor_required: "Bitte geben Sie auch einen Code aus Ihrer Authenticator-App ein.",
    second_factor_already:
      "Die Anmeldung in zwei Schritten ist schon eingeschaltet. Um sie neu einzurichten, schalten Sie sie erst aus.",
    no_second_factor: "Es gibt keinen zweiten Schritt. Bitte laden Sie die Seite neu.",
    set_up_already:
      "Hier ist schon alles eingerichtet. Melden Sie sich an, oder lassen Sie sich von der Person einladen, die es eingerichtet hat.",
    last_admin: "Eine Organisation braucht mindestens einen Admin. Machen Sie zuerst jemand anderen dazu.",
    already_member: "Diese Person gehört schon zu Ihrer Organisation oder ist eingeladen.",
    account_elsewhere: "Diese E-Mail-Adresse hat ein Konto in einer anderen Organisation.",
    not_for_keys: "Das steht API-Schlüsseln nicht offen.",
    scope_missing: "Diesem API-Schlüssel fehlt die Berechtigung dafür.",
    already_invited: "Diese Person wurde mit dieser Vorlage schon einmal eingeladen.",
    template_archived:
      "Diese Vorlage ist archiviert: Dazu wird niemand eingeladen, bis sie unter „Vorlagen“ zurückgeholt wird.",
    template_in_use:
      "Mit dieser Vorlage wurden Interviews erstellt, und sie bleibt bei ihnen. Archivieren Sie sie stattdessen: Dann wird niemand mehr dazu eingeladen.",
    unreadable_pdf: "In diesem PDF lässt sich kein Text lesen. Kopieren Sie bitte den Text, und fügen Sie ihn ein.",
    unreadable_table: "Das ist keine Tabelle mit Personen.",
    no_name_column: "Keine Spalte heißt „Name“.",
    column_twice: "Zwei Spalten bedeuten dasselbe.",
    too_many_rows: "Das sind mehr als 5.000 Personen.",
    unreadable_image:
      "Dieses Bild kann kein Logo werden. Wählen Sie ein PNG, JPEG oder WebP mit 16 bis 4.000 Pixeln je Seite.",
    nothing_described:
      "Dieser Text sagt nichts über die Stelle: Sätze, die sich an die Maschine wenden, werden nicht gelesen. Bitte beschreiben Sie die Stelle mit ein paar anderen.",
    invitation_over: "Dieses Interview ist vorbei: An der Einladung lässt sich nichts mehr ändern.",
    ends_too_late: ({ most }) =>
      `So lange kann der Link nicht gelten: ab jetzt höchstens ${most === 1 ? "einen Tag" : `${most ?? 0} Tage`}, damit nichts länger aufbewahrt wird, als zugesagt wurde.`,
    less_than_begun: "Das Interview hat begonnen: Vereinbartes lässt sich ergänzen, aber nicht zurücknehmen.",
    unsubscribed: "Weitere Erinnerungen wurden abbestellt.",
    address_refused: "Eine frühere E-Mail an diese Adresse kam zurück oder wurde als Spam gemeldet.",
    mail_off: "Von hier werden keine E-Mails gesendet.",
    no_address: "Von dieser Person ist keine E-Mail-Adresse bekannt.",
    link_unknown: "Dieser Link lässt sich nicht noch einmal senden. Erstellen Sie einen neuen: Der lässt sich senden.",
    nothing_decided: "Es wurde nichts entschieden, was sich mitteilen ließe.",
    not_failed: "Nur ein Interview, dessen Verarbeitung fehlgeschlagen ist, lässt sich noch einmal verarbeiten.",
    judge_first: "Beurteilen Sie zuerst jede Antwort: Bis dahin ist dies vor Ihnen verborgen.",
    withdrawn: "Die Teilnahme wurde zurückgezogen: Nichts davon wird mehr bewertet.",
    already_restarted: "Jemand anders hat die Verarbeitung schon neu gestartet.",
  },
  limits: {
    sign_ins: "Das waren zu viele Versuche.",
    api_keys: (most) =>
      `Ihre Organisation hat ${most} API-Schlüssel, mehr sind nicht möglich. Widerrufen Sie zuerst einen.`,
    key_calls: "Dieser API-Schlüssel wurde sehr oft verwendet.",
    kept_answers: "An einem Tag wurde sehr viel mit Idempotenzschlüsseln gesendet.",
    replays: "Sie haben sehr oft Webhooks erneut benachrichtigen lassen.",
    webhooks: (most) => `Ihre Organisation hat ${most} Webhooks, mehr sind nicht möglich.`,
    keys_lately: "Sie haben an einem Tag sehr viele API-Schlüssel erstellt.",
    members: (most) =>
      `Ihre Organisation hat ${number.format(most)} Mitglieder und Einladungen, mehr sind nicht vorgesehen.`,
    member_letters: "Ihre Organisation hat an einem Tag sehr oft Mitglieder eingeladen.",
    restarts: PROCESSED_TOO_OFTEN,
    decisions: "Über dieses Interview wurde zu oft entschieden. Die letzte Entscheidung gilt.",
    notes: "Dieses Interview hat 500 Notizen, mehr sind nicht möglich.",
    decisions_lately:
      "Sie haben an einem Tag sehr oft über dieses Interview entschieden. Ihre letzte Entscheidung bleibt bestehen.",
    judgements_lately:
      "Sie haben die Antworten dieses Interviews an einem Tag sehr oft beurteilt. Es zählt, was Sie zuletzt angaben.",
    notes_lately: "Sie haben an einem Tag sehr viele Notizen zu diesem Interview geschrieben.",
    dismissals_lately:
      "Sie haben Hinweise dieses Interviews an einem Tag sehr oft beiseitegelegt. Es gilt, was zuletzt angegeben wurde.",
    tag_changes_lately: "Sie haben die Schlagwörter dieses Interviews an einem Tag sehr oft geändert.",
    dismissals: "Hinweise dieses Interviews wurden zu oft beiseitegelegt. Es gilt, was zuletzt angegeben wurde.",
    judgements: "Die Antworten dieses Interviews wurden zu oft beurteilt. Es zählt, was jede Person zuletzt angab.",
    rescores: "Diese Antwort wurde zu oft neu bewertet. Die vorhandenen Bewertungen bleiben.",
    rescored_answers:
      "Ihre Organisation hat so viele Antworten neu bewerten lassen, wie sie es an einem Tag darf. Die vorhandenen Bewertungen bleiben.",
    watching_tickets: "Die Live-Verbindung wurde zu oft geöffnet.",
    letters: "Ihre Organisation hat heute so viele E-Mails gesendet, wie sie darf. Sie folgen.",
    letters_asked_for: "Dieser Person wurde sehr oft geschrieben. Nehmen Sie auf anderem Weg Kontakt auf.",
    invitation_changes: "Diese Einladung wurde heute sehr oft geändert.",
    reminders_asked_for: "Diese Person wurde in den letzten 24 Stunden schon erinnert.",
    invitation_batches: "Sie haben so viele Listen mit Personen geschickt, wie an einem Tag vorgesehen sind.",
    logos: "Ihre Organisation hat an einem Tag 50 Logos gesendet, mehr werden nicht gelesen.",
    links: "Ihre Organisation hat so viele Links ausgestellt, wie an einem Tag vorgesehen sind.",
    exports: "Sie haben an einem Tag sehr oft exportiert.",
    exports_waiting: (most) => `${most} Ihrer Exporte werden gerade erstellt, mehr geht nicht auf einmal.`,
    question_searches: "Sie haben sehr oft nach Fragen gesucht.",
    analytics_lately: "Sie haben sehr oft Zahlen auswerten lassen.",
    questions: "Sie haben an einem Tag sehr viele Fragen gestellt.",
    shares: "Dieses Interview wurde so oft geteilt, wie es vorgesehen ist.",
    template_changes:
      "Sie haben an einem Tag sehr oft Vorlagen gespeichert. Es gilt, was Sie zuletzt gespeichert haben.",
    template_drafts:
      "Sie haben an einem Tag sehr viele Vorlagen entwerfen lassen. Morgen geht es weiter; bis dahin schreiben Sie die Fragen bitte selbst.",
    shares_lately: "Sie haben an einem Tag sehr viele Links zu Ergebnissen erstellt.",
    open_interviews: (most) =>
      `Ihre Organisation hat ${number.format(most)} offene Interviews. Sie können weitere Personen einladen, sobald einige abgeschlossen oder abgelaufen sind.`,
    tags: (most) => `Ein Interview hat höchstens ${most} Schlagwörter. Entfernen Sie zuerst eines.`,
    templates: (most) =>
      `Ihre Organisation hat ${number.format(most)} Vorlagen, mehr sind nicht vorgesehen. Bitte ändern Sie eine, die nicht mehr gebraucht wird.`,
    watching: (most) =>
      `Ihre Organisation verfolgt ${number.format(most)} Interviews live, mehr geht nicht auf einmal. Bitte schließen Sie eines, das niemand ansieht.`,
    watching_person: (most) =>
      `Sie verfolgen ${number.format(most)} Interviews live, mehr geht nicht auf einmal. Bitte schließen Sie eines, das Sie nicht brauchen.`,
  },
};
