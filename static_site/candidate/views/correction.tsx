import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";

import { NotSent } from "../../shared/error-notice";
import type { InterviewController } from "../interview/interview-controller";
import { t } from "../words";

/** Misheard words can be mended before they are scored. */
export function Correction({ controller }: { controller: InterviewController }): JSX.Element {
  const id = useId();
  const end = useRef<HTMLDivElement>(null);
  const { correcting, heard } = controller;
  const words = t.value.correction;
  return (
    <div class="stack" onFocusIn={() => controller.feed({ type: "stay" })}>
      {/* What is opened is seen whole, to the button that saves it. */}
      <details class="correction" onToggle={() => end.current?.scrollIntoView({ block: "nearest" })}>
        <summary>{words.open}</summary>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void correcting.save();
          }}
        >
          <div class="field">
            <label for={id}>{words.label}</label>
            <textarea
              id={id}
              class="input"
              rows={5}
              required
              readOnly={correcting.isSaving.value}
              aria-describedby={`${id}-hint`}
              value={correcting.text.value ?? heard.text.value}
              onInput={(event) => correcting.type(event.currentTarget.value)}
            />
            <p id={`${id}-hint`} class="hint">
              {words.hint}
            </p>
          </div>
          <div class="row" ref={end}>
            {/* Not disabled while it saves: the focus would be lost. */}
            <button class="button button-quiet" aria-disabled={correcting.isSaving.value}>
              {words.save}
            </button>
            <p role="status" class="small">
              {correcting.isSaving.value ? words.saving : saved(correcting.wordsChanged.value)}
            </p>
          </div>
        </form>
      </details>
      <NotSent error={correcting.fault.value} />
    </div>
  );
}

function saved(wordsChanged: number | null): string {
  return wordsChanged === null ? "" : t.value.correction.saved(wordsChanged);
}
