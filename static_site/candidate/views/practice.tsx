import type { JSX } from "preact";

import type { InterviewController } from "../interview/interview-controller";
import { t } from "../words";

/** What is on the stage while nothing counts yet. */
export function PracticeWords({ controller }: { controller: InterviewController }): JSX.Element {
  const { phase } = controller.state.value;
  return (
    <>
      <p class="question">{controller.interview.practice_question}</p>
      {phase === "practised" ? <Heard controller={controller} /> : <p class="quiet">{t.value.practice.hint}</p>}
    </>
  );
}

function Heard({ controller }: { controller: InterviewController }): JSX.Element {
  const { text, isOver } = controller.conversation.practice.value;
  const { practice, quoted } = t.value;
  if (text)
    return (
      <section class="stack practice-heard" aria-label={practice.heardLabel}>
        <h2>{practice.heard}</h2>
        <p>{quoted(text)}</p>
        <p class="small quiet">{practice.wrongWords}</p>
      </section>
    );
  if (!isOver) return <p class="quiet">{practice.wait}</p>;
  return <p class="notice">{practice.nothingHeard}</p>;
}
