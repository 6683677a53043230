import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { MailSettingsView, MailTextView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice } from "../../../shared/error-notice";
import { FieldError, described } from "../../../shared/field-errors";
import { LanguageSelect } from "../../../shared/language-select";
import { MAX_MAIL_SUBJECT, MAX_MAIL_TEXT } from "../../../shared/limits";
import { wordOf } from "../../../shared/words/codes";
import { type Language, language as spoken } from "../../../shared/words/languages";
import { useUnsaved } from "../../page/unsaved";
import { t as saving } from "../privacy-words";
import { Saving } from "../saving";
import { useVersioned } from "../use-settings";
import "./mail.css";
import { MailPreview } from "./mail-preview";
import { LINK, textProblem } from "./text-problem";
import { t } from "./words";

interface Draft {
  readonly subject: string;
  readonly text: string;
}

/** What candidates are mailed: each letter in each language, and the time zone of the times in them. */
export function MailSection({ api }: { api: Api }): JSX.Element {
  const settings = useVersioned<MailSettingsView>("mail-settings", (signal) =>
    api.get("/api/settings/mail", { signal }),
  );
  const { data, error, reload, touch } = settings;
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const [name, setName] = useState<MailTextView["name"]>("invitation");
  const [language, setLanguage] = useState<Language>(() => spoken.peek());
  const [acted, setActed] = useState<"text" | "zone">("text");
  const [typedZone, setTypedZone] = useState<string | null>(null);
  useUnsaved(() => typedZone !== null || Object.keys(drafts).length > 0);
  const stored = data?.texts.find((each) => each.name === name && each.language === language);
  if (!data || !stored) {
    return error === null ? <Busy>{saving.value.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  }
  const words = t.value;
  const key = `${name} ${language}`;
  const draft = drafts[key] ?? stored;
  const isTyped = key in drafts;
  const problems = {
    subject: textProblem(draft.subject, stored.places, stored.has_link, true),
    text: textProblem(draft.text, stored.places, stored.has_link),
  };
  const isWhole = !problems.subject && !problems.text;
  const of = { name, language };
  const zone = typedZone ?? data.time_zone ?? "";

  function without(drafted: string): void {
    setDrafts((before) => Object.fromEntries(Object.entries(before).filter(([each]) => each !== drafted)));
  }

  function change(next: Partial<Draft>): void {
    touch();
    setDrafts({ ...drafts, [key]: { subject: draft.subject, text: draft.text, ...next } });
  }

  function look(next: () => void): void {
    touch();
    next();
  }

  async function save(): Promise<void> {
    setActed("text");
    const body = { ...of, subject: draft.subject, text: draft.text };
    if (await settings.save((ifMatch) => api.put("/api/settings/mail/text", { body, ifMatch }))) without(key);
  }

  async function takeUsual(): Promise<void> {
    setActed("text");
    if (stored?.is_usual) without(key);
    else if (await settings.save((ifMatch) => api.put("/api/settings/mail/usual-text", { body: of, ifMatch })))
      without(key);
  }

  async function saveZone(): Promise<void> {
    setActed("zone");
    const body = { time_zone: zone === "" ? null : zone };
    if (await settings.save((ifMatch) => api.put("/api/settings/mail/time-zone", { body, ifMatch })))
      setTypedZone(null);
  }

  function onReload(): void {
    setDrafts({});
    setTypedZone(null);
    touch();
    reload();
  }

  const still = { isSaved: false, fault: null, isOutdated: false };
  return (
    <>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!settings.isSaving && isWhole) void save();
        }}
      >
        <p>{words.about}</p>
        <div class="field">
          <label for="mail-name">{words.which}</label>
          <select
            class="input"
            id="mail-name"
            value={name}
            onChange={({ currentTarget }) => look(() => setName(currentTarget.value as MailTextView["name"]))}
          >
            {data.texts
              .filter((each) => each.language === language)
              .map((each) => {
                const title = wordOf(words.names, each.name, each.name);
                return (
                  <option key={each.name} value={each.name}>
                    {each.is_usual ? title : words.own(title)}
                  </option>
                );
              })}
          </select>
        </div>
        <div class="field">
          <label for="mail-language">{words.language}</label>
          <LanguageSelect id="mail-language" value={language} onChange={(next) => look(() => setLanguage(next))} />
        </div>
        <p class="small quiet">{stored.is_usual && !isTyped ? words.isUsual : words.isOwn}</p>
        <div class="field">
          <label for="mail-subject">{words.subject}</label>
          <input
            class="input"
            id="mail-subject"
            lang={language}
            dir="auto"
            autocomplete="off"
            maxLength={MAX_MAIL_SUBJECT}
            value={draft.subject}
            {...described("mail-subject", problems.subject)}
            onInput={(event) => change({ subject: event.currentTarget.value })}
          />
          <FieldError id="mail-subject" problem={problems.subject} />
        </div>
        <div class="field">
          <label for="mail-text">{words.text}</label>
          <textarea
            class="input"
            id="mail-text"
            lang={language}
            dir="auto"
            rows={14}
            maxLength={MAX_MAIL_TEXT}
            value={draft.text}
            {...described("mail-text", problems.text, "mail-text-hint")}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
          <FieldError id="mail-text" problem={problems.text} />
          <p class="hint" id="mail-text-hint">
            {words.textHint}
          </p>
        </div>
        <p class="small quiet">{words.places}</p>
        <dl class="mail-places small">
          {stored.places.map((place) => (
            <div key={place}>
              <dt>
                <code>{`{${place}}`}</code>
              </dt>
              <dd class="quiet">{wordOf(words.placeNames, place, place)}</dd>
            </div>
          ))}
          {stored.has_link && (
            <div>
              <dt>
                <code>{LINK}</code>
              </dt>
              <dd class="quiet">{words.link}</dd>
            </div>
          )}
        </dl>
        <p class="small quiet">{words.always}</p>
        {(isTyped || !stored.is_usual) && (
          <div class="row">
            <button type="button" class="button button-quiet button-small" onClick={() => void takeUsual()}>
              {words.usual}
            </button>
          </div>
        )}
        <Saving {...settings} {...(acted === "text" ? {} : still)} onReload={onReload} />
      </form>
      {isWhole && <MailPreview api={api} letter={{ ...of, subject: draft.subject, text: draft.text }} />}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!settings.isSaving) void saveZone();
        }}
      >
        <h2>{words.times}</h2>
        <div class="field">
          <label for="mail-zone">{words.zone}</label>
          <select
            class="input"
            id="mail-zone"
            value={zone}
            aria-describedby="mail-zone-hint"
            onChange={(event) => {
              touch();
              setTypedZone(event.currentTarget.value);
            }}
          >
            <option value="">{words.utc}</option>
            {zones(data.time_zone).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
          <p class="hint" id="mail-zone-hint">
            {words.zoneHint}
          </p>
        </div>
        <Saving {...settings} {...(acted === "zone" ? {} : still)} onReload={onReload} />
      </form>
    </>
  );
}

/** Those that the browser knows, and the one that is set. */
function zones(set: string | null): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), ...(set === null ? [] : [set])])].toSorted();
}
