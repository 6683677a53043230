import { countingIn } from "../count";

const count = countingIn("en");

const number = new Intl.NumberFormat("en");
const characters = (n: number): string => count(n, "character", "characters");
const fits = (most: number): string => `at most ${characters(most)} fit`;

export const words = {
  /** Lengths of time, as `spanInWords` and `roughSpan` need them. */
  spans: {
    seconds: (n: number) => count(n, "second", "seconds"),
    minutes: (n: number) => count(n, "minute", "minutes"),
    hours: (n: number) => count(n, "hour", "hours"),
    minutesAndSeconds: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
    hoursAndMinutes: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
    now: "now",
    underAMinute: "less than a minute",
    about: (span: string) => `about ${span}`,
  },
  busy: { loading: "Loading…" },
  /** A part of a page that comes when it is needed. */
  later: {
    loading: "One moment…",
    missing:
      "This part of the page has not arrived yet. Nothing is lost: we try again by ourselves. Is your connection away?",
  },
  errors: {
    ofThisPage: "Something went wrong on this page. Reload it and try again.",
    offline: "There is no connection to the server. Check your network; nothing is lost.",
    tooMany: "That was too many attempts.",
    againIn: (span: string) => `Try again in ${span}.`,
    againLater: "Try again in a while.",
    again: "Try again",
    reference: (requestId: string) => `Reference: ${requestId}`,
  },
  fields: {
    tooLong: (surplus: number, most: number) =>
      `${count(surplus, "letter", "letters")} too many: at most ${number.format(most)} fit here.`,
    lookAgain: (fields: number) =>
      fields === 1 ? "One field needs another look." : `${fields} fields need another look.`,
    cut: (cut: number, most: number) => `The last ${characters(cut)} of what you pasted are not in it: ${fits(most)}.`,
    full: (most: number) => `That is all there is room for: ${fits(most)}.`,
    left: (n: number) => `${characters(n)} left.`,
  },
};

export type SharedWords = typeof words;
