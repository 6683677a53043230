import { countingIn } from "../count";
import type { Inline } from "../inline";

const count = countingIn("en");

/** What is said where an invitation that was sent is changed. */
export const words = {
  title: "Change the invitation",
  close: "Close",
  to: {
    title: "Name and address",
    email: "Candidate’s e-mail",
    newAddress:
      "Another address means another link: the one that was sent before ends at once, and what was recorded goes on under the new one.",
    byEmail: "Send the link to this address, with reminders as the template has them",
    save: "Save",
    saving: "Saving…",
    saved: "Saved.",
  },
  end: {
    title: "Until when the link works",
    now: (until: string) => `It works until ${until}.`,
    ended: (until: string) => `It ended on ${until}. It works again once you move the end.`,
    same: "The link stays the same. Reminders that are still to come move with its end.",
    save: "Move the end",
    saved: (until: string) => `The link works until ${until}.`,
  },
  arranged: {
    title: "Accommodations",
    save: "Save the accommodations",
    begun:
      "The candidate has begun: you can add to what was arranged, and not take it away. Their page has it when they reload it.",
    saved: "Saved. The candidate’s page has it when it is next opened.",
  },
  many: {
    remindTitle: "Remind by e-mail",
    cancelTitle: "Cancel invitations",
    remind: (able: number, chosen: number) =>
      able === chosen
        ? `${count(able, "candidate is", "candidates are")} reminded that their interview is still open.`
        : `${able} of the ${chosen} you chose are reminded that their interview is still open. The others have finished, or have no address.`,
    cancel: (able: number, chosen: number) =>
      able === chosen
        ? `${count(able, "invitation is", "invitations are")} cancelled. Their links close at once.`
        : `${able} of the ${chosen} invitations you chose are cancelled, and their links close at once. The others are finished or over.`,
    remindsNobody: "None of those you chose can be reminded: they have finished, or have no e-mail address.",
    cancelsNobody: "None of those you chose can be cancelled: they are finished or over.",
    inside: (here: number) =>
      `${count(here, "interview has", "interviews have")} begun. Whoever is in it right now is interrupted, and reads that it was cancelled.`,
    lately:
      "Whoever was reminded within the last 24 hours, or wants no more reminders, is not: the list says so at their row.",
    tell: "Tell those who have an address by e-mail",
    doRemind: (able: number) => `Remind ${able}`,
    doCancel: (able: number) => `Cancel ${able}`,
    busy: "One moment…",
    reminded: (done: number) => `${count(done, "candidate is", "candidates are")} being reminded.`,
    cancelled: (done: number) => `${count(done, "invitation was", "invitations were")} cancelled.`,
    notDone: (left: number) =>
      `${left === 1 ? "One was" : `${left} were`} not: the reason stands at each row of the list.`,
    back: "Back to the list",
  },
  cancel: {
    title: "Cancel the invitation",
    isHere: (bold: Inline, name: string) => [
      bold(`${name} is in the interview right now.`),
      " It ends under their hands, and they read that it was cancelled.",
    ],
    what: "The link closes at once: whoever opens it is told that the interview was cancelled. A new link takes that back.",
    begun:
      "What has arrived so far is kept as long as other interviews are. It is not processed, and nobody is scored.",
    tell: "Tell the candidate by e-mail",
    do: "Cancel the invitation",
    doing: "Cancelling…",
    keep: "Keep it",
  },
};

export type ChangingWords = typeof words;
