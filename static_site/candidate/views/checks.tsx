import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import { USUAL_BITS_PER_SECOND, videoBitrate } from "../recording/bitrate";
import type { Conductor, FaceCheck } from "../interview/conductor";
import type { Trial } from "../recording/recording-trial";

type Mark = "good" | "warn" | "waiting";

/** So long somebody tries their microphone before they may go on without having been heard. */
export const TRIES_TO_BE_HEARD_MS = 10_000;

const FACES: Record<FaceCheck, { mark: Mark; words: string }> = {
  waiting: { mark: "waiting", words: "We check whether you can be seen." },
  looking: { mark: "waiting", words: "Looking for your face…" },
  one: { mark: "good", words: "We can see you well." },
  none: { mark: "warn", words: "We cannot find your face. More light from the front, or sitting closer, often helps." },
  several: { mark: "warn", words: "We see more than one person. Please be alone in the picture." },
  unavailable: { mark: "warn", words: "We could not check your picture in this browser. That is not your fault." },
};

const TRIALS: Record<Exclude<Trial, "whole">, string> = {
  nothing: "Your browser records nothing, though it shows your picture.",
  no_picture: "Your browser records your voice, but not your picture.",
  no_sound: "Your browser records your picture, but no sound.",
};

interface Props {
  conductor: Conductor;
}

interface AnywayProps extends Props {
  /** The candidate goes on without this check. */
  isAnyway: boolean;
  onAnyway: () => void;
}

function Check({ mark, children }: { mark: Mark; children: ComponentChildren }): JSX.Element {
  return (
    <li class={`check check-${mark}`}>
      <span class="check-mark" aria-hidden="true" />
      <div>{children}</div>
    </li>
  );
}

/** That a camera is there does not mean that anything of it is recorded: a trial shows it. */
export function RecordingCheck({ conductor: { capture } }: Props): JSX.Element {
  const trial = capture.trial.value;
  if (trial === null || trial === "whole")
    return (
      <Check mark={trial === null ? "waiting" : "good"}>
        {trial === null && <span class="spinner" aria-hidden="true" />}
        <span role="status">
          {trial === null
            ? " We make a trial recording of a few seconds. Nobody sees it, and it is not sent."
            : "Your browser records your picture and your sound."}
        </span>
      </Check>
    );
  return (
    <Check mark="warn">
      <span role="alert">{TRIALS[trial]}</span>
      <p class="small">
        Close other programs and pages that use camera or microphone, and try again. If that does not help, reload this
        page, or open the same link in another browser or on another device: a current Chrome, Edge, Firefox or Safari.
      </p>
      <button type="button" class="button button-small" onClick={() => void capture.tryRecording()}>
        Try again
      </button>
    </Check>
  );
}

/** A voice that was heard, or a candidate who knows what it means that none was. */
export function MicrophoneCheck({ conductor, isAnyway, onAnyway }: AnywayProps): JSX.Element {
  const id = useId();
  const wasHeard = conductor.wasHeard.value;
  const canWrite = conductor.interview.accommodations.text_answers;
  const trial = conductor.capture.trial.value;
  // Where nothing can be recorded, this way leads nowhere.
  const mayRecord = trial === null || trial === "whole";
  const percent = useComputed(() => Math.min(100, Math.round(200 * Math.sqrt(conductor.level.value))));
  const words = wasHeard
    ? "Your microphone works."
    : isAnyway
      ? canWrite
        ? "You write your answers, so you need no microphone. Should you want to speak after all, just try it here."
        : "We have not heard you yet. You can go on all the same, and try your microphone here at any time."
      : "Say a few words to try your microphone.";
  return (
    <Check mark={wasHeard ? "good" : isAnyway ? "warn" : "waiting"}>
      <span id={id} role="status">
        {words}
      </span>
      <meter class="level" min={0} max={100} value={percent.value} aria-labelledby={id} />
      {!wasHeard && !isAnyway && mayRecord && <Unheard conductor={conductor} onAnyway={onAnyway} />}
    </Check>
  );
}

/** The other way on, for people who write, and for those whose microphone or meter fails. */
function Unheard({ conductor, onAnyway }: Omit<AnywayProps, "isAnyway">): JSX.Element | null {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), TRIES_TO_BE_HEARD_MS);
    return () => clearTimeout(timer);
  }, []);
  const canWrite = conductor.interview.accommodations.text_answers;
  return (
    <div class="small" role="status">
      {isLong && (
        <p>
          We have not heard you yet. Is your microphone muted, by a switch on the headset or a key on the keyboard? Does
          your browser use the right one?
        </p>
      )}
      {canWrite ? (
        <p>
          You can answer every question in writing.{" "}
          <button type="button" class="button button-link" onClick={onAnyway}>
            I will write
          </button>
        </p>
      ) : (
        isLong && (
          <p>
            You need not stop here. But if your microphone gives no sound, your answers are pictures without words: they
            cannot be understood or scored.{" "}
            <button type="button" class="button button-link" onClick={onAnyway}>
              Go on although nothing is heard
            </button>
          </p>
        )
      )}
    </div>
  );
}

export function SpeakerCheck({ conductor }: Props): JSX.Element {
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
export function ConnectionCheck({ conductor }: Props): JSX.Element | null {
  const uplink = conductor.capture.uplink.value;
  if (uplink === null) return null;
  const isSlow = uplink !== undefined && videoBitrate(uplink) < USUAL_BITS_PER_SECOND;
  const words =
    uplink === undefined
      ? "We check how fast your connection is. You need not wait."
      : isSlow
        ? "Your connection is a little slow, so we record a smaller picture."
        : "Your connection is fast enough.";
  return (
    <Check mark={uplink === undefined ? "waiting" : "good"}>
      <span role="status">{words}</span>
    </Check>
  );
}

export function PictureCheck({ conductor, isAnyway, onAnyway }: AnywayProps): JSX.Element {
  const faces = conductor.faces.value;
  const isDoubtful = faces === "none" || faces === "several" || faces === "unavailable";
  return (
    <Check mark={FACES[faces].mark}>
      <span role="status">{FACES[faces].words}</span>
      {isDoubtful && !isAnyway && (
        <p class="small">
          You can go on all the same: at most, the recruiting team sees a note of it.{" "}
          <button type="button" class="button button-link" onClick={onAnyway}>
            Continue anyway
          </button>
        </p>
      )}
    </Check>
  );
}
