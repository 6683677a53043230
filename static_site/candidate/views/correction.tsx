import type { JSX } from "preact";
import { useId } from "preact/hooks";

import { NotSent } from "../../shared/error-notice";
import { count } from "../../shared/format";
import type { Conductor } from "../interview/conductor";

/** Misheard words can be mended before they are scored. */
export function Correction({ conductor }: { conductor: Conductor }): JSX.Element {
  const id = useId();
  const { correcting, transcript } = conductor;
  return (
    <div class="stack">
      <details class="correction">
        <summary>Correct what we heard</summary>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void correcting.save();
          }}
        >
          <div class="field">
            <label for={id}>What you said</label>
            <textarea
              id={id}
              class="input"
              rows={5}
              required
              readOnly={correcting.isSaving.value}
              aria-describedby={`${id}-hint`}
              value={correcting.text.value ?? transcript.value}
              onInput={(event) => correcting.type(event.currentTarget.value)}
            />
            <p id={`${id}-hint`} class="hint">
              For words that we misheard. The team sees both versions, and where your answer is scored, the score goes
              by yours. Only where part of your answer was not heard while you spoke is the whole recording transcribed
              afterwards: then that counts, and your correction is shown beside it.
            </p>
          </div>
          <div class="row">
            {/* Not disabled while it saves: the focus would be lost. */}
            <button class="button button-quiet" aria-disabled={correcting.isSaving.value}>
              Save the correction
            </button>
            <p role="status" class="small">
              {correcting.isSaving.value ? "Saving…" : saved(correcting.wordsChanged.value)}
            </p>
          </div>
        </form>
      </details>
      <NotSent error={correcting.fault.value} />
    </div>
  );
}

function saved(words: number | null): string {
  if (words === null) return "";
  return words === 0 ? "Saved: as we heard it." : `Saved: ${count(words, "word")} changed.`;
}
