import { signal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect } from "preact/hooks";

import { Busy } from "./busy";
import { pauseAfter } from "./retry-pause";
import { language, speak } from "./words/languages";
import { t } from "./words/shared";

interface Later<P> {
  /** Ahead of when it is shown: the connection may be away by then. */
  readonly fetch: () => Promise<void>;
  /** It, as soon as it is there. */
  readonly View: (shown: P & JSX.IntrinsicAttributes) => JSX.Element;
}

/** A view that is no part of the first script. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const view = signal<ComponentType<P> | null>(null);
  const isMissing = signal(false);

  async function fetch(): Promise<void> {
    try {
      const loaded = await load();
      // Words that came with it came in English.
      await speak(language.peek());
      view.value = loaded;
    } catch {
      isMissing.value = true;
    }
  }

  async function fetchUntilThere(wanted: AbortSignal): Promise<void> {
    for (let failures = 0; !wanted.aborted; failures++) {
      await fetch();
      if (view.peek()) return;
      await pauseAfter(null, failures);
    }
  }

  function View(shown: P): JSX.Element {
    useEffect(() => {
      const leaving = new AbortController();
      void fetchUntilThere(leaving.signal);
      return () => leaving.abort();
    }, []);
    const Loaded = view.value;
    if (Loaded) return <Loaded {...shown} />;
    const { loading, missing } = t.value.later;
    return isMissing.value ? (
      <p class="notice notice-warn" role="status">
        {missing}
      </p>
    ) : (
      <Busy>{loading}</Busy>
    );
  }

  return { fetch, View };
}
