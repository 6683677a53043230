import type { Inline } from "../inline";

export const words = {
  loading: "Loading the members…",
  roles: {
    admin: "Admin",
    recruiter: "Recruiter",
    reviewer: "Reviewer",
    interviewer: "Interviewer",
  },
  mayDo: {
    admin: "everything, and looks after the members",
    recruiter: "templates, invitations and decisions",
    reviewer: "judges answers and writes notes",
    interviewer: "reads results and writes notes",
  },
  invite: "Invite somebody",
  email: "Their e-mail",
  role: "Role",
  send: "Send the invitation",
  sending: "Sending…",
  sent: (email: string) => `${email} gets an e-mail with a link, which works once, for seven days.`,
  members: "Members",
  you: "you",
  disabled: "cannot sign in: disabled by whoever runs Colloquy for you",
  since: (day: string) => `since ${day}`,
  roleOf: (name: string) => `Role of ${name}`,
  roleChanged: (name: string, role: string) => `${name}: ${role} from now on.`,
  remove: "Remove",
  removeOf: (name: string) => `Remove ${name}`,
  removeTitle: "Remove from the organisation?",
  removes: (bold: Inline, name: string) => [
    bold(name),
    " is signed out at once, and cannot sign in any more. What they decided and wrote stays, with their name.",
  ],
  removed: (name: string) => `${name} is removed.`,
  keep: "Keep",
  invited: "Invited",
  until: (at: string) => `the link works until ${at}`,
  over: "the link is over",
  again: "Send again",
  againOf: (email: string) => `Send again: the invitation to ${email}`,
  withdraw: "Take back",
  withdrawOf: (email: string) => `Take back the invitation of ${email}`,
  withdrawn: (email: string) => `The invitation of ${email} is taken back.`,
  more: "Show more",
};

export type MembersWords = typeof words;
