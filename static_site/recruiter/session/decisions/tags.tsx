import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { SessionView, TagList } from "../../../shared/api-types";
import { NotSent } from "../../../shared/error-notice";
import { MAX_TAG } from "../../../shared/limits";
import { useLoaded } from "../../page/loading";
import { t } from "../../words";

/** An interview's tags; the organisation's are offered for more. */
export function Tags({
  api,
  session,
  mayChange,
  onChanged,
}: {
  api: Api;
  session: SessionView;
  mayChange: boolean;
  onChanged: () => void;
}): JSX.Element {
  const words = t.value.decisions.tags;
  const [tag, setTag] = useState("");
  const [error, setError] = useState<unknown>(null);
  const { data: known } = useLoaded<TagList>("tags", (signal) => api.get("/api/tags", { signal }));

  async function change(body: { add: string[]; remove: string[] }): Promise<void> {
    setError(null);
    try {
      await api.post("/api/sessions/{session_id}/tags", { path: { session_id: session.id }, body });
      setTag("");
      onChanged();
    } catch (reason) {
      setError(reason);
    }
  }

  return (
    <section class="stack" aria-labelledby="tags">
      <h3 id="tags">{words.title}</h3>
      {session.tags.length === 0 && <p class="small quiet">{words.none}</p>}
      <ul class="tags">
        {session.tags.map((each) => (
          <li key={each} class="chip chip-plain tag">
            {each}
            {mayChange && (
              <button
                type="button"
                class="button button-link"
                aria-label={words.remove(each)}
                onClick={() => void change({ add: [], remove: [each] })}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      <NotSent error={error} />
      {mayChange && (
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            if (tag.trim()) void change({ add: [tag.trim()], remove: [] });
          }}
        >
          <label class="visually-hidden" for="new-tag">
            {words.label}
          </label>
          <input
            id="new-tag"
            class="input tag-input"
            list="known-tags"
            maxLength={MAX_TAG}
            placeholder={words.label}
            value={tag}
            onInput={(event) => setTag(event.currentTarget.value)}
          />
          <datalist id="known-tags">
            {known?.tags.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
          <button type="submit" class="button button-quiet button-small">
            {words.add}
          </button>
        </form>
      )}
    </section>
  );
}
