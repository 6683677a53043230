import type { AskedBy, ErasureReason, ErasureState } from "../../api-types";

export const words = {
  title: "Delete this interview",
  what: (name: string) =>
    `All that is kept of the interview with ${name} is deleted: recordings, transcripts, scores, flags, notes, decisions, links to the result, and files of results that hold it.`,
  forGood: "There is no way back: nobody can restore it, not even whoever runs Colloquy.",
  why: "Why",
  reasonStays: "What you choose stays in the report of the deletion, which names no person.",
  reasons: {
    candidate_asked: "The candidate asked for it",
    no_longer_needed: "It is no longer needed",
    by_mistake: "It was made by mistake",
    other: "Another reason",
  } satisfies Record<ErasureReason, string>,
  next: "Delete…",
  sure: "Do you really want to delete it for good?",
  yes: "Yes, delete it for good",
  no: "No, keep it",
  deleting: "Deleting…",
  about:
    "What was deleted, because somebody asked for it or its time was over. Here stands no person: an interview is named by the SHA-256 of its id alone.",
  loading: "Loading the deletions…",
  none: "Nothing was deleted yet.",
  asked: (who: string, when: string) => `${who}, ${when}`,
  askedBy: {
    recruiter: "By the recruiting team",
    candidate: "By the candidate",
    operator: "By whoever runs Colloquy",
    retention: "Because its time was over",
  } satisfies Record<AskedBy, string>,
  states: {
    asked: "Asked for",
    under_way: "Recordings go within minutes",
    done: "Deleted",
  } satisfies Record<ErasureState, string>,
  report: "Download the report",
  reportOf: (hash: string) => `Download the report of ${hash}`,
  interview: "Interview",
  older: "Older ones",
  newest: "The newest",
};

export type ErasureWords = typeof words;
