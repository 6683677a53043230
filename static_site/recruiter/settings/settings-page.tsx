import type { JSX } from "preact";

import type { Api } from "../../shared/api";
import type { Credential } from "../account/credential";
import { later } from "../../shared/later";
import { useLateHead } from "../page/late-head";
import { useTitle } from "../page/title";
import { hashOf } from "../route";
import "./settings.css";
import { t } from "./words";

/** What a part is given. */
export interface SectionShown {
  api: Api;
  user: Credential["user"];
  /** They are signed out, here as well. */
  onSignedOut: () => void;
}

/** A part of the settings, in a folder of its own that is fetched when it is looked at. */
const SECTIONS = {
  account: later<SectionShown>(async () => (await import("./account/account-section")).AccountSection),
  members: later<SectionShown>(async () => (await import("./members/members-section")).MembersSection),
  look: later<SectionShown>(async () => (await import("./look/look-section")).LookSection),
  "sign-in": later<SectionShown>(async () => (await import("./sign-in/sign-in-section")).SignInSection),
  consent: later<SectionShown>(async () => (await import("./consent/consent-section")).ConsentSection),
  mail: later<SectionShown>(async () => (await import("./mail/mail-section")).MailSection),
  retention: later<SectionShown>(async () => (await import("./retention/retention-section")).RetentionSection),
  deletions: later<SectionShown>(async () => (await import("./deletions/deletions-section")).DeletionsSection),
  keys: later<SectionShown>(async () => (await import("./keys/keys-section")).KeysSection),
  webhooks: later<SectionShown>(async () => (await import("./webhooks/webhooks-section")).WebhooksSection),
  audit: later<SectionShown>(async () => (await import("./audit/audit-section")).AuditSection),
} as const;

type Section = keyof typeof SECTIONS;
const ALL = Object.keys(SECTIONS) as Section[];
const OF_EVERYBODY: readonly Section[] = ["account"];
const OF_ROLE: Readonly<Partial<Record<Credential["user"]["role"], readonly Section[]>>> = {
  admin: ALL,
  recruiter: [...OF_EVERYBODY, "deletions"],
};

/** One's own account and, for admins, what holds for their organisation: a list of parts, and the one that is looked at. */
export function SettingsPage({ section, ...given }: SectionShown & { section: string | null }): JSX.Element {
  const words = t.value;
  const names = OF_ROLE[given.user.role] ?? OF_EVERYBODY;
  const shown = section === null ? names[0] : names.find((name) => name === section);
  const title = shown ? words.names[shown] : words.title;
  useTitle(title);
  const head = useLateHead();
  const View = shown && SECTIONS[shown].View;
  return (
    <div class="settings">
      <nav aria-label={words.sections} class="settings-sections">
        <ul>
          {names.map((name) => (
            <li key={name}>
              <a href={hashOf({ page: "settings", section: name })} aria-current={name === shown ? "page" : undefined}>
                {words.names[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="stack">
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        {View ? <View key={shown} {...given} /> : <p>{words.nothing}</p>}
      </div>
    </div>
  );
}
