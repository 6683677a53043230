import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { spanInWords } from "../../shared/format";
import { RoomLeft, useRoom } from "../../shared/room-left";
import { titleOf } from "../interview/question-order";
import type { Conductor } from "../interview/conductor";
import type { DeviceFault } from "../recording/devices";
import { Camera } from "./camera";
import { ConnectionCheck, MicrophoneCheck, PictureCheck, RecordingCheck, SpeakerCheck } from "./checks";
import { OnAnotherDevice } from "./ending";
import { Heading, Page } from "./page";

/** As the API takes it. */
const LONGEST_NAME = 200;
const ELSEWHERE =
  "open the same link on a telephone or another computer: nothing is lost by that. If you have none, ask your recruiter " +
  "how you can go on.";
const FAULTS: Record<DeviceFault, { heading: string; words: ComponentChildren }> = {
  denied: {
    heading: "Your browser does not let us use the camera and microphone",
    words: (
      <>
        Click the camera or lock symbol beside the address at the top of the window, choose <em>Allow</em> for camera
        and microphone, then try again. If they are switched off for all pages, allow your browser in the privacy
        settings of your system.
      </>
    ),
  },
  missing: {
    heading: "We cannot find a camera and a microphone",
    words: `Plug them in, or ${ELSEWHERE}`,
  },
  no_camera: {
    heading: "We cannot find a camera",
    words: `Your microphone is there, but no camera. Plug one in and switch it on, or ${ELSEWHERE}`,
  },
  no_microphone: {
    heading: "We cannot find a microphone",
    words: `Your camera is there, but no microphone. Plug one in and switch it on, or ${ELSEWHERE}`,
  },
  busy: {
    heading: "Something else is using your camera or microphone",
    words: "Close other video calls and pages that use them, then try again.",
  },
  unsupported: {
    heading: "This browser cannot use your camera and microphone here",
    words: "Open the same link in a current version of Chrome, Edge, Firefox or Safari.",
  },
};

interface Props {
  conductor: Conductor;
  humanReviewOnly: boolean;
}

/** Camera, microphone, loudspeaker, one face, a name. */
export function Hardware({ conductor, humanReviewOnly }: Props): JSX.Element {
  const isReady = conductor.state.value.phase === "ready";
  useEffect(() => {
    // After a reload the candidate has agreed already; the first time, they have just clicked.
    void conductor.openDevices();
  }, [conductor]);
  const fault = conductor.deviceFault.value;
  return (
    <Page title={conductor.interview.title}>
      <Heading>Camera and microphone</Heading>
      {conductor.state.value.resumed && <Welcome conductor={conductor} />}
      <OnAnotherDevice conductor={conductor} />
      {fault && <Fault fault={fault} onRetry={() => void conductor.openDevices()} />}
      {!fault && !isReady && <Busy>Please allow camera and microphone when your browser asks.</Busy>}
      {isReady && <Checks conductor={conductor} humanReviewOnly={humanReviewOnly} />}
    </Page>
  );
}

function Welcome({ conductor }: { conductor: Conductor }): JSX.Element {
  const { isNew, question } = conductor.state.value;
  if (isNew) return <p class="notice">Welcome back. No question was asked yet, so you have missed nothing.</p>;
  const title = titleOf(conductor.questions.value, question);
  const isArriving = conductor.delivery.progress.value.chunks > 0;
  // Where not all of it is here or has arrived, the notice below says so.
  const isKept = conductor.awaitedElsewhere.length === 0 && conductor.isDurable.value;
  return (
    <p class="notice">
      Welcome back. {isKept && "What you said and wrote before is kept. "}You go on with {title.toLowerCase()}.
      {isArriving && " What was recorded before is still being sent: please leave this page open."}
    </p>
  );
}

function thinkingInWords(questions: readonly { readonly thinking_time_s: number }[]): string {
  const given = questions.filter(({ thinking_time_s }) => thinking_time_s > 0).length;
  if (given === 0) return "Your answer begins right after it";
  return given < questions.length
    ? "Before some answers you get time to think, the others begin right after it"
    : "You get time to think, then you answer";
}

function Fault({ fault, onRetry }: { fault: DeviceFault; onRetry: () => void }): JSX.Element {
  const { heading, words } = FAULTS[fault];
  return (
    <>
      <section class="notice notice-warn" role="alert">
        <h2>{heading}</h2>
        <p>{words}</p>
      </section>
      <div class="actions">
        <button type="button" class="button" onClick={onRetry}>
          Try again
        </button>
      </div>
    </>
  );
}

function Checks({ conductor, humanReviewOnly }: Props): JSX.Element {
  const [isFaceless, setIsFaceless] = useState(false);
  const [isUnheard, setIsUnheard] = useState(false);
  const { capture, faces, wasHeard } = conductor;
  const awaited = [
    capture.trial.value === null && "the trial recording is over",
    capture.trial.value !== null && capture.trial.value !== "whole" && "your browser records picture and sound",
    !isUnheard && !wasHeard.value && "you have said a few words",
    !isFaceless && faces.value !== "one" && "we have seen your face",
  ].filter((wait) => wait !== false);
  return (
    <>
      <div class="checks">
        <Camera stream={conductor.capture.stream.value} />
        <ul class="check-list" aria-label="Checks">
          <RecordingCheck conductor={conductor} />
          <MicrophoneCheck conductor={conductor} isAnyway={isUnheard} onAnyway={() => setIsUnheard(true)} />
          <SpeakerCheck conductor={conductor} />
          <ConnectionCheck conductor={conductor} />
          <PictureCheck conductor={conductor} isAnyway={isFaceless} onAnyway={() => setIsFaceless(true)} />
        </ul>
      </div>
      <Begin conductor={conductor} humanReviewOnly={humanReviewOnly} awaited={awaited} />
    </>
  );
}

/** `awaited` is what must have happened before. */
function Begin({ conductor, humanReviewOnly, awaited }: Props & { awaited: readonly string[] }): JSX.Element {
  const [name, setName] = useState(conductor.interview.candidate_name);
  const isBeginning = useSignal(false);
  const id = useId();
  const { onPaste, cut } = useRoom(LONGEST_NAME);
  const fault = conductor.startFault.value;
  const { silence_s, text_answers } = conductor.interview.accommodations;
  const waits = name.trim() === "" ? [...awaited, "you have entered your name"] : awaited;
  const begin = async (): Promise<void> => {
    isBeginning.value = true;
    await conductor.begin(name.trim(), humanReviewOnly);
    isBeginning.value = false;
  };
  return (
    <>
      <form
        id={`${id}-begin`}
        class="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (waits.length === 0) void begin();
        }}
      >
        {!conductor.state.value.resumed && (
          <div class="field">
            <label for={id}>Your name</label>
            <input
              id={id}
              class="input"
              required
              maxLength={LONGEST_NAME}
              autoComplete="name"
              value={name}
              onPaste={onPaste}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <RoomLeft length={name.length} most={LONGEST_NAME} cut={cut} />
          </div>
        )}
        <p class="quiet small">
          Each question is read to you. {thinkingInWords(conductor.questions.value)}; the answer ends{" "}
          {silence_s !== null && `when you have been silent for ${spanInWords(1000 * silence_s)}, or `}when you say so.
          {text_answers && " You can also write an answer instead of speaking it."}
        </p>
        {fault !== null && <ErrorNotice error={fault} />}
      </form>
      <div class="actions">
        <button
          class="button"
          form={`${id}-begin`}
          disabled={waits.length > 0 || isBeginning.value}
          aria-describedby={`${id}-waits`}
        >
          I'm ready
        </button>
        <p id={`${id}-waits`} class="small quiet">
          {waits.length > 0 && `You can begin as soon as ${new Intl.ListFormat("en").format(waits)}.`}
        </p>
      </div>
    </>
  );
}
