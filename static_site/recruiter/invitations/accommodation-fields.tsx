import type { JSX } from "preact";

import { t } from "../words";
import { SILENCES, TIME_FACTORS, USUAL } from "./accommodations";

/** What makes the interview fair for this candidate; closed until someone looks, with what everyone gets chosen. */
export function AccommodationFields(): JSX.Element {
  const words = t.value.accommodations;
  return (
    <details class="accommodations">
      <summary>{words.title}</summary>
      <div class="stack">
        <p class="hint">{words.hint}</p>
        <div class="field">
          <label for="answer-time-factor">{words.time}</label>
          <select class="input" id="answer-time-factor" name="answer_time_factor">
            {TIME_FACTORS.map((factor) => (
              <option key={factor} value={factor} selected={factor === USUAL.answer_time_factor}>
                {words.times[factor]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="silence-s">{words.end}</label>
          <select class="input" id="silence-s" name="silence_s">
            {SILENCES.map((seconds) => (
              <option key={String(seconds)} value={seconds ?? ""} selected={seconds === USUAL.silence_s}>
                {seconds === null ? words.never : words.afterSilence(seconds)}
              </option>
            ))}
          </select>
        </div>
        <label class="check">
          <input type="checkbox" name="captions" /> <span>{words.captions}</span>
        </label>
        <label class="check">
          <input type="checkbox" name="text_answers" /> <span>{words.mayWrite}</span>
        </label>
      </div>
    </details>
  );
}
