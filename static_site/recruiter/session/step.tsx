import type { JSX } from "preact";

import { t } from "../words";
import { shortcutsOf } from "./keys";

/** A button to the question beside this one; it stays where it is at the ends. */
export function Step({
  command,
  onStep,
}: {
  command: "previousQuestion" | "nextQuestion";
  onStep: (() => void) | null;
}): JSX.Element {
  return (
    <button
      type="button"
      class="button button-quiet button-small"
      aria-keyshortcuts={shortcutsOf(command)}
      disabled={onStep === null}
      onClick={() => onStep?.()}
    >
      {t.value.session[command]}
    </button>
  );
}
