import { countingIn } from "../count";

const count = countingIn("en");
const BUSY = "No more interviews can be begun here right now. Try again later, or write to whoever posted this link.";

export const words = {
  documentTitle: "Video interview",
  loading: "One moment…",
  from: (company: string) => `Video interview with ${company}`,
  about: (questions: number, atMost: string) =>
    `${count(questions, "question", "questions")}, ${atMost} at most. You answer in your browser, whenever it suits you; there is nothing to install.`,
  how: "Say who you are, and open the link that we send you: it leads to your interview. You need not take it at once.",
  until: (at: string) => `You can sign up until ${at}.`,
  nowhere: {
    heading: "This link is not open.",
    text: "It may have been closed or replaced, or it was not copied completely. Ask whoever posted it.",
  },
  over: {
    closed: { heading: "This link has closed.", text: "Its last day has passed." },
    full: { heading: "All places are taken.", text: "As many people as may have come by this link." },
    full_today: {
      heading: "No more places today.",
      text: "As many people as may within a day have signed up. Come back tomorrow.",
    },
  },
  heading: "Sign up",
  name: "Your name",
  email: "Your e-mail address",
  emailHint: "We send the link there. If you do not confirm it within two days, what you typed is deleted.",
  language: "Language of the interview",
  send: "Send me the link",
  sending: "One moment…",
  sent: {
    heading: "Look into your mailbox.",
    text: (email: string) =>
      `We have written to ${email}. Open the link in that message: it works for two days. If you have signed up before, it leads to the interview that you have.`,
    nothing: "Has nothing come after some minutes? Look among unwanted mail, and check the address.",
    again: "Use another address",
  },
  confirm: {
    heading: "Confirm your address",
    text: "You open your interview by this. You can begin now, or come back later: we send you a link of your own.",
    go: "Confirm and open the interview",
    going: "One moment…",
    nothing:
      "There is nothing to confirm by this link any more. If you have confirmed before, use the link in the message that came after. Otherwise sign up again.",
  },
  errors: {
    public_link_closed: "This link has closed. Ask whoever posted it.",
    public_link_full: "All places are taken: as many people as may have come by this link.",
    link_unknown: "You have an interview already. Use the link that you were sent for it.",
  },
  limits: {
    public_requests: "Very many people have signed up here.",
    public_requests_of_link: "As many people as may within a day have signed up by this link.",
    public_requests_of_network: "Very many people have signed up from your network.",
    public_requests_of_address: "This address was written to very often.",
    links: BUSY,
    open_interviews: BUSY,
  },
};

export type ApplyWords = typeof words;
