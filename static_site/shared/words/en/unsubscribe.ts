export const words = {
  documentTitle: "Stop e-mails",
  heading: "No more of these e-mails?",
  asks: "You will then get no more e-mails of this kind. Interviews and their links stay as they are.",
  act: "Stop them",
  acting: "One moment…",
  done: "Done. You get no more of these e-mails.",
  unknown: "This link is not complete, or does not hold any more. Open the link in the e-mail again.",
};

/** Of a page with one button. */
export type ButtonWords = typeof words;
