import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { DeliveryList, DeliveryView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import { dateAndTime } from "../../../shared/format";
import { useLoaded } from "../../page/loading";
import { t } from "./words";

/** What an endpoint was told, how each attempt went, and the way to tell it again. */
export function DeliveryLog({ api, webhookId }: { api: Api; webhookId: string }): JSX.Element {
  const words = t.value;
  const path = { webhook_id: webhookId };
  const [earlier, setEarlier] = useState<readonly DeliveryView[]>([]);
  const [next, setNext] = useState<string | null | undefined>(undefined);
  const [fault, setFault] = useState<unknown>(null);
  const { data, error, reload } = useLoaded<DeliveryList>(webhookId, (signal) =>
    api.get("/api/webhooks/{webhook_id}/deliveries", { path, signal }),
  );
  const deliveries = [...(data?.deliveries ?? []), ...earlier];
  const cursor = next === undefined ? (data?.next_cursor ?? null) : next;

  async function attempt(act: () => Promise<void>): Promise<void> {
    setFault(null);
    try {
      await act();
    } catch (reason) {
      setFault(reason);
    }
  }

  async function more(): Promise<void> {
    const page = await api.get("/api/webhooks/{webhook_id}/deliveries", { path, query: { cursor } });
    setEarlier([...earlier, ...page.deliveries]);
    setNext(page.next_cursor);
  }

  async function replay(id: string): Promise<void> {
    await api.post("/api/webhooks/{webhook_id}/deliveries/{delivery_id}/replay", {
      path: { ...path, delivery_id: id },
    });
    setEarlier([]);
    setNext(undefined);
    reload();
  }

  if (error !== null) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Busy>{words.loading}</Busy>;
  return (
    <div class="stack">
      {deliveries.length === 0 && <p>{words.logNone}</p>}
      <NotSent error={fault} />
      <ol class="settings-list">
        {deliveries.map((delivery) => (
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
                  onClick={() => void attempt(() => replay(delivery.id))}
                >
                  {words.replay}
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {cursor !== null && (
        <div>
          <button type="button" class="button button-quiet button-small" onClick={() => void attempt(more)}>
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
