import { countingIn } from "../count";

const count = countingIn("en");

/** Where a question stands among those of the template. */
export interface QuestionPlace {
  readonly number: number;
  readonly of: number;
  readonly isFollowUp: boolean;
}

export const words = {
  documentTitle: "Your interview · Colloquy",
  yourInterview: "Your interview",
  tryAgain: "Try again",
  quoted: (text: string) => `“${text}”`,

  ownData: "Your data and your rights",
  questions: {
    title: ({ number, of, isFollowUp }: QuestionPlace) =>
      isFollowUp ? `Follow-up to question ${number} of ${of}` : `Question ${number} of ${of}`,
    /** As the others put it into a sentence. */
    named: ({ number, of, isFollowUp }: QuestionPlace) =>
      isFollowUp ? `follow-up to question ${number} of ${of}` : `question ${number} of ${of}`,
  },

  link: {
    opening: "Opening your interview…",
    incomplete: {
      heading: "This link is not complete",
      words: "Open the link from your invitation, or copy all of it into the address bar.",
    },
    unknown: {
      heading: "We do not know this link",
      words: "Check that you copied all of it. If you got a newer link, please use that one.",
      contact: "Contact your recruiter if it still does not open.",
    },
    erased: "Your interview was deleted",
    unsupported: {
      heading: "This browser cannot hold the interview",
      words: "Open the same link in a current version of Chrome, Edge, Firefox or Safari. Nothing is lost by that.",
    },
    elsewhere: {
      heading: "Your interview is open in another tab",
      words: "Go on there, or take it over here. What this browser keeps of your answers is sent either way.",
      takeOver: "Continue here",
    },
  },

  consent: {
    overview: (about: { title: string; questions: number; longest: string; mayFollow: boolean }) =>
      `${about.title}: ${count(about.questions, "question", "questions")}, up to about ${about.longest} of thinking and ` +
      `answering${about.mayFollow ? ", follow-up questions included" : ""}. Find a quiet place with good light; you need ` +
      "a camera and a microphone.",
    language: "Language of the interview",
    languageHint:
      "The interviewer speaks and listens in this language, and reads the questions aloud in its voice. They stay as the recruiter wrote them.",
    heading: "Before we begin",
    loading: "Loading what you agree to…",
    mentioned: "Points",
    agree: "I agree to be recorded and to all of the above.",
    peopleOnly: "I want people alone to judge my answers.",
    noAi: "No AI scores them or comments on them then.",
    goOn: "Check camera and microphone",
    permission: "Your browser may ask for your permission next.",
  },

  /** Over one's own picture where it is dark. */
  cameraLabel: "Your camera",
  picture: {
    starting: "Camera starting…",
    gone: "Camera disconnected",
    spared: "Picture off to spare your connection",
  },

  practice: {
    heading: "A question to practise on",
    hint: "This is only to try everything out. Nothing of it is kept, scored or seen by anyone.",
    heardLabel: "What we heard",
    heard: "This is what we heard",
    wrongWords: "A word that is wrong here does not matter: you can correct such words in your answers.",
    wait: "One moment…",
    nothingHeard:
      "We could not write down any words. That may be your microphone or our side. What you say in an answer is recorded " +
      "as long as “Recording” stands in your picture, with or without words here.",
    tryIt: "Try it",
    skip: "Skip practice",
    goOn: "Go to the first question",
  },

  interviewer: {
    label: "Interviewer",
    stateLabel: "The interviewer:",
    states: {
      connecting: "Connecting",
      listening: "Listening",
      quiet: "Ready",
      thinking: "Thinking",
      speaking: "Speaking",
      down: "Text only",
      poor: "Poor connection",
    },
    greeting: "One moment, we are connecting you with your interviewer.",
    lastQuestion: "That was the last question",
    goodbye: "Thank you for your time. Goodbye!",
  },

  conversation: {
    you: "You",
    recording: "Recording",
    whatItIsAbout: "What it is about",
    nextStep: "Next step",
    questionsAnswered: "Questions answered",
    fullScreen: "Full screen",
    captions: "Captions",
    aboutYourAnswer: "About your answer",
    noHurry: "Take the time you need.",
    questionAwaited:
      "We are waiting for your connection. Your next question comes as soon as it is back; your time does not run.",
    answerAwaited:
      "We are waiting for your connection. You can answer as soon as it is back; your time to answer has not begun.",
    listen: "Listen to the question. You get time to think.",
    listenThenAnswer: "Listen to the question. Your answer begins right after it.",
    awaitingFeedback: "Reviewing…",
    timers: {
      thinking: "Time to think",
      answering: "Time to answer",
      practising: "Time to practise",
      writing: "Time to write",
      goingOn: "We go on in",
    },
    pause: (left: string) => `Your answer ends in ${left}. Just go on speaking, or ask for more time.`,
    pauseInPractice: (left: string) => `Your answer ends in ${left}. Just go on speaking.`,
    startAnswering: "Start answering",
    done: "I'm done",
    notFinished: "I wasn't finished",
    moreTime: "More time",
    write: "Write your answer instead",
    send: "Send my answer",
    speak: "Speak instead",
    saveAndGoOn: "Save and go on",
    stay: "Stay here",
    next: "Next question",
    finish: "Finish the interview",
    goOnUncorrected: "Go on without the correction",
    hurry: "Go on without waiting",
  },

  /** Said aloud to those who do not see the page. */
  announcements: {
    practising: "You can speak now. Nothing of it is kept.",
    heard: (text: string) => `We heard: ${text}`,
    toThink: (left: string) => `You have ${left} to think.`,
    questionAndTime: (question: string, left: string) => `${question} You have ${left} to think.`,
    toAnswer: (left: string) => `You have ${left} to answer.`,
    toWrite: (left: string) => `You have ${left} to write.`,
    almostOver: "Twenty seconds left.",
    awaitingFeedback: "Reviewing your answer.",
    goingOn: "We go on by ourselves in a few seconds, unless you choose “Stay here”.",
  },

  transcript: {
    heading: "What we hear",
    awaited: "Your words appear here while you speak.",
    inPart:
      "Not every word of this answer is shown here. That is all right: it is written down from your recording later.",
  },

  correction: {
    open: "Correct what we heard",
    label: "What you said",
    hint:
      "For words that we misheard. The team sees both versions, and where your answer is scored, the score goes by yours. " +
      "Only where part of your answer was not heard while you spoke is the whole recording transcribed afterwards: then " +
      "that counts, and your correction is shown beside it.",
    save: "Save the correction",
    saving: "Saving…",
    saved: (changed: number) =>
      changed === 0 ? "Saved: the same words as we heard." : `Saved: ${count(changed, "word", "words")} changed.`,
  },

  writing: {
    label: "Your answer",
    hint: "It counts like a spoken one. Kept on this device while you write.",
    unsent: "Your answer has not arrived yet. It is kept on this device, and we go on trying.",
  },

  notices: {
    more: (count: number) => `${count} more`,
    offline: {
      durable: "Your connection is away. Go on: what is recorded is kept on this device and sent when it is back.",
      passing: "Your connection is away. Go on: what is recorded is kept by this page and sent when it is back.",
    },
    voiceless:
      "Our interviewer is away right now: questions are read to you where we can, and stand here. You answer them as before.",
    soundOnly:
      "To spare your connection we record sound only for a while. Go on speaking: your picture comes back by itself.",
    unplugged: {
      both: ({ isHeld }: { isHeld: boolean }) =>
        "Your camera and your microphone were disconnected, so nothing is recorded right now. Plug them in again: we go " +
        "on by ourselves. What was recorded before is not lost by it." +
        (isHeld ? " Your time stands still meanwhile, for a minute at most." : ""),
      video:
        "Your camera was disconnected. Plug it in again and we use it at once; meanwhile the recording goes on with your " +
        "voice alone.",
      audio:
        "Your microphone was disconnected. Plug it in again and we use it at once; meanwhile the recording goes on with " +
        "your picture alone.",
    },
    unheard:
      "We do not hear you. If you are speaking, please check whether your microphone is muted, by a switch on the headset " +
      "or a key on the keyboard.",
    unheardMayWrite:
      "We do not hear you. If you are speaking, please check whether your microphone is muted, by a switch on the headset " +
      "or a key on the keyboard; you can also write this answer instead.",
    notRecorded: {
      asking: "This is not recorded yet: your answer begins after the question.",
      thinking: "This is not recorded yet. Press “Start answering” to begin your answer.",
      over: (may: { stay: boolean; correct: boolean }) =>
        "This is not recorded: your answer has ended." +
        (may.stay ? " “Stay here” gives you more time on this page." : "") +
        (may.correct ? " You can correct the text of what we heard." : ""),
    },
    begunBySpeaking:
      "Your answer has begun, because you spoke. Your first words may be missing from the recording; what we write down " +
      "has them where your connection allows it.",
    unrecorded: (may: { reload: boolean; write: boolean }) =>
      "Your browser gives us no recording right now. We are trying again; if this message stays, " +
      `${may.reload ? "reload the page (what was recorded before is kept), or " : ""}open the same link in another ` +
      `browser.${may.write ? " You can also write this answer instead." : ""}`,
    nothingKept:
      "Your browser keeps nothing on this device (a private window?). Please leave this page open until the end.",
  },

  delivering: {
    heading: "Sending your answers",
    leaveOpen: "That was the last question. Please leave this page open until your answers have arrived.",
    nothingKept:
      "Your browser keeps nothing on this device (a private window?): what has not arrived is lost when you leave.",
    arrived: "Arrived so far",
    left: (amount: string) => `${amount} left.`,
    leftFor: (amount: string, time: string) => `${amount} left, ${time}.`,
    lastWord: "A last word to our server…",
    allRecorded: "All that was recorded has arrived. Closing up…",
    allPossible: "All that could be sent has arrived. Closing up…",
    offline: "Your connection is away. We go on by ourselves when it is back, as long as this page is open.",
  },

  awaitedElsewhere: (questions: string) =>
    `Not all of your answer to ${questions} has arrived, and the rest is not on this device. If you recorded it on ` +
    "another one, open this link there, too, before you finish here: it sends the rest by itself.",

  done: {
    heading: "Thank you",
    whole: "Your interview has arrived. You can close this window now.",
    inPart: "Your interview has arrived, but for what is named below. You can close this window now.",
    asFarAsHere: "Your interview has arrived, as far as this device has it. You can close this window now.",
    label: "What has arrived",
    /** `parts`: what is there of the answer; none where there is nothing. */
    answer: (question: string, parts: readonly string[]) =>
      `${question}: ${parts.length > 0 ? parts.join("; ") : "nothing was recorded"}.`,
    written: "in writing",
    recorded: (time: string) => `${time} recorded`,
    recordedButLost: (time: string, lost: string) => `${time} recorded, of which ${lost} could not be delivered`,
    recordedInDoubt: (time: string) => `${time} recorded; a part of it may be missing`,
    awaited: "another device may have more of it than has arrived",
    after: "The recruiting team can look at it now. Nothing of your answers stays on this device.",
  },

  closed: {
    heading: "This interview is finished",
    words: "What has arrived of your answers is with the recruiting team.",
    contact: "Contact your recruiter if you think this is a mistake.",
    neverBegun: "This link has expired",
    newLink: "You can no longer begin with it. Ask your recruiter for a new one.",
    sending:
      "A part of your recording had not arrived. We are sending it now, so please leave this page open for a moment.",
    sent: "All that we could still send has arrived. You can close this window.",
  },

  expired: {
    heading: "Your link has ended",
    sending: "What you recorded or wrote before is being sent. Please leave this page open until it has arrived.",
    sent: "All that was on this device has arrived. You can close this window.",
    nothingWaits: "What has arrived of your answers is kept. Nothing on this device is waiting to be sent.",
    newLink:
      "You had not come to the end? Ask your recruiter for a new link within a day: with it you go on where you stopped. " +
      "Otherwise your interview is handed in as it is.",
  },

  replaced: {
    heading: "This link was replaced",
    words: "Your recruiter has made a new link for your interview. Please open the new one; this one has ended.",
    nothingKept:
      "You go on where you stopped. But your browser keeps nothing on this device (a private window?): what has not arrived by " +
      "now is lost when you leave.",
    kept:
      "You go on where you stopped. Open it on this device, in this browser: what you recorded and wrote here is kept, " +
      "and is sent by itself then.",
    keptUnsent: (amount: string) =>
      "You go on where you stopped. Open it on this device, in this browser: what you recorded and wrote here is kept " +
      `(${amount} have not arrived yet), and is sent by itself then.`,
    perhapsElsewhere:
      "Had you begun? You go on where you stopped. If you were on another device or in another browser, open it there: " +
      "what has not arrived from there is sent by itself then.",
    noNewLink: "You did not get a new link? Ask your recruiter for it.",
  },
};

export type CandidateWords = typeof words;
