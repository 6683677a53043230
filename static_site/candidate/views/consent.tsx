import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { count, spanInWords } from "../../shared/format";
import type { Conductor } from "../interview/conductor";
import { Heading, Page } from "./page";

interface Props {
  conductor: Conductor;
  onAgree: (humanReviewOnly: boolean) => void;
}

/** Nothing is asked of the browser before this is agreed to. */
export function Consent({ conductor, onAgree }: Props): JSX.Element {
  const [agreed, setAgreed] = useState(false);
  const [humanReviewOnly, setHumanReviewOnly] = useState(false);
  const { title, questions } = conductor.interview;
  const longestMs = questions.reduce((sum, { thinking_time_s, answer_time_s, follow_ups }) => {
    return sum + 1000 * (1 + follow_ups) * (thinking_time_s + answer_time_s);
  }, 0);
  const mayFollow = questions.some(({ follow_ups }) => follow_ups > 0);
  return (
    <Page title={title}>
      <Heading>Your interview</Heading>
      <p>
        {title}: {count(questions.length, "question")}, up to about {spanInWords(longestMs)} of thinking and answering
        {mayFollow && ", follow-up questions included"}. Find a quiet place with good light; you need a camera and a
        microphone.
      </p>
      <section class="card stack" aria-labelledby="before">
        <h2 id="before">Before we begin</h2>
        <ul class="points">
          <li>
            <strong>Your camera and microphone are recorded</strong> while you answer, and sent as you speak, so that
            little can get lost. Between the answers the interviewer hears your microphone; that is not recorded.
          </li>
          <li>
            <strong>An AI asks the questions</strong>, writes down what you say, says a few words about each answer and
            suggests a score. It uses outside services for speech and text, which get your voice and your words. It
            decides nothing.
          </li>
          <li>
            <strong>The recruiting team sees</strong> your name, the recording, its text, what the AI told you, and the
            scores. They also see a note when you leave this page, its window or full screen, when you copy or paste,
            when a second screen is connected, when your camera, microphone or connection is lost, when an answer takes
            longer than its time, and when nobody or several people are in view. Faces are counted in your browser; no
            picture of you is analysed elsewhere. Such notes never change a score.
          </li>
          <li>
            <strong>It is kept</strong> until it is deleted: recordings and notes after a time that is set for all
            interviews, everything else when somebody asks for it. Ask your recruiter at any time to see or delete what
            is kept of you.
          </li>
        </ul>
        <form
          id="consent"
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (agreed) onAgree(humanReviewOnly);
          }}
        >
          <label class="choice">
            <input type="checkbox" required checked={agreed} onChange={() => setAgreed(!agreed)} />
            <span>I agree to be recorded and to all of the above.</span>
          </label>
          <label class="choice">
            <input type="checkbox" checked={humanReviewOnly} onChange={() => setHumanReviewOnly(!humanReviewOnly)} />
            <span>
              I want people alone to judge my answers.
              <span class="quiet small"> No AI scores them or comments on them then.</span>
            </span>
          </label>
        </form>
      </section>
      <div class="actions">
        <button class="button" form="consent">
          Check camera and microphone
        </button>
        <span class="quiet small">Your browser may ask for your permission next.</span>
      </div>
    </Page>
  );
}
