import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { BulkResult, ListedSession } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { useSending } from "../../shared/sending";
import { Dialog } from "../page/dialog";
import { isCancellable } from "../sessions/states";
import { changing } from "./changing-words";

export type ManyAction = "remind" | "cancel";

/** Counts what is about to happen to the chosen ones, does it, and says to how many it was done. */
export function ManyDialog({
  api,
  action,
  chosen,
  onClose,
  onDone,
}: {
  api: Api;
  action: ManyAction;
  chosen: readonly ListedSession[];
  onClose: () => void;
  onDone: (results: readonly BulkResult[]) => void;
}): JSX.Element {
  const words = changing.value.many;
  const [tell, setTell] = useState(true);
  const [results, setResults] = useState<readonly BulkResult[] | null>(null);
  const sending = useSending(() => undefined);
  const able = chosen.filter((each) => isFor(action, each));
  const begun = able.filter(({ state }) => state === "in_progress").length;
  const hasAddress = able.some(({ candidate_email }) => candidate_email !== null);

  async function act(): Promise<void> {
    const session_ids = chosen.map(({ id }) => id);
    await sending.send(async (id) => {
      const done =
        action === "remind"
          ? await api.post("/api/sessions/bulk/reminders", { body: { id, session_ids } })
          : await api.post("/api/sessions/bulk/cancellations", { body: { session_ids, tell: tell && hasAddress } });
      setResults(done.results);
      onDone(done.results);
    });
  }

  const title = action === "remind" ? words.remindTitle : words.cancelTitle;
  if (results) {
    const done = results.filter(({ error }) => error === null).length;
    return (
      <Dialog title={title} onClose={onClose}>
        <p role="status">
          {action === "remind" ? words.reminded(done) : words.cancelled(done)}{" "}
          {done < results.length && words.notDone(results.length - done)}
        </p>
        <div class="actions">
          <button type="button" class="button" autofocus onClick={onClose}>
            {words.back}
          </button>
        </div>
      </Dialog>
    );
  }
  const says = action === "remind" ? words.remind : words.cancel;
  const nobody = action === "remind" ? words.remindsNobody : words.cancelsNobody;
  const does = action === "remind" ? words.doRemind : words.doCancel;
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{able.length === 0 ? nobody : says(able.length, chosen.length)}</p>
      {action === "remind" && able.length > 0 && <p class="quiet">{words.lately}</p>}
      {action === "cancel" && begun > 0 && <p class="notice notice-warn">{words.inside(begun)}</p>}
      {action === "cancel" && hasAddress && (
        <label class="check">
          <input type="checkbox" checked={tell} onChange={(event) => setTell(event.currentTarget.checked)} />{" "}
          <span>{words.tell}</span>
        </label>
      )}
      <NotSent error={sending.error} />
      <div class="actions">
        {able.length > 0 && (
          <button type="button" class="button" aria-disabled={sending.busy} onClick={() => void act()}>
            {sending.busy ? words.busy : does(able.length)}
          </button>
        )}
        <button type="button" class="button button-quiet" onClick={onClose}>
          {words.back}
        </button>
      </div>
    </Dialog>
  );
}

function isFor(action: ManyAction, { state, candidate_email }: ListedSession): boolean {
  return isCancellable(state) && (action === "cancel" || candidate_email !== null);
}
