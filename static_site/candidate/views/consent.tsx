import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { count, spanInWords } from "../../shared/format";
import type { Conductor } from "../conductor";
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
  const longestMs = questions.reduce((sum, { thinking_time_s, answer_time_s }) => {
    return sum + 1000 * (thinking_time_s + answer_time_s);
  }, 0);
  return (
    <Page title={title}>
      <Heading>Your interview</Heading>
      <p>
        {title}: {count(questions.length, "question")}, at most {spanInWords(longestMs)} of thinking and answering. Find
        a quiet place with good light; you need a camera and a microphone.
      </p>
      <section class="card stack" aria-labelledby="before">
        <h2 id="before">Before we begin</h2>
        <ul class="points">
          <li>
            <strong>Your camera and microphone are recorded</strong> while you answer. The recording is sent as you
            speak, so that little can get lost.
          </li>
          <li>
            <strong>An AI asks the questions</strong>, writes down what you say and says a few words about each answer.
            It also suggests a score. People decide, and can change it.
          </li>
          <li>
            <strong>The recruiting team sees</strong> the recording, its text and the scores, and a note when you switch
            tabs, paste text, or nobody or several people are in view. Faces are counted in your browser; no picture of
            you is analysed elsewhere. Such notes never change a score.
          </li>
          <li>
            <strong>It is kept</strong> only as long as the recruiting team needs it for this position. Ask your
            recruiter at any time to see or delete it.
          </li>
        </ul>
        <form
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
              <span class="quiet small"> No AI scores them then. This has no disadvantage for you.</span>
            </span>
          </label>
          <div>
            <button class="button">Check camera and microphone</button>
          </div>
          <p class="quiet small">Your browser asks for your permission next.</p>
        </form>
      </section>
    </Page>
  );
}
