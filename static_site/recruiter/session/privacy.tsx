import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { ResultsView } from "../../shared/api-types";
import { day } from "../../shared/format";
import { later } from "../../shared/later";
import { t } from "../words";

const KINDS = ["recordings", "results", "flags", "rest"] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

const consentDialog = later(async () => (await import("./consent-dialog")).ConsentDialog);

/** What the candidate agreed to, and how long what is known of the interview is kept. */
export function Privacy({ api, results }: { api: Api; results: ResultsView }): JSX.Element {
  const { session, erase_at: eraseAt, erased_at: erasedAt } = results;
  const [isOpen, setIsOpen] = useState(false);
  const words = t.value.session.privacy;
  return (
    <>
      {KINDS.map((kind) => {
        const [until, gone] = [eraseAt[kind], erasedAt[kind]];
        if (gone) return <p key={kind}>{words.erased[kind](day(gone))}</p>;
        if (!until) return null;
        return <p key={kind}>{words.until[kind](Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / DAY_MS)))}</p>;
      })}
      {session.started_at !== null && (
        <div class="row">
          <button type="button" class="button button-quiet button-small" onClick={() => setIsOpen(true)}>
            {words.agreed}
          </button>
        </div>
      )}
      {isOpen && <consentDialog.View api={api} sessionId={session.id} onClose={() => setIsOpen(false)} />}
    </>
  );
}
