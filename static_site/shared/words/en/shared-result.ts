import { countingIn } from "../count";
import type { Inline } from "../inline";

const count = countingIn("en");

export const words = {
  documentTitle: "Shared result · Colloquy",
  opening: "Opening…",
  nothing: {
    heading: "There is nothing to see here.",
    words: "This link shows nothing, or nothing any more: it may have ended, or part of it is missing.",
    ask: "Ask whoever sent it to you for another one.",
  },
  sharedWith: (bold: Inline, label: string, until: string) => ["Shared with ", bold(label), `, until ${until}.`],
  discreet: "It is meant for you alone: please do not pass it on.",
  score: {
    heading: "Score",
    overall: (bold: Inline, figure: string) => [bold(figure), " of 10"],
    none: "There is no overall figure: people decide.",
    between: (low: string, high: string) => `between ${low} and ${high}`,
    confidence: { low: "low confidence", medium: "medium confidence", high: "high confidence" },
    indicative: "indicative, no language model",
    judgedBy: (names: string) => `Judged by ${names}. People decide, no figure does.`,
    levelOf: (level: string) => `${level} of 5`,
    criteria: { content: "Content", structure: "Structure", clarity: "Clarity", delivery: "Delivery" },
  },
  questions: {
    heading: "Questions",
    which: "Choose a question",
    number: (n: number, of: number) => `Question ${n} of ${of}`,
    followUp: (followUp: number, n: number) => `Follow-up ${followUp} to question ${n}`,
    before: "Previous",
    next: "Next",
    loading: "Loading the answer…",
    nothing: "There is nothing to see of this answer.",
    watch: "Video of the answer",
    again: "The video stopped. Play it again",
    said: "What was said",
  },
  notes: { heading: "Notes" },
  comment: {
    heading: "Your comment",
    words: "Those who shared this with you read it.",
    about: "About",
    whole: "The whole interview",
    text: "Comment",
    missing: "Write something first.",
    send: "Send the comment",
    sending: "Sending…",
    sent: (n: number) => `${count(n, "comment was", "comments were")} sent.`,
  },
};

export type SharedResultWords = typeof words;
