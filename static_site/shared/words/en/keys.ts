import type { KeyView } from "../../api-types";
import { countingIn } from "../count";

const count = countingIn("en");

export const words = {
  intro:
    "With an API key a program acts for whoever made the key: it gets what they get, as far as its scopes reach. The key ends with their account.",
  loading: "Loading the API keys…",
  none: "There is no API key yet.",
  make: "Make an API key",
  name: "What is it for?",
  nameHint: "For example the name of the program that uses it.",
  nameMissing: "Say what it is for.",
  scopes: "What may it be used for?",
  scopesMissing: "Choose at least one.",
  scopeNames: {
    read_results: "Read interviews and results",
    invite: "Invite candidates",
    templates: "Read and change templates",
    export: "Export results",
  } satisfies Record<KeyView["scopes"][number], string>,
  lasts: "Good for",
  days: (days: number) => count(days, "day", "days"),
  making: "Making the key…",
  ready: "The key is ready",
  secret: "The key",
  copy: "Copy the key",
  copied: "Copied.",
  copyByHand: "The key is selected: copy it with the keyboard.",
  once: "It is shown this once. Keep it where secrets are kept: who has it acts for you.",
  done: "I have kept it",
  until: (day: string) => `good until ${day}`,
  expired: (day: string) => `expired on ${day}`,
  revoked: (day: string) => `revoked on ${day}`,
  used: (when: string) => `last used ${when}`,
  unused: "never used",
  by: (name: string) => `made by ${name}`,
  revoke: "Revoke",
  revokeOf: (name: string) => `Revoke ${name}`,
  revokeSure: "Revoke for good",
  revokeSureOf: (name: string) => `Revoke ${name} for good`,
  more: "Earlier keys",
};

export type KeysWords = typeof words;
