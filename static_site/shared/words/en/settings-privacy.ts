import { countingIn } from "../count";

const count = countingIn("en");
const days = (n: number): string => count(n, "day", "days");

/** What is said where retention and consent are set. */
export const words = {
  loading: "Loading the settings…",
  save: "Save",
  saving: "Saving…",
  saved: "Saved.",
  changedMeanwhile:
    "Somebody else changed these settings. Load them anew to see what holds now; what you typed is lost by that.",
  reload: "Load anew",
  retention: {
    about:
      "How long what is known of an interview is kept, in days from its end on. Shorter times hold for the interviews there are as well. Longer ones hold for candidates who agree from now on: nothing is kept longer than a candidate was promised.",
    kinds: {
      recordings: "Recordings",
      results: "Transcripts, written answers, feedback and scores",
      flags: "Notes of what browsers noticed",
      rest: "Everything else: the interview itself, decisions and notes",
    },
    hint: (least: number, most: number) => `${least} to ${most} days`,
    longerThanRest: "Not longer than everything else: with that the whole interview goes.",
    outOfBounds: (least: number, most: number) => `A whole number from ${least} to ${most}, please.`,
    inPractice: (recordings: number, rest: number) =>
      `An interview that ends today loses its recordings in ${days(recordings)}, and is deleted in ${days(rest)}.`,
    shorten: "Shorten the times?",
    forGood:
      "Shorter times hold for the interviews there are as well: what is older than that is deleted for good, and cannot be brought back.",
    shorter: (kind: string, next: number, before: number) => `${kind}: ${days(next)} instead of ${days(before)}`,
    keep: "Change nothing",
    shortenYes: "Shorten, and delete what is older",
  },
  consent: {
    about:
      "What candidates read and agree to before their camera is switched on. What somebody has agreed to stays, word for word, with their interview.",
    company: "Who is responsible",
    companyHint: "Left empty it is the name of your organisation.",
    contact: "Whom candidates may ask",
    contactHint: "An address or a telephone number. Left empty it says “your recruiter”.",
    language: "Language",
    points: "Points",
    lead: (number: number) => `Point ${number}: beginning, in bold`,
    text: (number: number) => `Point ${number}: how it goes on`,
    places:
      "Filled in where they stand: {company}, {contact}, {recordings_days}, {results_days}, {flags_days}, {rest_days}.",
    careful:
      "The usual points say what Colloquy does with recordings, AI and what browsers notice. Who leaves that out asks candidates to agree to less than happens.",
    add: "Add a point",
    remove: (number: number) => `Remove point ${number}`,
    usual: "Back to the usual words",
    isUsual: "These are the usual words.",
    preview: "Preview",
    previewOf: "As candidates read it",
    previewing: "Making the preview…",
    hash: (id: string) => `SHA-256 of this text: ${id}`,
  },
};

export type SettingsPrivacyWords = typeof words;
