import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { RetentionView, SettingsView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice } from "../../../shared/error-notice";
import { type FieldErrors, LookAgain, useFieldErrors } from "../../../shared/field-errors";
import { Dialog } from "../../page/dialog";
import { useUnsaved } from "../../page/unsaved";
import { NumberField } from "../../templates/number-field";
import { t } from "../privacy-words";
import { Saving } from "../saving";
import { useSettings } from "../use-settings";

const KINDS = ["recordings", "results", "flags", "rest"] as const;
const MIN_DAYS = 7;
const MAX_DAYS = 3650;

/** How long what is known of interviews is kept. */
export function RetentionSection({ api }: { api: Api }): JSX.Element {
  const settings = useSettings(api);
  const { data, error, reload } = settings;
  const [typed, setTyped] = useState<RetentionView | null>(null);
  const [asks, setAsks] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { errors, find, keep } = useFieldErrors(form);
  useUnsaved(() => typed !== null);
  const words = t.value.retention;
  if (!data) return error === null ? <Busy>{t.value.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  const shown = typed ?? data.retention;
  const shorter = KINDS.filter((kind) => shown[kind] < data.retention[kind]);

  function send(): void {
    const problems = problemsOf(shown, data);
    find(problems);
    if (Object.keys(problems).length > 0) return;
    if (shorter.length > 0) setAsks(true);
    else void save();
  }

  async function save(): Promise<void> {
    setAsks(false);
    if (await settings.save((ifMatch) => api.put("/api/settings/retention", { body: shown, ifMatch }))) setTyped(null);
  }

  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!settings.isSaving) send();
      }}
    >
      <p>{words.about}</p>
      <LookAgain errors={errors} />
      {KINDS.map((kind) => (
        <NumberField
          key={kind}
          id={kind}
          label={words.kinds[kind]}
          value={shown[kind]}
          min={MIN_DAYS}
          max={mostOf(kind, data)}
          problem={errors[kind]}
          hint={words.hint(MIN_DAYS, mostOf(kind, data))}
          onChange={(value) => {
            settings.touch();
            keep(() => ({}));
            setTyped({ ...shown, [kind]: value });
          }}
        />
      ))}
      <p class="quiet">{words.inPractice(shown.recordings, shown.rest)}</p>
      <Saving
        {...settings}
        onReload={() => {
          setTyped(null);
          settings.touch();
          reload();
        }}
      />
      {asks && (
        <Dialog title={words.shorten} onClose={() => setAsks(false)}>
          <p>{words.forGood}</p>
          <ul>
            {shorter.map((kind) => (
              <li key={kind}>{words.shorter(words.kinds[kind], shown[kind], data.retention[kind])}</li>
            ))}
          </ul>
          <div class="row">
            <button type="button" class="button button-quiet" autofocus onClick={() => setAsks(false)}>
              {words.keep}
            </button>
            <button type="button" class="button" onClick={() => void save()}>
              {words.shortenYes}
            </button>
          </div>
        </Dialog>
      )}
    </form>
  );
}

function mostOf(kind: (typeof KINDS)[number], data: SettingsView): number {
  return data.most[kind] ?? MAX_DAYS;
}

function problemsOf(retention: RetentionView, data: SettingsView | null): FieldErrors {
  if (!data) return {};
  const words = t.value.retention;
  return Object.fromEntries(
    KINDS.flatMap((kind) => {
      const [days, most] = [retention[kind], mostOf(kind, data)];
      if (!Number.isInteger(days) || days < MIN_DAYS || days > most)
        return [[kind, () => words.outOfBounds(MIN_DAYS, most)]];
      return days > retention.rest ? [[kind, () => words.longerThanRest]] : [];
    }),
  );
}
