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
      {!conductor.capture.isPictureOn.value && (
        <p class="notice notice-warn">
          To spare your connection we record sound only for a while. Go on speaking: your picture comes back by itself.
        </p>
      )}
      <Unplugged conductor={conductor} />
      {!conductor.isDurable.value && (
        <p class="notice notice-warn">
          Your browser keeps nothing on this device (a private window?). Please leave this page open until the end.
        </p>
      )}
    </div>
  );
}

/** What was unplugged, and what happens meanwhile. */
function Unplugged({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const lost = conductor.capture.lost.value;
  const [first] = lost;
  if (!first) return null;
  if (lost.size > 1)
    return (
      <p class="notice notice-warn">
        Your camera and your microphone were disconnected, so nothing is recorded right now. Plug them in again: we go
        on by ourselves, and what you said before is kept.
      </p>
    );
  const isCamera = first === "video";
  return (
    <p class="notice notice-warn">
      Your {isCamera ? "camera" : "microphone"} was disconnected. Plug it in again and we use it at once; meanwhile the
      recording goes on with your {isCamera ? "voice" : "picture"} alone.
    </p>
  );
}
