import { countingIn } from "../count";
import type { Inline } from "../inline";

const count = countingIn("en");

export const words = {
  share: "Share",
  title: "Share this result",
  intro: "Whoever has the link sees what you choose, without an account, until it ends or you revoke it.",
  label: "Who it is for",
  labelHint: "Their name, or their team's. It stands across the page and the video.",
  labelMissing: "Say who it is for.",
  shows: "What they see",
  parts: {
    video: "Video",
    transcript: "What was said",
    score: "Score, with how sure it is",
    notes: "Your team's notes",
  },
  showsMissing: "Choose something.",
  comments: "They may write a comment, which you find among the notes",
  make: "Make the link",
  making: "Making the link…",
  ready: "The link is ready",
  send: (bold: Inline, label: string, until: string) => ["Send it to ", bold(label), `. It works until ${until}.`],
  link: "Link",
  once: "It is shown this once. Whoever has it can open it.",
  another: "Make another link",
  before: "Shared before",
  by: (name: string, at: string) => `by ${name}, ${at}`,
  views: (n: number) => (n === 0 ? "not opened yet" : `opened ${count(n, "time", "times")}`),
  last: (at: string) => `last ${at}`,
  until: (at: string) => `until ${at}`,
  expired: "ended",
  revoked: "revoked",
  revoke: "Revoke",
  revokeOf: (label: string) => `Revoke the link for ${label}`,
  more: "Show more",
  /** Beside the name of who wrote a comment. */
  viewer: "by a shared link",
};

export type SharesWords = typeof words;
