import type { JSX } from "preact";

import type { Conductor } from "../interview/conductor";

/** What the candidate should know while the interview goes on. */
export function Notices({ conductor }: { conductor: Conductor }): JSX.Element {
  const { agent } = conductor.state.value;
  const isDurable = conductor.isDurable.value;
  return (
    <div class="notices" role="status">
      {conductor.delivery.progress.value.isOffline && (
        <p class="notice notice-warn">
          Your connection is away. Go on: what is recorded is kept {isDurable ? "on this device" : "by this page"} and
          sent when it is back.
        </p>
      )}
      {agent === "down" && (
        <p class="notice">
          Our interviewer cannot speak right now, so you read the questions. You answer them as before.
        </p>
      )}
      {!conductor.capture.isPictureOn.value && (
        <p class="notice notice-warn">
          To spare your connection we record sound only for a while. Go on speaking: your picture comes back by itself.
        </p>
      )}
      <Unplugged conductor={conductor} />
      <NothingHeard conductor={conductor} />
      <NothingRecorded conductor={conductor} />
      {!isDurable && (
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
        on by ourselves. What was recorded before is not lost by it.
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

/** The recorder gives nothing, though its devices are there. */
function NothingRecorded({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const { capture, state, interview, isDurable } = conductor;
  if (state.value.phase !== "answering" || !capture.isSilent.value || capture.lost.value.size > 1) return null;
  return (
    <p class="notice notice-bad">
      Your browser gives us no recording right now. We are trying again; if this message stays,{" "}
      {isDurable.value && "reload the page (what was recorded before is kept), or "}open the same link in another
      browser
      {interview.accommodations.text_answers ? ". You can also write this answer instead." : "."}
    </p>
  );
}

/** The microphone gives no sound at all: muted at the headset, on the keyboard, or in the system. */
function NothingHeard({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const { phase } = conductor.state.value;
  const isSpoken = phase === "answering" || phase === "practising";
  if (!isSpoken || !conductor.isUnheard.value || conductor.capture.lost.value.has("audio")) return null;
  const canWrite = phase === "answering" && conductor.interview.accommodations.text_answers;
  return (
    <p class="notice notice-bad">
      We do not hear you. If you are speaking, please check whether your microphone is muted, by a switch on the headset
      or a key on the keyboard{canWrite ? "; you can also write this answer instead." : "."}
    </p>
  );
}
