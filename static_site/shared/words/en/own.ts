import type { ErasureState } from "../../api-types";

/** What is said where candidates see what is kept of them. */
export const words = {
  deleteHeading: "Delete everything",
  deleteWhat:
    "All that is kept of you here is deleted: your recordings, what you said and wrote, feedback, scores and notes about you. If your interview is not over, it ends, and your link with it.",
  deleteForGood: "There is no way back. The recruiting team sees that an interview was deleted, and no longer whose.",
  delete: "Delete everything…",
  sure: "Do you really want to delete everything for good?",
  yes: "Yes, delete everything",
  no: "No, keep it",
  deleting: "Deleting…",
  erased: {
    states: {
      asked: "It is about to be deleted.",
      under_way: "What could be read is gone. Your recordings go within minutes.",
      done: "Nothing of it is left.",
    } satisfies Record<ErasureState, string>,
    asked: (when: string) => `Asked for: ${when}`,
    done: (when: string) => `Done: ${when}`,
    reference: "Reference",
    referenceHint: "Keep this reference if you want to ask about it later. It says nothing about you.",
  },
};

export type OwnWords = typeof words;
