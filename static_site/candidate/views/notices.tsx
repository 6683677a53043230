import type { JSX } from "preact";

import type { Conductor } from "../conductor";

/** What the candidate should know while the interview goes on. */
export function Notices({ conductor }: { conductor: Conductor }): JSX.Element {
  const { agent } = conductor.state.value;
  return (
    <div class="notices" role="status">
      {conductor.delivery.progress.value.isOffline && (
        <p class="notice notice-warn">
          Your connection is away. Go on: your recording is kept on this device and sent when it is back.
        </p>
      )}
      {agent === "down" && (
        <p class="notice">
          Our interviewer cannot speak right now, so you read the questions. Your answers are recorded all the same.
        </p>
      )}
      {conductor.isDeviceLost.value && (
        <p class="notice notice-warn">
          Your camera or microphone was disconnected. Plug it in again and reload this page: you go on with this
          question.
        </p>
      )}
      {!conductor.isDurable.value && (
        <p class="notice notice-warn">
          Your browser keeps nothing on this device (a private window?). Please leave this page open until the end.
        </p>
      )}
    </div>
  );
}
