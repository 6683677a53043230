import type { JSX } from "preact";

import { SILENCES, TIME_FACTORS, USUAL } from "./accommodations";

/** What makes the interview fair for this candidate; closed until someone looks, with what everyone gets chosen. */
export function AccommodationFields(): JSX.Element {
  return (
    <details class="accommodations">
      <summary>Accommodations</summary>
      <div class="stack">
        <p class="hint">
          For candidates who have asked for it. They need not say why, and a score never depends on it.
        </p>
        <div class="field">
          <label for="answer-time-factor">Time to think and to answer</label>
          <select class="input" id="answer-time-factor" name="answer_time_factor">
            {TIME_FACTORS.map(({ factor, name }) => (
              <option key={factor} value={factor} selected={factor === USUAL.answer_time_factor}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="silence-s">When an answer ends by itself</label>
          <select class="input" id="silence-s" name="silence_s">
            {SILENCES.map(({ seconds, name }) => (
              <option key={name} value={seconds ?? ""} selected={seconds === USUAL.silence_s}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <label class="check">
          <input type="checkbox" name="captions" /> <span>Captions of what the interviewer says</span>
        </label>
        <label class="check">
          <input type="checkbox" name="text_answers" /> <span>Answers may be written instead of spoken</span>
        </label>
      </div>
    </details>
  );
}
