import type { JSX } from "preact";

import type { Accommodations } from "../../shared/api-types";
import { number } from "../../shared/format";
import { t } from "../words";
import { SILENCES, TIME_FACTORS, USUAL } from "./accommodations";

/** What makes the interview fair for this candidate; closed until someone looks, with what everyone gets chosen. */
export function AccommodationFields(): JSX.Element {
  const words = t.value.accommodations;
  return (
    <details class="accommodations">
      <summary>{words.title}</summary>
      <div class="stack">
        <ArrangedFields arranged={USUAL} />
      </div>
    </details>
  );
}

/** The fields alone, as they are arranged. */
export function ArrangedFields({ arranged }: { arranged: Accommodations }): JSX.Element {
  const words = t.value.accommodations;
  const times: Readonly<Record<number, string>> = words.times;
  return (
    <>
      <p class="hint">{words.hint}</p>
      <div class="field">
        <label for="answer-time-factor">{words.time}</label>
        <select class="input" id="answer-time-factor" name="answer_time_factor">
          {withThis(TIME_FACTORS, arranged.answer_time_factor).map((factor) => (
            <option key={factor} value={factor} selected={factor === arranged.answer_time_factor}>
              {times[factor] ?? words.timesAsLong(number(factor))}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="silence-s">{words.end}</label>
        <select class="input" id="silence-s" name="silence_s">
          {withThis(SILENCES, arranged.silence_s).map((seconds) => (
            <option key={String(seconds)} value={seconds ?? ""} selected={seconds === arranged.silence_s}>
              {seconds === null ? words.never : words.afterSilence(seconds)}
            </option>
          ))}
        </select>
      </div>
      <label class="check">
        <input type="checkbox" name="captions" defaultChecked={arranged.captions} /> <span>{words.captions}</span>
      </label>
      <label class="check">
        <input type="checkbox" name="text_answers" defaultChecked={arranged.text_answers} />{" "}
        <span>{words.mayWrite}</span>
      </label>
    </>
  );
}

/** The usual choices, and what a program has arranged. */
function withThis<T>(usual: readonly T[], arranged: T): T[] {
  return usual.includes(arranged) ? [...usual] : [...usual, arranged];
}
