import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { Conductor } from "../conductor";
import type { Phase } from "../phases";

type Heard = Pick<Conductor, "state" | "practice" | "transcript">;

/** The words as they are recognised; what is still to be said is asked for only while somebody may say it. */
export function Transcript({ conductor }: { conductor: Heard }): JSX.Element | null {
  const { phase, agent, written } = conductor.state.value;
  const text = phase === "practising" ? conductor.practice.value.text : conductor.transcript.value;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (section.current) section.current.scrollTop = section.current.scrollHeight;
  }, [text]);
  // What was said before an answer was written instead does not count.
  if (!HEARD.has(phase) || written) return null;
  if (!text && (agent !== "up" || !SPOKEN.has(phase))) return null;
  return (
    <section ref={section} class="transcript" aria-label="What we hear" tabIndex={0}>
      <h2 class="small quiet">What we hear</h2>
      <p>{text || <span class="quiet">Your words appear here while you speak.</span>}</p>
    </section>
  );
}

const SPOKEN: ReadonlySet<Phase> = new Set(["practising", "answering"]);
const HEARD: ReadonlySet<Phase> = new Set([...SPOKEN, "reviewing", "feedback"]);
