import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { OwnErasureView } from "../../shared/api-types";
import { moment } from "../../shared/moment";
import { pauseAfter } from "../../shared/retry-pause";
import { ownWords } from "./words";

const LOOK_EVERY_MS = 15_000;

/** What whoever opens the link of an interview that was deleted is told: how far it is. */
export function Erased({ api }: { api: Api }): JSX.Element | null {
  const [erasure, setErasure] = useState<OwnErasureView | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    void watch(api, setErasure, leaving.signal);
    return () => leaving.abort();
  }, [api]);
  if (!erasure) return null;
  const words = ownWords.value.erased;
  return (
    <>
      <p role="status">{words.states[erasure.state]}</p>
      <p class="quiet small">{words.asked(moment(erasure.asked_at))}</p>
      {erasure.done_at && <p class="quiet small">{words.done(moment(erasure.done_at))}</p>}
      <p class="small">
        {words.reference}: <code>{erasure.id}</code>
      </p>
      <p class="quiet small">{words.referenceHint}</p>
    </>
  );
}

async function watch(api: Api, show: (now: OwnErasureView) => void, wanted: AbortSignal): Promise<void> {
  for (let failures = 0; !wanted.aborted;) {
    try {
      const now = await api.get("/api/interview/erasure", { signal: wanted });
      show(now);
      if (now.state === "done") return;
      failures = 0;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    } catch (error) {
      await pauseAfter(error, failures++);
    }
  }
}
