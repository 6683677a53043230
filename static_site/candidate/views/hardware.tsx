import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { list, spanInWords } from "../../shared/format";
import { RoomLeft, useRoom } from "../../shared/room-left";
import type { Language } from "../../shared/words/languages";
import type { HardwareWords } from "../../shared/words/en/hardware";
import { placeOf } from "../interview/question-order";
import type { InterviewController } from "../interview/interview-controller";
import type { DeviceFault } from "../recording/devices";
import { MAX_NAME } from "../../shared/limits";
import { hardwareWords } from "../hardware-words";
import { t } from "../words";
import { Camera } from "./camera";
import { ConnectionCheck, MicrophoneCheck, PictureCheck, RecordingCheck, SpeakerCheck } from "./checks";
import { OnAnotherDevice } from "./ending";
import type { Given } from "./consent";
import { OwnData } from "./later";
import { Heading, Page } from "./page";

type Wait = keyof HardwareWords["start"]["awaited"];

interface Props {
  controller: InterviewController;
  given: Given;
  language: Language;
}

/** Camera, microphone, loudspeaker, one face, a name. */
export function Hardware({ controller, given, language }: Props): JSX.Element {
  const isReady = controller.state.value.phase === "ready";
  useEffect(() => {
    // After a reload the candidate has agreed already; the first time, they have just clicked.
    void controller.openDevices();
  }, [controller]);
  const fault = controller.deviceFault.value;
  return (
    <Page of={controller.interview}>
      <Heading>{hardwareWords.value.devices.heading}</Heading>
      {controller.state.value.resumed && <Welcome controller={controller} />}
      <OnAnotherDevice controller={controller} />
      {fault && <Fault fault={fault} onRetry={() => void controller.openDevices()} />}
      {!fault && !isReady && <Busy>{hardwareWords.value.devices.allow}</Busy>}
      {isReady && <Checks controller={controller} given={given} language={language} />}
      {controller.state.value.resumed && <OwnData />}
    </Page>
  );
}

function Welcome({ controller }: { controller: InterviewController }): JSX.Element {
  const { isNew, question } = controller.state.value;
  const { questions } = t.value;
  const { devices } = hardwareWords.value;
  if (isNew) return <p class="notice">{devices.welcomeNew}</p>;
  const named = questions.named(placeOf(controller.questions.value, question));
  const isArriving = controller.delivery.progress.value.chunks > 0;
  // Where not all of it is here or has arrived, the notice below says so.
  const isHere = controller.awaitedElsewhere.length === 0 && controller.isDurable.value;
  const isKept = isHere && controller.hasAnswered;
  return <p class="notice">{devices.welcome({ question: named, isKept, isArriving })}</p>;
}

function howOften(questions: readonly { readonly thinking_time_s: number }[]): "always" | "sometimes" | "never" {
  const given = questions.filter(({ thinking_time_s }) => thinking_time_s > 0).length;
  if (given === 0) return "never";
  return given < questions.length ? "sometimes" : "always";
}

function Fault({ fault, onRetry }: { fault: DeviceFault; onRetry: () => void }): JSX.Element {
  const { heading, words } = hardwareWords.value.devices.faults[fault];
  return (
    <>
      <section class="notice notice-warn" role="alert">
        <h2>{heading}</h2>
        <p>{words(emphasis)}</p>
      </section>
      <div class="actions">
        <button type="button" class="button" onClick={onRetry}>
          {t.value.tryAgain}
        </button>
      </div>
    </>
  );
}

function emphasis(text: string): JSX.Element {
  return <em>{text}</em>;
}

function Checks({ controller, given, language }: Props): JSX.Element {
  const [isFaceless, setIsFaceless] = useState(false);
  const [isUnheard, setIsUnheard] = useState(false);
  const { capture, faces, endpointer } = controller;
  const awaited = [
    capture.trial.value === null && ("trial" as const),
    capture.trial.value !== null && capture.trial.value !== "whole" && ("recording" as const),
    !isUnheard && !endpointer.wasHeard.value && ("voice" as const),
    !isFaceless && faces.check.value !== "one" && ("face" as const),
  ].filter((wait) => wait !== false);
  return (
    <>
      <div class="checks">
        <Camera stream={controller.capture.stream.value} />
        <ul class="check-list" aria-label={hardwareWords.value.checks.label}>
          <RecordingCheck controller={controller} />
          <MicrophoneCheck controller={controller} isAnyway={isUnheard} onAnyway={() => setIsUnheard(true)} />
          <SpeakerCheck controller={controller} />
          <ConnectionCheck controller={controller} />
          <PictureCheck controller={controller} isAnyway={isFaceless} onAnyway={() => setIsFaceless(true)} />
        </ul>
      </div>
      <Begin controller={controller} given={given} language={language} awaited={awaited} />
    </>
  );
}

/** `awaited` is what must have happened before. */
function Begin({ controller, given, language, awaited }: Props & { awaited: readonly Wait[] }): JSX.Element {
  const [name, setName] = useState(controller.interview.candidate_name);
  const isBeginning = useSignal(false);
  const id = useId();
  const { onPaste, cut } = useRoom(MAX_NAME);
  const fault = controller.startFault.value;
  const { silence_s, text_answers } = controller.interview.accommodations;
  const words = hardwareWords.value.start;
  const waits: readonly Wait[] = name.trim() === "" ? [...awaited, "name"] : awaited;
  const begin = async (): Promise<void> => {
    isBeginning.value = true;
    await controller.begin(name.trim(), given, language);
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
        {!controller.state.value.resumed && (
          <div class="field">
            <label for={id}>{words.name}</label>
            <input
              id={id}
              class="input"
              required
              maxLength={MAX_NAME}
              autoComplete="name"
              value={name}
              onPaste={onPaste}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <RoomLeft length={name.length} most={MAX_NAME} cut={cut} />
          </div>
        )}
        <p class="quiet small">
          {words.howItGoes({
            thinking: howOften(controller.questions.value),
            silence: silence_s === null ? null : spanInWords(1000 * silence_s),
            mayWrite: text_answers,
          })}{" "}
          {words.comeBack(controller.interview.left_after_hours)}
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
          {words.ready}
        </button>
        <p id={`${id}-waits`} class="small quiet">
          {waits.length > 0 && words.asSoonAs(list(waits.map((wait) => words.awaited[wait])))}
        </p>
      </div>
    </>
  );
}
