import type { MailTextView } from "../../api-types";

/** What is said where an organisation words its letters. */
export const words = {
  about:
    "What candidates are sent, in each language. What you change holds for every e-mail from now on, for reminders that already wait as well.",
  which: "E-mail",
  names: {
    invitation: "Invitation",
    reminder: "Reminder",
    link_replaced: "New link",
    finished: "Interview received",
    advance: "Decision: advance",
    reject: "Decision: reject",
  } satisfies Record<MailTextView["name"], string>,
  own: (name: string) => `${name} (own words)`,
  language: "Language",
  isUsual: "These are the usual words.",
  isOwn: "These are your own words.",
  subject: "Subject",
  text: "Text",
  textHint: "Plain text. An empty line begins another paragraph.",
  places: "Filled in where they stand:",
  placeNames: {
    candidate: "the candidate’s name",
    company: "your organisation’s name",
    template: "the title of the template",
    inviter: "whoever invited",
    ends: "until when the link works, with date, time and time zone",
  },
  link: "where the button with the link stands: by itself, between empty lines. Without it the button stands at the end.",
  always:
    "Always there, whatever you write: the link, the way out of reminders, and that Colloquy sends this on your behalf.",
  missing: "This is empty.",
  unknown: (place: string) => `Nothing is filled in for {${place}}. Take only the places that are listed.`,
  linkAlone: "{link} stands once, by itself between empty lines.",
  noLink: "This e-mail has no link.",
  usual: "Back to the usual words",
  preview: "Preview",
  previewAbout: "As a candidate would read it; the name is invented.",
  seen: "In a mail program",
  plain: "As plain text",
  previewing: "Making the preview…",
  times: "Times",
  zone: "Time zone",
  utc: "UTC",
  zoneHint:
    "For times in e-mails to candidates whose own time zone is not known yet. It is known once they have opened the interview. The zone always stands beside the time.",
};

export type MailTextsWords = typeof words;
