import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { spanInWords } from "../../shared/format";
import { titleOf } from "../asking";
import type { Conductor } from "../conductor";
import type { DeviceFault } from "../devices";
import { Camera } from "./camera";
import { ConnectionCheck, MicrophoneCheck, PictureCheck, RecordingCheck, SpeakerCheck } from "./checks";
import { OnAnotherDevice } from "./ending";
import { Heading, Page } from "./page";

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
    words: "Plug them in, or open the same link on a telephone or another computer. Nothing is lost by that.",
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
  return (
    <p class="notice">
      Welcome back. You go on with {title.toLowerCase()}.
      {isArriving && " What was recorded before is still being sent: please leave this page open."}
    </p>
  );
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
  const mayBegin =
    conductor.capture.trial.value === "whole" &&
    (isFaceless || conductor.faces.value === "one") &&
    (isUnheard || conductor.wasHeard.value);
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
      <Begin conductor={conductor} humanReviewOnly={humanReviewOnly} mayBegin={mayBegin} />
    </>
  );
}

function Begin({ conductor, humanReviewOnly, mayBegin }: Props & { mayBegin: boolean }): JSX.Element {
  const [name, setName] = useState(conductor.interview.candidate_name);
  const isBeginning = useSignal(false);
  const id = useId();
  const fault = conductor.startFault.value;
  const { silence_s, text_answers } = conductor.interview.accommodations;
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
          if (mayBegin) void begin();
        }}
      >
        {!conductor.state.value.resumed && (
          <div class="field">
            <label for={id}>Your name</label>
            <input
              id={id}
              class="input"
              required
              maxLength={200}
              autoComplete="name"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </div>
        )}
        <p class="quiet small">
          Each question is read to you. You get time to think, then you answer; the answer ends{" "}
          {silence_s !== null && `when you have been silent for ${spanInWords(1000 * silence_s)}, or `}when you say so.
          {text_answers && " You can also write an answer instead of speaking it."}
        </p>
        {fault !== null && <ErrorNotice error={fault} />}
      </form>
      <div class="actions">
        <button class="button" form={`${id}-begin`} disabled={!mayBegin || isBeginning.value || name.trim() === ""}>
          I'm ready
        </button>
      </div>
    </>
  );
}
