import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { NotSent } from "../../shared/error-notice";
import { useSending } from "../views/sending";
import { ownWords } from "./words";

/** What is kept of the candidate, and what they may do about it. */
export function OwnData({ api, onErased }: { api: Api; onErased: () => void }): JSX.Element {
  return <Deletion api={api} onErased={onErased} />;
}

function Deletion({ api, onErased }: { api: Api; onErased: () => void }): JSX.Element {
  const words = ownWords.value;
  const [asks, setAsks] = useState(false);
  const { isSending, error, send } = useSending();
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (asks) keep.current?.focus();
  }, [asks]);
  return (
    <section class="stack" aria-labelledby="delete">
      <h3 id="delete">{words.deleteHeading}</h3>
      <p>{words.deleteWhat}</p>
      <p>{words.deleteForGood}</p>
      {asks ? (
        <div class="notice notice-bad stack" role="alert">
          <p>{words.sure}</p>
          <div class="row">
            <button
              type="button"
              class="button"
              aria-disabled={isSending}
              onClick={() =>
                send(async () => {
                  await api.post("/api/interview/erasure");
                  onErased();
                })
              }
            >
              {isSending ? words.deleting : words.yes}
            </button>
            <button type="button" class="button button-quiet" ref={keep} onClick={() => setAsks(false)}>
              {words.no}
            </button>
          </div>
        </div>
      ) : (
        <div class="row">
          <button type="button" class="button button-quiet" onClick={() => setAsks(true)}>
            {words.delete}
          </button>
        </div>
      )}
      <NotSent error={error} />
    </section>
  );
}
