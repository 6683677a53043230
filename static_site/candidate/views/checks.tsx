import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import { USUAL_BITS_PER_SECOND, videoBitrate } from "../recording/bitrate";
import type { InterviewController } from "../interview/interview-controller";
import type { FaceCheck } from "../proctoring/face-monitor";
import { hardwareWords } from "../hardware-words";
import { t } from "../words";

type Mark = "good" | "warn" | "waiting";

/** So long somebody tries their microphone before they may go on without having been heard. */
export const TRIES_TO_BE_HEARD_MS = 10_000;

const FACE_MARKS: Record<FaceCheck, Mark> = {
  ...{ waiting: "waiting", looking: "waiting", one: "good", none: "warn", several: "warn", unavailable: "warn" },
};

interface Props {
  controller: InterviewController;
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
export function RecordingCheck({ controller: { capture } }: Props): JSX.Element {
  const trial = capture.trial.value;
  const words = hardwareWords.value.checks.trial;
  if (trial === null || trial === "whole")
    return (
      <Check mark={trial === null ? "waiting" : "good"}>
        {trial === null && <span class="spinner" aria-hidden="true" />}
        <span role="status"> {trial === null ? words.running : words.whole}</span>
      </Check>
    );
  return (
    <Check mark="warn">
      <span role="alert">{words[trial]}</span>
      <p class="small">{words.help}</p>
      <button type="button" class="button button-small" onClick={() => void capture.tryRecording()}>
        {t.value.tryAgain}
      </button>
    </Check>
  );
}

/** A voice that was heard, or a candidate who knows what it means that none was. */
export function MicrophoneCheck({ controller, isAnyway, onAnyway }: AnywayProps): JSX.Element {
  const id = useId();
  const wasHeard = controller.endpointer.wasHeard.value;
  const isDead = controller.endpointer.isDead.value;
  const canWrite = controller.interview.accommodations.text_answers;
  const trial = controller.capture.trial.value;
  // Where nothing can be recorded, this way leads nowhere.
  const mayRecord = trial === null || trial === "whole";
  const percent = useComputed(() => Math.min(100, Math.round(200 * Math.sqrt(controller.level.value))));
  const { works, dead, needless, anyway, say } = hardwareWords.value.checks.microphone;
  const unheard = isAnyway ? (canWrite ? needless : anyway) : say;
  return (
    <Check mark={wasHeard && !isDead ? "good" : wasHeard || isAnyway ? "warn" : "waiting"}>
      <span id={id} role="status">
        {wasHeard ? (isDead ? dead : works) : unheard}
      </span>
      <meter class="level" min={0} max={100} value={percent.value} aria-labelledby={id} />
      {!wasHeard && !isAnyway && mayRecord && <Unheard controller={controller} onAnyway={onAnyway} />}
    </Check>
  );
}

/** The other way on, for people who write, and for those whose microphone or meter fails. */
function Unheard({ controller, onAnyway }: Omit<AnywayProps, "isAnyway">): JSX.Element | null {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), TRIES_TO_BE_HEARD_MS);
    return () => clearTimeout(timer);
  }, []);
  const canWrite = controller.interview.accommodations.text_answers;
  const words = hardwareWords.value.checks.microphone;
  return (
    <div class="small" role="status">
      {isLong && <p>{words.muted}</p>}
      {canWrite ? (
        <p>
          {words.mayWrite}{" "}
          <button type="button" class="button button-link" onClick={onAnyway}>
            {words.write}
          </button>
        </p>
      ) : (
        isLong && (
          <p>
            {words.silent}{" "}
            <button type="button" class="button button-link" onClick={onAnyway}>
              {words.goOn}
            </button>
          </p>
        )
      )}
    </div>
  );
}

export function SpeakerCheck({ controller }: Props): JSX.Element {
  const played = useSignal(false);
  const words = hardwareWords.value.checks.speaker;
  const play = async (): Promise<void> => {
    await controller.conversation.chime();
    played.value = true;
  };
  return (
    <Check mark={played.value ? "good" : "waiting"}>
      <button type="button" class="button button-quiet button-small" onClick={() => void play()}>
        {words.play}
      </button>
      <span class="small quiet"> {played.value ? words.heard : words.listen}</span>
    </Check>
  );
}

/** Nobody has to wait for it, and a connection that cannot be measured is nobody's fault: then nothing is said. */
export function ConnectionCheck({ controller }: Props): JSX.Element | null {
  const uplink = controller.capture.uplink.value;
  if (uplink === null) return null;
  const isSlow = uplink !== undefined && videoBitrate(uplink) < USUAL_BITS_PER_SECOND;
  const { measuring, slow, fast } = hardwareWords.value.checks.connection;
  return (
    <Check mark={uplink === undefined ? "waiting" : "good"}>
      <span role="status">{uplink === undefined ? measuring : isSlow ? slow : fast}</span>
    </Check>
  );
}

export function PictureCheck({ controller, isAnyway, onAnyway }: AnywayProps): JSX.Element {
  const faces = controller.faces.check.value;
  const words = hardwareWords.value.checks.face;
  const isDoubtful = faces === "none" || faces === "several" || faces === "unavailable";
  return (
    <Check mark={FACE_MARKS[faces]}>
      <span role="status">{words[faces]}</span>
      {isDoubtful && !isAnyway && (
        <p class="small">
          {words.mayGoOn}{" "}
          <button type="button" class="button button-link" onClick={onAnyway}>
            {words.goOn}
          </button>
        </p>
      )}
    </Check>
  );
}
