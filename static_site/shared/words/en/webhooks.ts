import type { DeliveryView, WebhookView } from "../../api-types";
import { countingIn } from "../count";

const count = countingIn("en");

type Fault = NonNullable<NonNullable<DeliveryView["last"]>["fault"]>;

export const words = {
  intro:
    "A webhook tells a system of yours what happens to interviews, as it happens: ids and codes, never a name or a score. Each request is signed by the Standard Webhooks scheme.",
  loading: "Loading the webhooks…",
  none: "There is no webhook yet.",
  add: "Add a webhook",
  url: "Address",
  urlHint: "It begins with https:// and leads to a system on the internet.",
  urlMissing: "Enter the address.",
  description: "Note",
  descriptionHint: "For yourselves: which system it is, for example.",
  types: "Tell it when",
  typesMissing: "Choose at least one.",
  typeNames: {
    SessionChanged: "an interview has another state",
    LinkIssued: "a link is issued",
    AnswerScored: "an answer is scored",
    ScorecardMade: "a scorecard is made",
    FlagRecorded: "something is noticed",
    ResultContested: "a candidate contests the result",
    DecisionMade: "somebody decides",
    JudgedByPerson: "a person judges",
    NoteAdded: "a note is added",
    TagsChanged: "tags change",
    FlagDismissed: "something noticed is set aside",
    ResultShared: "a result is shared",
    ShareRevoked: "a share ends",
    SessionErased: "an interview is erased",
  } as Readonly<Record<string, string>>,
  adding: "Adding…",
  save: "Save",
  saving: "Saving…",
  ready: "The secret is ready",
  secret: "The secret",
  copy: "Copy the secret",
  copied: "Copied.",
  copyByHand: "The secret is selected: copy it with the keyboard.",
  once: "It is shown this once. Your system checks with it that a request comes from here.",
  done: "I have kept it",
  well: "Works, as far as is known",
  failing: (since: string) => `Has failed since ${since}; it is tried again.`,
  disabled: (since: string) => `Off since ${since}.`,
  faults: {
    failing: "It failed for a week, and was switched off.",
    gone: "It answered that it is gone for good (410), and was switched off.",
  } satisfies Record<NonNullable<WebhookView["fault"]>, string>,
  change: "Change",
  changeOf: (url: string) => `Change ${url}`,
  switchOn: "Switch on",
  switchOff: "Switch off",
  another: "Another secret",
  remove: "Remove",
  removeSure: "Remove for good",
  log: "What it was told",
  logNone: "Nothing within the last eight days.",
  states: {
    waiting: "waits",
    delivered: "delivered",
    failed: "given up",
  } satisfies Record<DeliveryView["state"], string>,
  attempts: (many: number) => count(many, "attempt", "attempts"),
  next: (when: string) => `next attempt ${when}`,
  answered: (status: number) => `answered ${status}`,
  attemptFaults: {
    status: "refused",
    timeout: "took too long",
    unreachable: "could not be reached",
    unknown_host: "there is no such host",
    refused_address: "leads to an address that is not called",
    bad_certificate: "the certificate is not good",
  } satisfies Record<Fault, string>,
  replay: "Tell again",
  replayOf: (type: string, when: string) => `Tell again: ${type} of ${when}`,
  more: "Earlier ones",
};

export type WebhooksWords = typeof words;
