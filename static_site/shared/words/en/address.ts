import type { ButtonWords } from "./unsubscribe";

export const words: ButtonWords = {
  documentTitle: "Confirm an address",
  heading: "Is this your address?",
  asks: "Messages about your interview will then go to the address to which this link was sent.",
  act: "Yes, use this address",
  acting: "One moment…",
  done: "Done. Messages about your interview go to this address now.",
  unknown: "This link does not hold any more, or is not complete. Ask for another one on your interview page.",
};
