import type { ComponentChildren } from "preact";

import type {
  AnswerProgressView,
  Attempt,
  Bullet,
  FlagType,
  PointScore,
  Score,
  ScoreChange,
  SessionState,
  Unscored,
} from "../../api-types";
import { USUAL_CRITERIA } from "../usual-rubric";
import { count } from "../count";
import type { Inline } from "../inline";

const questions = (n: number): string => count(n, "question", "questions");
const wordsOf = (n: number): string => count(n, "word", "words");
/** Of a criterion that `n` of the answers show. */
const across = (level: string, n: number, of: number): string =>
  n >= 2
    ? `${level} across ${n} of ${of} answers, here most clearly`
    : of >= 2
      ? `${level} in this answer, the only one of ${of} with a level for it`
      : `${level} in this answer`;

export const words = {
  /** Of an interview, not of the page. */
  interviewLanguage: {
    label: "Language of the interview",
    hint: "In which the questions are written. The interviewer speaks it, and scores are explained in it; a candidate may choose another to speak.",
    ofQuestions: "Language of the questions",
    ofTemplate: "As in the template",
    ofThisOne: "The interviewer speaks it; the questions stay as they are written.",
  },
  /** What stands around every page. */
  frame: {
    skip: "Skip to content",
    navigation: "Main",
    interviews: "Interviews",
    templates: "Templates",
    language: "Language",
    signOut: "Sign out",
    stillSignedIn: (why: string) => `You are still signed in. ${why}`,
    offline: "You are offline. What was loaded before is still shown; the rest comes when the connection is back.",
    nothingHere: "There is nothing here",
    mayBeIncomplete: (link: Inline) => ["The address may be incomplete. ", link("Go to the interviews")],
  },
  signIn: {
    title: "Sign in",
    again: "Sign in again",
    ended: {
      "by-time": "Your sign-in has ended. Please sign in again to go on where you were.",
      "in-another-tab":
        "You have signed out in another tab. What you had typed here waits: sign in again to go on. Somebody else who signs in does not see it.",
    },
    email: "E-mail",
    password: "Password",
    signIn: "Sign in",
    signingIn: "Signing in…",
    emailMissing: "Enter your e-mail address.",
    passwordMissing: "Enter your password.",
    refused:
      "This e-mail and password do not go together, or the account was closed. Check both and try again, or ask whoever runs Colloquy for you.",
    forgotten:
      "Have you forgotten your password, or does a right one no longer work? Ask whoever runs Colloquy for you: they can set a new one, and open an account that was closed.",
    invited: "Were you invited to an interview? Open the link you were sent; it needs no account.",
  },
  noAddress: "This is no e-mail address.",
  dialog: {
    close: "Close",
    notKept: "What you have typed is not kept when you close this.",
    goOn: "Go on typing",
    discard: "Discard it",
  },
  leaving: {
    title: "Leave without saving?",
    lost: "Your changes are not saved yet. If you leave now, they are lost.",
    stay: "Keep editing",
    leave: "Leave without saving",
  },

  sessions: {
    title: "Interviews",
    invite: "Invite a candidate",
    loading: "Loading the interviews…",
    loadingMore: "Loading more…",
    more: "Show more",
    byState: "Interviews by state",
    figures: {
      all: "Interviews",
      waiting: "Waiting to begin",
      underWay: "Under way",
      toReview: "Ready to review",
      needAttention: "Need attention",
    },
    notLoaded: "not loaded",
    show: "Show interviews",
    tabs: {
      all: "All",
      pending: "Pending",
      "in-progress": "In progress",
      processing: "Processing",
      done: "Done",
      failed: "Failed",
      expired: "Expired",
    },
    noneInState: "No interviews are in this state.",
    noneYet: "No interviews yet",
    firstSteps: (link: Inline) => [
      "Write your questions down once as a ",
      link("template"),
      ", then invite a candidate: they get a link and answer when it suits them.",
    ],
    asks: (template: string, n: number) => `${template}, ${questions(n)}`,
    score: "Score",
    needsPerson: "needs a person",
    partOnly: "part of the answers",
    noFigure: "No figure",
    atQuestion: (at: number, of: number) => `question ${at} of ${of}`,
    newLink: "New link",
    newLinkFor: (name: string) => `New link for ${name}`,
    /** What happened last; `ago` is `5 minutes ago`. */
    lastly: {
      expired: (time: Inline, ago: string) => ["Expired ", time(ago)],
      processed: (time: Inline, ago: string) => ["Processed ", time(ago)],
      finished: (time: Inline, ago: string) => ["Finished ", time(ago)],
      linkEnded: (time: Inline, ago: string) => ["Link ended ", time(ago)],
      begun: (time: Inline, ago: string) => ["Begun ", time(ago)],
      invited: (time: Inline, ago: string) => ["Invited ", time(ago)],
    },
  },
  states: {
    pending: { name: "Pending", meaning: "The candidate has not begun yet." },
    in_progress: { name: "In progress", meaning: "The candidate is answering, or may come back to it." },
    completed: { name: "Completed", meaning: "The candidate has finished. Processing is about to begin." },
    processing: { name: "Processing", meaning: "Answers are being put together, transcribed and scored." },
    done: { name: "Done", meaning: "Processing is over. What is missing is said at its answer." },
    failed: { name: "Failed", meaning: "Processing gave up. What the candidate recorded is kept." },
    expired: { name: "Expired", meaning: "The link ran out before the candidate had begun." },
    link_ended: {
      name: "Link ended",
      meaning:
        "The link ended before the candidate had finished. What was recorded by then may still arrive for a day; then all that is here is processed. With a new link the candidate goes on.",
    },
  } satisfies Record<SessionState | "link_ended", { name: string; meaning: string }>,
  answerStates: {
    empty: "No answer yet",
    recorded: "Recorded",
    merged: "Video ready",
    transcribed: "Transcribed",
    scored: "Scored",
    failed: "Failed",
    no_answer: "No answer",
    left_to_a_person: "Left to a person",
    written: "Written",
  } satisfies Record<AnswerProgressView["state"] | "no_answer" | "left_to_a_person" | "written", string>,

  invitation: {
    title: "Invite a candidate",
    ready: "The link is ready",
    loadingTemplates: "Loading the templates…",
    noTemplate: "An interview follows a template, and there is none yet.",
    newTemplate: "New template",
    template: "Template",
    templateOf: (title: string, n: number) => `${title} (${questions(n)})`,
    name: "Candidate’s name",
    nameMissing: "Write the candidate’s name.",
    email: (quiet: Inline) => ["Candidate’s e-mail ", quiet("(optional)")],
    emailHint: "Kept with the interview; nothing is sent to it.",
    wasInvited:
      "This person was invited with this template before. Their link still works while it lasts; a lost one is replaced by “New link” in the list of interviews.",
    inviteAgain: "Invite them again",
    make: "Make the link",
    making: "Making the link…",
  },
  link: {
    send: (bold: Inline, name: string, until: string) => [
      "Send this link to ",
      bold(name),
      `. It is shown this once, and works until ${until}.`,
    ],
    label: "The candidate’s link",
    copy: "Copy link",
    copied: "Copied.",
    copyByHand: "The link is selected: copy it with your keyboard.",
    whoHasIt: "Whoever has the link can take the interview. If it is lost, issue a new one: the old ends.",
    worksFor: "The link works for",
    days: (n: number) => count(n, "day", "days"),
  },
  reissue: {
    title: "Issue a new link",
    isHere: (bold: Inline, name: string) => [
      bold(`${name} is in the interview right now.`),
      " A new link ends it under their hands: what they are just saying breaks off, and they go on only when they have the new link from you.",
    ],
    notBegun: (bold: Inline, name: string) => [
      "A new link ends the one that ",
      bold(name),
      " was sent, at once. They have not begun yet.",
    ],
    begun: (bold: Inline, name: string) => [
      "A new link ends the one that ",
      bold(name),
      " was sent, at once. What they have recorded so far stays, and they go on where they stopped. What has not arrived yet is sent when they open the new link on the same device.",
    ],
    make: "Make a new link",
    makeAllTheSame: "End their link and make a new one",
    making: "Making the link…",
  },
  accommodations: {
    title: "Accommodations",
    hint: "For candidates who have asked for it. They need not say why, and a score never depends on it.",
    time: "Time to think and to answer",
    /** By the factor. */
    times: {
      1: "As the template says",
      1.25: "A quarter more",
      1.5: "Half as much again",
      2: "Twice as much",
      3: "Three times as much",
    },
    end: "When an answer ends by itself",
    afterSilence: (seconds: number) => `At the latest after ${count(seconds, "second", "seconds")} of silence`,
    never: "Never, only by “I'm done”",
    captions: "Captions of what the interviewer says",
    mayWrite: "Answers may be written instead of spoken",
    /** What was arranged, in neutral words. */
    arranged: {
      title: "Details of the interview",
      moreTime: (factor: string) => `More time was given: ${factor} times that of the template.`,
      endedBySaying: "Answers ended when the candidate said so, not by silence.",
      endedBySilence: (seconds: number) =>
        `Answers ended at the latest after ${count(seconds, "second", "seconds")} of silence.`,
      captions: "What was said was shown as captions.",
      mightWrite: "Answers could be written.",
    },
  },

  session: {
    voice: "Interviewer’s voice",
    title: "Interview",
    all: "All interviews",
    loading: "Loading the interview…",
    missing: "There is no such interview: it may have been erased, or belong to another organisation.",
    shownLive: "Shown as it happens",
    newLink: "New link",
    times: {
      invited: "Invited",
      begun: "Begun",
      finished: "Finished",
      processed: "Processed",
      linkUntil: "Link until",
    },
    peopleAlone: (name: string) => `${name} asked that people alone judge these answers. No model scores them.`,
    contest: {
      heading: "The candidate asks that a person looks again",
      wroteAt: (at: string) => `Written ${at}:`,
      changedAt: (first: string, at: string) => `First written ${first}, these words ${at}:`,
      decide: "Nothing changes by itself: people decide. Look at what it is about, and answer the candidate.",
    },
    failed: "Processing failed",
    noReason: "No reason was given.",
    recordingKept: "The recording is kept.",
    attempt: (n: number) => `This was attempt ${n}.`,
    processAgain: "Process again",
    beginning: "Beginning…",
    questions: "Questions",
    mainQuestion: (number: number, text: string) => `${number}. ${text}`,
    followUp: (text: string) => `Follow-up: ${text}`,
    flags: (n: number) => count(n, "flag", "flags"),
    noticedBetween: "Noticed between the questions",
  },
  answer: {
    question: (number: number) => `Question ${number}`,
    followUp: (followUp: number, number: number) => `Follow-up ${followUp} to question ${number}`,
    loading: "Loading the answer…",
    notProcessed: (why: string) => `This answer could not be processed. ${why}`,
    video: (question: string) => `Answer: ${question}`,
    videoBroken: "The video cannot be loaded right now.",
    noVideo: {
      none: "There is no video of this answer.",
      written: "This answer was written, not recorded.",
      nothingRecorded: "Nothing was recorded for this question.",
      notArrived: "No recording has arrived.",
      beingMade: "The video is being put together.",
      notAnswered: "Not answered yet.",
      madeLater: "The video is put together when the interview is over.",
    },
    converted:
      "The recorder changed its format during this answer: a part of the video was converted, and may look or sound a little worse than it was recorded.",
    score: "Score",
    noScore: {
      peopleAlone: "People alone judge this answer, as the candidate asked.",
      none: "There is no score.",
      notYet: "Not there yet.",
    },
    impressionFollowed: (score: string, scorer: string) =>
      `First impression, right after the answer: ${score}, from the words as they stood then, without quotes, by ${scorer}. The score above is the one that counts.`,
    impressionAlone: (score: string, scorer: string) =>
      `First impression, right after the answer: ${score}. It is one model’s, ${scorer}, from the words as they stand now; the score with its quotes takes its place.`,
    feedbackBy: (writer: string) => `Written by ${writer}.`,
    told: {
      title: "What the candidate was told",
      written: "Written to the candidate, right after the answer:",
      spoken: "And meant to be said aloud:",
      example: "And when the interview is over, where something was missing, as an example of how to say it:",
      replaced: "What the model wrote was not fit to be told; a neutral text stood in its place.",
      followUpDropped: "The model suggested a follow-up question that was not fit to be asked.",
    },
  },
  recording: {
    /** Where something is. */
    fromTo: (from: string, to: string) => `${from} to ${to}`,
    at: (place: string) => `at ${place}`,
    missingAt: (place: string) => `Missing: ${place}`,
    /** The picture of the recording, in words. */
    timeline: (length: string, missing: readonly string[], flags: readonly string[]) =>
      [
        `Recording of ${length}`,
        ...missing.map((place) => `missing ${place}`),
        ...flags.map((place) => `flag at ${place}`),
      ].join(", "),
    notWhole: (loss: string) => `Not the whole answer: ${loss}`,
    /** `lost` is null where nobody knows how much. */
    loss: (lost: string | null, places: number) =>
      `${lost ?? "a moment"} missing, at ${places === 1 ? "one place" : `${places} places`}`,
    dark: (places: readonly (readonly [from: string, to: string])[]) =>
      `Sound only ${places.map(([from, to]) => `from ${from} to ${to}`).join(", ")}: the page left the picture out, to spare the candidate's connection.`,
  },
  flags: {
    noticed: {
      TAB_HIDDEN: "The interview’s tab was hidden",
      PAGE_LEFT: "The interview’s page was gone",
      WINDOW_BLUR: "Another window was in front",
      FACE_ABSENT: "No face in view",
      MULTIPLE_FACES: "More than one face in view",
      FULLSCREEN_EXIT: "Left full screen",
      COPY: "Copied text",
      PASTE: "Pasted text",
      CAMERA_DISCONNECT: "The camera was disconnected",
      MIC_DISCONNECT: "The microphone was disconnected",
      RECONNECT: "The connection was lost",
      SECOND_SCREEN: "A second screen is connected",
      OVERTIME: "Took longer than the time given",
    } satisfies Record<FlagType, string>,
    other: "Something else was noticed",
    lasting: (noticed: string, span: string) => `${noticed} for ${span}`,
    overtime: (took: string, given: string) => `Took ${took}; the time given was ${given}`,
    overtimeToldLate: (took: string, given: string, late: string) =>
      `Took ${took}; the time given was ${given} (as the browser told ${late} later, once it was online)`,
    whileAnswering: "Noticed while answering",
    whileNotRecorded: "Noticed while nothing was recorded",
    atQuestion: "Noticed at this question",
    none: "Nothing was noticed at this question.",
    toWeigh: "Flags are for people to weigh. They never change a score.",
    shown: (shown: number, of: number) => `${shown} of ${count(of, "flag", "flags")} are shown.`,
    more: "Show more flags",
    loading: "Loading…",
  },
  transcript: {
    title: "Transcript",
    written: "Written answer",
    none: "There is no transcript.",
    notYet: "Not there yet.",
    nothingSaid: "Nothing was said.",
    loading: "Loading the words…",
    loadingMore: "Loading…",
    shownUpTo: (place: string) => `The transcript is shown up to ${place}.`,
    more: "Show more words",
    playFrom: (place: string) => `Play from ${place}`,
    keys: "Arrow keys up and down lead from sentence to sentence, left and right from word to word. Enter plays from there.",
    recognised: (source: string) => `Recognised by ${source}. Machines mishear; the recording counts.`,
    recognisedLive: (source: string) =>
      `Recognised by ${source} while the candidate spoke. Machines mishear; the recording counts.`,
    asHeardLive: "As heard while the candidate spoke.",
    heardBeyond: (span: string) =>
      `The candidate was heard for ${span} longer than the recording lasts. The score is about the recording alone.`,
    allHeardLive: "All that was heard live",
    corrected: (n: number) =>
      n === 0 ? "The candidate changed no word, at most how it is written." : `The candidate corrected ${wordsOf(n)}.`,
    correctionMarked: "What was heard is struck through, what was meant is underlined.",
    correctionReversed: "Here the correction may say the opposite of what was heard. Please listen to it:",
    correctionCounts: "The score is about the corrected text.",
    correctionOutdated:
      "It is of what was heard while they spoke. The recording was transcribed anew since then, and the score is about that.",
    asCorrected: "As the candidate corrected it",
    heard: "heard:",
    correctedTo: "corrected to:",
  },
  /** Of the whole interview, at the top of its page. */
  interviewScorecard: {
    title: "Scorecard of the interview",
    noOverall: "No overall figure.",
    why: (scored: number, answers: number) =>
      scored === 0
        ? "No answer has a figure. Please judge for yourself."
        : `${scored} of ${count(answers, "answer has", "answers have")} a figure, less than half of what counts. Please judge for yourself.`,
    ofPart: (scored: number, answers: number) =>
      `This is a part of the interview: ${scored} of ${answers} answers ${scored === 1 ? "has" : "have"} a figure.`,
    withoutFigure: "Without a figure",
    unscored: {
      no_speech: "Needs a person: nothing was said in the recording.",
      too_few_words: "Needs a person: too little was said for a fair score.",
      recording_gaps: "Needs a person: more than a tenth of the recording is missing.",
      heard_badly: "Needs a person: the recogniser was not sure what was said.",
      other_language: "Needs a person: the answer seems to be in another language.",
      heavily_corrected: "Needs a person: much of what was heard was corrected.",
      off_topic: "Needs a person: the answer does not seem to be about the question.",
      unsupported_evidence: "Needs a person: no words that were said back the judgement.",
      samples_disagree: "Needs a person: asked again, the model judged very differently.",
      no_answer: "There is no answer.",
      not_processed: "Needs a person: the answer could not be processed.",
      not_scored: "Needs a person: the answer has no score.",
    } satisfies Record<Unscored["reason"], string>,
    criteria: "By criterion",
    ofAnswers: (n: number, of: number) => `${n} of ${of} answers`,
    strengths: "Strengths",
    gaps: "Gaps",
    probes: "To probe in person",
    bullets: {
      point_found: (own: Inline, point: string) => ["Covers: ", own(point)],
      point_partly: (own: Inline, point: string) => ["Only touched, ask for more: ", own(point)],
      point_missing: (own: Inline, point: string) => ["Not covered: ", own(point)],
      criterion_strong: (own: Inline, criterion: string, n: number, of: number) => [
        own(criterion),
        ": ",
        across("high", n, of),
      ],
      criterion_weak: (own: Inline, criterion: string, n: number, of: number) => [
        own(criterion),
        ": ",
        across("low", n, of),
      ],
      criterion_unsupported: (own: Inline, criterion: string) => [
        own(criterion),
        ": no words that were said bear a level out",
      ],
      criterion_unclear: (own: Inline, criterion: string) => [
        own(criterion),
        ": asked again, the model judged it differently",
      ],
      remark: (own: Inline, text: string) => [own(text)],
      attempts: () => ["Something seems to be said to whoever judges: listen to it"],
    } satisfies Record<Bullet["kind"], (own: Inline, text: string, n: number, of: number) => ComponentChildren>,
    judged: (judges: readonly string[]) => `By rule from the scores of ${judges.join(", ")}.`,
    severalRubrics: "The answers were judged by different rubrics.",
    made: (when: string) => `Made ${when}.`,
  },
  scorecard: {
    leftToPerson: "Left to a person.",
    judgeYourself: "Please judge for yourself.",
    abstentions: {
      no_speech: "Nothing was said in this answer, so no model was asked. Please judge the answer yourself.",
      too_few_words: "Too little was said for a fair score, so no model was asked. Please judge the answer yourself.",
      unsupported_evidence:
        "The model could not back its judgement with words that were really said, so it does not count. Please judge for yourself.",
      recording_gaps:
        "More than a tenth of the recording is missing, so no model was asked. Please look at what there is and judge for yourself.",
      heard_badly:
        "The recogniser was not sure what was said, so no model was asked. Please judge the answer yourself.",
      other_language:
        "The answer seems to be in another language than the interview, so no model was asked. Please judge for yourself.",
      heavily_corrected:
        "The candidate corrected much of what was heard, so no model was asked. Please judge the answer yourself.",
      off_topic: "The answer does not seem to be about the question. Please judge for yourself.",
      samples_disagree:
        "The model judged the same words very differently when asked again, so no figure is given. Please judge for yourself.",
    } satisfies Record<NonNullable<Score["abstained_because"]>, string>,
    overall: (bold: Inline, quiet: Inline, score: string) => [bold(score), " ", quiet("of 10")],
    between: (low: string, high: string) => `between ${low} and ${high}`,
    confidence: { low: "low confidence", medium: "medium confidence", high: "high confidence" } satisfies Record<
      NonNullable<Score["confidence"]>,
      string
    >,
    samples: (n: number) => (n === 1 ? "judged once" : `judged ${n} times`),
    indicative: "indicative, no language model",
    indicativeShort: "indicative",
    strengths: "Strengths",
    improvements: "To improve",
    scorer: (model: string, service: string) => `${model} by ${service}`,
    scored: (scorer: string, n: number) => `Scored by ${scorer}, on ${wordsOf(n)}.`,
    wordsFound: (n: number) =>
      n === 0 ? "No words were found in it." : `${wordsOf(n)} ${n === 1 ? "was" : "were"} found in it.`,
    unfoundQuotes: (n: number) =>
      `${count(n, "quote", "quotes")} of the model’s ${n === 1 ? "was not said or shows nothing, and does" : "were not said or show nothing, and do"} not count.`,
    unfitTexts: (n: number) =>
      `${count(n, "remark", "remarks")} of the model’s ${n === 1 ? "was" : "were"} about who somebody is, or not plain, and ${n === 1 ? "is" : "are"} left out.`,
    criteria: {
      content: { name: "Content", meaning: "Does it answer the question with relevant, specific substance?" },
      structure: { name: "Structure", meaning: "Do the parts of the answer hang together?" },
      clarity: { name: "Clarity", meaning: "Is the wording precise and easy to understand?" },
      delivery: { name: "Delivery", meaning: "Do the words commit to what is said? Judged by wording alone." },
    },
    level: (level: number, of: number) => `${level} of ${of}`,
    levelOf: (level: string, of: number) => `${level} of ${of}`,
    unsupported: "No quotes that were really said bear it out, so this level does not count.",
    points: "What a good answer covers",
    pointsOfMain: "Covers of the main question",
    verdicts: { found: "found", partly: "partly", missing: "missing" } satisfies Record<PointScore["verdict"], string>,
    correctedQuote: "(as the candidate corrected it)",
    attempts: "Said to whoever judges",
    attemptsMean:
      "These sentences seem to speak to the machine that scores, and not to the question. They back no level, and nothing is deducted for them. Whether they mean anything is for you to judge.",
    influence: (by: number, points: string) =>
      by === 0
        ? "Without them the model gives the same."
        : `Without them the model gives ${points} ${by > 0 ? "more" : "less"}.`,
    attemptKinds: {
      wishes_score: "wishes for a score:",
      overrides_rules: "sets rules aside:",
      plays_role: "gives the judge a role:",
      addresses_judge: "speaks to the judge:",
      asks_secrets: "asks for what is not told:",
      dictates_words: "dictates words:",
      forges_message: "looks like a machine’s message:",
      encodes_text: "is written in a code:",
    } satisfies Record<Attempt["kind"], string>,
  },

  templates: {
    title: "Templates",
    add: "New template",
    loading: "Loading the templates…",
    noneYet: "No templates yet",
    whatFor:
      "A template holds the questions of an interview, how long there is to think and to answer, and what a good answer covers.",
    about: (n: number, longest: string, language: string, changed: string) =>
      `${questions(n)}, at most ${longest}. Language: ${language}. Changed ${changed}.`,
    andMore: (n: number) => `and ${n} more`,
    invite: "Invite a candidate",
    inviteTo: (title: string) => `Invite a candidate to ${title}`,
  },
  template: {
    change: "Change a template",
    add: "New template",
    all: "All templates",
    mayOnlyLook: "You may look at templates, but not change them.",
    loading: "Loading the template…",
    title: "Title",
    titleHint: "Candidates see it, too.",
    titleMissing: "Give the template a title.",
    showsScores: "Candidates may read their scores",
    showsScoresHint:
      "After the interview every candidate reads what was strong, what was missing and an example, without any figure. " +
      "With this they read the figure of each answer, too.",
    blinding: "Who judges sees scores",
    blindings: {
      off: "At once",
      scores: "After judging each answer themselves",
      identity: "After judging each answer themselves, and name and picture only then",
    },
    blindingHint:
      "Whoever has not judged each answer of a finished interview yet sees neither scores nor what others found. " +
      "Counts for links that are issued later.",
    question: (number: number) => `Question ${number}`,
    up: "Up",
    moveUp: (number: number) => `Move question ${number} up`,
    down: "Down",
    moveDown: (number: number) => `Move question ${number} down`,
    remove: "Remove",
    removeQuestion: (number: number) => `Remove question ${number}`,
    moved: (number: number) => `Now question ${number}.`,
    removed: "The question is removed.",
    taken: "This is the other version now.",
    text: "What the candidate is asked",
    textMissing: "Write what the candidate is asked.",
    thinkingTime: "Time to think, in seconds",
    answerTime: "Time to answer, in seconds",
    wholeNumber: (least: number, most: number) => `A whole number from ${least} to ${most}, please.`,
    followUps: "Follow-up questions",
    /** By how many there may be at most. */
    followUpsAtMost: ["None", "One, where the answer leaves something open", "Up to two"],
    followUpsHint: "Suggested by a model from what the candidate said, and checked before they are asked.",
    weight: "How many times the answer counts",
    weightHint: "All answers count the same where each has the same number.",
    weightComesTo: (share: string) => `${share} of the interview’s score, with its follow-up questions.`,
    points: (quiet: Inline) => ["What a good answer covers ", quiet("(optional)")],
    pointsHint: "One point a line. Candidates do not see them; the scorecard says which were covered.",
    tooManyPoints: (n: number, most: number) => `At most ${most} points; these are ${n}.`,
    pointProblem: (number: number, problem: string) => `Point ${number}: ${problem}`,
    addQuestion: "Add a question",
    isFull: (most: number) => `A template has at most ${most} questions.`,
    linksKeep: "Links that were issued before keep the questions they were issued with.",
    save: "Save template",
    saving: "Saving…",
    cancel: "Cancel",
  },
  /** Answers that are scored once more. */
  decisions: {
    title: "Your decision",
    choices: { advance: "Advance", hold: "Hold", reject: "Reject" },
    keys: { advance: "A", hold: "H", reject: "R" },
    keysHint: "The keys A, H and R choose, wherever no field is being filled in.",
    none: "Nobody has decided yet.",
    readOnly: "Recruiters and admins decide. You may judge the answers and write notes.",
    holds: (choice: string, name: string, at: string) => `${choice}: ${name}, ${at}`,
    reason: "Reason",
    reasonHint: "Kept for ever, with your name.",
    chooseFirst: "Choose one of the three.",
    missing: "Write why, in a sentence or two.",
    save: "Save the decision",
    saving: "Saving…",
    saved: "Saved.",
    hidden: "Judge each answer yourself first. Scores, and what others found, are shown then.",
    unseen: "Name and picture are shown then, too. Until then there is the sound alone.",
    override: {
      title: "Your own overall figure",
      holds: (figure: string, name: string, at: string) => `${figure} by ${name}, ${at}`,
      figure: "Figure from 0 to 10",
      save: "Save the figure",
    },
    judge: {
      title: "Your levels",
      hint: "A level for each criterion, beside the model's. Each counts as you gave it last.",
      choose: "Choose a level",
      level: (level: number, anchor: string) => `${level}: ${anchor}`,
      save: "Save your levels",
      all: "Give a level for each criterion.",
      toAnswer: "To the answer",
      notYet: "Not judged by you yet",
      yours: (figure: string) => `Yours: ${figure}`,
    },
    people: {
      title: "What people found",
      who: "Who",
      decided: "Decision",
      figures: "Figures of the answers",
      undecided: "None",
      agreement: (name: string, within: number, answers: number) =>
        `${name}: levels within one of each other in ${within} of ${answers} ${answers === 1 ? "answer" : "answers"}`,
      question: (title: string, figure: string) => `${title}: ${figure}`,
      history: "All that was said, newest first",
      said: {
        decision: "decided",
        override: "gave a figure of their own",
        answer_levels: "judged an answer",
        flag_dismissal: "set a flag aside, or took that back",
      },
      more: "Show more",
    },
    notes: {
      title: "Notes",
      none: "There are no notes yet.",
      text: "Note",
      textMissing: "Write something first.",
      on: "About",
      whole: "The whole interview",
      at: (title: string, at: string) => `${title}, at ${at}`,
      moment: "With a question, the note stands at the moment where its video is now.",
      add: "Add the note",
    },
    tags: {
      title: "Tags",
      none: "No tags.",
      add: "Add",
      label: "New tag",
      remove: (tag: string) => `Remove ${tag}`,
    },
  },
  rescore: {
    interview: "Score the whole interview again",
    answer: "Score this answer again",
    means: (n: number) =>
      `${n === 1 ? "The answer is" : `All ${count(n, "answer", "answers")} in words are`} scored once more, by the rubric that the template has today and by today’s model. The new score stands beside those that are there, and counts from then on. Nothing is overwritten.`,
    ask: "Score again",
    asking: "Asking…",
    leave: "Leave it as it is",
    awaited: (n: number, of: number) =>
      `${n} of ${count(of, "answer", "answers")} ${n === 1 ? "is" : "are"} being scored again. Until then the scores that are there count.`,
    answerAwaited: "This answer is being scored again. Until then the score that is there counts.",
  },
  /** How a score came about. */
  judged: {
    title: "How this was judged",
    titleOf: (number: number) => `How version ${number} was judged`,
    loading: "Loading…",
    notMade: "Another score was asked for, and could not be made. The scores that are there stay. You can ask again.",
    all: "All scores of this answer",
    version: (number: number) => `Version ${number}`,
    counts: "counts",
    ofOtherWords: "of other words: does not count",
    noFigure: "left to a person",
    against: (by: string, number: number) => `${by} against version ${number}.`,
    unchanged: (number: number) => `Unchanged from version ${number}.`,
    because: (what: readonly string[]) => `Not the same: ${what.join(", ")}.`,
    differences: {
      words: "the words",
      rubric: "the rubric",
      instructions: "what the model is told",
      model: "the model",
    } satisfies Record<ScoreChange["differs_in"][number], string>,
    sameAgain: "The same was judged once more.",
    /** A criterion’s level in one version and the next; null where it was not judged. */
    level: (before: number | null, after: number | null, by: string | null) =>
      by === null
        ? before === null
          ? `new, level ${after ?? 0}`
          : `level ${before}, no longer judged`
        : `level ${before} then, ${after} now (${by})`,
    model: "Judged by",
    noModel: "no model",
    instructions: "What the model was told",
    versionAndHash: (version: string, hash: string) => `version ${version} (${hash})`,
    costs: "Cost",
    samples: "Each time it was judged",
    byUsual: (hash: string) => `Judged by the usual rubric, version ${hash}:`,
    byRubric: (hash: string) => `Judged by this rubric, version ${hash}:`,
    rubricUnknown: (hash: string) => `The rubric of then is not at hand any more. Its version is ${hash}.`,
    sample: {
      figure: (score: string) => `gave ${score}`,
      noFigure: "gave no figure",
      fingerprint: (name: string) => `fingerprint ${name}`,
      effort: (name: string) => `effort ${name}`,
      budget: (n: number) => `at most ${count(n, "token", "tokens")} of reply`,
      tokens: (asked: number, replied: number) => `${count(asked, "token", "tokens")} in, ${replied} out`,
      reasoning: (n: number) => `${n} of them thoughts`,
      drawn: (temperature: string, seed: number) => `temperature ${temperature}, seed ${seed}`,
      took: (seconds: string) => `${seconds} s`,
    },
  },
  /** What answers are judged by. */
  rubric: {
    title: "What answers are judged by",
    hint: "Write what can be heard in an answer, never who somebody is. Candidates do not see it. Links that were issued before keep the rubric they were issued with; a finished interview can be scored again by today’s.",
    usual: "The usual rubric",
    usualHolds: "The usual rubric holds. It becomes better with Colloquy; links keep the one of their day.",
    writeOwn: "Write a rubric of your own",
    backToUsual: "Back to the usual rubric",
    usualNow: "The usual rubric holds now.",
    ownNow: "This template has a rubric of its own now.",
    add: "Add a criterion",
    isFull: (most: number) => `A rubric has at most ${most} criteria.`,
    newCriterion: "New criterion",
    name: "Name of the criterion",
    judges: "What it means, as a question",
    judgesHint: "Such as: Does the answer name what was learnt from it?",
    weight: "Weight",
    weightHint: "Against that of the other criteria.",
    weightComesTo: (share: string) => `${share} of an answer’s score.`,
    levelsHint: "Say for each level what an answer does, so that two people would choose the same.",
    level: (level: number, best: number) =>
      level === 0 ? "Level 0, the lowest" : level === best ? `Level ${level}, the highest` : `Level ${level}`,
    contentStays: "This criterion stays: how well an answer is put counts for little where it says little.",
    remove: "Remove criterion",
    removeNamed: (name: string) => `Remove criterion: ${name}`,
    removed: "The criterion is removed.",
    textMissing: "Please fill this in.",
    titleTaken: "Another criterion has this name.",
    levelsAlike: (level: number) => `This is the same as level ${level}: nobody could tell them apart.`,
  },
  /** The usual rubric, by criterion. */
  usualRubric: Object.fromEntries(
    USUAL_CRITERIA.map(({ name, judges, anchors }) => [name, { judges, anchors }]),
  ) as Partial<Record<string, { judges: string; anchors: readonly string[] }>>,
  /** A template that was saved meanwhile. */
  changed: {
    title: "This template was changed meanwhile",
    savedAt: (at: string) =>
      `It was saved on ${at}, after you opened it: by somebody else, or by you in another tab. Your own version is still here, and nothing is overwritten yet.`,
    same: "Both say the same.",
    differences: "What differs",
    yours: "Yours",
    theirs: "Theirs",
    nothing: "nothing",
    keep: "Keep editing mine",
    take: "Take theirs, drop mine",
    overwrite: "Save mine in its place",
    templateTitle: "Title",
    showsScores: "Candidates may read their scores",
    yesOrNo: (is: boolean): string => (is ? "yes" : "no"),
    fieldOf: (number: number, field: string) => `Question ${number}: ${field}`,
    line: (field: string, value: string) => `${field}: ${value}`,
    fields: {
      text: "what the candidate is asked",
      thinkingTime: "time to think",
      answerTime: "time to answer",
      followUps: "follow-up questions",
      points: "what a good answer covers",
      weight: "how many times it counts",
      place: "place",
    },
    seconds: (n: number) => count(n, "second", "seconds"),
    place: (at: number, of: number) => `${at} of ${of}`,
    oneMore: "One more question",
    criterion: (name: string) => `Criterion: ${name}`,
  },
};

export type RecruiterWords = typeof words;
