import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { ExportRequest, ExportView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { NotSent } from "../../shared/error-notice";
import { megabytes } from "../../shared/format";
import { language } from "../../shared/words/languages";
import { Dialog } from "../page/dialog";
import { t } from "./words";

const FORMATS = ["pdf", "csv", "json"] as const satisfies readonly ExportRequest["format"][];
const LOOK_EVERY_MS = 1500;

type Wish = Omit<ExportRequest, "format" | "language">;
/** Which interviews: one, or those that a list shows. */
export type ExportWish = { readonly [Field in keyof Wish]?: Readonly<Wish[Field]> };

/** Opens the dialog that makes a file of these interviews. */
export function ExportButton({ api, wish }: { api: Api; wish: ExportWish }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" class="button button-quiet button-small" onClick={() => setIsOpen(true)}>
        {t.value.export}
      </button>
      {isOpen && <ExportDialog api={api} wish={wish} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ExportDialog({ api, wish, onClose }: { api: Api; wish: ExportWish; onClose: () => void }): JSX.Element {
  const words = t.value;
  const [made, setMade] = useState<ExportView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const formats = FORMATS.filter((format) => format !== "pdf" || wish.session_id);
  const waits = made?.state === "waiting";

  useEffect(() => {
    if (!waits) return;
    const leaving = new AbortController();
    const timer = setInterval(() => {
      const path = { export_id: made.id };
      api.get("/api/exports/{export_id}", { path, signal: leaving.signal }).then(
        (now) => {
          setMade(now);
          setError(null);
        },
        (reason: unknown) => {
          if (!leaving.signal.aborted) setError(reason);
        },
      );
    }, LOOK_EVERY_MS);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, [api, made?.id, waits]);

  async function ask(form: HTMLFormElement): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const format = new FormData(form).get("format") as ExportRequest["format"];
      setMade(
        await api.post("/api/exports", { body: { ...wish, format, language: language.peek() } as ExportRequest }),
      );
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  return (
    <Dialog title={words.title} onClose={onClose}>
      <NotSent error={error} />
      {made === null ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void ask(event.currentTarget);
          }}
        >
          <p>{wish.session_id ? words.one : words.many}</p>
          <fieldset class="field">
            <legend class="label">{words.format}</legend>
            {formats.map((format, place) => (
              <label key={format} class="choice">
                <input type="radio" name="format" value={format} defaultChecked={place === 0} />
                <span>{words.formats[format]}</span>
              </label>
            ))}
          </fieldset>
          <p class="small quiet">{words.hidden}</p>
          <div class="actions">
            <button class="button" disabled={busy}>
              {words.make}
            </button>
          </div>
        </form>
      ) : (
        <Progress made={made} onAnother={() => setMade(null)} />
      )}
    </Dialog>
  );
}

function Progress({ made, onAnother }: { made: ExportView; onAnother: () => void }): JSX.Element {
  const words = t.value;
  if (made.state === "waiting") return <Busy>{words.making(made.sessions)}</Busy>;
  return (
    <div class="stack">
      <p role="status">
        {made.state === "failed" ? words.failed : words.done(made.sessions, megabytes(made.size ?? 0))}
        {made.is_cut && ` ${words.cut}`}
      </p>
      <div class="row">
        {made.url !== null && (
          <a class="button" href={made.url} download autofocus>
            {words.download}
          </a>
        )}
        <button type="button" class="button button-quiet" onClick={onAnother}>
          {words.again}
        </button>
      </div>
      {made.state === "done" && <p class="small quiet">{words.once}</p>}
    </div>
  );
}
