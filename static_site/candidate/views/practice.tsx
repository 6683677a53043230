import type { JSX } from "preact";

import type { Conductor } from "../interview/conductor";

/** What is on the stage while nothing counts yet. */
export function PracticeWords({ conductor }: { conductor: Conductor }): JSX.Element {
  const { phase } = conductor.state.value;
  return (
    <div class="stack">
      <p class="question">{conductor.interview.practice_question}</p>
      {phase === "practised" ? (
        <Heard conductor={conductor} />
      ) : (
        <p class="quiet">This is only to try everything out. Nothing of it is kept, scored or seen by anyone.</p>
      )}
    </div>
  );
}

function Heard({ conductor }: { conductor: Conductor }): JSX.Element {
  const { text, isOver } = conductor.practice.value;
  if (text)
    return (
      <section class="stack practice-heard" aria-label="What we heard">
        <h2>This is what we heard</h2>
        <p>“{text}”</p>
        <p class="small quiet">
          A word that is wrong here does not matter: you can correct such words in your answers.
        </p>
      </section>
    );
  if (!isOver) return <p class="quiet">One moment…</p>;
  return (
    <p class="notice">
      We could not write down any words. That may be your microphone or our side. What you say in an answer is recorded
      as long as “Recording” stands in your picture, with or without words here.
    </p>
  );
}
