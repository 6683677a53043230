import type { PublicLinkView } from "../../api-types";

const number = new Intl.NumberFormat("en");

export const words = {
  title: "Public link",
  what: "Anybody who has this link can sign up with a name and an e-mail address, and has an interview of this template as soon as the address is confirmed. Put it on your careers page, or into an advertisement.",
  loading: "Loading the public link…",
  noMail: "No e-mail is sent from here, and so nobody could confirm an address. Whoever runs Colloquy can turn it on.",
  label: "The link",
  lost: "This link cannot be shown again. Make a new one: the old one ends.",
  states: {
    open: "Open: people can sign up.",
    off: "Switched off: the link leads nowhere. Interviews that were begun by it go on.",
    archived: "Closed, because the template is archived.",
    closed: "Closed: its last day has passed. Who has signed up before can still confirm.",
    full: "Limit reached: as many people have come as may. Raise the limit to let more in.",
    full_today: "Limit of a day reached: nobody can sign up before tomorrow. Raise it to let more in.",
  } satisfies Record<PublicLinkView["state"], string>,
  joined: (joined: number, most: number) => `${number.format(joined)} of ${number.format(most)} people have come.`,
  waiting: (waiting: number) =>
    waiting === 1 ? "1 has not confirmed yet." : `${number.format(waiting)} have not confirmed yet.`,
  asked: (asked: number, most: number) =>
    `${number.format(asked)} of ${number.format(most)} have signed up within this day.`,
  closes: "Last day",
  closesHint: "Empty: it stays open until you close it.",
  most: "How many people at most",
  mostPerDay: "How many a day at most",
  mostPerDayHint: "Sign-ups, also those that are not confirmed: each is an e-mail.",
  outOfBounds: (least: number, most: number) => `From ${number.format(least)} to ${number.format(most)}.`,
  days: "How long somebody may take for the interview",
  repeats: "The same address may have more than one interview",
  repeatsHint: "Otherwise whoever signs up again gets the link to the interview that they have.",
  switchOn: "Switch on",
  switchOff: "Switch off",
  save: "Save",
  saving: "Saving…",
  saved: "Saved.",
  replace: "New link",
  replaceSure: "The old link leads nowhere from then on, and who has not confirmed yet has to sign up again.",
  replaceYes: "Make a new link",
  keep: "Keep this one",
};

export type PublicLinkWords = typeof words;
