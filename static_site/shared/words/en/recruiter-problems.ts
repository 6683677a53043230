import type { RecruiterProblems } from "../recruiter-problems";

const number = new Intl.NumberFormat("en");

export const words: RecruiterProblems = {
  errors: {
    wrong_password: "This is not your password.",
    second_factor_required: "Enter a code of your authenticator app as well.",
    second_factor_already: "Two-step sign-in is on already. To set it up anew, switch it off first.",
    no_second_factor: "There is no second step of signing in. Reload the page.",
    set_up_already: "Somebody has set this up already. Sign in, or ask them to invite you.",
    last_admin: "An organisation has at least one admin. Make somebody else an admin first.",
    already_member: "This person belongs to your organisation already, or is invited.",
    account_elsewhere: "This e-mail address has an account in another organisation.",
    not_for_keys: "This is not open to API keys.",
    scope_missing: "This API key lacks the scope for this.",
    already_invited: "This person was invited with this template before.",
    template_archived:
      "This template is archived: nobody is invited to it until somebody takes it back, under “Templates”.",
    template_in_use:
      "Interviews were made from this template, and it is kept with them. Archive it instead: then nobody is invited to it any more.",
    unreadable_pdf: "No text can be read in this PDF. Copy the text and paste it instead.",
    unreadable_table: "This is no table of people.",
    no_name_column: "No column is called “Name”.",
    column_twice: "Two columns mean the same.",
    too_many_rows: "These are more than 5,000 people.",
    nothing_described:
      "This text says nothing about the job: sentences that speak to the machine are not read. Describe the job in a few others.",
    no_address: "There is no e-mail address of this candidate.",
    link_unknown: "This link was made before there were e-mails. Make a new one: it can be sent.",
    nothing_decided: "Nothing was decided that the candidate could be told.",
    not_failed: "Only an interview whose processing failed can be processed again.",
    judge_first: "Judge each answer first.",
    already_restarted: "Someone else has started it again already.",
  },
  limits: {
    api_keys: (most) => `Your organisation has ${most} API keys, as many as there may be. Revoke one first.`,
    key_calls: "This API key was used very often.",
    kept_answers: "Very much was sent with idempotency keys within a day.",
    replays: "You have had webhooks told again very often.",
    webhooks: (most) => `Your organisation has ${most} webhooks, as many as there may be.`,
    keys_lately: "You have made very many API keys within a day.",
    members: (most) => `Your organisation has ${number.format(most)} members and invitations, as many as it may.`,
    member_letters: "Your organisation has invited colleagues very often within a day.",
    restarts: "This interview was processed too often. What is there stays.",
    decisions: "This interview was decided about too often. The last decision holds.",
    notes: "This interview has 500 notes, as many as there may be.",
    decisions_lately: "You have decided about this interview very often within a day. Your last decision stands.",
    judgements_lately:
      "You have judged the answers of this interview very often within a day. What you gave last counts.",
    notes_lately: "You have written very many notes on this interview within a day.",
    dismissals_lately: "You have set flags of this interview aside very often within a day. What was said last holds.",
    tag_changes_lately: "You have changed the tags of this interview very often within a day.",
    dismissals: "Flags of this interview were set aside too often. What was said last holds.",
    judgements: "The answers of this interview were judged too often. What each person gave last counts.",
    rescores: "This answer was scored again too often. The scores there are stay.",
    rescored_answers:
      "Your organisation has had as many answers scored again as it may within a day. The scores there are stay.",
    watching_tickets: "The live connection was opened too often.",
    letters: "Your organisation has sent as many e-mails as it may within a day. They follow.",
    letters_asked_for: "This candidate was written to very often. Reach them another way.",
    invitation_batches: "You have sent as many lists of people as one may within a day.",
    links: "Your organisation has issued as many links as it may within a day.",
    exports: "You have exported very often within a day.",
    exports_waiting: (most) => `${most} of your exports are being made, as many as may be at once.`,
    question_searches: "You have looked for questions very often.",
    analytics_lately: "You have had figures counted very often.",
    questions: "You have asked very many questions within a day.",
    shares: "This interview was shared as often as it may be.",
    template_changes: "You have saved templates very often within a day. What you saved last counts.",
    template_drafts:
      "You have had very many templates drafted within a day. Go on tomorrow, or write the questions yourself.",
    shares_lately: "You have made very many links to results within a day.",
    open_interviews: (most) =>
      `Your organisation has ${number.format(most)} open interviews. You can invite more people as soon as some are finished or expire.`,
    tags: (most) => `An interview has at most ${most} tags. Take one off first.`,
    templates: (most) =>
      `Your organisation has ${number.format(most)} templates, as many as there may be. Change one that is not used any more.`,
    watching: (most) =>
      `Your organisation watches ${number.format(most)} interviews live, as many as it may at once. Close one that nobody looks at.`,
    watching_person: (most) =>
      `You watch ${number.format(most)} interviews live, as many as one person may at once. Close one that you do not need.`,
  },
};
