import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

import { ErrorNotice } from "../../shared/error-notice";
import { RoomLeft, useRoom } from "../../shared/room-left";
import type { InterviewController } from "../interview/interview-controller";
import { MAX_TEXT_ANSWER } from "../../shared/limits";
import { t } from "../words";

/** An answer for those who write it; it is kept on this device with every key. */
export function Writing({ controller }: { controller: InterviewController }): JSX.Element {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { onPaste, cut } = useRoom(MAX_TEXT_ANSWER);
  useLayoutEffect(() => {
    field.current?.focus();
    // The focus alone is content with a field that is half under the buttons.
    field.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const fault = controller.written.fault.value;
  return (
    <div class="field writing">
      <label for={id}>{t.value.writing.label}</label>
      <textarea
        id={id}
        ref={field}
        class="input"
        rows={8}
        maxLength={MAX_TEXT_ANSWER}
        aria-describedby={`${id}-hint`}
        value={controller.written.text.value}
        onPaste={onPaste}
        onInput={(event) => controller.write(event.currentTarget.value)}
      />
      <RoomLeft length={controller.written.text.value.length} most={MAX_TEXT_ANSWER} cut={cut} />
      <p id={`${id}-hint`} class="hint">
        {t.value.writing.hint}
      </p>
      {fault !== null && <ErrorNotice error={fault} />}
    </div>
  );
}
