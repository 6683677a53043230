import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { DeliveryView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import { dateAndTime } from "../../../shared/format";
import { usePages } from "../../page/pages";
import { t } from "./words";

/** What an endpoint was told, how each attempt went, and the way to tell it again. */
export function DeliveryLog({ api, webhookId }: { api: Api; webhookId: string }): JSX.Element {
  const words = t.value;
  const path = { webhook_id: webhookId };
  const [notReplayed, setNotReplayed] = useState<unknown>(null);
  const { items, error, reload, fault, more } = usePages<DeliveryView, string>(webhookId, async (cursor, signal) => {
    const page = await api.get("/api/webhooks/{webhook_id}/deliveries", { path, query: { cursor }, signal });
    return { items: page.deliveries, next: page.next_cursor };
  });

  async function replay(id: string): Promise<void> {
    setNotReplayed(null);
    try {
      await api.post("/api/webhooks/{webhook_id}/deliveries/{delivery_id}/replay", {
        path: { ...path, delivery_id: id },
      });
      reload();
    } catch (reason) {
      setNotReplayed(reason);
    }
  }

  if (error !== null) return <ErrorNotice error={error} onRetry={reload} />;
  if (!items) return <Busy>{words.loading}</Busy>;
  return (
    <div class="stack">
      {items.length === 0 && <p>{words.logNone}</p>}
      <NotSent error={notReplayed ?? fault} />
      <ol class="settings-list">
        {items.map((delivery) => (
          <li key={delivery.id} class="stack">
            <p>
              <code>{delivery.type}</code> · {said(delivery).join(" · ")}
            </p>
            {delivery.state !== "waiting" && (
              <div>
                <button
                  type="button"
                  class="button button-link small"
                  aria-label={words.replayOf(delivery.type, dateAndTime(delivery.created_at))}
                  onClick={() => void replay(delivery.id)}
                >
                  {words.replay}
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {more && (
        <div>
          <button type="button" class="button button-quiet button-small" onClick={more}>
            {words.more}
          </button>
        </div>
      )}
    </div>
  );
}

function said({ created_at, state, attempts, next_at, last }: DeliveryView): string[] {
  const words = t.value;
  const of = (): string[] => {
    if (last === null) return [];
    const { fault, status } = last;
    const answered = typeof status === "number" ? [words.answered(status)] : [];
    return fault === null || fault === undefined ? answered : [...answered, words.attemptFaults[fault]];
  };
  return [
    dateAndTime(created_at),
    words.states[state],
    ...(attempts > 0 ? [words.attempts(attempts)] : []),
    ...of(),
    ...(state === "waiting" && attempts > 0 ? [words.next(dateAndTime(next_at))] : []),
  ];
}
