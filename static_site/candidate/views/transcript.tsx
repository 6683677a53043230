import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { Conductor } from "../interview/conductor";
import type { Phase } from "../interview/phases";

type Heard = Pick<Conductor, "state" | "practice" | "transcript" | "isHeardInPart">;

/** The words as they are recognised; what is still to be said is asked for only while somebody may say it. */
export function Transcript({ conductor }: { conductor: Heard }): JSX.Element | null {
  const { phase, agent, written } = conductor.state.value;
  const isPractice = phase === "practising";
  const text = isPractice ? conductor.practice.value.text : conductor.transcript.value;
  const isPart = !isPractice && conductor.isHeardInPart.value;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (section.current) section.current.scrollTop = section.current.scrollHeight;
  }, [text]);
  // What was said before an answer was written instead does not count.
  if (!HEARD.has(phase) || written) return null;
  const isAwaited = agent === "up" && SPOKEN.has(phase);
  if (!text && !isAwaited && !isPart) return null;
  return (
    <section ref={section} class="transcript" aria-label="What we hear" tabIndex={0}>
      <h2 class="small quiet">What we hear</h2>
      {text ? <p>{text}</p> : isAwaited && <p class="quiet">Your words appear here while you speak.</p>}
      {isPart && <p class="small quiet">{PART}</p>}
    </section>
  );
}

const PART =
  "Not every word of this answer is shown here. That is all right: it is written down from your recording later.";
const SPOKEN: ReadonlySet<Phase> = new Set(["practising", "answering"]);
const HEARD: ReadonlySet<Phase> = new Set([...SPOKEN, "reviewing", "feedback"]);
