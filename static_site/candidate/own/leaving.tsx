import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { OwnDataView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { dateAndTime } from "../../shared/format";
import { useSending } from "../views/sending";
import { ownWords } from "./words";

/** Nothing is judged from then on; what there is stays. */
export function Withdrawal({
  api,
  data,
  onWithdrawn,
}: {
  api: Api;
  data: OwnDataView;
  onWithdrawn: () => void;
}): JSX.Element {
  const words = ownWords.value.withdraw;
  return (
    <section class="stack" aria-labelledby="withdraw">
      <h2 id="withdraw">{words.heading}</h2>
      {data.withdrawn_at !== null ? (
        <p>{words.done(dateAndTime(data.withdrawn_at))}</p>
      ) : (
        <>
          <p>{words.what}</p>
          <p>{words.stays}</p>
          <Sure
            words={words}
            act={async () => {
              await api.post("/api/interview/withdrawal");
              onWithdrawn();
            }}
          />
        </>
      )}
    </section>
  );
}

export function Deletion({ api, onErased }: { api: Api; onErased: () => void }): JSX.Element {
  const words = ownWords.value;
  return (
    <section class="stack" aria-labelledby="delete">
      <h2 id="delete">{words.deleteHeading}</h2>
      <p>{words.deleteWhat}</p>
      <p>{words.deleteForGood}</p>
      <Sure
        words={{ button: words.delete, sure: words.sure, yes: words.yes, no: words.no, sending: words.deleting }}
        act={async () => {
          await api.post("/api/interview/erasure");
          onErased();
        }}
      />
    </section>
  );
}

interface Asking {
  readonly words: Readonly<Record<"button" | "sure" | "yes" | "no" | "sending", string>>;
  readonly act: () => Promise<void>;
}

/** What cannot be taken back is asked twice, and the focus is on the way back. */
function Sure({ words, act }: Asking): JSX.Element {
  const [asks, setAsks] = useState(false);
  const { isSending, error, send } = useSending();
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (asks) keep.current?.focus();
  }, [asks]);
  return (
    <>
      {asks ? (
        <div class="notice notice-bad stack" role="alert">
          <p>{words.sure}</p>
          <div class="row">
            <button type="button" class="button button-quiet" aria-disabled={isSending} onClick={() => send(act)}>
              {isSending ? words.sending : words.yes}
            </button>
            <button type="button" class="button button-quiet" ref={keep} onClick={() => setAsks(false)}>
              {words.no}
            </button>
          </div>
        </div>
      ) : (
        <div class="row">
          <button type="button" class="button button-quiet" onClick={() => setAsks(true)}>
            {words.button}
          </button>
        </div>
      )}
      <NotSent error={error} />
    </>
  );
}
