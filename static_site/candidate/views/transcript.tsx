import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { InterviewController } from "../interview/interview-controller";
import type { Phase } from "../interview/interview-machine";
import { t } from "../words";

interface Heard extends Pick<InterviewController, "state"> {
  readonly conversation: Pick<InterviewController["conversation"], "practice">;
  readonly heard: Pick<InterviewController["heard"], "text" | "isInPart">;
}

/** The words as they are recognised; what is still to be said is asked for only while somebody may say it. */
export function Transcript({ controller }: { controller: Heard }): JSX.Element | null {
  const { phase, agent, written } = controller.state.value;
  const isPractice = phase === "practising";
  const text = isPractice ? controller.conversation.practice.value.text : controller.heard.text.value;
  const isPart = !isPractice && controller.heard.isInPart.value;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (section.current) section.current.scrollTop = section.current.scrollHeight;
  }, [text]);
  // What was said before an answer was written instead does not count.
  if (!HEARD.has(phase) || written) return null;
  const words = t.value.transcript;
  const isAwaited = agent === "up" && SPOKEN.has(phase);
  if (!text && !isAwaited && !isPart) return null;
  return (
    // However much is said, it takes the room that is there, and no more.
    <div class="talk-heard">
      <section ref={section} class="transcript" aria-label={words.heading} tabIndex={0}>
        <h2 class="small quiet">{words.heading}</h2>
        {text ? <p>{text}</p> : isAwaited && <p class="quiet">{words.awaited}</p>}
        {isPart && <p class="small quiet">{words.inPart}</p>}
      </section>
    </div>
  );
}

const SPOKEN: ReadonlySet<Phase> = new Set(["practising", "answering"]);
const HEARD: ReadonlySet<Phase> = new Set([...SPOKEN, "awaiting_feedback", "feedback"]);
