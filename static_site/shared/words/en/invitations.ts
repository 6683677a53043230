import type { BatchState, Column, RowFault, RowState } from "../../api-types";
import { countingIn } from "../count";

const count = countingIn("en");
const people = (n: number): string => count(n, "person", "people");

export const words = {
  title: "Invite many",
  intro:
    "Send a list of people as CSV. You see who would be invited before anybody is. Whoever stands in it twice, or was invited with the template before, is passed over.",
  loading: "Loading…",
  template: "Template",
  noTemplate: "There is no template yet to invite people with.",
  file: "List of people",
  fileHint:
    "A first line with the names of the columns. “Name” is needed, or “First name” and “Last name”; there may be “E-mail”, “Language”, “Tags”, “Time factor” (1 to 3), “Captions” and “Text answers” (yes or no). Up to 5,000 people and 700 KB.",
  fileMissing: "Choose a file.",
  fileEmpty: "This file is empty.",
  tooLarge: "This file is larger than 700 KB.",
  byEmail: "Send the links by e-mail; then everybody needs an address",
  check: "Check the list",
  checking: "Checking…",
  latest: "Your lists of the last two weeks",
  back: "All lists",
  passedOver: (columns: string) => `Columns that are passed over: ${columns}`,
  states: {
    checked: "Checked: nobody is invited yet",
    inviting: "Inviting…",
    done: "Done",
    cancelled: "Cancelled",
    stopped: "Stopped: something went wrong. Who is invited stays so; you can go on.",
  } satisfies Record<BatchState, string>,
  rowStates: {
    ready: "To invite",
    faulty: "Needs another look",
    repeated: "Stands further up already",
    known: "Invited before",
    invited: "Invited",
  } satisfies Record<RowState, string>,
  faults: {
    name_missing: "The name is missing.",
    name_too_long: "The name is too long.",
    email_missing: "The address is missing.",
    email_invalid: "No e-mail can be sent to this address.",
    language_unknown: "This language is not known.",
    tags_invalid: "A tag is too long, or there are too many.",
    time_factor_invalid: "The time factor is not between 1 and 3.",
    yes_or_no: "This is neither yes nor no.",
  } satisfies Record<RowFault, string>,
  columns: {
    name: "Name",
    first_name: "First name",
    last_name: "Last name",
    email: "E-mail",
    language: "Language",
    tags: "Tags",
    time_factor: "Time factor",
    captions: "Captions",
    text_answers: "Text answers",
  } satisfies Record<Column, string>,
  line: "Line",
  state: "State",
  rows: "People",
  more: "Show more",
  invite: (n: number) => `Invite ${people(n)}`,
  goOn: (n: number) => `Go on with ${people(n)}`,
  progress: (done: number, of: number) => `${done} of ${people(of)} invited`,
  cancel: "Cancel",
  links: "Download the links (CSV)",
  notInvited: "Download who is not invited (CSV)",
  whoHasIt: "Whoever has a link can take that interview: keep the file safe, and delete it when you need it no more.",
  kept: (date: string) => `The list is kept until ${date}; the interviews stay.`,
};

export type InvitationsWords = typeof words;
