import type { JSX } from "preact";

import type { DraftView } from "../../shared/api-types";
import { t } from "./words";

/** Who suggested the questions, and what was left out: said until the template is saved. */
export function DraftNotice({ draft }: { draft: DraftView }): JSX.Element {
  const words = t.value.draft;
  const { judge, left_out, dropped, is_cut } = draft;
  return (
    <div class="notice stack">
      <p>{judge.indicative ? words.byRule(judge.model) : words.byModel(judge.model)}</p>
      {is_cut && <p>{words.isCut}</p>}
      {dropped > 0 && <p>{words.dropped(dropped)}</p>}
      {left_out.length > 0 && (
        <>
          <p>{words.leftOut}</p>
          <ul class="bullets small">
            {left_out.map((sentence, index) => (
              <li key={index}>
                <bdi>{sentence}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
