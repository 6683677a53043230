import type { JSX } from "preact";

import type { Api } from "../../shared/api";
import { later } from "../../shared/later";
import { useLateHead } from "../page/late-head";
import { useTitle } from "../page/title";
import { hashOf } from "../route";
import "./settings.css";
import { t } from "./words";

/** A part of the settings, in a folder of its own that is fetched when it is looked at. */
const SECTIONS = {
  audit: later(async () => (await import("./audit/audit-section")).AuditSection),
} as const;

type Section = keyof typeof SECTIONS;
const NAMES = Object.keys(SECTIONS) as Section[];

/** What admins set for their organisation: a list of parts, and the one that is looked at. */
export function SettingsPage({ api, section }: { api: Api; section: string | null }): JSX.Element {
  const words = t.value;
  const shown = section === null ? NAMES[0] : NAMES.find((name) => name === section);
  const title = shown ? words.names[shown] : words.title;
  useTitle(title);
  const head = useLateHead();
  const View = shown && SECTIONS[shown].View;
  return (
    <div class="settings">
      <nav aria-label={words.sections} class="settings-sections">
        <ul>
          {NAMES.map((name) => (
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
        {View ? <View key={shown} api={api} /> : <p>{words.nothing}</p>}
      </div>
    </div>
  );
}
