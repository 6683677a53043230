import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { ApiError } from "../../shared/api";
import { ErrorNotice } from "../../shared/error-notice";
import { RoomLeft, useRoom } from "../../shared/room-left";
import type { Conductor } from "../interview/conductor";

/** As the API takes it. */
const LONGEST = 10_000;

/** An answer for those who write it; it is kept on this device with every key. */
export function Writing({ conductor }: { conductor: Conductor }): JSX.Element {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { onPaste, cut } = useRoom(LONGEST);
  useLayoutEffect(() => {
    field.current?.focus();
    // The focus alone is content with a field that is half under the buttons.
    field.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const fault = conductor.draftFault.value;
  return (
    <div class="field writing">
      <label for={id}>Your answer</label>
      <textarea
        id={id}
        ref={field}
        class="input"
        rows={8}
        maxLength={LONGEST}
        aria-describedby={`${id}-hint`}
        value={conductor.draft.value}
        onPaste={onPaste}
        onInput={(event) => conductor.write(event.currentTarget.value)}
      />
      <RoomLeft length={conductor.draft.value.length} most={LONGEST} cut={cut} />
      <p id={`${id}-hint`} class="hint">
        It counts like a spoken one. Kept on this device while you write.
      </p>
      {fault !== null && <ErrorNotice error={fault} />}
    </div>
  );
}

/** The answer waits for the connection. */
export function Unsent({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const fault = conductor.draftFault.value;
  if (!(fault instanceof ApiError)) return null;
  return (
    <p class="notice notice-warn" role="status">
      Your answer has not arrived yet. It is kept on this device, and we go on trying.
    </p>
  );
}
