import type { JSX } from "preact";
import { useId } from "preact/hooks";

import type { Ending } from "../../shared/api-types";
import { list, megabytes, roughSpan, spanInWords } from "../../shared/format";
import { inAskingOrder, placeOf } from "../interview/question-order";
import type { InterviewController } from "../interview/interview-controller";
import type { Progress, Recorded } from "../interview/delivery";
import type { Result } from "../interview/result";
import { t } from "../words";
import { Heading, KindScreen, Page } from "./page";
import { OwnData, endedOtherwise, result as resultLater } from "./later";

/** The last chunks are on their way. */
export function Delivering({ controller }: { controller: InterviewController }): JSX.Element {
  const words = t.value.delivering;
  return (
    <Page of={controller.interview}>
      <Heading>{words.heading}</Heading>
      <div class="card stack">
        <p>{words.leaveOpen}</p>
        <Arriving progress={controller.delivery.progress.value} whenAll={allInWords(controller)} />
        {!controller.isDurable.value && <p class="notice notice-warn">{words.nothingKept}</p>}
      </div>
    </Page>
  );
}

interface Ended {
  readonly isExpired: boolean;
  readonly ending?: Ending | null | undefined;
  readonly progress?: Progress | undefined;
  readonly result?: Result | undefined;
}

/** Nobody may answer any more, but what was answered before may still arrive. `isExpired`: nobody had begun. */
export function Closed({ isExpired, ending, progress, result }: Ended): JSX.Element {
  const isArriving = progress && progress.totalBytes > 0;
  const words = t.value.closed;
  return (
    <KindScreen
      heading={isExpired ? words.neverBegun : words.heading}
      below={
        <>
          {result && <resultLater.View result={result} />}
          <OwnData />
        </>
      }
    >
      {isExpired ? (
        <p>{words.newLink}</p>
      ) : ending === "withdrawn" || ending === "left" ? (
        <endedOtherwise.View ending={ending} />
      ) : (
        <>
          <p>{words.words}</p>
          {!result && <p class="quiet">{words.contact}</p>}
        </>
      )}
      {isArriving && (
        <>
          <p>{words.sending}</p>
          <Arriving progress={progress} whenAll={words.sent} />
        </>
      )}
    </KindScreen>
  );
}

/** The link's time is over. Nobody may answer any more, and what was answered before is still taken for a while. */
export function Expired({ progress }: { progress?: Progress | undefined }): JSX.Element {
  const isArriving = progress && (progress.totalBytes > 0 || progress.answers > 0);
  const words = t.value.expired;
  return (
    <KindScreen heading={words.heading} below={<OwnData />}>
      {isArriving ? (
        <>
          <p>{words.sending}</p>
          <Arriving progress={progress} whenAll={words.sent} />
        </>
      ) : (
        <p>{words.nothingWaits}</p>
      )}
      <p class="quiet">{words.newLink}</p>
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
  const words = t.value.replaced;
  return (
    <KindScreen heading={words.heading}>
      <p>{words.words}</p>
      {!isDurable ? (
        <p class="notice notice-warn">{words.nothingKept}</p>
      ) : bytes > 0 ? (
        <p>{words.keptUnsent(megabytes(bytes))}</p>
      ) : (
        <p>{isInside ? words.kept : words.perhapsElsewhere}</p>
      )}
      <p class="quiet">{words.noNewLink}</p>
    </KindScreen>
  );
}

/** Another tab of this browser holds the interview. */
export function Elsewhere({ onTakeOver }: { onTakeOver: () => void }): JSX.Element {
  const { heading, words, takeOver } = t.value.link.elsewhere;
  return (
    <KindScreen heading={heading}>
      <p>{words}</p>
      <div class="actions">
        <button type="button" class="button" onClick={onTakeOver}>
          {takeOver}
        </button>
      </div>
    </KindScreen>
  );
}

/** Questions whose answers have not arrived whole, and of which nothing is here: another device may have the rest. */
export function OnAnotherDevice({ controller }: { controller: InterviewController }): JSX.Element | null {
  const { questions, awaitedElsewhere } = controller;
  if (awaitedElsewhere.length === 0) return null;
  const names = awaitedElsewhere.map((question) => t.value.questions.named(placeOf(questions.value, question)));
  return <p class="notice notice-warn">{t.value.awaitedElsewhere(list(names))}</p>;
}

/** How much is there, and what is left. */
function Arriving({ progress, whenAll }: { progress: Progress; whenAll: string }): JSX.Element {
  const { bytes, totalBytes, chunks, answers, isOffline } = progress;
  const id = useId();
  const words = t.value.delivering;
  const isWaiting = chunks > 0 || answers > 0;
  const max = Math.max(1, totalBytes);
  return (
    <>
      <label for={id}>{words.arrived}</label>
      <progress id={id} class="delivery" max={max} value={isWaiting ? totalBytes - bytes : max} />
      <p class="quiet" role="status">
        {isWaiting ? left(progress) : whenAll}
      </p>
      {isOffline && (
        <p class="notice notice-warn" role="status">
          {words.offline}
        </p>
      )}
    </>
  );
}

function left({ bytes, msLeft, isOffline }: Progress): string {
  const { delivering } = t.value;
  if (bytes === 0) return delivering.lastWord;
  if (msLeft === null || isOffline) return delivering.left(megabytes(bytes));
  return delivering.leftFor(megabytes(bytes), roughSpan(msLeft));
}

function allInWords({ delivery }: InterviewController): string {
  const isPart = [...delivery.recorded.value.values()].some(isPartial);
  const { allPossible, allRecorded } = t.value.delivering;
  return isPart ? allPossible : allRecorded;
}

/** Promises no more than what was recorded, written and brought. */
export function Done({ controller }: { controller: InterviewController }): JSX.Element {
  const questions = controller.questions.value;
  const recorded = controller.delivery.recorded.value;
  const { awaitedElsewhere, recordedElsewhereMs } = controller;
  const isMissing = questions.some((question, index) => {
    const here = recorded.get(index);
    return here ? isPartial(here) : !question.written && !question.recorded && !awaitedElsewhere.includes(index);
  });
  const words = t.value.done;
  return (
    <Page of={controller.interview}>
      <Heading>{words.heading}</Heading>
      <p>{isMissing ? words.inPart : awaitedElsewhere.length > 0 ? words.asFarAsHere : words.whole}</p>
      <resultLater.View result={controller.result} />
      <div class="card stack">
        <ul class="small" aria-label={words.label}>
          {inAskingOrder(questions).map((index) => {
            const parts = partsOf(questions[index]?.written ?? false, {
              here: recorded.get(index),
              elsewhereMs: recordedElsewhereMs[index] ?? 0,
              isAwaited: awaitedElsewhere.includes(index),
            });
            return <li key={index}>{words.answer(t.value.questions.title(placeOf(questions, index)), parts)}</li>;
          })}
        </ul>
        <p class="quiet">{words.after}</p>
      </div>
      <OwnData />
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

/** What is there of an answer, in words. */
function partsOf(written: boolean, { here, elsewhereMs, isAwaited }: Brought): string[] {
  const { ms = 0, lostMs = 0, isDoubtful = false } = here ?? {};
  return [
    written && t.value.done.written,
    (here !== undefined || elsewhereMs > 0) && recordedInWords({ ms: ms + elsewhereMs, lostMs, isDoubtful }),
    isAwaited && t.value.done.awaited,
  ].filter((part) => part !== false);
}

function recordedInWords({ ms, lostMs, isDoubtful }: Recorded): string {
  const { recorded, recordedButLost, recordedInDoubt } = t.value.done;
  const whole = spanInWords(ms);
  if (lostMs > 0) return recordedButLost(whole, spanInWords(lostMs));
  return isDoubtful ? recordedInDoubt(whole) : recorded(whole);
}
