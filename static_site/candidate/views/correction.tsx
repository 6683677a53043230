import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";

import { NotSent } from "../../shared/error-notice";
import { count } from "../../shared/format";
import type { Conductor } from "../conductor";

/** Misheard words can be mended before they are scored. */
export function Correction({ conductor }: { conductor: Conductor }): JSX.Element {
  const id = useId();
  const heard = conductor.transcript.value;
  const [text, setText] = useState(heard);
  const [isSaving, setSaving] = useState(false);
  const [saved, setSaved] = useState("");
  const [fault, setFault] = useState<unknown>(null);

  const save = async (): Promise<void> => {
    setSaving(true);
    setSaved("");
    setFault(null);
    try {
      const corrected = await conductor.correct(text);
      setText(corrected.text);
      setSaved(corrected.words_changed === 0 ? "Saved: as we heard it." : changed(corrected.words_changed));
    } catch (error) {
      setFault(error);
    }
    setSaving(false);
  };
  return (
    <details class="correction">
      <summary>Correct what we heard</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSaving) void save();
        }}
      >
        <div class="field">
          <label for={id}>What you said</label>
          <textarea
            id={id}
            class="input"
            rows={5}
            required
            aria-describedby={`${id}-hint`}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <p id={`${id}-hint`} class="hint">
            For words that we misheard. The team sees both versions, and the score goes by yours. Only where part of
            your answer was not heard while you spoke is the whole recording transcribed afterwards: then that counts,
            and your correction is shown beside it.
          </p>
        </div>
        <NotSent error={fault} />
        <div class="row">
          {/* Not disabled while it saves: the focus would be lost. */}
          <button class="button button-quiet" aria-disabled={isSaving}>
            Save the correction
          </button>
          <p role="status" class="small">
            {isSaving ? "Saving…" : saved}
          </p>
        </div>
      </form>
    </details>
  );
}

function changed(words: number): string {
  return `Saved: ${count(words, "word")} changed.`;
}
