import type { JSX } from "preact";

import { clock, spanInWords } from "../../shared/format";
import type { InterviewController } from "../interview/interview-controller";
import { goesOnInMs, timeLeftMs } from "../interview/interview-machine";
import { t } from "../words";

/** Beside the buttons, which are always in sight, however long the question is. */
export function TimeLeft({ controller }: { controller: InterviewController }): JSX.Element | null {
  const { phase, leased, endsAt, warned } = controller.state.value;
  const leftMs = timeLeftMs(controller.state.value, controller.now.value);
  const { timers, noHurry } = t.value.conversation;
  switch (phase) {
    case "thinking":
      return leftMs > 0 || leased ? <Timer label={timers.thinking} leftMs={leftMs} /> : null;
    case "answering":
      return <Timer label={timers.answering} leftMs={leftMs} isShort={warned} />;
    case "practising":
      return <Timer label={timers.practising} leftMs={leftMs} />;
    case "writing":
      if (endsAt === null) return <p class="quiet">{noHurry}</p>;
      return <Timer label={timers.writing} leftMs={leftMs} isShort={warned} />;
    case "feedback": {
      const goesOnMs = goesOnInMs(controller.state.value, controller.now.value);
      return goesOnMs === null ? null : <Timer label={timers.goingOn} leftMs={goesOnMs} />;
    }
    default:
      return null;
  }
}

/** For the eye; the announcer tells the moments that matter. */
function Timer({ label, leftMs, isShort = false }: { label: string; leftMs: number; isShort?: boolean }): JSX.Element {
  return (
    <p class={`timer ${isShort ? "timer-short" : ""}`}>
      <span class="quiet small">{label}</span>
      <span class="timer-value">{clock(leftMs + 999)}</span>
    </p>
  );
}

/** A silence is pointed out before it ends the answer. */
export function Pause({ controller }: { controller: InterviewController }): JSX.Element | null {
  const leftMs = controller.endpointer.pauseMs.value;
  if (leftMs === null) return null;
  const { pause, pauseInPractice } = t.value.conversation;
  const say = controller.state.value.phase === "practising" ? pauseInPractice : pause;
  return <p class="small quiet">{say(spanInWords(leftMs))}</p>;
}
