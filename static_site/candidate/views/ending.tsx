import type { JSX } from "preact";
import { useId } from "preact/hooks";

import { roughSpan, spanInWords } from "../../shared/format";
import { inAskingOrder, titleOf } from "../interview/question-order";
import type { Conductor } from "../interview/conductor";
import type { Progress, Recorded } from "../interview/delivery";
import { Heading, KindScreen, Page } from "./page";

/** The last chunks are on their way. */
export function Delivering({ conductor }: { conductor: Conductor }): JSX.Element {
  return (
    <Page title={conductor.interview.title}>
      <Heading>Sending your answers</Heading>
      <div class="card stack">
        <p>That was the last question. Please leave this page open until your answers have arrived.</p>
        <Arriving progress={conductor.delivery.progress.value} whenAll={allInWords(conductor)} />
        {!conductor.isDurable.value && (
          <p class="notice notice-warn">
            Your browser keeps nothing on this device (a private window?): what has not arrived is lost when you leave.
          </p>
        )}
      </div>
    </Page>
  );
}

/** Nobody may answer any more, but what was answered before may still arrive. `isExpired`: nobody had begun. */
export function Closed({ isExpired, progress }: { isExpired: boolean; progress?: Progress | undefined }): JSX.Element {
  const isArriving = progress && progress.totalBytes > 0;
  return (
    <KindScreen heading={isExpired ? "This link has expired" : "This interview is finished"}>
      {isExpired ? (
        <p>You can no longer begin with it. Ask your recruiter for a new one.</p>
      ) : (
        <>
          <p>What has arrived of your answers is with the recruiting team. There is nothing left for you to do.</p>
          <p class="quiet">Contact your recruiter if you think this is a mistake.</p>
        </>
      )}
      {isArriving && (
        <>
          <p>
            A part of your recording had not arrived. We are sending it now, so please leave this page open for a
            moment.
          </p>
          <Arriving
            progress={progress}
            whenAll="All that we could still send has arrived. You can close this window."
          />
        </>
      )}
    </KindScreen>
  );
}

/** The link's time is over. Nobody may answer any more, and what was answered before is still taken for a while. */
export function Expired({ progress }: { progress?: Progress | undefined }): JSX.Element {
  const isArriving = progress && (progress.totalBytes > 0 || progress.answers > 0);
  return (
    <KindScreen heading="Your link has ended">
      {isArriving ? (
        <>
          <p>What you recorded or wrote before is being sent. Please leave this page open until it has arrived.</p>
          <Arriving progress={progress} whenAll="All that was on this device has arrived. You can close this window." />
        </>
      ) : (
        <p>What has arrived of your answers is kept. Nothing on this device is waiting to be sent.</p>
      )}
      <p class="quiet">
        You had not come to the end? Ask your recruiter for a new link within a day: with it you go on where you
        stopped. Otherwise your interview is handed in as it is.
      </p>
    </KindScreen>
  );
}

interface Kept {
  /** Recorded in this browser, and not arrived. */
  readonly bytes: number;
  readonly isDurable: boolean;
  /** Somebody was in the interview here until now. */
  readonly isInside: boolean;
}

/** Another link was issued in the place of this one. What is kept here goes on under it. */
export function Replaced({ bytes, isDurable, isInside }: Kept): JSX.Element {
  return (
    <KindScreen heading="This link was replaced">
      <p>Your recruiter has made a new link for your interview. Please open the new one; this one has ended.</p>
      {!isDurable ? (
        <p class="notice notice-warn">
          You go on where you stopped. But your browser keeps nothing on this device (a private window?): what has not
          arrived by now is lost when you leave.
        </p>
      ) : isInside || bytes > 0 ? (
        <p>
          You go on where you stopped. Open it on this device, in this browser: what you recorded and wrote here is kept
          {bytes > 0 && ` (${megabytes(bytes)} have not arrived yet)`}, and is sent by itself then.
        </p>
      ) : (
        <p>
          Had you begun? You go on where you stopped. If you were on another device or in another browser, open it
          there: what has not arrived from there is sent by itself then.
        </p>
      )}
      <p class="quiet">You did not get a new link? Ask your recruiter for it.</p>
    </KindScreen>
  );
}

/** Questions whose answers have not arrived whole, and of which nothing is here: another device may have the rest. */
export function OnAnotherDevice({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const { questions, awaitedElsewhere } = conductor;
  if (awaitedElsewhere.length === 0) return null;
  const names = awaitedElsewhere.map((question) => titleOf(questions.value, question).toLowerCase());
  return (
    <p class="notice notice-warn">
      Not all of your answer to {new Intl.ListFormat("en").format(names)} has arrived, and the rest is not on this
      device. If you recorded it on another one, open this link there, too, before you finish here: it sends the rest by
      itself.
    </p>
  );
}

/** How much is there, and what is left. */
function Arriving({ progress, whenAll }: { progress: Progress; whenAll: string }): JSX.Element {
  const { bytes, totalBytes, chunks, answers, isOffline } = progress;
  const id = useId();
  const isWaiting = chunks > 0 || answers > 0;
  const max = Math.max(1, totalBytes);
  return (
    <>
      <label for={id}>Arrived so far</label>
      <progress id={id} class="delivery" max={max} value={isWaiting ? totalBytes - bytes : max} />
      <p class="quiet" role="status">
        {isWaiting ? left(progress) : whenAll}
      </p>
      {isOffline && (
        <p class="notice notice-warn" role="status">
          Your connection is away. We go on by ourselves when it is back, as long as this page is open.
        </p>
      )}
    </>
  );
}

function left({ bytes, msLeft, isOffline }: Progress): string {
  if (bytes === 0) return "A last word to our server…";
  const time = msLeft === null || isOffline ? "" : `, ${roughSpan(msLeft)}`;
  return `${megabytes(bytes)} left${time}.`;
}

function allInWords({ delivery }: Conductor): string {
  const isPart = [...delivery.recorded.value.values()].some(isPartial);
  return isPart ? "All that could be sent has arrived. Closing up…" : "All that was recorded has arrived. Closing up…";
}

/** Promises no more than what was recorded, written and brought. */
export function Done({ conductor }: { conductor: Conductor }): JSX.Element {
  const questions = conductor.questions.value;
  const recorded = conductor.delivery.recorded.value;
  const { awaitedElsewhere, recordedElsewhereMs } = conductor;
  const isMissing = questions.some((question, index) => {
    const here = recorded.get(index);
    return here ? isPartial(here) : !question.written && !question.recorded && !awaitedElsewhere.includes(index);
  });
  return (
    <Page title={conductor.interview.title}>
      <Heading>Thank you</Heading>
      <div class="card stack">
        <p>
          {isMissing
            ? "Your interview has arrived, but for what is named below. You can close this window now."
            : awaitedElsewhere.length > 0
              ? "Your interview has arrived, as far as this device has it. You can close this window now."
              : "Your interview has arrived. You can close this window now."}
        </p>
        <ul class="small" aria-label="What has arrived">
          {inAskingOrder(questions).map((index) => (
            <li key={index}>
              {titleOf(questions, index)}:{" "}
              {answerInWords(questions[index]?.written ?? false, {
                here: recorded.get(index),
                elsewhereMs: recordedElsewhereMs[index] ?? 0,
                isAwaited: awaitedElsewhere.includes(index),
              })}
            </li>
          ))}
        </ul>
        <p class="quiet">
          The recruiting team can look at it now. This link is closed; nothing of the recording stays on this device.
        </p>
      </div>
    </Page>
  );
}

function isPartial({ lostMs, isDoubtful }: Recorded): boolean {
  return lostMs > 0 || isDoubtful;
}

interface Brought {
  /** On this device. */
  readonly here: Recorded | undefined;
  /** On earlier ones, as far as they told. */
  readonly elsewhereMs: number;
  /** An earlier one may have more. */
  readonly isAwaited: boolean;
}

function answerInWords(written: boolean, { here, elsewhereMs, isAwaited }: Brought): string {
  const { ms = 0, lostMs = 0, isDoubtful = false } = here ?? {};
  const parts = [
    written && "in writing",
    (here !== undefined || elsewhereMs > 0) && recordedInWords({ ms: ms + elsewhereMs, lostMs, isDoubtful }),
    isAwaited && "another device may have more of it than has arrived",
  ].filter((part) => part !== false);
  return `${parts.length > 0 ? parts.join("; ") : "nothing was recorded"}.`;
}

function recordedInWords({ ms, lostMs, isDoubtful }: Recorded): string {
  const whole = `${spanInWords(ms)} recorded`;
  if (lostMs > 0) return `${whole}, of which ${spanInWords(lostMs)} could not be delivered`;
  return isDoubtful ? `${whole}; a part of it may be missing` : whole;
}

function megabytes(bytes: number): string {
  return `${Math.max(0.1, bytes / 1_000_000).toFixed(1)} MB`;
}
