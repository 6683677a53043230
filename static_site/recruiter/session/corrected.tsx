import type { JSX } from "preact";

import type { AnswerView } from "../../shared/api-types";
import { clock } from "../../shared/format";
import { t } from "../words";

/** What the candidate put right. Where it is marked in the transcript above, only that is said. */
export function Corrected({
  answer,
  isMarked,
  onSeek,
}: {
  answer: AnswerView;
  isMarked: boolean;
  onSeek: ((ms: number) => void) | null;
}): JSX.Element | null {
  const { correction, transcript } = answer;
  if (!correction || answer.text_answer) return null;
  const words = t.value.transcript;
  const reversed = correction.differences.filter((difference) => difference.reversed);
  return (
    <div class="small">
      <p>
        {words.corrected(correction.words_changed)} {isMarked && words.correctionMarked}{" "}
        {correction.counts && words.correctionCounts}
        {!correction.counts && transcript !== null && words.correctionOutdated}
      </p>
      {reversed.length > 0 && (
        <>
          <p>{words.correctionReversed}</p>
          <ul>
            {reversed.map(({ heard, corrected, start_ms }, index) => (
              <li key={index}>
                {heard && (
                  <del>
                    <span class="visually-hidden">{words.heard} </span>
                    {heard}
                  </del>
                )}{" "}
                {corrected && (
                  <ins>
                    <span class="visually-hidden">{words.correctedTo} </span>
                    {corrected}
                  </ins>
                )}{" "}
                {onSeek && start_ms !== null && (
                  <button type="button" class="button button-link small" onClick={() => onSeek(start_ms)}>
                    {words.listen(clock(start_ms))}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {!isMarked && (
        <details>
          <summary>{words.asCorrected}</summary>
          <p>{correction.text}</p>
        </details>
      )}
    </div>
  );
}
