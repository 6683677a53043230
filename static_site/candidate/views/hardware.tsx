import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { spanInWords } from "../../shared/format";
import { titleOf } from "../asking";
import { USUAL_BITS_PER_SECOND, videoBitrate } from "../bitrate";
import type { Conductor, FaceCheck } from "../conductor";
import type { DeviceFault } from "../devices";
import { Camera } from "./camera";
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

const FACES: Record<FaceCheck, { mark: Mark; words: string }> = {
  waiting: { mark: "waiting", words: "We check whether you can be seen." },
  looking: { mark: "waiting", words: "Looking for your face…" },
  one: { mark: "good", words: "We can see you well." },
  none: { mark: "warn", words: "We cannot find your face. More light from the front, or sitting closer, often helps." },
  several: { mark: "warn", words: "We see more than one person. Please be alone in the picture." },
  unavailable: { mark: "warn", words: "We could not check your picture in this browser. That is not your fault." },
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
  return <p class="notice">Welcome back. What you answered is kept; you go on with {title.toLowerCase()}.</p>;
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
  const faces = conductor.faces.value;
  const [anyway, setAnyway] = useState(false);
  const mayBegin = anyway || faces === "one";
  return (
    <>
      <div class="checks">
        <Camera stream={conductor.capture.stream.value} />
        <ul class="check-list" aria-label="Checks">
          <Check mark="good">Your camera works.</Check>
          <MicrophoneCheck conductor={conductor} />
          <SpeakerCheck conductor={conductor} />
          <ConnectionCheck conductor={conductor} />
          <Check mark={FACES[faces].mark}>
            <span role="status">{FACES[faces].words}</span>
            {!mayBegin && (faces === "none" || faces === "several" || faces === "unavailable") && (
              <p class="small">
                You can go on all the same: at most, the recruiting team sees a note of it.{" "}
                <button type="button" class="button button-link" onClick={() => setAnyway(true)}>
                  Continue anyway
                </button>
              </p>
            )}
          </Check>
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

type Mark = "good" | "warn" | "waiting";

function Check({ mark, children }: { mark: Mark; children: ComponentChildren }): JSX.Element {
  return (
    <li class={`check check-${mark}`}>
      <span class="check-mark" aria-hidden="true" />
      <div>{children}</div>
    </li>
  );
}

function MicrophoneCheck({ conductor }: { conductor: Conductor }): JSX.Element {
  const wasHeard = useSignal(false);
  const percent = useComputed(() => {
    const loud = Math.min(100, Math.round(400 * Math.sqrt(conductor.level.value) * 0.5));
    if (conductor.level.value > 0.01) wasHeard.value = true;
    return loud;
  });
  const id = useId();
  return (
    <Check mark={wasHeard.value ? "good" : "waiting"}>
      <span id={id}>{wasHeard.value ? "Your microphone works." : "Say a few words to try your microphone."}</span>
      <meter class="level" min={0} max={100} value={percent.value} aria-labelledby={id} />
    </Check>
  );
}

function SpeakerCheck({ conductor }: { conductor: Conductor }): JSX.Element {
  const played = useSignal(false);
  const play = async (): Promise<void> => {
    await conductor.chime();
    played.value = true;
  };
  return (
    <Check mark={played.value ? "good" : "waiting"}>
      <button type="button" class="button button-quiet button-small" onClick={() => void play()}>
        Play a sound
      </button>
      <span class="small quiet"> {played.value ? "Heard two notes? Good." : "You should hear two notes."}</span>
    </Check>
  );
}

/** Nobody has to wait for it, and a connection that cannot be measured is nobody's fault: then nothing is said. */
function ConnectionCheck({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const uplink = conductor.capture.uplink.value;
  if (uplink === null) return null;
  const isSlow = uplink !== undefined && videoBitrate(uplink) < USUAL_BITS_PER_SECOND;
  const words =
    uplink === undefined
      ? "We check how fast your connection is. You need not wait."
      : isSlow
        ? "Your connection is a little slow, so we record a smaller picture. Nothing gets lost."
        : "Your connection is fast enough.";
  return (
    <Check mark={uplink === undefined ? "waiting" : "good"}>
      <span role="status">{words}</span>
    </Check>
  );
}
