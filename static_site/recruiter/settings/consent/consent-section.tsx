import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { ConsentPoint, ConsentTermsRequest, ConsentTextView, SettingsView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import { LanguageSelect } from "../../../shared/language-select";
import { MAX_CONSENT_LEAD, MAX_CONSENT_LINE, MAX_CONSENT_POINT, MAX_CONSENT_POINTS } from "../../../shared/limits";
import { type Language, language as spoken } from "../../../shared/words/languages";
import { Dialog } from "../../page/dialog";
import { useUnsaved } from "../../page/unsaved";
import { t } from "../privacy-words";
import { Saving } from "../saving";
import { useSettings } from "../use-settings";
import { ConsentPoints } from "./consent-points";

/** What is typed: of each language the points, null for the usual ones. */
interface Draft {
  readonly company: string;
  readonly contact: string;
  readonly points: Readonly<Record<Language, readonly ConsentPoint[] | null>>;
}

/** What candidates agree to. */
export function ConsentSection({ api }: { api: Api }): JSX.Element {
  const settings = useSettings(api);
  const { data, error, reload } = settings;
  const [typed, setTyped] = useState<Draft | null>(null);
  const [language, setLanguage] = useState<Language>(() => spoken.peek());
  const [isPreviewed, setPreviewed] = useState(false);
  useUnsaved(() => typed !== null);
  if (!data) return error === null ? <Busy>{t.value.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  const words = t.value.consent;
  const draft = typed ?? draftOf(data);
  const usual = data.consent.usual[language] ?? [];
  const own = draft.points[language];
  const points = own ?? usual;

  function change(next: Partial<Draft>): void {
    settings.touch();
    setTyped({ ...draft, ...next });
  }

  function changePoints(next: readonly ConsentPoint[] | null): void {
    change({ points: { ...draft.points, [language]: next } });
  }

  async function save(): Promise<void> {
    const body = requestOf(draft);
    if (await settings.save((ifMatch) => api.put("/api/settings/consent", { body, ifMatch }))) setTyped(null);
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!settings.isSaving) void save();
      }}
    >
      <p>{words.about}</p>
      {(["company", "contact"] as const).map((name) => (
        <div key={name} class="field">
          <label for={name}>{words[name]}</label>
          <input
            class="input"
            id={name}
            maxLength={MAX_CONSENT_LINE}
            value={draft[name]}
            aria-describedby={`${name}-hint`}
            onInput={(event) => change({ [name]: event.currentTarget.value })}
          />
          <p class="hint" id={`${name}-hint`}>
            {words[`${name}Hint`]}
          </p>
        </div>
      ))}
      <div class="field">
        <label for="consent-language">{words.language}</label>
        <LanguageSelect id="consent-language" value={language} onChange={setLanguage} />
      </div>
      <p class="small quiet">{words.places}</p>
      <p class="small quiet">{own === null ? words.isUsual : words.careful}</p>
      <ol class="settings-cards stack" aria-label={words.points}>
        {points.map((point, place) => (
          <li key={place} class="card stack">
            <div class="field">
              <label for={`lead-${place}`}>{words.lead(place + 1)}</label>
              <input
                class="input"
                id={`lead-${place}`}
                lang={language}
                required
                maxLength={MAX_CONSENT_LEAD}
                value={point.lead}
                onInput={(event) => changePoints(withPoint(points, place, { lead: event.currentTarget.value }))}
              />
            </div>
            <div class="field">
              <label for={`text-${place}`}>{words.text(place + 1)}</label>
              <textarea
                class="input"
                id={`text-${place}`}
                lang={language}
                rows={4}
                required
                maxLength={MAX_CONSENT_POINT}
                value={point.text}
                onInput={(event) => changePoints(withPoint(points, place, { text: event.currentTarget.value }))}
              />
            </div>
            {points.length > 1 && (
              <div class="row">
                <button
                  type="button"
                  class="button button-quiet button-small"
                  onClick={() => changePoints(points.filter((_, other) => other !== place))}
                >
                  {words.remove(place + 1)}
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
      <div class="row">
        {points.length < MAX_CONSENT_POINTS && (
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => changePoints([...points, { lead: "", text: "" }])}
          >
            {words.add}
          </button>
        )}
        {own !== null && (
          <button type="button" class="button button-quiet button-small" onClick={() => changePoints(null)}>
            {words.usual}
          </button>
        )}
        <button type="button" class="button button-quiet button-small" onClick={() => setPreviewed(true)}>
          {words.preview}
        </button>
      </div>
      <Saving
        {...settings}
        onReload={() => {
          setTyped(null);
          settings.touch();
          reload();
        }}
      />
      {isPreviewed && <Preview api={api} draft={draft} language={language} onClose={() => setPreviewed(false)} />}
    </form>
  );
}

function Preview({
  api,
  draft,
  language,
  onClose,
}: {
  api: Api;
  draft: Draft;
  language: Language;
  onClose: () => void;
}): JSX.Element {
  const words = t.value.consent;
  const [text, setText] = useState<ConsentTextView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) {
    setAsked(true);
    api.post("/api/consent-previews", { query: { language }, body: requestOf(draft) }).then(setText, setError);
  }
  return (
    <Dialog title={words.previewOf} onClose={onClose}>
      <NotSent error={error} />
      {text === null && error === null && <Busy>{words.previewing}</Busy>}
      {text && (
        <>
          <ConsentPoints text={text} />
          <p class="small quiet">{words.hash(text.id)}</p>
        </>
      )}
    </Dialog>
  );
}

function draftOf({ consent }: SettingsView): Draft {
  const pointsOf = (language: Language): readonly ConsentPoint[] | null => {
    const wording = consent.wordings[language];
    return wording && !wording.is_usual ? wording.points : null;
  };
  return { company: consent.company, contact: consent.contact, points: { en: pointsOf("en"), de: pointsOf("de") } };
}

function requestOf({ company, contact, points }: Draft): ConsentTermsRequest {
  const wordingOf = (language: Language): { points: ConsentPoint[] } | null =>
    points[language] === null ? null : { points: [...points[language]] };
  return { company, contact, wordings: { en: wordingOf("en"), de: wordingOf("de") } };
}

function withPoint(points: readonly ConsentPoint[], place: number, change: Partial<ConsentPoint>): ConsentPoint[] {
  return points.map((point, other) => (other === place ? { ...point, ...change } : point));
}
