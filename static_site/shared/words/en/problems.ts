import { countingIn } from "../count";
import type { Problems } from "../problems";

const count = countingIn("en");

const number = new Intl.NumberFormat("en");
const AGAIN_SOON = "A part of the site does not answer right now. Try again in a moment.";

export const words: Problems = {
  errors: {
    internal_error: "Something went wrong on our side. Try again; if it stays so, tell whoever runs this site.",
    bad_request: "The server cannot take this.",
    malformed_request: "Some fields need another look.",
    method_not_allowed: "The server cannot take this.",
    unsupported_content: "The server cannot take this.",
    payload_too_large: "This is more than can be sent at once.",
    response_too_large: "This is more than one answer can hold. Nothing of it is lost: tell whoever runs this site.",
    sign_in_required: "Sign in first.",
    forbidden: "Your role does not allow this.",
    cross_site_request:
      "We cannot tell that this came from a page of ours. Reload the page; if it stays so, update your browser.",
    not_found: "There is no such thing here, or not any more.",
    conflict: "This does not go right now.",
    link_closed: "This interview is closed. Contact your recruiter if you think this is a mistake.",
    link_expired: "This link has expired. Ask your recruiter for a new one.",
    interview_cancelled: "This interview was cancelled.",
    interview_erased: "This interview was deleted.",
    link_replaced: "This link was replaced. Open the new one: ask your recruiter for it if you do not have it.",
    not_begun: "The interview has not begun.",
    consent_changed: "The consent text has changed. Reload the page and read it again.",
    recorded_too_often: "This question was recorded too often. Contact your recruiter.",
    writing_not_offered: "In this interview answers are spoken. Your recruiter can offer you to write them.",
    nothing_to_correct: "There is nothing to correct yet.",
    words_changed: "Your words have just changed. Look at them again, please.",
    not_over: "This is there when the interview is finished.",
    result_awaited:
      "Your result is still being made. As soon as it is there, you can say what a person should look at again.",
    correction_too_large: (params) => {
      const [most, changed] = [params.most ?? 0, params.changed ?? 0];
      const may = most === 1 ? "here one word may change" : `here up to ${most} words may change`;
      const did = changed > most ? `${changed} did` : "these changes are longer";
      return (
        `Corrections are for words that were misheard: ${may}, and ${did}. ` +
        "Your recording is saved as you said it, and people can listen to it."
      );
    },
    quota_exceeded: "That was all there may be of this.",
    too_many_attempts: "That was too many attempts.",
    not_configured: "A part of this site is still being set up. Tell whoever runs it.",
    feedback_unavailable: "There is no review right now. The interview goes on without.",
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
    live_tickets: "The live connection was opened too often. The interview goes on without it.",
    live_tickets_lately: "The live connection was opened too often. The interview goes on without it for a while.",
    live_messages: "Too many messages came at once.",
    voice_tickets: "The voice was connected too often. The interview goes on without it: read the questions.",
    voice_seconds: "The voice has been on for very long. The interview goes on without it.",
    spoken_characters: "The voice has said very much. The interview goes on without it: read the questions.",
    proctoring_events: "There are too many events of this interview.",
    event_deliveries: "Too many were brought at once. What the browser noticed is kept there.",
    upload_tests: "The connection was tested too often. Go on without the test.",
    upload_policies: "This question was recorded too often. Contact your recruiter.",
    posted_bytes: "More was recorded in this interview than is kept.",
    manifests: "What was recorded for this question changed too often. Contact your recruiter.",
    manifests_at_once: "Several lists of what was recorded came at once.",
    corrections: "This answer was corrected too often. The last correction counts.",
    text_answers: "This answer was changed too often. The last text that was sent counts.",
    feedback: "This answer was reviewed too often. The interview goes on without another review.",
    prepared_feedback: "This answer was reviewed ahead too often. It is reviewed when it is over.",
    live_takes: "This answer was begun too often. The interview goes on without its words on the screen.",
    transcribed_seconds:
      "More was recorded in this interview than is put into words. The recording is there to listen to.",
    early_merges: "This answer changed too often.",
    late_merges: "This answer changed too often.",
    times_told: "This answer changed too often.",
    contact_changes: "Your name and address were changed very often. Ask your recruiter.",
    contests: "You have written very often. The last words that were sent count.",
    self_identifications: "This was answered very often. The last answer counts; you can still take it back.",
    ratings: "This was answered very often. The last answer counts.",
    result_looks: "The result was asked for very often.",
    late_attempts: "This interview was processed too often. What is there stays.",
    unreadable_interviews: "More recordings than one person's cannot be used.",
    page_errors: "Enough is known of the pages for now.",
    page_joins: "Enough is known of joining for now.",
    share_looks: "This was looked at very often.",
    comments: "This result has as many comments as there may be.",
    share_comments: "You have commented very often.",
  },
  fields: {
    missing: "This is missing.",
    unknown_field: "There is no such field.",
    empty: "This is empty.",
    too_short: ({ least }) => `At least ${count(least ?? 1, "character", "characters")}, please.`,
    too_long: ({ most }) => `At most ${count(most ?? 1, "character", "characters")}, please.`,
    judges_a_person: "A criterion judges what is said, not who says it: no accent, age, health, origin or sex.",
    too_long_together: ({ most }) =>
      `Questions and points have at most ${number.format(most ?? 0)} characters altogether.`,
    too_few: ({ least }) => `At least ${least ?? 1} of these, please.`,
    too_many: ({ most }) => `At most ${most ?? 1} of these, please.`,
    not_more_than: ({ least }) => `This has to be more than ${least ?? 0}.`,
    not_at_least: ({ least }) => `This has to be ${least ?? 0} or more.`,
    not_less_than: ({ most }) => `This has to be less than ${most ?? 0}.`,
    not_at_most: ({ most }) => `This has to be ${most ?? 0} or less.`,
    no_whole_number: "This has to be a whole number.",
    no_number: "This has to be a number.",
    no_text: "This has to be text.",
    no_boolean: "This has to be yes or no.",
    no_time: "This has to be a date and time with its time zone.",
    no_id: "This is not the id of anything.",
    no_list: "This has to be a list.",
    no_group: "This has to be a group of fields.",
    no_email: "This is no e-mail address.",
    not_a_choice: ({ choices }) => `Choose one of these: ${(choices ?? []).join(", ")}.`,
    unreadable: "This cannot be read. Please check it.",
  },
  notOurs: (status) => `The server answered with an error (${status}).`,
  unknown: "The server cannot take this. Reload the page and try again.",
};
