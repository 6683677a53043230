import type { JSX } from "preact";

import { Dialog } from "./dialog";
import { t } from "../words";

/** Asked before what was typed is thrown away. */
export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }): JSX.Element {
  const words = t.value.leaving;
  return (
    <Dialog title={words.title} onClose={onStay}>
      <p>{words.lost}</p>
      <div class="row">
        <button type="button" class="button" autofocus onClick={onStay}>
          {words.stay}
        </button>
        <button type="button" class="button button-quiet" onClick={onLeave}>
          {words.leave}
        </button>
      </div>
    </Dialog>
  );
}
