import type { JSX } from "preact";

import { Dialog } from "./dialog";

/** Asked before what was typed is thrown away. */
export function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }): JSX.Element {
  return (
    <Dialog title="Leave without saving?" onClose={onStay}>
      <p>Your changes are not saved yet. If you leave now, they are lost.</p>
      <div class="row">
        <button type="button" class="button" autofocus onClick={onStay}>
          Keep editing
        </button>
        <button type="button" class="button button-quiet" onClick={onLeave}>
          Leave without saving
        </button>
      </div>
    </Dialog>
  );
}
