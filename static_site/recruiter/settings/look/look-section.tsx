import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { LookView, SettingsView } from "../../../shared/api-types";
import { Brand } from "../../../shared/brand";
import { BrandFoot } from "../../../shared/brand-foot";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import { FieldError, LookAgain, type Problem, described, useFieldErrors } from "../../../shared/field-errors";
import { MAX_ADDRESS, MAX_IMAGE_BYTES } from "../../../shared/limits";
import { paint } from "../../../shared/look";
import { base64 } from "../../page/base64";
import { useLoaded } from "../../page/loading";
import { own } from "../../page/own";
import { useUnsaved } from "../../page/unsaved";
import { hashOf } from "../../route";
import { Saving } from "../saving";
import { useSettings } from "../use-settings";
import "./look.css";
import { t } from "./words";

const USUAL = "#3b82f6";
const COLOUR = /^#[0-9a-f]{6}$/;
const ADDRESS = /^https:\/\/[^\s/?#@\\]+\.[^\s/?#@\\]+([/?#]\S*)?$/;

interface Draft {
  readonly accent: string;
  readonly privacy_url: string;
}

/** How candidates see the organisation. */
export function LookSection({ api }: { api: Api }): JSX.Element {
  const settings = useSettings(api);
  const { data, error, reload } = settings;
  const [typed, setTyped] = useState<Draft | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const { errors, find, keep } = useFieldErrors(form);
  useUnsaved(() => typed !== null);
  const words = t.value;
  if (!data) return error === null ? <Busy /> : <ErrorNotice error={error} onRetry={reload} />;
  const { look } = data;
  const draft = typed ?? { accent: look.accent, privacy_url: look.privacy_url };
  const accent = draft.accent.trim().toLowerCase();
  const address = draft.privacy_url.trim();
  const isColour = accent === "" || COLOUR.test(accent);

  function change(next: Partial<Draft>): void {
    settings.touch();
    keep((said) => Object.fromEntries(Object.entries(said).filter(([field]) => !(field in next))));
    setTyped({ ...draft, ...next });
  }

  async function save(): Promise<void> {
    const wrong: [keyof Draft, Problem][] = [];
    if (!isColour) wrong.push(["accent", () => t.value.accentWrong]);
    if (address !== "" && !ADDRESS.test(address)) wrong.push(["privacy_url", () => t.value.privacyWrong]);
    find(Object.fromEntries(wrong));
    if (wrong.length > 0) return;
    const body = { accent, privacy_url: address };
    if (await settings.save((ifMatch) => api.put("/api/settings/look", { body, ifMatch }))) setTyped(null);
  }

  return (
    <>
      <p>{words.about}</p>
      <dl class="look-facts">
        <dt>{words.name}</dt>
        <dd>{own(data.name)}</dd>
        <dt>{words.contact}</dt>
        <dd>{data.consent.contact ? own(data.consent.contact) : words.noContact}</dd>
      </dl>
      <p class="small quiet">
        {words.elsewhere} <a href={hashOf({ page: "settings", section: "consent" })}>{words.change}</a>
      </p>
      <Logo api={api} settings={settings} shown={data} />
      <form
        ref={form}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!settings.isSaving) void save();
        }}
      >
        <LookAgain errors={errors} />
        <div class="field">
          <label for="accent">{words.accent}</label>
          <div class="row">
            <input
              class="input look-accent"
              id="accent"
              autocomplete="off"
              spellcheck={false}
              value={draft.accent}
              {...described("accent", errors["accent"], "accent-hint")}
              onInput={(event) => change({ accent: event.currentTarget.value })}
            />
            <input
              type="color"
              class="look-pick"
              aria-label={words.pick}
              value={COLOUR.test(accent) ? accent : USUAL}
              onInput={(event) => change({ accent: event.currentTarget.value })}
            />
          </div>
          <FieldError id="accent" problem={errors["accent"]} />
          <p class="hint" id="accent-hint">
            {words.accentHint}
          </p>
        </div>
        <div class="field">
          <label for="privacy">{words.privacy}</label>
          <input
            class="input"
            id="privacy"
            type="url"
            maxLength={MAX_ADDRESS}
            value={draft.privacy_url}
            {...described("privacy", errors["privacy_url"], "privacy-hint")}
            onInput={(event) => change({ privacy_url: event.currentTarget.value })}
          />
          <FieldError id="privacy" problem={errors["privacy_url"]} />
          <p class="hint" id="privacy-hint">
            {words.privacyHint}
          </p>
        </div>
        <Saving
          {...settings}
          onReload={() => {
            setTyped(null);
            settings.touch();
            reload();
          }}
        />
      </form>
      <Previews api={api} accent={isColour ? accent : look.accent} privacyUrl={look.privacy_url} shown={data} />
    </>
  );
}

type Settings = ReturnType<typeof useSettings>;

function Logo({ api, settings, shown }: { api: Api; settings: Settings; shown: SettingsView }): JSX.Element {
  const words = t.value;
  const [state, setState] = useState<"idle" | "sending" | "set" | "removed">("idle");
  const [isLarge, setLarge] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const logo = shown.look.shown.logo;
  const tooLarge = isLarge ? (): string => t.value.logoTooLarge(MAX_IMAGE_BYTES / 1000) : undefined;

  async function change(put: (ifMatch: string) => Promise<SettingsView>, then: "set" | "removed"): Promise<void> {
    setState("sending");
    setError(null);
    try {
      settings.replace(await put(`"${shown.version}"`));
      setState(then);
    } catch (reason) {
      setError(reason);
      setState("idle");
    }
  }

  async function send(file: File): Promise<void> {
    setLarge(file.size > MAX_IMAGE_BYTES);
    if (file.size > MAX_IMAGE_BYTES) return;
    await change(
      async (ifMatch) => api.put("/api/settings/logo", { body: { image: await base64(file) }, ifMatch }),
      "set",
    );
  }

  return (
    <section class="stack" aria-labelledby="logo-head">
      <h2 id="logo-head">{words.logo}</h2>
      {logo ? (
        <p>
          <span class="brand-logo">
            <img src={logo.path} alt={words.logoNow} width={logo.width} height={logo.height} />
          </span>
        </p>
      ) : (
        <p>{words.noLogo}</p>
      )}
      <div class="field">
        <label for="logo">{logo ? words.otherLogo : words.sendLogo}</label>
        <input
          ref={chooser}
          class="input"
          id="logo"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          disabled={state === "sending"}
          {...described("logo", tooLarge, "logo-hint")}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void send(file);
          }}
        />
        <FieldError id="logo" problem={tooLarge} />
        <p class="hint" id="logo-hint">
          {words.logoHint}
        </p>
      </div>
      <NotSent error={error} />
      <div class="row">
        {logo && (
          <button
            type="button"
            class="button button-quiet button-small"
            aria-disabled={state === "sending"}
            onClick={() => {
              if (state === "sending") return;
              if (chooser.current) chooser.current.value = "";
              void change((ifMatch) => api.delete("/api/settings/logo", { ifMatch }), "removed");
            }}
          >
            {words.removeLogo}
          </button>
        )}
        <p role="status" class="small">
          {state === "sending" && words.sendingLogo}
          {state === "set" && words.logoSet}
          {state === "removed" && words.logoRemoved}
        </p>
      </div>
    </section>
  );
}

/** With the colour that is typed, in both themes at once. */
function Previews({
  api,
  accent,
  privacyUrl,
  shown,
}: {
  api: Api;
  accent: string;
  privacyUrl: string;
  shown: SettingsView;
}): JSX.Element {
  const words = t.value;
  const { data } = useLoaded<LookView>(`look ${accent} ${privacyUrl} ${shown.version}`, (signal) =>
    api.post("/api/look-previews", { body: { accent, privacy_url: privacyUrl }, signal }),
  );
  const look = data ?? shown.look.shown;
  return (
    <section class="stack" aria-labelledby="preview-head">
      <h2 id="preview-head">{words.preview}</h2>
      <div class="look-previews">
        <Preview look={look} name={shown.name} theme="light" title={words.inLight} accent={accent} />
        <Preview look={look} name={shown.name} theme="dark" title={words.inDark} accent={accent} />
      </div>
    </section>
  );
}

interface Previewed {
  look: LookView;
  name: string;
  theme: "light" | "dark";
  title: string;
  accent: string;
}

function Preview({ look, name, theme, title, accent }: Previewed): JSX.Element {
  const words = t.value;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (frame.current) paint(look, frame.current.style);
  }, [look]);
  const shown = look[theme]?.button;
  return (
    <figure class="stack">
      <figcaption class="small">{title}</figcaption>
      <div ref={frame} class={`look-preview look-${theme} stack`}>
        <Brand of={{ ...look, name }} isNamed />
        <p class="look-heading">{words.heading}</p>
        <p>
          {words.sentence} <span class="look-link">{words.link}</span>.
        </p>
        <div>
          <span class="button">{words.button}</span>
        </div>
        <BrandFoot of={{ ...look, name }} />
      </div>
      {shown !== undefined && shown !== accent && accent !== "" && (
        <p class="small" role="status">
          {words.mended(accent, shown)}
        </p>
      )}
    </figure>
  );
}
